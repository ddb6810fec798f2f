package wasmbin

import "slices"

// What the written modules export, besides what a caller names.
const (
	// Only is the one export of a module that holds a table, a memory or a global.
	Only = "it"
	// Get, Set, Size and Grow are those of Access.
	Get, Set, Size, Grow = "get", "set", "size", "grow"
)

// writer puts a module together. A section has a count of its entries and their bytes.
type writer struct {
	sections [14]section
	funcs    int // imported and own
}

type section struct {
	n int
	b []byte
}

func (w *writer) entry(id int, b ...[]byte) int {
	s := &w.sections[id]
	for _, piece := range b {
		s.b = append(s.b, piece...)
	}
	s.n++
	return s.n - 1
}

func (w *writer) bytes() []byte {
	const elementSection, codeSection = 9, 10
	b := []byte{0, 'a', 's', 'm', 1, 0, 0, 0}
	order := []int{typeSection, importSection, functionSection, tableSection, memorySection, globalSection, exportSection,
		elementSection, codeSection}
	for _, id := range order {
		s := w.sections[id]
		if s.n == 0 {
			continue
		}
		content := append(uleb(uint64(s.n)), s.b...)
		b = append(b, byte(id))
		b = append(b, uleb(uint64(len(content)))...)
		b = append(b, content...)
	}
	return b
}

func uleb(n uint64) []byte {
	var b []byte
	for n >= 0x80 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n))
}

func vector(b []byte) []byte { return append(uleb(uint64(len(b))), b...) }

func text(s string) []byte { return vector([]byte(s)) }

func (l Limits) bytes() []byte {
	var flags byte
	if l.HasMax {
		flags |= 1
	}
	if l.Shared {
		flags |= 2
	}
	b := append([]byte{flags}, uleb(uint64(l.Min))...)
	if l.HasMax {
		b = append(b, uleb(uint64(l.Max))...)
	}
	return b
}

func (w *writer) funcType(t FuncType) []byte {
	return uleb(uint64(w.entry(typeSection, []byte{0x60}, vector(t.Params), vector(t.Results))))
}

// describe is the type of an import.
func (w *writer) describe(t Type) []byte {
	b := []byte{byte(t.Kind)}
	switch t.Kind {
	case Func:
		return append(b, w.funcType(t.Func)...)
	case Table:
		return append(append(b, t.Value), t.Limits.bytes()...)
	case Memory:
		return append(b, t.Limits.bytes()...)
	}
	return append(b, t.Value, flag(t.Mutable))
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

func (w *writer) export(name string, k Kind, index int) {
	w.entry(exportSection, text(name), []byte{byte(k)}, uleb(uint64(index)))
}

// function adds one whose body is code, without locals.
func (w *writer) function(name string, t FuncType, code ...byte) {
	const codeSection = 10
	w.entry(functionSection, w.funcType(t))
	body := append(append([]byte{0}, code...), 0x0b)
	w.entry(codeSection, vector(body))
	w.export(name, Func, w.funcs)
	w.funcs++
}

// Link is an import that a module of WriteLinks exports under another name.
type Link struct {
	Import
	As string
}

// WriteLinks writes a module that exports what it imports, so that several
// modules look like one.
func WriteLinks(links []Link) []byte {
	w := &writer{}
	var n [Tag + 1]int
	for _, l := range links {
		k := l.Type.Kind
		w.entry(importSection, text(l.Module), text(l.Name), w.describe(l.Type))
		w.export(l.As, k, n[k])
		n[k]++
	}
	return w.bytes()
}

// WriteHolder writes a module that defines a table, a memory or a global of that
// type and exports it as Only. A global begins with zero, or null.
func WriteHolder(t Type) []byte {
	w := &writer{}
	switch t.Kind {
	case Table:
		w.entry(tableSection, []byte{t.Value}, t.Limits.bytes())
	case Memory:
		w.entry(memorySection, t.Limits.bytes())
	case Global:
		w.entry(globalSection, []byte{t.Value, flag(t.Mutable)}, zero(t.Value), []byte{0x0b})
	}
	w.export(Only, t.Kind, 0)
	return w.bytes()
}

// WriteConstant writes a module with an immutable global of a type of numbers; b
// are the bytes of its value in the format.
func WriteConstant(t ValueType, b []byte) []byte {
	w := &writer{}
	w.entry(globalSection, []byte{t, 0}, zero(t)[:1], b, []byte{0x0b})
	w.export(Only, Global, 0)
	return w.bytes()
}

// zero is the instruction that makes the first value of a type.
func zero(t ValueType) []byte {
	switch t {
	case I32:
		return []byte{0x41, 0}
	case I64:
		return []byte{0x42, 0}
	case F32:
		return []byte{0x43, 0, 0, 0, 0}
	case F64:
		return []byte{0x44, 0, 0, 0, 0, 0, 0, 0, 0}
	case V128:
		return append([]byte{0xfd, 12}, make([]byte, 16)...)
	}
	return []byte{0xd0, t}
}

// WriteAccess writes a module that imports a table, as name of module Only, and
// exports functions which do to it what their names say: Get, Set, Size, Grow.
func WriteAccess(name string, elem ValueType) []byte {
	w := &writer{}
	w.entry(importSection, text(Only), text(name), w.describe(Type{Kind: Table, Value: elem}))
	w.function(Size, FuncType{Results: []byte{I32}}, 0xfc, 16, 0)
	w.function(Grow, FuncType{[]byte{elem, I32}, []byte{I32}}, 0x20, 0, 0x20, 1, 0xfc, 15, 0)
	w.function(Get, FuncType{[]byte{I32}, []byte{elem}}, 0x20, 0, 0x25, 0)
	w.function(Set, FuncType{Params: []byte{I32, elem}}, 0x20, 0, 0x20, 1, 0x26, 0)
	return w.bytes()
}

// WriteReference writes a module that imports a function, as name of module Only,
// and exports one that returns the reference to it, as Get.
func WriteReference(name string, t FuncType) []byte {
	const elementSection = 9
	w := &writer{funcs: 1}
	w.entry(importSection, text(Only), text(name), w.describe(Type{Kind: Func, Func: t}))
	w.function(Get, FuncType{Results: []byte{FuncRef}}, 0xd2, 0)
	w.entry(elementSection, []byte{3, 0, 1, 0}) // it is declared that function 0 is referred to
	return w.bytes()
}

// BoundTables returns a module whose own tables hold so many elements at most. One
// that cannot be read is returned as it is: the engine says what is wrong.
func BoundTables(b []byte, most uint32) []byte {
	r := &reader{b: b}
	r.take(8)
	for len(r.b) > 0 && !r.failed {
		before := b[:len(b)-len(r.b)]
		id := r.byte()
		section := &reader{b: r.take(r.u32())}
		if id != tableSection || r.failed {
			continue
		}
		w := &writer{}
		section.each(func() {
			elem, l := section.byte(), section.limits()
			if !l.HasMax || l.Max > most {
				l.HasMax, l.Max = true, max(l.Min, most)
			}
			w.entry(tableSection, []byte{elem}, l.bytes())
		})
		if section.failed {
			return b
		}
		return slices.Concat(before, w.bytes()[8:], r.b)
	}
	return b
}
