package httpwire

// kind is what a field means to the parser.
type kind uint8

const (
	plainField kind = iota
	connectionField
	lengthField
	encodingField
	upgradeField
)

var special = []struct {
	name string
	kind kind
}{
	{"connection", connectionField}, {"proxy-connection", connectionField}, {"content-length", lengthField},
	{"transfer-encoding", encodingField}, {"upgrade", upgradeField},
}

// fieldState is the field that is being read.
type fieldState struct {
	span
	kind   kind
	digits bool // of a Content-Length
	ended  bool // a space came after them
	token  []byte
	wait   bool // for a comma: what came is no token that matters
	folded bool
}

func (p *Parser) fieldStart(c byte) *Error {
	switch {
	case c == '\r':
		p.state = sHeadEnd
		return nil
	case c == '\n' && p.opt.Lenient:
		return p.headDone()
	case c == '\n':
		return past("HPE_INVALID_HEADER_TOKEN", "Invalid header field char")
	case c == ' ' && len(p.spans) == 0 && !p.message.trailer:
		return past("HPE_UNEXPECTED_SPACE", "Unexpected space after start line")
	case !is(c, isToken):
		return badToken("Invalid header token")
	}
	p.field = fieldState{span: span{start: len(p.text)}, token: p.field.token[:0]}
	p.state = sFieldName
	p.keepByte(c)
	return nil
}

func (p *Parser) fieldName(c byte) *Error {
	if is(c, isToken) {
		p.keepByte(c)
		return nil
	}
	name := p.text[p.field.start:]
	for _, s := range special {
		if equalFold(name, s.name) {
			p.field.kind = s.kind
		}
	}
	if c != ':' {
		if c == ' ' && p.field.kind != plainField {
			return past("HPE_INVALID_HEADER_TOKEN", "Invalid header field char")
		}
		return badToken("Invalid header token")
	}
	p.field.value = len(p.text)
	p.state = sBeforeValue
	if p.opt.Lenient {
		return nil
	}
	switch {
	case p.field.kind == encodingField && p.message.hasLength:
		return past("HPE_INVALID_TRANSFER_ENCODING", "Transfer-Encoding can't be present with Content-Length")
	case p.field.kind == lengthField && p.message.hasEncoding:
		return past("HPE_INVALID_CONTENT_LENGTH", "Content-Length can't be present with Transfer-Encoding")
	}
	return nil
}

func (p *Parser) beforeValue(c byte) *Error {
	switch {
	case c == ' ' || c == '\t':
		return nil
	case c == '\r':
		p.state = sFieldEmptyEnd
		return nil
	case c == '\n' && p.opt.Lenient:
		p.state = sMaybeFoldEmpty
		return nil
	case c == '\n':
		return past("HPE_INVALID_HEADER_TOKEN", "Invalid header value char")
	}
	if err := p.beginValue(); err != nil {
		return err
	}
	p.state = sFieldValue
	return p.fieldValue(c)
}

// beginValue is called before the first byte of a value.
func (p *Parser) beginValue() *Error {
	switch p.field.kind {
	case lengthField:
		if p.message.hasLength {
			return here("HPE_UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length")
		}
		p.message.hasLength = true
	case encodingField:
		if p.message.chunked && p.kind == Request && !p.opt.Lenient {
			return past("HPE_INVALID_TRANSFER_ENCODING", "Invalid `Transfer-Encoding` header value")
		}
		// Another coding comes after: only the last one counts.
		p.message.hasEncoding, p.message.chunked = true, false
	case upgradeField:
		p.message.upgrade = true
	}
	return nil
}

func (p *Parser) fieldValue(c byte) *Error {
	switch {
	case c == '\r':
		p.state = sFieldEnd
		return nil
	case c == '\n' && p.opt.Lenient:
		p.state = sMaybeFold
		return nil
	case c == '\n':
		return crExpected("header value")
	case !is(c, isValue) && !p.opt.Lenient:
		return badToken("Invalid header value char")
	}
	if err := p.meaning(c); err != nil {
		return err
	}
	p.keepByte(c)
	return nil
}

func (p *Parser) fieldEnd(c byte) *Error {
	if c != '\n' {
		return here("HPE_LF_EXPECTED", "Missing expected LF after header value")
	}
	p.state = sMaybeFold
	return nil
}

func (p *Parser) fieldEmptyEnd(c byte) *Error {
	return p.lineFeed(c, sMaybeFoldEmpty, "Expected LF after CR")
}

// maybeFold looks whether the line after a value goes on with it: obsolete, and
// refused (RFC 9112, 5.2).
func (p *Parser) maybeFold(c byte) *Error {
	if c == ' ' || c == '\t' {
		if !p.opt.Lenient {
			return badToken("Unexpected whitespace after header value")
		}
		p.field.folded = true
		p.state = sFieldValue
		return p.fieldValue(c)
	}
	p.endField()
	p.state = sFieldStart
	return p.fieldStart(c)
}

func (p *Parser) maybeFoldEmpty(c byte) *Error {
	if c == ' ' || c == '\t' {
		if !p.opt.Lenient {
			return past("HPE_INVALID_HEADER_TOKEN", "Invalid header value char")
		}
		p.state = sBeforeValue
		return nil
	}
	switch p.field.kind {
	case lengthField:
		return here("HPE_INVALID_CONTENT_LENGTH", "Empty Content-Length")
	case encodingField:
		if p.opt.Lenient {
			break
		}
		if err := p.beginValue(); err != nil {
			return err
		}
	}
	p.endField()
	p.state = sFieldStart
	return p.fieldStart(c)
}

// endField keeps the field, without the spaces behind its value.
func (p *Parser) endField() {
	p.endToken()
	end := len(p.text)
	for end > p.field.value && (p.text[end-1] == ' ' || p.text[end-1] == '\t') {
		end--
	}
	p.field.end = end
	p.spans = append(p.spans, p.field.span)
}

// headEnd is after the CR of the empty line.
func (p *Parser) headEnd(c byte) *Error {
	if c == '\n' {
		return p.headDone()
	}
	if !p.opt.Lenient {
		return strict("Expected LF after headers")
	}
	if err := p.headDone(); err != nil || p.closed {
		return err
	}
	if p.stopped || p.several([]byte{c}) > 0 {
		return nil
	}
	return steps[p.state](p, c)
}

// told makes the list of fields out of the text.
func (p *Parser) told() []Field {
	p.fields = p.fields[:0]
	for _, s := range p.spans {
		p.fields = append(p.fields, Field{Name: p.text[s.start:s.value:s.value], Value: p.text[s.value:s.end:s.end]})
	}
	return p.fields
}
