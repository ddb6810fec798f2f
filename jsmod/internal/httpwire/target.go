package httpwire

// urlState is where in a request's target the parser is (RFC 9112, 3.2).
type urlState uint8

const (
	urlStart urlState = iota
	urlScheme
	urlSlash      // after the colon of a scheme
	urlSlashSlash // after that and a slash
	urlServer
	urlServerAt // right after an @
	urlPath
	urlQuery
	urlFragmentStart
	urlFragment
)

func badURL(reason string) *Error { return here("HPE_INVALID_URL", reason) }

func (p *Parser) beforeURL(c byte) *Error {
	if c == ' ' {
		return nil
	}
	p.state = sURL
	if p.head.Method == "CONNECT" {
		p.url = urlServer
		if c == '/' {
			return p.inPath(c)
		}
	}
	return p.urlOther(c)
}

// inPath keeps c and reads a path on.
func (p *Parser) inPath(c byte) *Error {
	p.keepByte(c)
	p.url, p.state = urlPath, sURLPath
	return nil
}

func (p *Parser) urlPath(c byte) *Error { return p.urlOther(c) }

// urlOther takes one byte of a target.
func (p *Parser) urlOther(c byte) *Error {
	switch c {
	case ' ', '\r', '\n':
		return p.endURL(c)
	case '\t', '\f':
		return past("HPE_INVALID_URL", "Invalid characters in url")
	}
	switch p.url {
	case urlStart:
		return p.urlFirst(c)
	case urlScheme, urlSlash, urlSlashSlash:
		return p.scheme(c)
	case urlServer, urlServerAt:
		return p.server(c)
	}
	return p.pathAndBehind(c)
}

func (p *Parser) urlFirst(c byte) *Error {
	switch {
	case c == '/' || c == '*':
		return p.inPath(c)
	case lower(c) >= 'a' && lower(c) <= 'z':
		p.url = urlScheme
		p.keepByte(c)
		return nil
	}
	return badURL("Unexpected start char in url")
}

func (p *Parser) scheme(c byte) *Error {
	switch {
	case p.url == urlScheme && lower(c) >= 'a' && lower(c) <= 'z':
	case p.url == urlScheme && c == ':':
		p.url = urlSlash
	case p.url == urlSlash && c == '/':
		p.url = urlSlashSlash
	case p.url == urlSlashSlash && c == '/':
		p.url = urlServer
	default:
		return badURL("Unexpected char in url schema")
	}
	p.keepByte(c)
	return nil
}

func (p *Parser) server(c byte) *Error {
	switch {
	case c == '/':
		return p.inPath(c)
	case c == '?':
		p.url = urlQuery
	case c == '@' && p.url == urlServerAt:
		return badURL("Double @ in url")
	case c == '@':
		p.url = urlServerAt
	case is(c, isUserinfo):
		p.url = urlServer
	default:
		return badURL("Unexpected char in url server")
	}
	p.keepByte(c)
	return nil
}

func (p *Parser) pathAndBehind(c byte) *Error {
	switch {
	case is(c, isURL):
		if p.url == urlFragmentStart {
			p.url = urlFragment
		}
	case p.url == urlPath && c == '?':
		p.url, p.state = urlQuery, sURL
	case (p.url == urlPath || p.url == urlQuery) && c == '#':
		p.url, p.state = urlFragmentStart, sURL
	case c == '#' && p.url == urlFragmentStart:
	case c == '?' && p.url == urlFragmentStart:
		p.url = urlFragment
	case (c == '?' || c == '#') && p.url != urlPath:
	default:
		return badURL(map[urlState]string{
			urlPath: "Invalid char in url path", urlQuery: "Invalid char in url query",
			urlFragmentStart: "Invalid char in url fragment start", urlFragment: "Invalid char in url fragment",
		}[p.url])
	}
	p.keepByte(c)
	return nil
}

// endURL is what follows a target: a version, or nothing in HTTP/0.9.
func (p *Parser) endURL(c byte) *Error {
	if p.url < urlServer || p.url == urlServerAt {
		return past("HPE_INVALID_URL", "Invalid characters in url")
	}
	p.matched = 0
	p.head.Target = p.text // the length, until the head is told
	switch c {
	case ' ':
		p.state = sAfterURL
	case '\r':
		p.head.Minor, p.state = 9, sLineEnd
	default:
		if !p.opt.Lenient {
			return past("HPE_CR_EXPECTED", "Missing expected CR after request line")
		}
		p.head.Minor, p.state = 9, sFieldStart
	}
	return nil
}

func (p *Parser) afterURL(c byte) *Error {
	if c == ' ' {
		return nil
	}
	p.state = sProtocol
	return p.protocol(c)
}
