package jsmod

import (
	"fmt"
	"unicode/utf16"

	"github.com/dop251/goja"
)

// jsonFault is what V8 says about a text that is no JSON, "" for one that is.
// Positions are in code units.
func jsonFault(text goja.String) string {
	j := jsonReader{text: make([]uint16, text.Length())}
	for i := range j.text {
		j.text[i] = text.CharAt(i)
	}
	if j.value() && j.space() != jsonEnd {
		j.say("Unexpected non-whitespace character after JSON")
	}
	return j.fault
}

// jsonEnd stands for the character behind the last one.
const jsonEnd = -1

// jsonReader looks for the first fault. Its methods return false where there is one.
type jsonReader struct {
	text  []uint16
	at    int
	fault string
	open  []uint16 // the closing brackets that are to come
}

func (j *jsonReader) peek() int {
	if j.at >= len(j.text) {
		return jsonEnd
	}
	return int(j.text[j.at])
}

// space skips white space and returns what is behind it.
func (j *jsonReader) space() int {
	for {
		switch c := j.peek(); c {
		case ' ', '\t', '\n', '\r':
			j.at++
		default:
			return c
		}
	}
}

// say keeps a message with the place.
func (j *jsonReader) say(message string) bool {
	j.fault = fmt.Sprintf("%s in JSON at position %d", message, j.at)
	if message == "Unexpected non-whitespace character after JSON" {
		j.fault = fmt.Sprintf("%s at position %d", message, j.at)
	}
	return false
}

// value reads a value with everything in it. It does not call itself: a peer
// decides how deep the text goes.
func (j *jsonReader) value() bool {
	for {
		c := j.space()
		if c == '[' || c == '{' {
			more, ok := j.opened(c)
			if !ok {
				return false
			}
			if more {
				continue
			}
		} else if !j.scalar(c) {
			return false
		}
		more, ok := j.after()
		if !ok || !more {
			return ok
		}
	}
}

// opened begins an array or object and tells whether a value comes next.
func (j *jsonReader) opened(c int) (more, ok bool) {
	j.at++
	if c == '[' {
		if j.space() == ']' {
			j.at++
			return false, true
		}
		j.open = append(j.open, ']')
		return true, true
	}
	switch j.space() {
	case '}':
		j.at++
		return false, true
	case '"':
		j.open = append(j.open, '}')
		return true, j.name()
	}
	return false, j.say("Expected property name or '}'")
}

// after reads what follows a value, and tells whether another comes.
func (j *jsonReader) after() (more, ok bool) {
	for len(j.open) > 0 {
		last := j.open[len(j.open)-1]
		switch c := j.space(); {
		case c == int(last):
			j.at++
			j.open = j.open[:len(j.open)-1]
		case c == ',' && last == ']':
			j.at++
			return true, true
		case c == ',':
			j.at++
			if j.space() != '"' {
				return false, j.say("Expected double-quoted property name")
			}
			return true, j.name()
		case last == ']':
			return false, j.say("Expected ',' or ']' after array element")
		default:
			return false, j.say("Expected ',' or '}' after property value")
		}
	}
	return false, true
}

func (j *jsonReader) name() bool {
	if !j.quoted() {
		return false
	}
	if j.space() != ':' {
		return j.say("Expected ':' after property name")
	}
	j.at++
	return true
}

func (j *jsonReader) scalar(c int) bool {
	switch {
	case c == '"':
		return j.quoted()
	case c == '-' || c >= '0' && c <= '9':
		return j.number()
	case c == 't':
		return j.word("true")
	case c == 'f':
		return j.word("false")
	case c == 'n':
		return j.word("null")
	}
	return j.unexpected()
}

func (j *jsonReader) word(w string) bool {
	for i := range len(w) {
		if j.peek() != int(w[i]) {
			return j.unexpected()
		}
		j.at++
	}
	return true
}

func (j *jsonReader) digits() bool {
	start := j.at
	for c := j.peek(); c >= '0' && c <= '9'; c = j.peek() {
		j.at++
	}
	return j.at > start
}

func (j *jsonReader) number() bool {
	if j.peek() == '-' {
		j.at++
	}
	if j.peek() == '0' {
		j.at++
		if c := j.peek(); c >= '0' && c <= '9' {
			return j.say("Unexpected number")
		}
	} else if !j.digits() {
		return j.say("No number after minus sign")
	}
	if j.peek() == '.' {
		if j.at++; !j.digits() {
			return j.say("Unterminated fractional number")
		}
	}
	if c := j.peek(); c == 'e' || c == 'E' {
		j.at++
		if c := j.peek(); c == '+' || c == '-' {
			j.at++
		}
		if !j.digits() {
			return j.say("Exponent part is missing a number")
		}
	}
	return true
}

func (j *jsonReader) quoted() bool {
	for j.at++; ; j.at++ {
		switch c := j.peek(); {
		case c == jsonEnd:
			return j.say("Unterminated string")
		case c == '"':
			j.at++
			return true
		case c < ' ':
			return j.say("Bad control character in string literal")
		case c == '\\':
			j.at++
			if !j.escape() {
				return false
			}
		}
	}
}

func (j *jsonReader) escape() bool {
	switch j.peek() {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	case jsonEnd:
		return j.unexpected()
	case 'u':
		for range 4 {
			j.at++
			if c := j.peek(); !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
				return j.say("Bad Unicode escape")
			}
		}
		return true
	}
	return j.say("Bad escaped character")
}

// unexpected names the character that begins no value, with what is around it.
func (j *jsonReader) unexpected() bool {
	const around = 10
	text := func(from, to int) string { return string(utf16.Decode(j.text[from:to])) }
	switch c := j.peek(); {
	case c == jsonEnd:
		j.fault = "Unexpected end of JSON input"
		return false
	case c == '"':
		return j.say("Unexpected string")
	case c == '-' || c >= '0' && c <= '9':
		return j.say("Unexpected number")
	}
	n := len(j.text)
	if n <= 15 {
		switch whole := text(0, n); whole {
		case "undefined", "NaN", "Infinity", "[object Object]":
			j.fault = `"` + whole + `" is not valid JSON`
			return false
		}
	}
	var near string
	switch {
	case n <= 2*around:
		near = `"` + text(0, n) + `"`
	case j.at < around:
		near = `"` + text(0, j.at+around) + `"...`
	case j.at < n-around:
		near = `..."` + text(j.at-around, j.at+around) + `"...`
	default:
		near = `..."` + text(j.at-around, n) + `"`
	}
	j.fault = "Unexpected token '" + text(j.at, j.at+1) + "', " + near + " is not valid JSON"
	return false
}
