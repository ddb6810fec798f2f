package http2wire

import (
	"encoding/binary"
	"iter"
)

// Identifiers of settings.
const (
	SettingHeaderTableSize       = 0x1
	SettingEnablePush            = 0x2
	SettingMaxConcurrentStreams  = 0x3
	SettingInitialWindowSize     = 0x4
	SettingMaxFrameSize          = 0x5
	SettingMaxHeaderListSize     = 0x6
	SettingEnableConnectProtocol = 0x8
)

// Setting is one entry of SETTINGS.
type Setting struct {
	ID    uint16
	Value uint32
}

// Values are the settings in force for one side.
type Values struct {
	HeaderTableSize, EnablePush, MaxConcurrentStreams, InitialWindowSize uint32
	MaxFrameSize, MaxHeaderListSize, EnableConnectProtocol               uint32
	Custom                                                               []Setting
}

// settings are those of one side: in force now, and of this side those that the
// peer has not acknowledged yet.
type settings struct {
	now     Values
	pending [][]Setting
	came    bool // of the peer: the first ones

	// mustShrink tells that the peer's next block has to begin with a resize.
	mustShrink bool
	// maxDelta is no less than the delta of any stream.
	maxDelta int64
}

func newSettings() settings {
	const unlimited = 1<<32 - 1
	return settings{now: Values{HeaderTableSize: defaultTable, EnablePush: 1, MaxConcurrentStreams: unlimited,
		InitialWindowSize: defaultWindow, MaxFrameSize: minFrameSize, MaxHeaderListSize: unlimited}}
}

func (v *Values) place(id uint16) *uint32 {
	switch id {
	case SettingHeaderTableSize:
		return &v.HeaderTableSize
	case SettingEnablePush:
		return &v.EnablePush
	case SettingMaxConcurrentStreams:
		return &v.MaxConcurrentStreams
	case SettingInitialWindowSize:
		return &v.InitialWindowSize
	case SettingMaxFrameSize:
		return &v.MaxFrameSize
	case SettingMaxHeaderListSize:
		return &v.MaxHeaderListSize
	case SettingEnableConnectProtocol:
		return &v.EnableConnectProtocol
	}
	return nil
}

func (v *Values) set(e Setting) {
	if p := v.place(e.ID); p != nil {
		*p = e.Value
		return
	}
	for i := range v.Custom {
		if v.Custom[i].ID == e.ID {
			v.Custom[i].Value = e.Value
			return
		}
	}
	v.Custom = append(v.Custom, e)
}

// values are those in force and those that are not acknowledged, in order.
func (s *settings) values(id uint16) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		if !yield(*s.now.place(id)) {
			return
		}
		for _, list := range s.pending {
			for _, e := range list {
				if e.ID == id && !yield(e.Value) {
					return
				}
			}
		}
	}
}

// last is the value that was set last, acknowledged or not.
func (s *settings) last(id uint16) (value uint32) {
	for v := range s.values(id) {
		value = v
	}
	return value
}

// most is the largest that the peer may use: before it acknowledges a smaller one,
// the old one holds.
func (s *settings) most(id uint16) (value uint32) {
	for v := range s.values(id) {
		value = max(value, v)
	}
	return value
}

// maxStreams is how many streams of the peer may be open. One above what is not
// acknowledged yet is refused as well: the peer may try again.
func (s *settings) maxStreams() int {
	return int(min(s.last(SettingMaxConcurrentStreams), maxStreamID))
}

// LocalSettings returns what the peer has acknowledged.
func (s *Session) LocalSettings() Values { return s.local.now }

// RemoteSettings returns what the peer has sent.
func (s *Session) RemoteSettings() Values { return s.remote.now }

// Settings sends SETTINGS.
func (s *Session) Settings(list []Setting) Errno {
	if s.over() {
		return ErrSessionClosing
	}
	if len(s.local.pending) >= s.opt.MaxUnackedSettings {
		return ErrTooManySettings
	}
	s.submitSettings(list)
	s.tell()
	return 0
}

func (s *Session) submitSettings(list []Setting) {
	if s.opt.Server {
		// A server must not send it with another value than 0.
		var kept []Setting
		for _, e := range list {
			if e.ID != SettingEnablePush || e.Value == 0 {
				kept = append(kept, e)
			}
		}
		list = kept
	}
	s.local.pending = append(s.local.pending, list)
	s.out.frame(6*len(list), frameSettings, 0, 0)
	for _, e := range list {
		s.out.control = binary.BigEndian.AppendUint16(s.out.control, e.ID)
		s.out.control = binary.BigEndian.AppendUint32(s.out.control, e.Value)
		switch e.ID {
		case SettingHeaderTableSize:
			if e.Value > s.in.allowed {
				s.in.allow(e.Value)
			}
		case SettingMaxHeaderListSize:
			s.in.listSize = int(min(e.Value, maxListSize))
		}
	}
}

