package httpwire

import (
	"slices"
	"strings"
)

type state uint8

const (
	sStart state = iota
	sClosed
	sMethod
	sBeforeURL
	sURLPath // the others of a target are told apart by urlState
	sURL
	sAfterURL
	sProtocol
	sMajor
	sDot
	sMinor
	sAfterVersion
	sLineEnd
	sBeforeStatus
	sStatus
	sAfterStatus
	sReason
	sReasonEnd
	sFieldStart
	sFieldName
	sBeforeValue
	sFieldValue
	sFieldEnd
	sFieldEmptyEnd
	sMaybeFold
	sMaybeFoldEmpty
	sHeadEnd
	sBodyOfLength
	sBodyUntilEnd
	sChunkStart
	sChunkSize
	sChunkSpaces
	sChunkSizeEnd
	sExtension
	sExtensionName
	sExtensionValue
	sExtensionQuoted
	sExtensionEscape
	sExtensionAfterQuote
	sChunkData
	sChunkDataEnd
	sChunkDataLF
	states
)

// steps has what is done with a byte in each state.
var steps [states]func(*Parser, byte) *Error

func init() {
	steps = [states]func(*Parser, byte) *Error{
		sStart: (*Parser).start, sClosed: (*Parser).afterClose, sMethod: (*Parser).method,
		sBeforeURL: (*Parser).beforeURL, sURLPath: (*Parser).urlPath, sURL: (*Parser).urlOther,
		sAfterURL: (*Parser).afterURL, sProtocol: (*Parser).protocol,
		sMajor: (*Parser).major, sDot: (*Parser).dot, sMinor: (*Parser).minor, sAfterVersion: (*Parser).afterVersion,
		sLineEnd: (*Parser).lineEnd, sBeforeStatus: (*Parser).beforeStatus, sStatus: (*Parser).status,
		sAfterStatus: (*Parser).afterStatus, sReason: (*Parser).reason, sReasonEnd: (*Parser).reasonEnd,
		sFieldStart: (*Parser).fieldStart, sFieldName: (*Parser).fieldName, sBeforeValue: (*Parser).beforeValue,
		sFieldValue: (*Parser).fieldValue, sFieldEnd: (*Parser).fieldEnd, sFieldEmptyEnd: (*Parser).fieldEmptyEnd,
		sMaybeFold: (*Parser).maybeFold, sMaybeFoldEmpty: (*Parser).maybeFoldEmpty, sHeadEnd: (*Parser).headEnd,
		sChunkStart: (*Parser).chunkStart, sChunkSize: (*Parser).chunkSize, sChunkSpaces: (*Parser).chunkSpaces,
		sChunkSizeEnd: (*Parser).chunkSizeEnd, sExtension: (*Parser).extension,
		sExtensionName: (*Parser).extensionName, sExtensionValue: (*Parser).extensionValue,
		sExtensionQuoted: (*Parser).extensionQuoted, sExtensionEscape: (*Parser).extensionEscape,
		sExtensionAfterQuote: (*Parser).extensionAfterQuote,
		sChunkDataEnd:        (*Parser).chunkDataEnd, sChunkDataLF: (*Parser).chunkDataLF,
	}
}

// start skips empty lines before a message (RFC 9112, 2.2).
func (p *Parser) start(c byte) *Error {
	if c == '\r' || c == '\n' {
		return nil
	}
	p.text, p.spans, p.counted, p.matched = p.text[:0], p.spans[:0], 0, 0
	p.head, p.message = Head{Fields: nil}, messageState{}
	p.url = urlStart
	p.handler.Begin()
	if p.kind == Response {
		p.state = sProtocol
		return p.protocol(c)
	}
	p.state = sMethod
	return p.method(c)
}

// afterClose is for what comes after a message that was said to be the last.
func (p *Parser) afterClose(c byte) *Error {
	if c == '\r' || c == '\n' {
		return nil
	}
	return past("HPE_CLOSED_CONNECTION", "Data after `Connection: close`")
}

