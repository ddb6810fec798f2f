package jsmod

import (
	goruntime "runtime"

	"github.com/dop251/goja"
)

// globals are the names that every script finds, with the module and the
// export behind each. They are loaded when first used.
var globals = []struct{ name, module, export string }{
	{"AbortController", "internal/abort_controller", "AbortController"},
	{"AbortSignal", "internal/abort_controller", "AbortSignal"},
	{"Blob", "buffer", "Blob"},
	{"BroadcastChannel", "internal/messaging", "BroadcastChannel"},
	{"Buffer", "buffer", "Buffer"},
	{"ByteLengthQueuingStrategy", "stream/web", "ByteLengthQueuingStrategy"},
	{"CompressionStream", "stream/web", "CompressionStream"},
	{"CountQueuingStrategy", "stream/web", "CountQueuingStrategy"},
	{"CustomEvent", "internal/event_target", "CustomEvent"},
	{"DOMException", "internal/domexception", "DOMException"},
	{"DecompressionStream", "stream/web", "DecompressionStream"},
	{"Event", "internal/event_target", "Event"},
	{"EventTarget", "internal/event_target", "EventTarget"},
	{"File", "buffer", "File"},
	{"FormData", "internal/fetch", "FormData"},
	{"Headers", "internal/fetch", "Headers"},
	{"MessageChannel", "internal/messaging", "MessageChannel"},
	{"MessageEvent", "internal/messaging", "MessageEvent"},
	{"MessagePort", "internal/messaging", "MessagePort"},
	{"ReadableByteStreamController", "stream/web", "ReadableByteStreamController"},
	{"ReadableStream", "stream/web", "ReadableStream"},
	{"ReadableStreamBYOBReader", "stream/web", "ReadableStreamBYOBReader"},
	{"ReadableStreamBYOBRequest", "stream/web", "ReadableStreamBYOBRequest"},
	{"ReadableStreamDefaultController", "stream/web", "ReadableStreamDefaultController"},
	{"ReadableStreamDefaultReader", "stream/web", "ReadableStreamDefaultReader"},
	{"Request", "internal/fetch", "Request"},
	{"Response", "internal/fetch", "Response"},
	{"TextDecoder", "internal/encoding", "TextDecoder"},
	{"TextDecoderStream", "stream/web", "TextDecoderStream"},
	{"TextEncoder", "internal/encoding", "TextEncoder"},
	{"TextEncoderStream", "stream/web", "TextEncoderStream"},
	{"TransformStream", "stream/web", "TransformStream"},
	{"TransformStreamDefaultController", "stream/web", "TransformStreamDefaultController"},
	{"URL", "url", "URL"},
	{"URLSearchParams", "url", "URLSearchParams"},
	{"WritableStream", "stream/web", "WritableStream"},
	{"WritableStreamDefaultController", "stream/web", "WritableStreamDefaultController"},
	{"WritableStreamDefaultWriter", "stream/web", "WritableStreamDefaultWriter"},
	{"atob", "buffer", "atob"},
	{"btoa", "buffer", "btoa"},
	{"clearImmediate", "timers", "clearImmediate"},
	{"clearInterval", "timers", "clearInterval"},
	{"clearTimeout", "timers", "clearTimeout"},
	{"console", "internal/console/global", ""},
	{"crypto", "internal/crypto/webcrypto", "crypto"},
	{"fetch", "internal/fetch", "fetch"},
	{"performance", "perf_hooks", "performance"},
	{"process", "process", ""},
	{"queueMicrotask", "internal/task_queue", "queueMicrotask"},
	{"setImmediate", "timers", "setImmediate"},
	{"setInterval", "timers", "setInterval"},
	{"setTimeout", "timers", "setTimeout"},
	{"structuredClone", "internal/structured_clone", "structuredClone"},
}

// installGlobals puts an accessor for each on the global object, which turns
// into an ordinary property at first use, or when a script assigns to it.
func (r *runtime) installGlobals() error {
	global := r.vm.GlobalObject()
	if err := global.DefineDataProperty("global", global, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		return err
	}
	for _, g := range globals {
		if r.entries[g.module] == nil || global.Get(g.name) != nil {
			continue
		}
		settle := func(v goja.Value) {
			if err := global.DefineDataProperty(g.name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
				panic(r.asThrown(err))
			}
		}
		get := r.vm.ToValue(func(goja.FunctionCall) goja.Value {
			v, err := r.requireBuiltin(g.module)
			if err != nil {
				panic(r.asThrown(err))
			}
			if g.export != "" {
				v = v.ToObject(r.vm).Get(g.export)
			}
			settle(v)
			return v
		})
		set := r.vm.ToValue(func(call goja.FunctionCall) goja.Value {
			settle(call.Argument(0))
			return goja.Undefined()
		})
		if err := global.DefineAccessorProperty(g.name, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
			return err
		}
	}
	if _, exposed := r.config.Flags["expose-gc"]; exposed {
		gc := func(goja.FunctionCall) goja.Value {
			goruntime.GC()
			return goja.Undefined()
		}
		return global.DefineDataProperty("gc", r.vm.ToValue(gc), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	return nil
}
