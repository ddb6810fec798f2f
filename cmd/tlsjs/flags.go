package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const usage = `usage: tlsjs [options] script.js [arguments]
       tlsjs [options] -e CODE | -p CODE [arguments]
       tlsjs [options] [-] < script.js
       tlsjs [options] [-i]
       tlsjs cert [--dir D] [--host NAME] [--passphrase P] [--ec | --rsa]
       tlsjs test [--jobs N] [--timeout D] [--tap] [--against CMD] FILES | DIRS

options:
  -e, --eval CODE         run CODE
  -p, --print CODE        run CODE and print its value
  -i, --interactive       read lines, print what they give; so without a script
                          where standard input is a terminal
  -c, --check             check the syntax, do not run
  --input-type=TYPE       take CODE, or standard input, for a module of the
                          TYPE commonjs or module; else its syntax tells
  -r, --require MODULE    load MODULE first; may be repeated
  --import MODULE         import MODULE first, after those; may be repeated
  -C, --conditions=NAME   a condition for the exports and imports of packages;
                          may be repeated
  --env-file=FILE         take variables of the environment from FILE, those that
                          are not set; may be repeated, the last one counts
  -v, --version           print the version
  -h, --help              print this
  --workers=N             run the script N times side by side, to use more
                          cores: what they listen on is shared, connections
                          go to each in turn
  --                      the script's arguments follow
  --compat=GENERATION     defaults of v0.8, v0.10, v0.12, iojs (the default)
                          or node, where they differ
  --unhandled-rejections=MODE
                          throw (the default), strict, warn, none or
                          warn-with-error-code
  --tls-min-v1.0, --tls-min-v1.1, --tls-min-v1.2, --tls-min-v1.3,
  --tls-max-v1.2, --tls-max-v1.3
                          the default range of TLS versions
  --tls-cipher-list=LIST  the default list of ciphers
  --tls-keylog=FILE       append the secrets of every connection to FILE
  --trace-tls             tell on standard error what TLS connections say
  --use-bundled-ca, --use-openssl-ca, --use-system-ca, --no-use-system-ca
                          what is trusted by default: Mozilla's roots,
                          the system's, both, not both
  --expose-gc             a function gc() that collects garbage
  --max-old-space-size=N  collect garbage the harder the nearer memory comes to N
                          MiB; the process goes on beyond
  --stack-trace-limit=N   how many lines the stacks of errors have
  --title=TITLE           the title of the process
  --dns-result-order=ORDER
                          of the addresses of a name: verbatim (the default),
                          ipv4first or ipv6first
  --max-http-header-size=N
                          how long the head of an HTTP message may be, in bytes
  --insecure-http-parser  read HTTP that is not quite right
  --test-name-pattern=REGEXP, --test-only
                          of the tests of node:test, run those with such a
                          name, or those with the option only
  --test-reporter=NAME    report tests as spec (the default on a terminal), tap,
                          dot or junit does, or as a script does
  --test-reporter-destination=FILE
                          where to: stdout (the default), stderr or a file
  --disable-warning=CODE  do not print warnings with this code, or of this type;
                          may be repeated
  --no-warnings, --trace-warnings, --no-deprecation, --trace-deprecation,
  --throw-deprecation, --pending-deprecation
                          as in Node

environment: NODE_OPTIONS, NODE_PATH, NODE_DEBUG, NODE_EXTRA_CA_CERTS,
             NODE_TLS_REJECT_UNAUTHORIZED, NODE_USE_SYSTEM_CA, SSLKEYLOGFILE,
             SSL_CERT_FILE, SSL_CERT_DIR, NO_COLOR, FORCE_COLOR,
             NODE_REPL_HISTORY, NODE_REPL_HISTORY_SIZE, NODE_REPL_MODE,
             NODE_NO_READLINE, NODE_CHANNEL_FD (set by a parent that forks)
`

// command is a parsed command line.
type command struct {
	help, version, check, interactive bool

	hasEval, print bool
	eval           string

	argv0    string // as it was called
	file     string // "" for none, "-" for standard input
	args     []string
	execArgs []string
	preload  []string
	imports  []string
	envFiles []string
	compat   string
	workers  int
	flags    map[string]string
}

