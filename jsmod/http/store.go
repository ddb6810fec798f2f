package http

import (
	"strconv"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// storeHeader is _storeHeader(firstLine, fields): it makes the head of its first
// line, the fields given, and those that say how the message ends.
func (m *outgoing) storeHeader(firstLine, fields goja.Value) {
	w := m.newBlock()
	w.write(firstLine.ToString())
	m.store(w, fields)
}

func (m *outgoing) newBlock() *block {
	w := &block{b: m.b, length: goja.Undefined(), known: m.is(outLength)}
	w.unique, _ = m.read(outUnique).(*goja.Object)
	w.text.Grow(256)
	return w
}

func (m *outgoing) store(w *block, fields goja.Value) {
	b := m.b
	set := m.read(outHeaders)
	w.check = !fields.SameAs(set)
	w.all(fields)
	m.take(w)
	if w.seen&hasDate == 0 && m.is(outSendDate) {
		w.writeASCII(b.dateLine())
	}
	// RFC 9112, 6.1: these have no body, and no coding either. What a peer makes of
	// one is not to be relied on, so nothing follows.
	if m.is(outChunked) {
		if code := m.obj.Get("statusCode"); code != nil && (code.ToInteger() == 204 || code.ToInteger() == 304) {
			bind.Invoke(b.js.noChunks, goja.Undefined(), code)
			m.set(outChunked, false)
			m.set(outKeepAlive, false)
		}
	}
	if m.is(outNoConnection) {
		m.set(outLast, !m.is(outKeepAlive))
	} else if w.seen&hasConnection == 0 {
		m.connectionLines(w)
	}
	if w.seen&(hasLength|hasEncoding) == 0 {
		m.lengthLine(w)
	}
	if w.seen&hasTrailer != 0 && !m.read(outChunked).StrictEquals(b.yes) {
		bind.Invoke(b.js.badTrailer, goja.Undefined())
	}
	w.writeASCII("\r\n")
	m.write(outHeader, w.value())
	if m.is(outHeaderSent) {
		m.set(outHeaderSent, false)
	}
	// The head waits for the body, unless the peer is to say first whether it wants it.
	if w.seen&hasExpect != 0 {
		bind.InvokeMethod(b.vm, m.obj, "message", "_send", b.vm.ToValue(""))
	}
}

// all writes the fields that a head was given: those that were set before, an object
// or, which JavaScript makes flat, a list.
func (w *block) all(fields goja.Value) {
	if !truth(fields) {
		return
	}
	o, ok := fields.(*goja.Object)
	switch {
	case ok && !w.check:
		for _, key := range o.Keys() {
			if entry, ok := o.Get(key).(*goja.Object); ok {
				w.field(orUndefined(entry.Get("0")), key, orUndefined(entry.Get("1")))
			}
		}
	case ok && o.ClassName() == "Object":
		for _, key := range o.Keys() {
			name := w.b.vm.ToValue(key)
			w.field(name, lowered(name), orUndefined(o.Get(key)))
		}
	default:
		var name goja.Value
		bind.Each(w.b.vm, bind.Invoke(w.b.js.flattened, goja.Undefined(), fields), func(v goja.Value) {
			if name == nil {
				name = v
				return
			}
			w.field(name, lowered(name), v)
			name = nil
		})
	}
}

// take remembers what the fields say of the message's end and the connection's.
func (m *outgoing) take(w *block) {
	if w.seen&hasConnection != 0 {
		m.set(outNoConnection, false)
		if w.seen&closes != 0 {
			m.set(outLast, true)
		} else {
			m.set(outKeepAlive, true)
		}
	}
	if w.seen&hasEncoding != 0 {
		m.set(outNoEncoding, false)
		if w.seen&chunked != 0 {
			m.set(outChunked, true)
		}
	}
	if w.seen&hasLength != 0 {
		m.write(outLength, w.length)
		m.set(outNoLength, false)
	}
	if w.seen&hasKeepAlive != 0 {
		m.set(outDefaultKeepAlive, false)
	}
}

func (m *outgoing) connectionLines(w *block) {
	keeps := m.is(outKeepAlive) && (w.seen&hasLength != 0 || m.is(outUseChunked) || truth(m.obj.Get("agent")))
	switch {
	case !keeps:
		m.set(outLast, true)
		w.writeASCII("Connection: close\r\n")
	case m.is(outMaxReached):
		w.writeASCII("Connection: close\r\n")
	default:
		w.writeASCII("Connection: keep-alive\r\n")
		if !m.is(outTimeout) || !m.is(outDefaultKeepAlive) {
			return
		}
		w.writeASCII("Keep-Alive: timeout=" + strconv.FormatInt(m.read(outTimeout).ToInteger()/1000, 10))
		if most := m.obj.Get("_maxRequestsPerSocket"); most != nil && most.ToInteger() > 0 {
			w.writeASCII(", max=")
			w.write(most.ToString())
		}
		w.writeASCII("\r\n")
	}
}

func (m *outgoing) lengthLine(w *block) {
	switch length := m.read(outLength); {
	case !m.is(outHasBody):
		if m.is(outChunked) {
			m.set(outChunked, false)
		}
	case !m.is(outUseChunked):
		m.set(outLast, true)
	case w.seen&hasTrailer == 0 && !m.is(outNoLength) && goja.IsNumber(length):
		w.writeASCII("Content-Length: ")
		w.write(length.ToString())
		w.writeASCII("\r\n")
	case !m.is(outNoEncoding):
		m.set(outChunked, true)
		w.writeASCII("Transfer-Encoding: chunked\r\n")
	default:
		bind.Invoke(m.b.js.noEnd, goja.Undefined())
		// The end of the connection is the end of the body.
		m.set(outLast, true)
	}
}

// dateLine is the Date of a message, made once a second.
func (b *binding) dateLine() string {
	now := time.Now()
	if second := now.Unix(); second != b.dateOf {
		b.dateOf = second
		b.date = "Date: " + now.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT") + "\r\n"
	}
	return b.date
}
