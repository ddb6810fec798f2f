package http

import (
	"strconv"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/streams"
)

// joinLimit is how long a body may be that is copied behind its head, to leave with
// it as one piece.
const joinLimit = 64 << 10

// endAtOnce is end for a response whose rest leaves in one piece. It reports false
// where the long way is to be taken, which goes on from the head if that was made
// here.
func (m *outgoing) endAtOnce(call goja.FunctionCall) bool {
	body, ok := plainBody(call)
	if !ok || !bind.IsNullish(call.Argument(2)) {
		return false
	}
	w := m.clearWay()
	if w == nil {
		return false
	}
	if bind.IsNullish(m.value(outHeader)) {
		m.values[outLength] = m.b.vm.ToValue(len(body))
		m.implicitHeader()
		// A script's own writeHead may have done anything.
		if w = m.clearWay(); w == nil {
			return false
		}
	}
	out, ok := m.piece(body, true)
	if !ok || len(out) == 0 {
		return false
	}
	m.values[outHeaderSent] = m.b.yes
	w.WriteBytes(out, nil, m)
	w.UncorkAll()
	m.values[outFinished] = m.b.yes
	if socket, ok := m.value(outSocket).(*goja.Object); ok && socket.Get("_httpMessage") == m.obj {
		m.b.emitters.Emit(m.obj, "prefinish")
	}
	return true
}

// writeAtOnce is write for a piece of a response's body. done is false where the
// long way is to be taken, as for [outgoing.endAtOnce].
func (m *outgoing) writeAtOnce(call goja.FunctionCall) (more, done bool) {
	body, ok := plainBody(call)
	if !ok || len(body) == 0 {
		return false, false
	}
	fn, _ := call.Argument(2).(*goja.Object)
	if fn == nil && !bind.IsNullish(call.Argument(2)) || fn != nil && !bind.IsFunction(fn) {
		return false, false
	}
	w := m.clearWay()
	if w == nil {
		return false, false
	}
	if bind.IsNullish(m.value(outHeader)) {
		m.implicitHeader()
		if w = m.clearWay(); w == nil {
			return false, false
		}
	}
	if !truth(m.value(outHasBody)) {
		return false, false
	}
	out, ok := m.piece(body, false)
	if !ok {
		return false, false
	}
	// What is written in this turn leaves as one.
	w.CorkOnce()
	m.values[outHeaderSent] = m.b.yes
	if more = w.WriteBytes(out, fn, nil); !more {
		m.values[outNeedDrain] = m.b.yes
	}
	return more, true
}

// plainBody are the bytes that write or end was given, if any; it is not ok for
// what has to be looked at more closely, and for what is too long to be copied
// behind a head.
func plainBody(call goja.FunctionCall) (body []byte, ok bool) {
	if encoding := call.Argument(1); !bind.IsNullish(encoding) {
		if s, isText := encoding.(goja.String); !isText || s.String() != "utf8" && s.String() != "utf-8" {
			return nil, false
		}
	}
	switch chunk := call.Argument(0).(type) {
	case goja.String:
		if chunk.Length() > joinLimit {
			return nil, false
		}
		return codec.Encode(codec.TextOf(chunk), codec.UTF8), true
	case *goja.Object:
		body, ok = bind.Bytes(chunk)
		return body, ok && len(body) > 0 && len(body) <= joinLimit && chunk.ClassName() == "Uint8Array"
	}
	return nil, bind.IsNullish(call.Argument(0))
}

// clearWay is the socket to write to where nothing stands in the way of it, else
// nil.
func (m *outgoing) clearWay() *streams.Writable {
	b, own := m.b, &m.b.own
	socket, ok := m.value(outSocket).(*goja.Object)
	if !m.ours || !ok || truth(m.value(outFinished)) || truth(m.value(outDestroyed)) || truth(m.value(outStrict)) ||
		truth(m.value(outCorked)) || truth(m.value(outReject)) || b.debug {
		return nil
	}
	if data, ok := m.value(outData).(*goja.Object); ok && bind.Int(data, "length", 0) > 0 {
		return nil
	}
	if m.obj.Get("_finish") != own.finish || m.obj.Get("_send") != own.send || m.obj.Get("_writeRaw") != own.writeRaw ||
		socket.Get("_httpMessage") != m.obj {
		return nil
	}
	st := b.streams.Find(socket)
	if st == nil || st.Writable() == nil || !st.Writable().Open() {
		return nil
	}
	return st.Writable()
}

