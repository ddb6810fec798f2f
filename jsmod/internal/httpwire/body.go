package httpwire

// headDone is called at the end of a head or of a trailer.
func (p *Parser) headDone() *Error {
	if p.message.trailer {
		p.end()
		return nil
	}
	m := &p.message
	if p.kind == Request && m.hasEncoding && !m.chunked && !p.opt.Lenient {
		return past("HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`")
	}
	verdict := p.tellHead()
	if p.closed {
		return nil
	}
	if verdict == SwitchProtocol {
		p.head.Upgrade = true
	}
	m.skipped = verdict != ReadBody
	switch {
	case p.head.Upgrade && (p.head.Method == "CONNECT" || m.skipped || !m.chunked && m.length == 0),
		m.skipped, p.bodiless():
		p.end()
	case m.chunked:
		p.state = sChunkStart
	case m.hasEncoding, p.untilEnd():
		p.state = sBodyUntilEnd
	case m.length > 0:
		m.left = m.length
		p.state = sBodyOfLength
	default:
		p.end()
	}
	return nil
}

func (p *Parser) tellHead() Verdict {
	h, m := &p.head, &p.message
	first := p.text
	if len(p.spans) > 0 {
		first = p.text[:p.spans[0].start]
	}
	if p.kind == Response {
		h.Reason = first
		h.Upgrade = m.upgrade && m.namesUpgrade && h.Status == 101
	} else {
		h.Target = first
		h.Upgrade = h.Method == "CONNECT" || m.upgrade && m.namesUpgrade
	}
	h.Fields = p.told()
	h.KeepAlive = p.persistent()
	p.counted = 0
	verdict := p.handler.Head(h)
	// The next fields are those of a trailer.
	p.text, p.spans = p.text[:0], p.spans[:0]
	return verdict
}

// end is the end of a message.
func (p *Parser) end() {
	keep := p.persistent() || p.opt.Lenient
	p.state = sStart
	if !keep {
		p.state = sClosed
	}
	// A response without a head of its own for it (101) speaks another protocol, too.
	if p.head.Upgrade || p.kind == Response && p.head.Status == 101 {
		p.stopped = true
	}
	p.counted = 0
	p.handler.End(p.told())
	p.text, p.spans = p.text[:0], p.spans[:0]
}

func hexDigit(c byte) (uint64, bool) {
	switch c = lower(c); {
	case isDigit(c):
		return uint64(c - '0'), true
	case c >= 'a' && c <= 'f':
		return uint64(c-'a') + 10, true
	}
	return 0, false
}

func badSize() *Error { return here("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size") }

func (p *Parser) chunkStart(c byte) *Error {
	d, ok := hexDigit(c)
	if !ok {
		return badSize()
	}
	p.message.size, p.extended = d, 0
	p.state = sChunkSize
	return nil
}

func (p *Parser) chunkSize(c byte) *Error {
	if d, ok := hexDigit(c); ok {
		if p.message.size > (1<<64-1)>>4 {
			return past("HPE_INVALID_CHUNK_SIZE", "Chunk size overflow")
		}
		p.message.size = p.message.size<<4 | d
		return nil
	}
	switch {
	case c == ' ' && p.opt.Lenient:
		p.state = sChunkSpaces
	case c == ' ' || c == '\t':
		return past("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size")
	case c == '\r':
		p.state = sChunkSizeEnd
	case c == ';':
		p.state = sExtension
	case c == '\n' && p.opt.Lenient:
		return p.sized()
	case c == '\n':
		return crExpectedPast("chunk size")
	default:
		return badSize()
	}
	return nil
}

func (p *Parser) chunkSpaces(c byte) *Error {
	if c == ' ' {
		return nil
	}
	if _, ok := hexDigit(c); ok {
		return badSize()
	}
	return p.chunkSize(c)
}

func (p *Parser) chunkSizeEnd(c byte) *Error {
	if c != '\n' {
		return strict("Expected LF after chunk size")
	}
	return p.sized()
}

// sized is called when the line with a chunk's size is over.
func (p *Parser) sized() *Error {
	p.extended = 0
	p.counted = 0
	if p.message.size == 0 {
		p.message.trailer = true
		p.state = sFieldStart
		return nil
	}
	p.message.left = p.message.size
	p.state = sChunkData
	return nil
}

func (p *Parser) chunkDataEnd(c byte) *Error {
	switch {
	case c == '\r':
		p.state = sChunkDataLF
	case c == '\n' && p.opt.Lenient:
		p.state = sChunkStart
	case c == '\n':
		return crExpectedPast("chunk data")
	case p.opt.Lenient:
		return p.chunkStart(c)
	default:
		return strict("Expected LF after chunk data")
	}
	return nil
}

func (p *Parser) chunkDataLF(c byte) *Error {
	return p.lineFeed(c, sChunkStart, "Expected LF after chunk data")
}
