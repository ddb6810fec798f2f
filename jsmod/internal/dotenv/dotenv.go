// Package dotenv reads .env files as Node does, what Node makes of wrong ones included.
package dotenv

import "strings"

// Parse returns the variables of a file's text. A line is NAME=value, with export before
// it or not; quotation marks, of three kinds, hold a value of several lines together.
// From a name that is empty, or without an equals sign after it, nothing is read on.
func Parse(text string) map[string]string {
	variables := map[string]string{}
	rest := strings.Trim(strings.ReplaceAll(text, "\r", ""), " ")
	for rest != "" {
		if rest[0] == '\n' || rest[0] == '#' {
			if _, after, found := strings.Cut(rest, "\n"); found {
				rest = after
				continue
			}
		}
		name, after, found := strings.Cut(rest, "=")
		name = strings.Trim(name, " ")
		if !found || name == "" {
			break
		}
		name = strings.TrimPrefix(name, "export ")
		rest = strings.Trim(after, " ")
		if value, next, whole := parseValue(rest); whole {
			variables[name], rest = value, next
		}
	}
	return variables
}

// parseValue takes a value from the front of a text and returns what follows its line.
// A quotation mark that neither a second one nor the line ends begins no value: whole is
// false, and Node reads on from there as if it began a name.
func parseValue(text string) (value, rest string, whole bool) {
	line, rest, more := strings.Cut(text, "\n")
	if text == "" || !strings.Contains("\"'`", text[:1]) {
		value, _, _ = strings.Cut(line, "#")
		return strings.Trim(value, " "), rest, true
	}
	value, tail, closed := strings.Cut(text[1:], text[:1])
	if !closed {
		return line, rest, more
	}
	if text[0] == '"' {
		value = strings.ReplaceAll(value, `\n`, "\n")
	}
	_, rest, _ = strings.Cut(tail, "\n")
	return value, rest, true
}