// options are the long options that the runtime knows; true wants a value.
var options = map[string]bool{
	"unhandled-rejections": true,
	"warnings":             false, "no-warnings": false, "trace-warnings": false,
	"deprecation": false, "no-deprecation": false, "trace-deprecation": false,
	"throw-deprecation": false, "pending-deprecation": false, "no-pending-deprecation": false,
	"tls-min-v1.0": false, "tls-min-v1.1": false, "tls-min-v1.2": false, "tls-min-v1.3": false,
	"tls-max-v1.2": false, "tls-max-v1.3": false,
	"tls-cipher-list": true, "tls-keylog": true,
	"trace-tls":            false,
	"expose-gc":            false,
	"stack-trace-limit":    true,
	"max-old-space-size":   true,
	"title":                true,
	"dns-result-order":     true,
	"disable-warning":      true,
	"input-type":           true,
	"max-http-header-size": true, "insecure-http-parser": false,
	"use-bundled-ca": false, "use-openssl-ca": false, "use-system-ca": false, "no-use-system-ca": false,
	"test-only":         false,
	"test-name-pattern": true, "test-reporter": true, "test-reporter-destination": true,
}

// repeated are the options that may be given several times; the runtime gets all
// values, one a line.
var repeated = []string{"conditions", "disable-warning", "test-name-pattern", "test-reporter", "test-reporter-destination"}

// attached are options of V8's, which take no value but behind an equals sign.
var attached = []string{"stack-trace-limit", "max-old-space-size"}

// addFlag gives an option to the runtime. The last value counts, of repeated ones all.
func addFlag(flags map[string]string, key, value string) {
	if before, given := flags[key]; given && slices.Contains(repeated, key) {
		value = before + "\n" + value
	}
	flags[key] = value
}

// fromEnvironment are the options that NODE_OPTIONS may have besides those.
var fromEnvironment = []string{"-r", "--require", "--import", "-C", "--conditions", "--compat"}

func known(key string) bool {
	_, ok := options[key]
	return ok
}

// choices are the values that an option takes.
var choices = map[string][]string{
	"unhandled-rejections": {"throw", "strict", "warn", "none", "warn-with-error-code"},
	"input-type":           {"commonjs", "module"},
	"dns-result-order":     {"verbatim", "ipv4first", "ipv6first"},
	"compat":               {"v0.8", "v0.10", "v0.12", "iojs", "node"},
}

// parse reads a command line without the program's name. What NODE_OPTIONS has
// comes first, so that the command line wins.
func parse(args []string, nodeOptions string) (*command, error) {
	c := &command{flags: map[string]string{}}
	if err := c.environment(nodeOptions); err != nil {
		return nil, err
	}
	for len(args) > 0 {
		word := args[0]
		if word == "--" {
			args = args[1:]
			break
		}
		if word == "-" || !strings.HasPrefix(word, "-") {
			break
		}
		used, err := c.option(word, args[1:])
		if err != nil {
			return nil, err
		}
		c.execArgs = append(c.execArgs, args[:1+used]...)
		args = args[1+used:]
	}
	if !c.hasEval && len(args) > 0 {
		c.file = args[0]
		if c.file != "-" { // which stays in process.argv
			args = args[1:]
		}
	}
	c.args = args
	if c.hasEval && c.check {
		return nil, fmt.Errorf("either --check or --eval can be used, not both")
	}
	if c.check && c.workers > 1 {
		return nil, fmt.Errorf("either --check or --workers can be used, not both")
	}
	if c.interactive && c.workers > 1 {
		return nil, fmt.Errorf("either --interactive or --workers can be used, not both")
	}
	return c, nil
}

