package jsmod

import (
	"strings"

	"github.com/dop251/goja"
)

// maxCircle bounds how many objects are looked at to find a circle, maxCircleDepth
// how deep.
const (
	maxCircle      = 100_000
	maxCircleDepth = 1000
)

// circle says, as V8 does, where the objects that JSON.stringify goes through lead
// back to one of them: "" where no circle is found. A replacer is not asked.
func (r *runtime) circle(value goja.Value) string {
	s := circleSearch{r: r, done: map[*goja.Object]bool{}}
	start, _ := value.(*goja.Object)
	if start == nil || !s.visit("", start) {
		return ""
	}
	return s.text()
}

type circleSearch struct {
	r     *runtime
	done  map[*goja.Object]bool
	keys  []string // how each object was reached
	path  []*goja.Object
	first int    // where in path the circle begins
	last  string // what leads back there
}

// visit goes through an object and tells whether a circle is found.
func (s *circleSearch) visit(key string, o *goja.Object) bool {
	for i, on := range s.path {
		if on == o {
			s.first, s.last = i, key
			return true
		}
	}
	if s.done[o] || len(s.done) > maxCircle || len(s.path) > maxCircleDepth {
		return false
	}
	s.keys, s.path = append(s.keys, key), append(s.path, o)
	isList := o.ClassName() == "Array"
	for _, name := range o.Keys() {
		next, ok := o.Get(name).(*goja.Object)
		if !ok || !s.writes(next) {
			continue
		}
		key := "property '" + name + "'"
		if isList {
			key = "index " + name
		}
		if s.visit(key, next) {
			return true
		}
	}
	s.keys, s.path = s.keys[:len(s.keys)-1], s.path[:len(s.path)-1]
	s.done[o] = true
	return false
}

// writes tells whether JSON.stringify goes into an object.
func (s *circleSearch) writes(o *goja.Object) bool {
	if _, isFunction := goja.AssertFunction(o); isFunction {
		return false
	}
	_, converts := goja.AssertFunction(o.Get("toJSON"))
	return !converts
}

func (s *circleSearch) text() string {
	const atFirst, atLast = 2, 1
	var b strings.Builder
	line := func(i int) {
		b.WriteString("\n    |     " + s.keys[i] + " -> object with constructor " + s.constructor(i))
	}
	b.WriteString("\n    --> starting at object with constructor " + s.constructor(s.first))
	end := min(len(s.path), s.first+1+atFirst)
	for i := s.first + 1; i < end; i++ {
		line(i)
	}
	if len(s.path) > s.first+1+atFirst+atLast {
		b.WriteString("\n    |     ...")
	}
	for i := max(len(s.path)-atLast, end); i < len(s.path); i++ {
		line(i)
	}
	b.WriteString("\n    --- " + s.last + " closes the circle")
	return b.String()
}

func (s *circleSearch) constructor(i int) string {
	name := "Object"
	if c, ok := s.path[i].Get("constructor").(*goja.Object); ok {
		if n := property(c, "name"); n != "" {
			name = n
		}
	}
	return "'" + name + "'"
}