func (s *Session) onSettings(f frame, b []byte) *Failure {
	if f.has(flagAck) {
		return s.onSettingsAck()
	}
	var table uint32 = 1<<32 - 1
	next := s.remote.now
	if !s.remote.came {
		s.remote.came = true
		next.MaxConcurrentStreams = 1<<32 - 1
	}
	for ; len(b) > 0; b = b[6:] {
		e := Setting{binary.BigEndian.Uint16(b), binary.BigEndian.Uint32(b[2:])}
		if err := s.checkSetting(e); err != nil {
			return err
		}
		if next.place(e.ID) == nil {
			if !s.isCustom(e.ID) {
				continue
			}
			next.Custom = append([]Setting(nil), next.Custom...)
		}
		next.set(e)
		if e.ID == SettingHeaderTableSize {
			table = min(table, e.Value)
		}
	}
	if err := s.countAnswer(); err != nil {
		return err
	}
	if next.HeaderTableSize != s.remote.now.HeaderTableSize || table != next.HeaderTableSize && table != 1<<32-1 {
		s.resizeDeflate(min(table, next.HeaderTableSize))
		s.resizeDeflate(next.HeaderTableSize)
	}
	if err := s.moveWindows(next.InitialWindowSize); err != nil {
		return err
	}
	s.remote.now = next
	s.out.frame(0, frameSettings, flagAck, 0)
	s.tell()
	s.h.Settings()
	if !s.destroyed {
		s.openWaiting()
	}
	return nil
}

func (s *Session) isCustom(id uint16) bool {
	for _, c := range s.opt.Custom {
		if c == id {
			return true
		}
	}
	return false
}

func (s *Session) checkSetting(e Setting) *Failure {
	switch e.ID {
	case SettingEnablePush:
		if e.Value > 1 || e.Value == 1 && !s.opt.Server {
			return protocol("SETTINGS_ENABLE_PUSH has a wrong value")
		}
	case SettingInitialWindowSize:
		if e.Value > maxWindow {
			return &Failure{Code: CodeFlowControl, Errno: ErrFlowControl, Reason: "SETTINGS_INITIAL_WINDOW_SIZE is too large"}
		}
	case SettingMaxFrameSize:
		if e.Value < minFrameSize || e.Value > maxFrameSize {
			return protocol("SETTINGS_MAX_FRAME_SIZE has a wrong value")
		}
	case SettingEnableConnectProtocol:
		if e.Value > 1 || e.Value == 0 && s.remote.now.EnableConnectProtocol == 1 {
			return protocol("SETTINGS_ENABLE_CONNECT_PROTOCOL has a wrong value")
		}
	}
	return nil
}

// onSettingsAck puts in force what the peer has acknowledged.
func (s *Session) onSettingsAck() *Failure {
	if len(s.local.pending) == 0 {
		return protocol("SETTINGS are acknowledged that were not sent")
	}
	list := s.local.pending[0]
	s.local.pending = s.local.pending[1:]
	before := s.local.now
	for _, e := range list {
		s.local.now.set(e)
	}
	now := &s.local.now
	if now.HeaderTableSize != before.HeaderTableSize {
		s.in.allow(s.local.most(SettingHeaderTableSize))
		s.local.mustShrink = now.HeaderTableSize < uint32(s.in.table.max)
	}
	if change := int64(now.InitialWindowSize) - int64(before.InitialWindowSize); change != 0 {
		for _, st := range s.streams {
			st.window += change
			st.size += change
		}
	}
	s.h.SettingsAck()
	return nil
}

func (s *Session) resizeDeflate(size uint32) {
	s.out.encoder.SetMaxDynamicTableSize(size)
	s.out.table.resize(int(min(int64(size), int64(s.opt.MaxDeflateTable))))
}

// moveWindows changes the window that streams begin with: that of each stream
// moves with it (RFC 9113, 6.9.2). None is gone through unless one may be over the
// top.
func (s *Session) moveWindows(initial uint32) *Failure {
	old := s.remote.now.InitialWindowSize
	if initial == old {
		return nil
	}
	if initial > old {
		s.out.recheck = true
	}
	if int64(initial)+s.remote.maxDelta > maxWindow {
		s.remote.maxDelta = 0
		for _, st := range s.streams {
			s.remote.maxDelta = max(s.remote.maxDelta, st.delta)
		}
		if int64(initial)+s.remote.maxDelta > maxWindow {
			return &Failure{Code: CodeFlowControl, Errno: ErrFlowControl, Reason: "SETTINGS_INITIAL_WINDOW_SIZE makes a window too large"}
		}
	}
	return nil
}

func (s *Session) onWindowUpdate(f frame, n int64) *Failure {
	if f.id == 0 {
		if n == 0 {
			return protocol("WINDOW_UPDATE of nothing")
		}
		if s.out.window += n; s.out.window > maxWindow {
			return &Failure{Code: CodeFlowControl, Errno: ErrFlowControl, Reason: "WINDOW_UPDATE makes the window too large"}
		}
		s.tellIfReady()
		return nil
	}
	if s.idle(f.id) {
		return protocol("WINDOW_UPDATE of an idle stream")
	}
	st := s.streams[f.id]
	switch {
	case st == nil:
		return nil
	case st.waits:
		return protocol("WINDOW_UPDATE of an idle stream")
	case st.reserved && !st.mine:
		return protocol("WINDOW_UPDATE of a stream that is reserved")
	case n == 0:
		return s.streamError(f.id, CodeProtocol)
	case s.sendWindow(st)+n > maxWindow:
		return s.streamError(f.id, CodeFlowControl)
	}
	st.delta += n
	s.remote.maxDelta = max(s.remote.maxDelta, st.delta)
	if st.stalled {
		s.schedule(st)
		s.tellIfReady()
	}
	return nil
}
