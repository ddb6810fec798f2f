package jsmod

import "github.com/dop251/goja"

// maxNesting is how deep a JSON text may go. The engine's reader calls itself
// for each level, and a goroutine whose stack is full takes the process with it:
// without a limit, any peer whose words a script parses could do that.
const maxNesting = 50_000

// boundJSON makes JSON.parse refuse texts that go deeper, and say what is wrong
// with others as V8 does: scripts look for these words.
func (r *runtime) boundJSON() error {
	json := r.vm.Get("JSON").ToObject(r.vm)
	parse, ok := goja.AssertFunction(json.Get("parse"))
	if !ok {
		return nil // the host of an attached engine has taken it away
	}
	fn := r.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		if text, ok := call.Argument(0).ToString().(goja.String); ok && len(call.Arguments) > 0 {
			if text.Length() > maxNesting && nesting(text.String()) > maxNesting {
				panic(r.makeError("RangeError", "Maximum call stack size exceeded"))
			}
			call.Arguments[0] = text // an object's toString is called once
		}
		v, err := parse(call.This, call.Arguments...)
		if err != nil {
			// What a reviver throws comes out as it is: the text was read by then.
			if fault := r.faultOf(err, call.Argument(0)); fault != "" {
				panic(r.makeError("SyntaxError", fault))
			}
			panic(r.asThrown(err))
		}
		return v
	}).ToObject(r.vm)
	for name, v := range map[string]any{"name": "parse", "length": 2} {
		if err := fn.DefineDataProperty(name, r.vm.ToValue(v), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
			return err
		}
	}
	return json.DefineDataProperty("parse", fn, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// faultOf is what is wrong with a text that JSON.parse threw for, "" for none.
func (r *runtime) faultOf(err error, v goja.Value) string {
	thrown, ok := err.(*goja.Exception)
	if !ok {
		return ""
	}
	o, ok := thrown.Value().(*goja.Object)
	if !ok || o.ClassName() != "Error" {
		return ""
	}
	if name, ok := o.Get("name").(goja.String); !ok || name.String() != "SyntaxError" {
		return ""
	}
	text, ok := r.vm.ToValue(v.String()).(goja.String)
	if given, is := v.(goja.String); is {
		text, ok = given, true // with halves of pairs
	}
	if !ok {
		return ""
	}
	return jsonFault(text)
}

// nesting is how deep brackets go in a JSON text, strings left out.
func nesting(text string) int {
	depth, deepest := 0, 0
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
			deepest = max(deepest, depth)
		case c == ']' || c == '}':
			depth--
		}
	}
	return deepest
}
