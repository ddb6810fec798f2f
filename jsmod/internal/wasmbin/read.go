package wasmbin

import (
	"errors"
	"fmt"
)

var errFormat = errors.New("wasmbin: the module is cut off or malformed")

// The sections that are read.
const (
	customSection   = 0
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	tableSection    = 4
	memorySection   = 5
	globalSection   = 6
	exportSection   = 7
	tagSection      = 13
)

// reader takes values off the front of b; what is not there sets failed.
type reader struct {
	b      []byte
	failed bool
}

func (r *reader) take(n uint32) []byte {
	if uint64(n) > uint64(len(r.b)) {
		r.failed, r.b = true, nil
		return nil
	}
	taken := r.b[:n:n]
	r.b = r.b[n:]
	return taken
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// u32 reads an unsigned LEB128.
func (r *reader) u32() uint32 {
	var n uint64
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return uint32(n)
		}
	}
	r.failed = true
	return 0
}

// skipLEB passes over an integer of any length.
func (r *reader) skipLEB() {
	for !r.failed && r.byte() >= 0x80 {
	}
}

func (r *reader) name() string { return string(r.take(r.u32())) }

// each calls fn for the elements of a vector.
func (r *reader) each(fn func()) {
	for n := r.u32(); n > 0 && !r.failed; n-- {
		fn()
	}
}

func (r *reader) limits() (l Limits) {
	flags := r.byte()
	l.HasMax, l.Shared = flags&1 != 0, flags&2 != 0
	l.Min = r.u32()
	if l.HasMax {
		l.Max = r.u32()
	}
	return l
}

// expression passes over a constant expression.
func (r *reader) expression() {
	for !r.failed {
		switch op := r.byte(); op {
		case 0x0b: // end
			return
		case 0x41, 0x42, 0x23, 0xd0, 0xd2: // i32.const, i64.const, global.get, ref.null, ref.func
			r.skipLEB()
		case 0x43: // f32.const
			r.take(4)
		case 0x44: // f64.const
			r.take(8)
		case 0xfd: // v128.const
			r.skipLEB()
			r.take(16)
		case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e: // sums and products
		default:
			r.failed = true
		}
	}
}

// spaces are the index spaces of a module while it is read.
type spaces struct {
	types                            []FuncType
	funcs, tables, memories, globals []Type
	tags                             []Type
}

func (s *spaces) of(k Kind) *[]Type {
	switch k {
	case Func:
		return &s.funcs
	case Table:
		return &s.tables
	case Memory:
		return &s.memories
	case Global:
		return &s.globals
	}
	return &s.tags
}

// Read reads a module that the engine has found valid. Its error says that this
// package does not understand it.
func Read(b []byte) (*Module, error) {
	r := &reader{b: b}
	r.take(8) // magic and version
	m, s := &Module{}, &spaces{}
	for len(r.b) > 0 && !r.failed {
		id := r.byte()
		section := &reader{b: r.take(r.u32())}
		if err := m.section(s, id, section); err != nil {
			return nil, err
		}
		r.failed = r.failed || section.failed
	}
	if r.failed {
		return nil, errFormat
	}
	seen := map[string]bool{}
	for _, t := range s.types {
		if key := string(t.Params) + ":" + string(t.Results); !seen[key] {
			seen[key] = true
			m.Funcs = append(m.Funcs, t)
		}
	}
	return m, nil
}

func (m *Module) section(s *spaces, id byte, r *reader) error {
	switch id {
	case customSection:
		name := r.name()
		m.Customs = append(m.Customs, Custom{name, r.b})
	case typeSection:
		r.each(func() {
			if r.byte() != 0x60 {
				r.failed = true
			}
			params := r.take(r.u32())
			s.types = append(s.types, FuncType{params, r.take(r.u32())})
		})
	case importSection:
		r.each(func() {
			i := Import{Module: r.name(), Name: r.name()}
			i.Type = s.imported(r)
			m.Imports = append(m.Imports, i)
			space := s.of(i.Type.Kind)
			*space = append(*space, i.Type)
		})
	case functionSection:
		r.each(func() { s.funcs = append(s.funcs, s.function(r)) })
	case tableSection:
		r.each(func() { s.tables = append(s.tables, Type{Kind: Table, Value: r.byte(), Limits: r.limits()}) })
	case memorySection:
		r.each(func() {
			t := Type{Kind: Memory, Limits: r.limits()}
			m.OwnMemory += t.Limits.Min
			s.memories = append(s.memories, t)
		})
	case globalSection:
		r.each(func() {
			s.globals = append(s.globals, Type{Kind: Global, Value: r.byte(), Mutable: r.byte() == 1})
			r.expression()
		})
	case tagSection:
		r.each(func() { s.tags = append(s.tags, s.tag(r)) })
	case exportSection:
		r.each(func() {
			e := Export{Name: r.name(), Type: Type{Kind: Kind(r.byte())}, Index: int(r.u32())}
			space := *s.of(e.Type.Kind)
			if e.Index >= len(space) {
				r.failed = true
				return
			}
			e.Type = space[e.Index]
			m.Exports = append(m.Exports, e)
		})
	}
	if r.failed {
		return fmt.Errorf("%w: section %d", errFormat, id)
	}
	return nil
}

func (s *spaces) function(r *reader) Type {
	i := r.u32()
	if int(i) >= len(s.types) {
		r.failed = true
		return Type{}
	}
	return Type{Kind: Func, Func: s.types[i]}
}

func (s *spaces) tag(r *reader) Type {
	r.byte() // its attribute: an exception
	t := s.function(r)
	t.Kind = Tag
	return t
}

func (s *spaces) imported(r *reader) Type {
	switch k := Kind(r.byte()); k {
	case Func:
		return s.function(r)
	case Table:
		return Type{Kind: k, Value: r.byte(), Limits: r.limits()}
	case Memory:
		return Type{Kind: k, Limits: r.limits()}
	case Global:
		return Type{Kind: k, Value: r.byte(), Mutable: r.byte() == 1}
	case Tag:
		return s.tag(r)
	}
	r.failed = true
	return Type{}
}
