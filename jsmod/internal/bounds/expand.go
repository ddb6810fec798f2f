package bounds

import (
	"strconv"

	"github.com/dop251/goja"
)

// expand is what a replacement with signs like $& stands for (ECMA-262,
// GetSubstitution). args are those of a function that replaces. count is told
// each length before that is made.
func (b *bounds) expand(with goja.String, args []goja.Value, count func(int)) goja.Value {
	var named *goja.Object
	if o, ok := args[len(args)-1].(*goja.Object); ok {
		named, args = o, args[:len(args)-1]
	}
	match, whole := text(args[0]), text(args[len(args)-1])
	at := int(args[len(args)-2].ToInteger())
	groups := args[1 : len(args)-2]

	var out goja.StringBuilder
	write := func(s goja.String) {
		count(s.Length())
		out.WriteString(s)
	}
	for i := 0; i < with.Length(); {
		next := find(with, '$', i)
		if next < 0 || next+1 >= with.Length() {
			write(with.Substring(i, with.Length()))
			break
		}
		if next > i {
			write(with.Substring(i, next))
			i = next
		}
		switch c := with.CharAt(i + 1); {
		case c == '$':
			write(with.Substring(i, i+1))
			i += 2
		case c == '&':
			write(match)
			i += 2
		case c == '`':
			write(whole.Substring(0, at))
			i += 2
		case c == '\'':
			write(whole.Substring(min(at+match.Length(), whole.Length()), whole.Length()))
			i += 2
		case c == '<' && named != nil && find(with, '>', i) > 0:
			end := find(with, '>', i)
			if v := named.Get(with.Substring(i+2, end).String()); v != nil && !goja.IsUndefined(v) {
				write(text(v))
			}
			i = end + 1
		default:
			group, size := groupAt(with, i+1, len(groups))
			if group == 0 {
				write(with.Substring(i, i+1))
				i++
				continue
			}
			if v := groups[group-1]; !goja.IsUndefined(v) {
				write(text(v))
			}
			i += 1 + size
		}
	}
	return out.String()
}

func text(v goja.Value) goja.String { return v.ToString().(goja.String) }

// find is where c stands in s after from, or -1.
func find(s goja.String, c uint16, from int) int {
	for i := from; i < s.Length(); i++ {
		if s.CharAt(i) == c {
			return i
		}
	}
	return -1
}

// groupAt reads the number of a group, of two digits where there are so many
// groups, and how many digits it has. 0 is none.
func groupAt(s goja.String, i, groups int) (group, size int) {
	for size = 2; size > 0; size-- {
		if i+size > s.Length() {
			continue
		}
		n, err := strconv.ParseUint(s.Substring(i, i+size).String(), 10, 8)
		if err == nil && n >= 1 && int(n) <= groups {
			return int(n), size
		}
	}
	return 0, 0
}
