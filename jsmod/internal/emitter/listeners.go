package emitter

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// listeners is what an emitter's _events is in Go: the dynamic object's
// handler. Dynamic objects have no properties named by symbols: an emitter with
// such an event gets an ordinary object for its _events.
type listeners struct {
	e       *Emitters
	entries []entry      // in the order in which their events got listeners
	index   map[key]int  // where in entries, once there are many
	dead    int          // how many of many entries are empty
	events  int          // _eventsCount of a lean emitter
	counted bool         // the emitter has a property _eventsCount of its own
	foreign *goja.Object // the ordinary object of which this is one event; nil otherwise
}

const (
	few  = 4  // how many entries most emitters need
	many = 16 // how many are searched one by one
)

// reveal is the property by which listeners tell of themselves: unlike Export,
// asking for it allocates nothing.
const reveal = "\x00listeners"

var listenersType = reflect.TypeFor[*listeners]()

// key is the name of an event.
type key struct {
	name string
	sym  *goja.Symbol // the name, when it is not nil
}

func keyOf(v goja.Value) key {
	if sym, ok := v.(*goja.Symbol); ok {
		return key{sym: sym}
	}
	return key{name: v.String()}
}

func (e *Emitters) valueOf(k key) goja.Value {
	if k.sym != nil {
		return k.sym
	}
	return e.vm.ToValue(k.name)
}

var (
	keyError          = key{name: "error"}
	keyNewListener    = key{name: "newListener"}
	keyRemoveListener = key{name: "removeListener"}
)

// fresh gives this an empty _events.
func (e *Emitters) fresh(this *goja.Object, counted bool) *listeners {
	l := &listeners{e: e, counted: counted}
	o := e.vm.NewDynamicObject(l)
	must(o.SetPrototype(nil))
	must(this.Set("_events", o))
	return l
}

// lookup returns the listeners of this, nil where it has none. Of an ordinary
// object it reads what is under k.
func (e *Emitters) lookup(this *goja.Object, k key) *listeners {
	o, ok := this.Get("_events").(*goja.Object)
	if !ok {
		return nil
	}
	if o.ExportType() == listenersType {
		o.Get(reveal)
		l := e.revealed
		e.revealed = nil
		return l
	}
	l := &listeners{e: e, counted: true, foreign: o}
	if v := property(o, k); v != nil && !goja.IsUndefined(v) {
		l.put(k, v)
	}
	return l
}

func property(o *goja.Object, k key) goja.Value {
	if k.sym != nil {
		return o.GetSymbol(k.sym)
	}
	return o.Get(k.name)
}

// openUp gives this an ordinary object in the place of l, with what l has, and
// returns what stands for that.
func (l *listeners) openUp(this *goja.Object) *listeners {
	o := l.e.vm.CreateObject(nil)
	for i := range l.entries {
		if en := &l.entries[i]; !en.empty() {
			must(o.Set(en.key.name, en.value(l.e)))
		}
	}
	must(this.Set("_events", o))
	if !l.counted {
		l.e.ownCount(this, l.e.vm.ToValue(l.events))
	}
	return &listeners{e: l.e, counted: true, foreign: o}
}

// has tells whether there is a listener of an event, also in an ordinary object
// of which only another event was read.
func (l *listeners) has(k key) bool {
	if l.foreign != nil {
		v := property(l.foreign, k)
		return v != nil && !goja.IsUndefined(v)
	}
	return l.find(k) != nil
}

// write brings an ordinary object up to date with what is under k now.
func (l *listeners) write(k key) {
	if l.foreign == nil {
		return
	}
	en := l.find(k)
	switch {
	case en != nil && k.sym != nil:
		must(l.foreign.SetSymbol(k.sym, en.value(l.e)))
	case en != nil:
		must(l.foreign.Set(k.name, en.value(l.e)))
	case k.sym != nil:
		must(l.foreign.DeleteSymbol(k.sym))
	default:
		must(l.foreign.Delete(k.name))
	}
}

// at is where an event's entry is, or -1.
func (l *listeners) at(k key) int {
	if l.index != nil {
		if i, ok := l.index[k]; ok {
			return i
		}
		return -1
	}
	for i := range l.entries {
		if l.entries[i].key == k {
			return i
		}
	}
	return -1
}

// find returns the entry of an event that has listeners, or nil. It is good
// until another entry is added or removed.
func (l *listeners) find(k key) *entry {
	if l == nil {
		return nil
	}
	i := l.at(k)
	if i < 0 || l.entries[i].void() {
		return nil
	}
	return &l.entries[i]
}

