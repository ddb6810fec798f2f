package httpwire

// The fields that say how long a message is and what comes after it.

// messageState is what is known of the message that is being read.
type messageState struct {
	hasLength, hasEncoding bool
	// chunked tells that chunked is the last transfer coding.
	chunked bool
	upgrade bool // there is an Upgrade field that is not empty
	// What the Connection field has named.
	close, keepAlive, namesUpgrade bool
	skipped                        bool
	trailer                        bool
	length, left                   uint64
	size                           uint64 // of the chunk whose size is being read
}

// meaning looks at one byte of a value.
func (p *Parser) meaning(c byte) *Error {
	switch p.field.kind {
	case lengthField:
		return p.lengthByte(c)
	case encodingField:
		return p.encodingByte(c)
	case connectionField:
		if c == ',' {
			p.endToken()
			p.field.token, p.field.wait = p.field.token[:0], false
			return nil
		}
		p.tokenByte(c)
	}
	return nil
}

func (p *Parser) lengthByte(c byte) *Error {
	switch {
	case c == ' ' && p.field.digits:
		p.field.ended = true
		return nil
	case !isDigit(c) || p.field.ended || p.field.folded:
		return here("HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length")
	}
	p.field.digits = true
	digit := uint64(c - '0')
	if p.message.length > (1<<64-1-digit)/10 {
		return past("HPE_INVALID_CONTENT_LENGTH", "Content-Length overflow")
	}
	p.message.length = p.message.length*10 + digit
	return nil
}

// encodingByte follows a list of transfer codings. Nothing may come after chunked
// in a request: somebody else might not take it for the last coding.
func (p *Parser) encodingByte(c byte) *Error {
	if c != ',' {
		p.tokenByte(c)
		return nil
	}
	p.endToken()
	if p.message.chunked {
		if p.kind == Request && !p.opt.Lenient {
			return past("HPE_INVALID_TRANSFER_ENCODING", "Invalid `Transfer-Encoding` header value")
		}
		p.message.chunked = false
	}
	p.field.token, p.field.wait = p.field.token[:0], false
	return nil
}

// longestToken is longer than any word that matters.
const longestToken = 16

// tokenByte adds to a token, with spaces left out around it. A space inside makes
// it one that is not known.
func (p *Parser) tokenByte(c byte) {
	f := &p.field
	if c == ' ' || c == '\t' {
		f.ended = len(f.token) > 0
		return
	}
	if f.folded && f.kind == encodingField || f.ended && len(f.token) > 0 || len(f.token) >= longestToken {
		f.wait = true
	}
	f.ended = false
	if !f.wait {
		f.token = append(f.token, lower(c))
	}
}

// endToken takes the token for what it means.
func (p *Parser) endToken() {
	f, m := &p.field, &p.message
	if f.wait {
		return
	}
	switch {
	case f.kind == encodingField:
		m.chunked = string(f.token) == "chunked"
	case f.kind != connectionField:
	case string(f.token) == "close":
		m.close = true
	case string(f.token) == "keep-alive":
		m.keepAlive = true
	case string(f.token) == "upgrade":
		m.namesUpgrade = true
	}
}

// persistent tells whether another message may follow on the connection.
func (p *Parser) persistent() bool {
	m := &p.message
	if p.head.Major > 0 && p.head.Minor > 0 { // HTTP/1.1
		if m.close {
			return false
		}
	} else if !m.keepAlive {
		return false
	}
	return !p.untilEnd()
}

// bodiless tells of responses that have no body whatever they say.
func (p *Parser) bodiless() bool {
	s := p.head.Status
	return p.kind == Response && (s/100 == 1 || s == 204 || s == 304)
}

// untilEnd tells that the body ends with the connection.
func (p *Parser) untilEnd() bool {
	m := &p.message
	if p.kind == Request || p.bodiless() || m.skipped {
		return false
	}
	if m.hasEncoding && !m.chunked {
		return true
	}
	return !m.chunked && !m.hasLength
}
