package streams

import (
	"github.com/dop251/goja"
)

// flow reads until there is nothing, or the stream is paused.
func (r *Readable) flow() {
	for n := 1; r.flowing == on && !goja.IsNull(r.st.read(amount{all: true})); n++ {
		// 'data' has been emitted.
		r.st.s.ticks.Spin(n)
	}
}

// added is what a new listener means to a Readable.
func (r *Readable) added(event string) {
	switch event {
	case "data":
		r.dataListening = true
		if r.st.s.events.Count(r.st.obj, "readable") > 0 {
			r.readableListening = true
		}
		if r.flowing != off {
			r.st.resume()
		}
	case "readable":
		r.listensForReadable()
	}
}

func (r *Readable) listensForReadable() {
	if r.endEmitted || r.readableListening {
		return
	}
	r.readableListening, r.needReadable = true, true
	r.flowing = off
	r.emittedReadable = false
	switch {
	case r.length > 0:
		r.emitReadable()
	case !r.reading:
		r.st.s.ticks.Go(r.st.ReadNothing)
	}
}

// removed is what the loss of a listener means. Whoever replaces one listener by
// another must not lose the mode meanwhile.
func (r *Readable) removed(event string) {
	switch event {
	case "readable":
		r.st.s.ticks.Go(r.updateListening)
	case "data":
		if r.st.s.events.Count(r.st.obj, "data") == 0 {
			r.dataListening = false
		}
	}
}

func (r *Readable) updateListening() {
	r.readableListening = r.st.s.events.Count(r.st.obj, "readable") > 0
	switch {
	case r.resumeScheduled && r.paused == off:
		r.flowing = on
	case r.dataListening:
		r.st.resume()
	case !r.readableListening:
		r.flowing = unset
	}
}

// resume calls the stream's resume, ours or not.
func (st *Stream) resume() {
	if fn := st.method("resume"); fn != st.s.own.resume {
		st.call("resume")
		return
	}
	st.r.resume()
}

// resume is Readable.prototype.resume.
func (r *Readable) resume() {
	if r.flowing != on {
		// With a 'readable' listener it is that listener who calls read.
		r.flowing = on
		if r.readableListening {
			r.flowing = off
		}
		if !r.resumeScheduled {
			r.resumeScheduled = true
			r.st.s.ticks.Go(r.resumeNow)
		}
	}
	r.paused = off
}

func (r *Readable) resumeNow() {
	if !r.reading {
		r.st.ReadNothing()
	}
	r.resumeScheduled = false
	r.st.emit("resume")
	r.flow()
	if r.flowing == on && !r.reading {
		r.st.ReadNothing()
	}
}

// pause is Readable.prototype.pause.
func (r *Readable) pause() {
	if r.flowing != off {
		r.flowing = off
		r.st.emit("pause")
	}
	r.paused = on
}

// setEncoding is Readable.prototype.setEncoding: what is in the buffer becomes
// text, too.
func (r *Readable) setEncoding(encoding goja.Value) {
	s := r.st.s
	decoder := must(s.help.decoder(goja.Undefined(), encoding)).ToObject(s.vm)
	r.decoder = decoder
	r.encoding = orNil(decoder.Get("encoding"))
	var text goja.StringBuilder
	for _, chunk := range r.chunks[r.first:] {
		text.WriteString(textOf(r.decode("write", chunk)))
	}
	r.chunks, r.first = nil, 0
	joined := text.String()
	if r.length = joined.Length(); r.length > 0 {
		r.chunks = append(r.chunks, joined)
	}
}

// textOf is String(v).
func textOf(v goja.Value) goja.String {
	text, ok := v.ToString().(goja.String)
	if !ok {
		panic("streams: internal error: ToString gave no text")
	}
	return text
}
