package http2wire

import (
	"strconv"
	"strings"

	"tlsjs/jsmod/internal/httpwire"
)

// check holds the fields of one block against RFC 9113, 8.2 and 8.3.
type check struct {
	request  bool
	promise  bool // the request of a PUSH_PROMISE
	trailers bool
	protocol bool // extended CONNECT was enabled (RFC 8441)
	st       *stream

	failed  bool
	regular bool // pseudo fields must not follow

	method, scheme, path, authority, host string
	status                                int
	seen                                  pseudo
	length                                int64
	hasLength                             bool
}

// pseudo are the pseudo fields that were seen.
type pseudo uint8

const (
	sawMethod pseudo = 1 << iota
	sawScheme
	sawPath
	sawAuthority
	sawProtocol
	sawStatus
)

// field tells whether a field is to be kept. One with space around its value is
// passed over, as nghttp2 does: many programs send such.
func (c *check) field(f Field) bool {
	ok := httpwire.IsValue(f.Value)
	if strings.HasPrefix(f.Name, ":") {
		c.failed = !ok || !trimmed(f.Value) || !c.pseudo(f)
		return true
	}
	c.regular = true
	if ok && isName(f.Name) && !trimmed(f.Value) {
		return false
	}
	c.failed = !ok || !isName(f.Name) || !c.known(f)
	return true
}

// isName tells whether s is a token without capitals.
func isName(s string) bool {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' {
			return false
		}
	}
	return httpwire.IsToken(s)
}

func trimmed(s string) bool {
	space := func(c byte) bool { return c == ' ' || c == '\t' }
	return s == "" || !space(s[0]) && !space(s[len(s)-1])
}

func (c *check) pseudo(f Field) bool {
	if c.regular || c.trailers {
		return false
	}
	var bit pseudo
	if c.request {
		switch f.Name {
		case ":method":
			bit, c.method = sawMethod, f.Value
			if !httpwire.IsToken(f.Value) {
				return false
			}
		case ":scheme":
			bit, c.scheme = sawScheme, f.Value
		case ":path":
			bit, c.path = sawPath, f.Value
		case ":authority":
			bit, c.authority = sawAuthority, f.Value
		case ":protocol":
			if !c.protocol {
				return false
			}
			bit = sawProtocol
		}
	} else if f.Name == ":status" {
		bit = sawStatus
		n, err := strconv.Atoi(f.Value)
		if err != nil || len(f.Value) != 3 || n < 100 || n == 101 {
			return false
		}
		c.status = n
	}
	if bit == 0 || c.seen&bit != 0 {
		return false
	}
	c.seen |= bit
	return true
}

// known looks at the fields that mean something to HTTP/2.
func (c *check) known(f Field) bool {
	switch f.Name {
	case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade":
		return false
	case "te":
		return strings.EqualFold(f.Value, "trailers")
	case "host":
		c.host = f.Value
	case "content-length":
		if c.trailers {
			return true
		}
		n, err := strconv.ParseUint(f.Value, 10, 63)
		if err != nil || c.hasLength {
			return false
		}
		c.length, c.hasLength = int64(n), true
	}
	return true
}

// end tells whether the block is well-formed, and notes what its stream is by it.
func (c *check) end(endStream bool) bool {
	st := c.st
	switch {
	case c.failed:
		return false
	case c.trailers:
		return endStream && (st.length < 0 || st.received == st.length || st.noBody)
	case c.request:
		if !c.requestIsWhole() {
			return false
		}
		st.final = !c.promise
		st.head = c.method == "HEAD"
		if c.method == "CONNECT" || c.promise {
			c.hasLength = false
		}
	default:
		if c.seen != sawStatus || c.status < 200 && endStream {
			return false
		}
		if c.status < 200 {
			return !c.hasLength
		}
		st.final = true
		st.noBody = st.head || c.status == 204 || c.status == 304
		if st.connect && c.status < 300 {
			c.hasLength = false
		}
	}
	if c.hasLength {
		st.length = c.length
	}
	return !endStream || st.length <= 0 || st.noBody
}

func (c *check) requestIsWhole() bool {
	const always = sawScheme | sawPath
	if c.seen&sawMethod == 0 {
		return false
	}
	if c.method == "CONNECT" && c.seen&sawProtocol == 0 {
		return c.seen&always == 0 && c.authority != ""
	}
	if c.seen&sawProtocol != 0 && (c.method != "CONNECT" || c.authority == "") {
		return false
	}
	if c.seen&always != always || c.path == "" || c.scheme == "" || c.authority == "" && c.host == "" {
		return false
	}
	web := c.scheme == "http" || c.scheme == "https"
	return !web || c.path[0] == '/' || c.path == "*" && c.method == "OPTIONS"
}
