package httpwire

// Extensions of chunks (RFC 9112, 7.1.1) are read, held to their grammar and to a
// length, and forgotten.

func badExtension(place string) *Error {
	return past("HPE_STRICT", "Invalid character in chunk extensions"+place)
}

// extensionEnd is for what may follow a name or a value.
func (p *Parser) extensionEnd(c byte, place string) (done bool, err *Error) {
	switch {
	case c == '\r':
		p.state = sChunkSizeEnd
	case c == ';':
		p.state = sExtension
	case c == '\n' && p.opt.Lenient:
		return true, p.sized()
	case c == '\n':
		return true, crExpected("chunk extension " + place)
	default:
		return false, nil
	}
	return true, nil
}

func (p *Parser) extension(c byte) *Error {
	p.extended++
	if c == ' ' || c == '\r' {
		return badExtension("")
	}
	p.state = sExtensionName
	return p.extensionName(c)
}

func (p *Parser) extensionName(c byte) *Error {
	p.extended++
	if done, err := p.extensionEnd(c, "name"); done {
		return err
	}
	switch {
	case c == '=':
		p.state = sExtensionValue
	case !is(c, isToken):
		return badExtension(" name")
	}
	return nil
}

func (p *Parser) extensionValue(c byte) *Error {
	p.extended++
	if done, err := p.extensionEnd(c, "value"); done {
		return err
	}
	switch {
	case c == '"':
		p.state = sExtensionQuoted
	case !is(c, isToken):
		return badExtension(" value")
	}
	return nil
}

func (p *Parser) extensionQuoted(c byte) *Error {
	p.extended++
	switch {
	case c == '"':
		p.state = sExtensionAfterQuote
	case c == '\\':
		p.state = sExtensionEscape
	case !is(c, isQuoted):
		return badExtension(" quoted value")
	}
	return nil
}

func (p *Parser) extensionEscape(c byte) *Error {
	p.extended++
	if !is(c, isQuoted) && c != '"' && c != '\\' {
		return past("HPE_STRICT", "Invalid quoted-pair in chunk extensions quoted value")
	}
	p.state = sExtensionQuoted
	return nil
}

func (p *Parser) extensionAfterQuote(c byte) *Error {
	p.extended++
	if done, err := p.extensionEnd(c, "value"); done {
		return err
	}
	return here("HPE_STRICT", "Invalid character in chunk extensions quote value")
}
