package httpwire

import "slices"

// Type is what a parser reads.
type Type int

const (
	// Request is what a server reads.
	Request Type = iota
	// Response is what a client reads.
	Response
)

// foreign are methods of protocols that look like HTTP and are not spoken: known
// so that one is refused for what it is.
var foreign = []string{
	"PRI", "DESCRIBE", "ANNOUNCE", "SETUP", "PLAY", "PAUSE", "TEARDOWN", "GET_PARAMETER", "SET_PARAMETER", "REDIRECT",
	"RECORD", "FLUSH",
}

// known are all methods, with those at the end.
var known = append(slices.Clone(Methods), foreign...)

// Methods are those that a request may have, in the order of Node's numbers.
var Methods = []string{
	"DELETE", "GET", "HEAD", "POST", "PUT", "CONNECT", "OPTIONS", "TRACE", "COPY", "LOCK", "MKCOL", "MOVE",
	"PROPFIND", "PROPPATCH", "SEARCH", "UNLOCK", "BIND", "REBIND", "UNBIND", "ACL", "REPORT", "MKACTIVITY",
	"CHECKOUT", "MERGE", "M-SEARCH", "NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE", "PATCH", "PURGE", "MKCALENDAR",
	"LINK", "UNLINK", "SOURCE", "QUERY",
}

// DefaultMaxHeaderSize is how long a head may be, in bytes of its target, names and
// values, where Options say nothing.
const DefaultMaxHeaderSize = 16 << 10

// maxExtensions is how long the extensions of one chunk may be, in bytes.
const maxExtensions = 16 << 10

// Options are those of one parser.
type Options struct {
	// MaxHeaderSize is in bytes; 0 is DefaultMaxHeaderSize. It holds for the head
	// and for the trailer, each on its own.
	MaxHeaderSize int
	Lenient       bool
}

// Field is one header or trailer field. The bytes are the parser's: they are good
// until the call that has them returns.
type Field struct{ Name, Value []byte }

// Head is the beginning of a message. It is good until Handler.Head returns.
type Head struct {
	Major, Minor int
	Method       string // of a request
	Target       []byte // of a request, as it was sent
	Status       int    // of a response
	Reason       []byte // of a response
	Fields       []Field
	// Upgrade tells that another protocol follows the message: CONNECT, or an
	// Upgrade that Connection names (in a response only with status 101).
	Upgrade bool
	// KeepAlive tells that another message may follow on the connection.
	KeepAlive bool
}

// Verdict is what a handler says to a head.
type Verdict int

const (
	// ReadBody reads the message on as its head tells.
	ReadBody Verdict = iota
	// SkipBody is for an answer to HEAD: there is no body, whatever the head tells.
	SkipBody
	// SwitchProtocol ends the message and HTTP with it: Execute returns.
	SwitchProtocol
)

// Handler is told of messages. It may call Close and Execute of its parser; Finish
// then does nothing.
type Handler interface {
	// Begin has no more than the first byte of a message.
	Begin()
	Head(h *Head) Verdict
	// Body has a piece of what Execute was given: the same memory.
	Body(b []byte)
	// End has the trailer, which is good until it returns.
	End(trailer []Field)
}

// Parser reads the messages of one connection, one after the other.
type Parser struct {
	kind    Type
	opt     Options
	handler Handler

	state   state
	failed  *Error
	running bool
	queued  []byte // what the handler has given to Execute
	closed  bool
	// stopped is set when what follows is no HTTP.
	stopped bool

	head     Head
	text     []byte  // target or reason, then names and values of the fields
	spans    []span  // fields, in text
	fields   []Field // made of spans when they are told
	counted  int     // bytes of the head against MaxHeaderSize
	field    fieldState
	message  messageState
	matched  int // of a word that is being matched
	url      urlState
	extended int // bytes of a chunk's extensions
}

// span is a field in Parser.text: a name, a value behind it.
type span struct{ start, value, end int }

// New makes a parser that tells handler.
func New(kind Type, handler Handler, opt Options) *Parser {
	p := &Parser{}
	p.Reset(kind, handler, opt)
	return p
}

// Reset makes p as good as new. It must not be called by its handler.
func (p *Parser) Reset(kind Type, handler Handler, opt Options) {
	if opt.MaxHeaderSize <= 0 {
		opt.MaxHeaderSize = DefaultMaxHeaderSize
	}
	*p = Parser{kind: kind, handler: handler, opt: opt, text: p.text[:0], spans: p.spans[:0], fields: p.fields[:0]}
}