// environment takes what NODE_OPTIONS has.
func (c *command) environment(text string) error {
	words, err := splitWords(text)
	if err != nil {
		return err
	}
	for len(words) > 0 {
		word := words[0]
		name, _, _ := strings.Cut(word, "=")
		if key, _ := strings.CutPrefix(name, "--"); !slices.Contains(fromEnvironment, name) && !known(key) {
			return fmt.Errorf("%s is not allowed in NODE_OPTIONS", word)
		}
		used, err := c.option(word, words[1:])
		if err != nil {
			return err
		}
		words = words[1+used:]
	}
	return nil
}

// splitWords divides NODE_OPTIONS: quotation marks hold words together, and a
// backslash stands for the character after it inside them.
func splitWords(text string) ([]string, error) {
	var words []string
	word, begun, quoted := "", false, false
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case ch == '\\' && quoted && i+1 < len(text):
			i++
			word += text[i : i+1]
		case ch == '"':
			quoted, begun = !quoted, true
		case ch == ' ' && !quoted:
			if begun {
				words = append(words, word)
			}
			word, begun = "", false
		default:
			word, begun = word+text[i:i+1], true
		}
	}
	if quoted {
		return nil, errors.New("invalid value for NODE_OPTIONS (unterminated string)")
	}
	if begun {
		words = append(words, word)
	}
	return words, nil
}

// option takes one option and returns how many of the following words it used.
func (c *command) option(word string, rest []string) (int, error) {
	name, value, hasValue := strings.Cut(word, "=")
	take := func() (int, error) {
		if hasValue {
			return 0, nil
		}
		if len(rest) == 0 {
			return 0, fmt.Errorf("%s requires an argument", word)
		}
		value = rest[0]
		return 1, nil
	}
	takeText := func() (int, error) {
		if hasValue && value == "" {
			return 0, fmt.Errorf("%s requires an argument", word)
		}
		return take()
	}
	var (
		used int
		err  error
	)
	switch name {
	case "-h", "--help":
		c.help = true
	case "-v", "--version":
		c.version = true
	case "-c", "--check":
		c.check = true
	case "-i", "--interactive":
		c.interactive = true
	case "-e", "--eval", "-p", "--print", "-pe":
		printing := name == "-p" || name == "--print"
		c.print = c.print || printing || name == "-pe"
		if printing && !hasValue && len(rest) == 0 {
			break // what to print comes from standard input
		}
		used, err = take()
		c.hasEval, c.eval = true, value
	case "-r", "--require":
		used, err = take()
		c.preload = append(c.preload, value)
	case "--import":
		used, err = takeText()
		c.imports = append(c.imports, value)
	case "-C", "--conditions":
		if name == "-C" && hasValue {
			return 0, fmt.Errorf("bad option: %s", word)
		}
		used, err = takeText()
		addFlag(c.flags, "conditions", value)
	case "--env-file":
		used, err = take()
		c.envFiles = append(c.envFiles, value)
	case "--compat":
		used, err = take()
		c.compat = value
	case "--workers":
		if used, err = take(); err == nil {
			c.workers, err = workerCount(value)
		}
	default:
		key, ok := strings.CutPrefix(name, "--")
		key = strings.ReplaceAll(key, "_", "-") // V8's options come in both forms, and Node's
		wants, known := options[key]
		alone := slices.Contains(attached, key)
		if !ok || !known || (hasValue && !wants) || (alone && !hasValue) {
			return 0, fmt.Errorf("bad option: %s", word)
		}
		if wants && !alone {
			used, err = takeText()
		}
		addFlag(c.flags, key, value)
	}
	if err == nil {
		err = checkChoice(name, value)
	}
	return used, err
}

// workerCount reads how many runtimes run the script.
func workerCount(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostWorkers {
		return 0, fmt.Errorf("--workers takes a number from 1 to %d: got %q", mostWorkers, text)
	}
	return n, nil
}

// mostWorkers is more than any machine has use for.
const mostWorkers = 256

func checkChoice(name, value string) error {
	allowed, ok := choices[strings.TrimPrefix(name, "--")]
	if ok && !slices.Contains(allowed, value) {
		return fmt.Errorf("%s must be one of %s: got %q", name, strings.Join(allowed, ", "), value)
	}
	return nil
}