// insert returns the entry of an event, an empty one where there was none.
func (l *listeners) insert(k key) *entry {
	i := l.at(k)
	if i < 0 {
		i = len(l.entries)
		if l.entries == nil {
			l.entries = make([]entry, 0, few)
		}
		l.entries = append(l.entries, entry{key: k})
		if l.index != nil {
			l.index[k] = i
		} else if len(l.entries) > many {
			l.compact()
		}
	}
	return &l.entries[i]
}

// put is what an assignment to _events[k] does.
func (l *listeners) put(k key, v goja.Value) {
	en := l.insert(k)
	en.set(v)
}

// drop removes the entry of an event.
func (l *listeners) drop(k key) {
	i := l.at(k)
	if i < 0 {
		return
	}
	if l.index == nil {
		l.entries = slices.Delete(l.entries, i, i+1)
		return
	}
	delete(l.index, k)
	l.entries[i] = entry{}
	if l.dead++; l.dead > len(l.entries)/2 {
		l.compact()
	}
}

// compact drops empty entries and numbers the others anew.
func (l *listeners) compact() {
	if l.dead > 0 {
		l.entries = slices.DeleteFunc(l.entries, func(en entry) bool { return en.empty() })
		l.dead = 0
	}
	l.index = nil
	if len(l.entries) > many {
		l.index = make(map[key]int, 2*len(l.entries))
		for i := range l.entries {
			l.index[l.entries[i].key] = i
		}
	}
}

// count is how many listeners of an event there are.
func (l *listeners) count(k key) int {
	en := l.find(k)
	if en == nil {
		return 0
	}
	return en.count()
}

// changeCount adds to the number of events that have listeners and returns it.
func (l *listeners) changeCount(this *goja.Object, by int) int {
	if !l.counted {
		l.events += by
		return l.events
	}
	n := by
	if v := this.Get("_eventsCount"); v != nil {
		n += int(v.ToInteger())
	}
	must(this.Set("_eventsCount", n))
	return n
}

// forget removes an event, and as in Node the whole object with the last one.
// It tells whether others are left.
func (l *listeners) forget(this *goja.Object, k key) bool {
	if l.changeCount(this, -1) == 0 {
		l.e.fresh(this, l.counted)
		return false
	}
	l.drop(k)
	l.write(k)
	return true
}

// Get, Set, Has, Delete and Keys are _events as scripts see it.

// Get implements [goja.DynamicObject]: a function or an array of several. To
// reveal it answers on the side.
func (l *listeners) Get(name string) goja.Value {
	if name == reveal {
		l.e.revealed = l
		return nil
	}
	i := l.at(key{name: name})
	if i < 0 {
		return nil
	}
	return l.entries[i].value(l.e)
}

// Set implements [goja.DynamicObject].
func (l *listeners) Set(name string, v goja.Value) bool {
	l.put(key{name: name}, v)
	return true
}

// Has implements [goja.DynamicObject].
func (l *listeners) Has(name string) bool { return l.at(key{name: name}) >= 0 }

// Delete implements [goja.DynamicObject].
func (l *listeners) Delete(name string) bool {
	l.drop(key{name: name})
	return true
}

// Keys implements [goja.DynamicObject]: as for any object integers come first.
func (l *listeners) Keys() []string {
	names := make([]string, 0, len(l.entries))
	var numbers []int
	for i := range l.entries {
		en := &l.entries[i]
		if en.empty() {
			continue
		}
		if n, ok := arrayIndex(en.key.name); ok {
			numbers = append(numbers, n)
		} else {
			names = append(names, en.key.name)
		}
	}
	if numbers == nil {
		return names
	}
	slices.Sort(numbers)
	sorted := make([]string, 0, len(numbers)+len(names))
	for _, n := range numbers {
		sorted = append(sorted, strconv.Itoa(n))
	}
	return append(sorted, names...)
}

func arrayIndex(name string) (int, bool) {
	if name == "" || name[0] < '0' || name[0] > '9' {
		return 0, false
	}
	n, err := strconv.ParseUint(name, 10, 32)
	return int(n), err == nil && n < 1<<32-1 && strconv.FormatUint(n, 10) == name
}

// names are all event names, as Reflect.ownKeys(_events) would have them.
func (l *listeners) names() []goja.Value {
	if l.foreign != nil {
		own := l.e.vm.GlobalObject().Get("Reflect").ToObject(l.e.vm).Get("ownKeys").ToObject(l.e.vm)
		keys := bind.Invoke(own, goja.Undefined(), l.foreign)
		var all []goja.Value
		bind.Each(l.e.vm, keys, func(v goja.Value) { all = append(all, v) })
		return all
	}
	all := make([]goja.Value, 0, len(l.entries))
	for _, name := range l.Keys() {
		all = append(all, l.e.vm.ToValue(name))
	}
	return all
}