// implicitHeader is _implicitHeader, the class's or another.
func (m *outgoing) implicitHeader() {
	if m.obj.Get("_implicitHeader") == m.b.own.implicitHeader && m.obj.Get("writeHead") == m.b.own.writeHead &&
		m.writeHead(orUndefined(m.obj.Get("statusCode")), goja.Undefined(), goja.Undefined()) {
		return
	}
	bind.InvokeMethod(m.b.vm, m.obj, "message", "_implicitHeader")
}

// piece is the head, if it is not sent, with a part of the body behind it, and with
// last the end of the message. It is not ok for a head or a trailer with more than
// ASCII.
func (m *outgoing) piece(body []byte, last bool) (out []byte, ok bool) {
	head, trailer := "", ""
	if !truth(m.value(outHeaderSent)) {
		if head, ok = codec.TextOf(m.value(outHeader)).ASCII(); !ok {
			return nil, false
		}
	}
	if !truth(m.value(outHasBody)) {
		return []byte(head), true
	}
	inChunks := truth(m.value(outChunked))
	if inChunks && last {
		if trailer, ok = codec.TextOf(m.value(outTrailer)).ASCII(); !ok {
			return nil, false
		}
	}
	out = make([]byte, 0, len(head)+len(body)+len(trailer)+32)
	out = append(out, head...)
	if !inChunks {
		return append(out, body...), true
	}
	if len(body) > 0 {
		out = append(strconv.AppendInt(out, int64(len(body)), 16), "\r\n"...)
		out = append(append(out, body...), "\r\n"...)
	}
	if last {
		out = append(append(append(out, "0\r\n"...), trailer...), "\r\n"...)
	}
	return out, true
}

// Done implements [streams.Done]: all of the message is with the system.
func (m *outgoing) Done(goja.Value) {
	if socket, ok := m.value(outSocket).(*goja.Object); ok && truth(socket.Get("_hadError")) {
		return
	}
	m.b.emitters.Emit(m.obj, "finish")
}

// writeHead is ServerResponse's. It reports false, having done nothing, for what is
// seldom or wrong.
func (m *outgoing) writeHead(status, reason, fields goja.Value) bool {
	b := m.b
	if !m.ours || truth(m.value(outHeader)) || !goja.IsNumber(status) || m.obj.Get("_storeHeader") != b.own.storeHeader {
		return false
	}
	code := status.ToInteger()
	if code < 100 || code > 999 {
		return false
	}
	set := m.value(outHeaders)
	message := m.value(resMessage)
	if text, ok := reason.(goja.String); ok {
		message = text
	} else {
		if bind.IsNullish(fields) {
			fields = reason
		}
		if !truth(message) {
			message = orUndefined(b.statusCodes.Get(strconv.FormatInt(code, 10)))
			if !truth(message) {
				message = b.vm.ToValue("unknown")
			}
		}
	}
	if truth(set) && truth(fields) || !isValue(message.ToString()) {
		return false
	}
	m.values[resMessage] = message
	if now := m.obj.Get("statusCode"); now == nil || !now.StrictEquals(status) || !status.StrictEquals(b.vm.ToValue(code)) {
		must(m.obj.Set("statusCode", code))
	}
	if truth(set) {
		fields = set
	}
	if code == 204 || code == 304 || code < 200 {
		m.values[outHasBody] = b.no
	}
	// A body may still come that was not asked for.
	if truth(m.value(resExpects)) && !truth(m.value(resSent100)) {
		m.values[outKeepAlive] = b.no
	}
	first := "HTTP/1.1 " + strconv.FormatInt(code, 10) + " "
	w := m.newBlock()
	w.writeASCII(first)
	w.write(message.ToString())
	w.writeASCII("\r\n")
	m.store(w, fields)
	return true
}
