package jsmod

import (
	goruntime "runtime"

	"github.com/dop251/goja"
)

// globals are the names that every script finds, with the module and the
// export behind each, in Node's order. They are loaded when first used.
var globals = []struct {
	name, module, export string
	enumerable           bool
}{
	{"console", "internal/console/global", "", false},
	{"process", "process", "", false},
	{"Buffer", "buffer", "Buffer", false},
	{"clearImmediate", "timers", "clearImmediate", true},
	{"setImmediate", "timers", "setImmediate", true},
	{"URL", "url", "URL", false},
	{"URLSearchParams", "url", "URLSearchParams", false},
	{"DOMException", "internal/domexception", "DOMException", false},
	{"AbortController", "internal/abort_controller", "AbortController", false},
	{"AbortSignal", "internal/abort_controller", "AbortSignal", false},
	{"Event", "internal/event_target", "Event", false},
	{"EventTarget", "internal/event_target", "EventTarget", false},
	{"TextEncoder", "internal/encoding", "TextEncoder", false},
	{"TextDecoder", "internal/encoding", "TextDecoder", false},
	{"TransformStream", "stream/web", "TransformStream", false},
	{"TransformStreamDefaultController", "stream/web", "TransformStreamDefaultController", false},
	{"WritableStream", "stream/web", "WritableStream", false},
	{"WritableStreamDefaultController", "stream/web", "WritableStreamDefaultController", false},
	{"WritableStreamDefaultWriter", "stream/web", "WritableStreamDefaultWriter", false},
	{"ReadableStream", "stream/web", "ReadableStream", false},
	{"ReadableStreamDefaultReader", "stream/web", "ReadableStreamDefaultReader", false},
	{"ReadableStreamBYOBReader", "stream/web", "ReadableStreamBYOBReader", false},
	{"ReadableStreamBYOBRequest", "stream/web", "ReadableStreamBYOBRequest", false},
	{"ReadableByteStreamController", "stream/web", "ReadableByteStreamController", false},
	{"ReadableStreamDefaultController", "stream/web", "ReadableStreamDefaultController", false},
	{"ByteLengthQueuingStrategy", "stream/web", "ByteLengthQueuingStrategy", false},
	{"CountQueuingStrategy", "stream/web", "CountQueuingStrategy", false},
	{"TextEncoderStream", "stream/web", "TextEncoderStream", false},
	{"TextDecoderStream", "stream/web", "TextDecoderStream", false},
	{"CompressionStream", "stream/web", "CompressionStream", false},
	{"DecompressionStream", "stream/web", "DecompressionStream", false},
	{"clearInterval", "timers", "clearInterval", true},
	{"clearTimeout", "timers", "clearTimeout", true},
	{"setInterval", "timers", "setInterval", true},
	{"setTimeout", "timers", "setTimeout", true},
	{"queueMicrotask", "internal/task_queue", "queueMicrotask", true},
	{"structuredClone", "internal/structured_clone", "structuredClone", true},
	{"atob", "buffer", "atob", true},
	{"btoa", "buffer", "btoa", true},
	{"BroadcastChannel", "internal/messaging", "BroadcastChannel", false},
	{"MessageChannel", "internal/messaging", "MessageChannel", false},
	{"MessagePort", "internal/messaging", "MessagePort", false},
	{"MessageEvent", "internal/messaging", "MessageEvent", false},
	{"Blob", "buffer", "Blob", false},
	{"File", "buffer", "File", false},
	{"Performance", "perf_hooks", "Performance", false},
	{"PerformanceEntry", "perf_hooks", "PerformanceEntry", false},
	{"PerformanceMark", "perf_hooks", "PerformanceMark", false},
	{"PerformanceMeasure", "perf_hooks", "PerformanceMeasure", false},
	{"PerformanceObserver", "perf_hooks", "PerformanceObserver", false},
	{"PerformanceObserverEntryList", "perf_hooks", "PerformanceObserverEntryList", false},
	{"PerformanceResourceTiming", "perf_hooks", "PerformanceResourceTiming", false},
	{"performance", "perf_hooks", "performance", true},
	{"fetch", "internal/fetch", "fetch", true},
	{"FormData", "internal/fetch", "FormData", false},
	{"Headers", "internal/fetch", "Headers", false},
	{"Request", "internal/fetch", "Request", false},
	{"Response", "internal/fetch", "Response", false},
	{"crypto", "internal/crypto/webcrypto", "crypto", true},
	{"Crypto", "internal/crypto/webcrypto", "Crypto", false},
	{"CryptoKey", "internal/crypto/webcrypto", "CryptoKey", false},
	{"SubtleCrypto", "internal/crypto/webcrypto", "SubtleCrypto", false},
	{"CustomEvent", "internal/event_target", "CustomEvent", false},
	{"Intl", "internal/intl", "", false},
	{"WebAssembly", "internal/webassembly", "", false},
}

// installGlobals puts an accessor for each on the global object, which turns
// into an ordinary property at first use, or when a script assigns to it.
func (r *runtime) installGlobals() error {
	global := r.vm.GlobalObject()
	if err := global.DefineDataProperty("global", global, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		return err
	}
	for _, g := range globals {
		if r.entries[g.module] == nil || global.Get(g.name) != nil {
			continue
		}
		enumerable := goja.ToFlag(g.enumerable)
		settle := func(v goja.Value) {
			if err := global.DefineDataProperty(g.name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable); err != nil {
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
		if err := global.DefineAccessorProperty(g.name, get, set, goja.FLAG_TRUE, enumerable); err != nil {
			return err
		}
	}
	if _, exposed := r.config.Flags["expose-gc"]; exposed {
		gc := func(goja.FunctionCall) goja.Value {
			goruntime.GC()
			return goja.Undefined()
		}
		return global.DefineDataProperty("gc", r.vm.ToValue(gc), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	return nil
}
