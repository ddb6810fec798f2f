// Package wasmbin reads of a WebAssembly module what the JavaScript API tells of it
// (imports, exports, custom sections), and writes the small modules that stand
// between JavaScript's objects and the engine, which makes tables, memories and
// globals of nothing else. The format: WebAssembly Core Specification 2.0, chapter 5.
package wasmbin

// Kind says what is imported or exported, by the number that stands for it in the
// format.
type Kind byte

// The kinds.
const (
	Func Kind = iota
	Table
	Memory
	Global
	Tag
)

// String is the kind's name in the JavaScript API.
func (k Kind) String() string {
	if names := [...]string{"function", "table", "memory", "global", "tag"}; int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// ValueType is a type of a value, or of what a table holds, by its byte in the format.
type ValueType = byte

// The types of values.
const (
	I32       ValueType = 0x7f
	I64       ValueType = 0x7e
	F32       ValueType = 0x7d
	F64       ValueType = 0x7c
	V128      ValueType = 0x7b
	FuncRef   ValueType = 0x70
	ExternRef ValueType = 0x6f
)

// FuncType is the type of a function.
type FuncType struct{ Params, Results []ValueType }

// Limits are the sizes of a table in elements, or of a memory in pages of 64 KiB.
type Limits struct {
	Min, Max uint32
	HasMax   bool
	Shared   bool
}

// Type is the type of an import or export: Func of functions, Value of globals and
// of what tables hold, Limits of tables and memories.
type Type struct {
	Kind    Kind
	Func    FuncType
	Value   ValueType
	Mutable bool
	Limits  Limits
}

// Import is one import, in the order of the module.
type Import struct {
	Module, Name string
	Type         Type
}

// Export is one export; Index counts the imports and then the module's own of that kind.
type Export struct {
	Name  string
	Index int
	Type  Type
}

// Custom is a custom section.
type Custom struct {
	Name string
	Data []byte
}

// Module is what was read of one.
type Module struct {
	Imports []Import
	Exports []Export
	Customs []Custom
	// OwnMemory is the smallest size in pages of the memory that it defines.
	OwnMemory uint32
	// Funcs are the types of functions that it names anywhere, without repetition.
	Funcs []FuncType
}
