package streams

import (
	"github.com/dop251/goja"
)

// property is an accessor of a stream.
type property struct {
	name string
	get  func(st *Stream) goja.Value
	set  func(st *Stream, v goja.Value) // nil where it cannot be set
}

// properties makes, for each kind of stream, an object of descriptors by name.
func (s *Streams) properties() *goja.Object {
	o := s.vm.NewObject()
	for _, group := range []struct {
		name  string
		props []property
	}{
		{"readable", s.readableProperties()}, {"writable", s.writableProperties()}, {"duplex", s.duplexProperties()},
	} {
		list := s.vm.NewObject()
		for _, p := range group.props {
			_ = list.Set(p.name, s.accessor(p))
		}
		_ = o.Set(group.name, list)
	}
	return o
}

// accessor is a descriptor, without its attributes. get is given nil for what has
// no state, such as a prototype.
func (s *Streams) accessor(p property) *goja.Object {
	o := s.vm.NewObject()
	_ = o.Set("get", s.native("get "+p.name, 0, func(call goja.FunctionCall) goja.Value {
		return p.get(s.Find(call.This))
	}))
	if p.set != nil {
		_ = o.Set("set", s.native("set "+p.name, 1, func(call goja.FunctionCall) goja.Value {
			if st := s.Find(call.This); st != nil {
				p.set(st, call.Argument(0))
			}
			return goja.Undefined()
		}))
	}
	return o
}

// ofReadable makes a getter that answers from the reading half, or without one by
// otherwise.
func ofReadable(otherwise goja.Value, get func(r *Readable) goja.Value) func(*Stream) goja.Value {
	return func(st *Stream) goja.Value {
		if st == nil || st.r == nil {
			return otherwise
		}
		return get(st.r)
	}
}

func ofWritable(otherwise goja.Value, get func(w *Writable) goja.Value) func(*Stream) goja.Value {
	return func(st *Stream) goja.Value {
		if st == nil || st.w == nil {
			return otherwise
		}
		return get(st.w)
	}
}

func (s *Streams) readableProperties() []property {
	value := func(v any) goja.Value { return s.vm.ToValue(v) }
	none, no, null := goja.Undefined(), value(false), goja.Null()
	return []property{
		{"readable", ofReadable(no, func(r *Readable) goja.Value {
			return value(!r.unread && !r.destroyed && !r.errorEmitted && !r.endEmitted)
		}), func(st *Stream, v goja.Value) {
			if st.r != nil {
				st.r.unread = !v.ToBoolean()
			}
		}},
		{"readableDidRead", ofReadable(none, func(r *Readable) goja.Value { return value(r.dataEmitted) }), nil},
		{"readableAborted", ofReadable(none, func(r *Readable) goja.Value {
			return value(!r.unread && (r.destroyed || r.errored != nil) && !r.endEmitted)
		}), nil},
		{"readableHighWaterMark", ofReadable(none, func(r *Readable) goja.Value { return value(r.mark) }), nil},
		{"readableBuffer", ofReadable(none, func(r *Readable) goja.Value { return r.Get("buffer") }), nil},
		{"readableLength", ofReadable(none, func(r *Readable) goja.Value { return value(r.length) }), nil},
		{"readableObjectMode", ofReadable(no, func(r *Readable) goja.Value { return value(r.objectMode) }), nil},
		{"readableEncoding", ofReadable(null, func(r *Readable) goja.Value { return orNull(r.encoding) }), nil},
		{"readableEnded", ofReadable(no, func(r *Readable) goja.Value { return value(r.endEmitted) }), nil},
		{"errored", ofReadable(null, func(r *Readable) goja.Value { return orNull(r.errored) }), nil},
		{"closed", ofReadable(no, func(r *Readable) goja.Value { return value(r.closed) }), nil},
		{"readableFlowing", ofReadable(none, func(r *Readable) goja.Value { return r.flowing.value(s.vm) }),
			func(st *Stream, v goja.Value) {
				if st.r != nil {
					st.r.flowing = tristateOf(v)
				}
			}},
		{"destroyed", ofReadable(no, func(r *Readable) goja.Value { return value(r.destroyed) }),
			func(st *Stream, v goja.Value) {
				if st.r != nil {
					st.r.destroyed = v.ToBoolean()
				}
			}},
	}
}

func (s *Streams) writableProperties() []property {
	value := func(v any) goja.Value { return s.vm.ToValue(v) }
	none, no, null := goja.Undefined(), value(false), goja.Null()
	return []property{
		{"writable", ofWritable(no, func(w *Writable) goja.Value {
			return value(!w.unwritten && !w.destroyed && w.errored == nil && !w.ending && !w.ended)
		}), func(st *Stream, v goja.Value) {
			if st.w != nil {
				st.w.unwritten = !v.ToBoolean()
			}
		}},
		{"closed", ofWritable(no, func(w *Writable) goja.Value { return value(w.closed) }), nil},
		{"writableFinished", ofWritable(no, func(w *Writable) goja.Value { return value(w.finished) }), nil},
		{"writableObjectMode", ofWritable(no, func(w *Writable) goja.Value { return value(w.objectMode) }), nil},
		{"writableBuffer", ofWritable(none, func(w *Writable) goja.Value { return w.Get("buffered") }), nil},
		{"writableEnded", ofWritable(no, func(w *Writable) goja.Value { return value(w.ending) }), nil},
		{"writableNeedDrain", ofWritable(no, func(w *Writable) goja.Value {
			return value(!w.destroyed && !w.ending && w.needDrain)
		}), nil},
		{"writableHighWaterMark", ofWritable(none, func(w *Writable) goja.Value { return value(w.mark) }), nil},
		{"writableCorked", ofWritable(value(0), func(w *Writable) goja.Value { return value(w.corked) }), nil},
		{"writableLength", ofWritable(none, func(w *Writable) goja.Value { return value(w.length) }), nil},
		{"errored", ofWritable(null, func(w *Writable) goja.Value { return orNull(w.errored) }), nil},
		{"writableAborted", ofWritable(no, func(w *Writable) goja.Value {
			return value(!w.unwritten && (w.destroyed || w.errored != nil) && !w.finished)
		}), nil},
		{"destroyed", ofWritable(no, func(w *Writable) goja.Value { return value(w.destroyed) }),
			func(st *Stream, v goja.Value) {
				if st.w != nil {
					st.w.destroyed = v.ToBoolean()
				}
			}},
	}
}

func (s *Streams) duplexProperties() []property {
	value := func(v any) goja.Value { return s.vm.ToValue(v) }
	return []property{
		{"destroyed", func(st *Stream) goja.Value {
			return value(st != nil && st.r != nil && st.w != nil && st.r.destroyed && st.w.destroyed)
		}, func(st *Stream, v goja.Value) {
			if st.r != nil && st.w != nil {
				st.r.destroyed, st.w.destroyed = v.ToBoolean(), v.ToBoolean()
			}
		}},
	}
}
