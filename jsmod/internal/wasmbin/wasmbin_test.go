package wasmbin

import (
	"bytes"
	"reflect"
	"testing"
)

func TestWhatIsWrittenIsRead(t *testing.T) {
	add := FuncType{Params: []ValueType{I32, F64}, Results: []ValueType{I64}}
	links := []Link{
		{Import{"a", "f", Type{Kind: Func, Func: add}}, "one"},
		{Import{"a", "t", Type{Kind: Table, Value: FuncRef, Limits: Limits{Min: 1, Max: 300, HasMax: true}}}, "two"},
		{Import{"b", "m", Type{Kind: Memory, Limits: Limits{Min: 70000}}}, "three"},
		{Import{"b", "g", Type{Kind: Global, Value: V128, Mutable: true}}, "four"},
		{Import{"b", "h", Type{Kind: Func, Func: FuncType{Params: []ValueType{}, Results: []ValueType{}}}}, "five"},
	}
	m, err := Read(WriteLinks(links))
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range links {
		if !reflect.DeepEqual(m.Imports[i], l.Import) {
			t.Errorf("import %d: got %+v, want %+v", i, m.Imports[i], l.Import)
		}
		index := 0
		if i == 4 {
			index = 1
		}
		if want := (Export{l.As, index, l.Type}); !reflect.DeepEqual(m.Exports[i], want) {
			t.Errorf("export %d: got %+v, want %+v", i, m.Exports[i], want)
		}
	}
	if len(m.Funcs) != 2 {
		t.Errorf("got %d types of functions, want 2", len(m.Funcs))
	}
	for _, kind := range []Type{
		{Kind: Table, Value: ExternRef, Limits: Limits{Min: 2}},
		{Kind: Memory, Limits: Limits{Min: 1, Max: 2, HasMax: true}},
		{Kind: Global, Value: F64, Mutable: true},
		{Kind: Global, Value: FuncRef},
		{Kind: Global, Value: V128},
	} {
		m, err := Read(WriteHolder(kind))
		if err != nil || len(m.Exports) != 1 || !reflect.DeepEqual(m.Exports[0], Export{Only, 0, kind}) {
			t.Errorf("%+v: got %+v, %v", kind, m, err)
		}
	}
}

func TestBoundTables(t *testing.T) {
	for _, c := range []struct{ has, want Limits }{
		{Limits{Min: 1}, Limits{Min: 1, Max: 100, HasMax: true}},
		{Limits{Min: 1, Max: 50, HasMax: true}, Limits{Min: 1, Max: 50, HasMax: true}},
		{Limits{Min: 1, Max: 5000, HasMax: true}, Limits{Min: 1, Max: 100, HasMax: true}},
	} {
		before := WriteHolder(Type{Kind: Table, Value: FuncRef, Limits: c.has})
		m, err := Read(BoundTables(before, 100))
		if err != nil || len(m.Exports) != 1 || m.Exports[0].Type.Limits != c.want {
			t.Errorf("%+v: got %+v, %v; want %+v", c.has, m, err, c.want)
		}
	}
	for _, other := range [][]byte{WriteAccess("t", FuncRef), {0, 'a'}, append(WriteHolder(Type{Kind: Table, Value: FuncRef})[:9], 200)} {
		if got := BoundTables(other, 100); !bytes.Equal(got, other) {
			t.Errorf("%x: got %x, want the same", other, got)
		}
	}
}

// Whatever is cut off is no module, and nothing reads beyond it.
func TestCutOff(t *testing.T) {
	whole := WriteAccess("t", FuncRef)
	if _, err := Read(whole); err != nil {
		t.Fatal(err)
	}
	complete := 0
	for n := range whole {
		if _, err := Read(whole[:n]); err == nil {
			complete++
		}
	}
	// Where a section ends, what is left is a module with fewer.
	if complete != 5 {
		t.Errorf("%d beginnings are read, want 5: the header, and with one to four of its five sections", complete)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(WriteAccess("t", FuncRef))
	f.Add(WriteReference("f", FuncType{Params: []ValueType{I32}}))
	f.Add(WriteHolder(Type{Kind: Global, Value: V128}))
	f.Add(WriteConstant(F32, []byte{1, 2, 3, 4}))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Read(b)
		if (m == nil) == (err == nil) {
			t.Errorf("got %v and %v", m, err)
		}
	})
}
