package http2

import (
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/http2wire"
)

// named are the settings by Node's names, in the order in which they are sent.
var named = []struct {
	name string
	id   uint16
	flag bool
}{
	{"headerTableSize", http2wire.SettingHeaderTableSize, false},
	{"enablePush", http2wire.SettingEnablePush, true},
	{"initialWindowSize", http2wire.SettingInitialWindowSize, false},
	{"maxFrameSize", http2wire.SettingMaxFrameSize, false},
	{"maxConcurrentStreams", http2wire.SettingMaxConcurrentStreams, false},
	{"maxHeaderListSize", http2wire.SettingMaxHeaderListSize, false},
	{"maxHeaderSize", http2wire.SettingMaxHeaderListSize, false},
	{"enableConnectProtocol", http2wire.SettingEnableConnectProtocol, true},
}

// uint32Of is a number that JavaScript has checked; what is beyond the type is at
// its end.
func uint32Of(v goja.Value) uint32 {
	return uint32(max(0, min(v.ToInteger(), 1<<32-1)))
}

// settings reads a settings object. maxHeaderSize is another name of
// maxHeaderListSize and comes after it.
func (b *binding) settings(v goja.Value) []http2wire.Setting {
	var list []http2wire.Setting
	for _, n := range named {
		p := bind.Prop(v, n.name)
		if p == nil {
			continue
		}
		e := http2wire.Setting{ID: n.id}
		if n.flag {
			if p.ToBoolean() {
				e.Value = 1
			}
		} else {
			e.Value = uint32Of(p)
		}
		list = slices.DeleteFunc(list, func(o http2wire.Setting) bool { return o.ID == e.ID })
		list = append(list, e)
	}
	if custom, ok := bind.Prop(v, "customSettings").(*goja.Object); ok {
		for _, key := range custom.Keys() {
			if id, err := strconv.ParseUint(key, 10, 16); err == nil {
				list = append(list, http2wire.Setting{ID: uint16(id), Value: uint32Of(custom.Get(key))})
			}
		}
	}
	return list
}

// settingsObject is Node's object of settings.
func (b *binding) settingsObject(v http2wire.Values) goja.Value {
	o := b.vm.NewObject()
	values := map[uint16]uint32{
		http2wire.SettingHeaderTableSize: v.HeaderTableSize, http2wire.SettingEnablePush: v.EnablePush,
		http2wire.SettingInitialWindowSize: v.InitialWindowSize, http2wire.SettingMaxFrameSize: v.MaxFrameSize,
		http2wire.SettingMaxConcurrentStreams: v.MaxConcurrentStreams, http2wire.SettingMaxHeaderListSize: v.MaxHeaderListSize,
		http2wire.SettingEnableConnectProtocol: v.EnableConnectProtocol,
	}
	for _, n := range named {
		if n.flag {
			b.set(o, n.name, values[n.id] != 0)
		} else {
			b.set(o, n.name, values[n.id])
		}
	}
	if len(v.Custom) > 0 {
		custom := b.vm.NewObject()
		for _, e := range v.Custom {
			b.set(custom, strconv.Itoa(int(e.ID)), e.Value)
		}
		b.set(o, "customSettings", custom)
	}
	return o
}

// set sets a property of an object that is ours.
func (b *binding) set(o *goja.Object, name string, v any) {
	if err := o.Set(name, v); err != nil {
		panic(err)
	}
}

// options reads those of a session.
func (b *binding) options(server bool, v goja.Value) http2wire.Options {
	number := func(name string) int { return int(max(0, min(bind.Int(v, name, 0), 1<<31-1))) }
	orNone := func(name string) int {
		if n := number(name); n > 0 || bind.Prop(v, name) == nil {
			return n
		}
		return -1
	}
	opt := http2wire.Options{
		Server:             server,
		Settings:           b.settings(bind.Prop(v, "settings")),
		MaxDeflateTable:    orNone("maxDeflateDynamicTableSize"),
		MaxReserved:        orNone("maxReservedRemoteStreams"),
		MaxSettings:        number("maxSettings"),
		MaxHeaderPairs:     number("maxHeaderListPairs"),
		MaxPings:           orNone("maxOutstandingPings"),
		MaxUnackedSettings: number("maxOutstandingSettings"),
		MaxSendBlock:       number("maxSendHeaderBlockLength"),
		MaxInvalidFrames:   orNone("maxSessionInvalidFrames"),
		MaxRejectedStreams: orNone("maxSessionRejectedStreams"),
		PeerMaxStreams:     uint32(number("peerMaxConcurrentStreams")),
		ResetBurst:         uint64(number("streamResetBurst")),
		ResetRate:          uint64(number("streamResetRate")),
		Padding:            http2wire.Padding(number("paddingStrategy")),
	}
	if p := bind.Prop(v, "maxSessionMemory"); p != nil {
		opt.MaxMemory = int(min(p.ToFloat(), 1e9) * 1e6)
	}
	bind.Each(b.vm, bind.Prop(v, "remoteCustomSettings"), func(id goja.Value) {
		opt.Custom = append(opt.Custom, uint16(id.ToInteger()))
	})
	return opt
}