// method is matched byte by byte, so that an unknown one is refused at once.
func (p *Parser) method(c byte) *Error {
	n := len(p.text)
	for _, m := range known {
		if !strings.HasPrefix(m, string(p.text)) {
			continue
		}
		if len(m) > n && m[n] == c {
			p.text = append(p.text, c)
			return nil
		}
		if len(m) == n {
			if longer(m, c) {
				continue
			}
			if c != ' ' {
				return here("HPE_INVALID_METHOD", "Expected space after method")
			}
			p.head.Method = m
			p.text = p.text[:0]
			p.state = sBeforeURL
			return nil
		}
	}
	return here("HPE_INVALID_METHOD", "Invalid method encountered")
}

// longer tells whether another method goes on with c where m ends.
func longer(m string, c byte) bool {
	for _, other := range known {
		if len(other) > len(m) && other[:len(m)] == m && other[len(m)] == c {
			return true
		}
	}
	return false
}

const protocolName = "HTTP/"

func (p *Parser) protocol(c byte) *Error {
	if c != protocolName[p.matched] {
		return here("HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/")
	}
	if c == '/' && p.kind == Request && slices.Contains(foreign, p.head.Method) {
		return here("HPE_INVALID_CONSTANT", "Invalid method for HTTP/x.x request")
	}
	p.matched++
	if p.matched == len(protocolName) {
		p.state = sMajor
	}
	return nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (p *Parser) major(c byte) *Error {
	if !isDigit(c) {
		return here("HPE_INVALID_VERSION", "Invalid major version")
	}
	p.head.Major = int(c - '0')
	p.state = sDot
	return nil
}

func (p *Parser) dot(c byte) *Error {
	if c != '.' {
		return here("HPE_INVALID_VERSION", "Expected dot")
	}
	p.state = sMinor
	return nil
}

func (p *Parser) minor(c byte) *Error {
	if !isDigit(c) {
		return here("HPE_INVALID_VERSION", "Invalid minor version")
	}
	p.head.Minor = int(c - '0')
	p.state = sAfterVersion
	if p.kind == Response {
		p.state = sBeforeStatus
	}
	switch v := p.head.Major*10 + p.head.Minor; {
	case v == 9, v == 10, v == 11, v == 20, p.opt.Lenient:
		return nil
	}
	return past("HPE_INVALID_VERSION", "Invalid HTTP version")
}

func (p *Parser) afterVersion(c byte) *Error {
	switch {
	case c == '\r':
		p.state = sLineEnd
		return nil
	case c == '\n' && p.opt.Lenient:
		p.state = sFieldStart
		return nil
	case c == '\n':
		return past("HPE_INVALID_VERSION", "Expected CRLF after version")
	}
	return here("HPE_INVALID_VERSION", "Expected CRLF after version")
}

func (p *Parser) lineEnd(c byte) *Error {
	if c != '\n' {
		return strict("Expected CRLF after version")
	}
	p.state = sFieldStart
	return nil
}

func (p *Parser) beforeStatus(c byte) *Error {
	if c != ' ' {
		return here("HPE_INVALID_VERSION", "Expected space after version")
	}
	p.matched = 0
	p.state = sStatus
	return nil
}

func (p *Parser) status(c byte) *Error {
	if !isDigit(c) {
		return here("HPE_INVALID_STATUS", "Invalid status code")
	}
	p.head.Status = p.head.Status*10 + int(c-'0')
	p.matched++
	if p.matched == 3 {
		p.state = sAfterStatus
	}
	return nil
}

func (p *Parser) afterStatus(c byte) *Error {
	switch {
	case c == ' ':
		p.state = sReason
	case c == '\r':
		p.state = sReasonEnd
	case c == '\n' && p.opt.Lenient:
		p.state = sFieldStart
	case c == '\n':
		return past("HPE_INVALID_STATUS", "Invalid response status")
	default:
		return here("HPE_INVALID_STATUS", "Invalid response status")
	}
	return nil
}

func (p *Parser) reason(c byte) *Error {
	switch {
	case c == '\r':
		p.state = sReasonEnd
	case c == '\n' && p.opt.Lenient:
		p.state = sFieldStart
	case c == '\n':
		return crExpectedPast("response line")
	default:
		p.keepByte(c)
		p.matched = len(p.text)
	}
	return nil
}

func (p *Parser) reasonEnd(c byte) *Error {
	return p.lineFeed(c, sFieldStart, "Expected LF after CR")
}