// Close ends the parser: nothing is told any more, and Execute takes all it is
// given. The handler may call it.
func (p *Parser) Close() { p.closed = true }

// Between tells that no message has begun that has not ended.
func (p *Parser) Between() bool { return p.state == sStart || p.state == sClosed }

// Execute reads data and returns how much of it is HTTP: less than there is only
// where another protocol follows. After an error every call returns that error.
// What the handler gives it is read after what is being read, which Execute then
// tells no number of.
func (p *Parser) Execute(data []byte) (int, *Error) {
	if p.failed != nil {
		return 0, p.failed
	}
	if p.running {
		p.queued = append(p.queued, data...)
		return len(data), nil
	}
	p.running = true
	defer func() {
		if p.running { // the handler has panicked
			p.failed = here("HPE_USER", "Handler failed")
		}
		p.running, p.queued = false, nil
	}()
	n, err := p.execute(data)
	for err == nil && n == len(data) && len(p.queued) > 0 && !p.stopped && !p.closed {
		more := p.queued
		p.queued = nil
		_, err = p.execute(more)
	}
	p.running = false
	return n, err
}

func (p *Parser) execute(data []byte) (int, *Error) {
	for i := 0; i < len(data); {
		if p.closed {
			return len(data), nil
		}
		if p.stopped {
			return i, nil
		}
		if n := p.several(data[i:]); n > 0 {
			i += n
			if err := p.overflow(); err != nil {
				return i, p.fail(err, i+p.rest(data[i:]))
			}
			continue
		}
		if err := steps[p.state](p, data[i]); err != nil {
			return i, p.fail(err, i)
		}
		i++
		if err := p.overflow(); err != nil {
			return i, p.fail(err, i+p.rest(data[i:]))
		}
	}
	return len(data), nil
}

func (p *Parser) fail(err *Error, at int) *Error {
	err.Offset = at
	if err.after {
		err.Offset++
	}
	if !p.closed {
		p.failed = err
	}
	return err
}

// Finish tells that the stream has ended.
func (p *Parser) Finish() *Error {
	switch {
	case p.failed != nil || p.closed || p.stopped || p.running:
		return nil // that was told
	case p.state == sBodyUntilEnd:
		p.end()
		return nil
	case p.Between():
		return nil
	}
	p.failed = here("HPE_INVALID_EOF_STATE", "Invalid EOF state")
	return p.failed
}

func (p *Parser) overflow() *Error {
	if p.counted >= p.opt.MaxHeaderSize {
		return here("HPE_HEADER_OVERFLOW", "Header overflow")
	}
	if p.extended >= maxExtensions {
		return here("HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow")
	}
	return nil
}

// rest is how much of data belongs to a name, value or target that is too long:
// Node counts it as read.
func (p *Parser) rest(data []byte) int {
	switch p.state {
	case sFieldName:
		return run(data, isToken)
	case sFieldValue:
		return run(data, isValue)
	case sURLPath:
		return run(data, isURL)
	}
	return 0
}

// several takes what can be taken at once: bodies, and runs of bytes that change
// nothing. It returns how much that was, 0 for one byte to be looked at.
func (p *Parser) several(data []byte) int {
	switch p.state {
	case sBodyOfLength, sChunkData:
		n := len(data)
		if uint64(n) > p.message.left {
			n = int(p.message.left)
		}
		p.message.left -= uint64(n)
		last := p.message.left == 0
		if last && p.state == sChunkData {
			p.state = sChunkDataEnd
		}
		ended := last && p.state == sBodyOfLength
		p.handler.Body(data[:n:n])
		if ended && !p.closed {
			p.end()
		}
		return n
	case sBodyUntilEnd:
		p.handler.Body(data[:len(data):len(data)])
		return len(data)
	case sFieldValue:
		if p.field.kind != plainField {
			return 0
		}
		return p.keep(data[:run(data, isValue)])
	case sURLPath:
		return p.keep(data[:run(data, isURL)])
	}
	return 0
}

// keep adds to the text of the head and returns how much.
func (p *Parser) keep(b []byte) int {
	// No more than one byte too many.
	b = b[:min(len(b), p.opt.MaxHeaderSize-p.counted)]
	p.text = append(p.text, b...)
	p.counted += len(b)
	return len(b)
}

// lineFeed is for the byte behind a CR, where nothing but one may stand.
func (p *Parser) lineFeed(c byte, next state, reason string) *Error {
	if c != '\n' {
		return strict(reason)
	}
	p.state = next
	return nil
}

func (p *Parser) keepByte(c byte) {
	p.text = append(p.text, c)
	p.counted++
}
