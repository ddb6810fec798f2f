package http2wire

import (
	"bytes"
	"time"

	"golang.org/x/net/http2/hpack"
)

// Category is what a block of fields is to its stream, by nghttp2's numbers.
type Category int

// The categories.
const (
	CategoryRequest Category = iota
	CategoryResponse
	CategoryPushResponse
	CategoryHeaders // further ones: 1xx or trailers
)

// Field is a header field, its bytes as they are on the wire.
type Field = hpack.HeaderField

// Handler is told what happens. After Session.Destroy it is told nothing.
type Handler interface {
	// Headers has the fields of a stream, pseudo fields first.
	Headers(id uint32, category Category, end bool, fields []Field)
	PushPromise(parent, id uint32, fields []Field)
	// Data has a piece of what Receive was given: the same memory.
	Data(id uint32, b []byte)
	End(id uint32)
	// Close is the last that is told of a stream.
	Close(id, code uint32)
	// Written tells that what Data was given is framed, or, cancelled, that the
	// stream was closed before.
	Written(id uint32, cancelled bool)
	WantTrailers(id uint32)
	Settings()
	SettingsAck()
	Ping(payload [8]byte)
	Pong(payload [8]byte)
	Goaway(code, lastStreamID uint32, data []byte)
	Altsvc(id uint32, origin, value string)
	Origin(origins []string)
	Priority(id uint32, p Priority)
	// FrameError tells that a frame of this side could not be sent.
	FrameError(id uint32, kind byte, errno Errno)
	Error(f *Failure)
	// Send tells that Take has something; again only after Take was called.
	Send()
}

// Priority is what RFC 7540 had of priorities. It is told and kept, and does not
// order what is sent.
type Priority struct {
	Parent    uint32
	Weight    int // 1 to 256
	Exclusive bool
}

// Options are those of a session; 0 is Node's default, which is told here.
type Options struct {
	Server   bool
	Settings []Setting // of the first SETTINGS
	// Custom are the settings of the peer beyond the RFC's that are kept.
	Custom []uint16

	MaxDeflateTable    int    // of the peer's SETTINGS_HEADER_TABLE_SIZE, how much is used; 4096, negative for none
	MaxSettings        int    // entries of one SETTINGS; 32
	MaxMemory          int    // bytes; 10 million
	MaxHeaderPairs     int    // 128
	MaxPings           int    // not yet answered; 10, negative for none
	MaxUnackedSettings int    // 10
	MaxSendBlock       int    // bytes of a block before compression; 65536
	MaxInvalidFrames   int    // 1000, negative for none
	MaxRejectedStreams int    // 100, negative for none
	MaxReserved        int    // streams that a server has promised and not begun; 200, negative for none
	PeerMaxStreams     uint32 // until the peer's SETTINGS come; 100
	ResetBurst         uint64 // streams that the peer may reset at once; 1000
	ResetRate          uint64 // and then a second; 33
	Padding            Padding

	Now func() time.Time // nil is time.Now
}

// Padding is how much padding frames get.
type Padding int

// The strategies, by Node's numbers.
const (
	PaddingNone Padding = iota
	PaddingAligned
	PaddingMax
)

func defaultTo[T int | uint32 | uint64](v *T, def T) {
	if *v == 0 {
		*v = def
	}
	*v = max(*v, 0)
}

func (o Options) withDefaults() Options {
	defaultTo(&o.MaxDeflateTable, defaultTable)
	defaultTo(&o.MaxReserved, 200)
	defaultTo(&o.MaxSettings, 32)
	defaultTo(&o.MaxMemory, 10e6)
	defaultTo(&o.MaxHeaderPairs, 128)
	defaultTo(&o.MaxPings, 10)
	defaultTo(&o.MaxUnackedSettings, 10)
	defaultTo(&o.MaxSendBlock, 1<<16)
	defaultTo(&o.MaxInvalidFrames, 1000)
	defaultTo(&o.MaxRejectedStreams, 100)
	defaultTo(&o.PeerMaxStreams, 100)
	defaultTo(&o.ResetBurst, 1000)
	defaultTo(&o.ResetRate, 33)
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Session is one side of one connection.
type Session struct {
	opt Options
	h   Handler

	failed    bool // by an error of the peer's: GOAWAY is the last word
	destroyed bool

	read reader
	in   inbound
	out  outbound

	local, remote settings
	streams       map[uint32]*stream

	nextID     uint32 // of a stream of this side
	lastPeerID uint32 // the highest that the peer has opened, or promised
	own        int    // streams of this side that count as open
	peers      int    // and of the peer
	reserved   int    // promised by the peer and not begun
	waiting    queue  // requests until the peer allows more streams

	goawaySent     bool
	goawayReceived bool
	goawayLast     uint32 // of the peer's GOAWAY; ids above have been closed

	pings         [][8]byte // not yet answered
	invalid       int       // frames that were not valid
	rejected      int
	resets        limiter
	fieldBytes    int // of the streams that are open
	unread        int // bytes of DATA that the handler has not consumed
	small         int // pieces of them that are small
	origins       int // that the server has named
	unsent        int // bytes of DATA that are to be framed
	unackedByPeer int // answers to PING and SETTINGS in out
}

// NewSession makes a session, with its preface and SETTINGS to be taken.
func NewSession(h Handler, opt Options) *Session {
	opt = opt.withDefaults()
	s := &Session{opt: opt, h: h, streams: map[uint32]*stream{}, goawayLast: maxStreamID}
	s.nextID = 1
	if opt.Server {
		s.nextID = 2
	}
	s.resets = limiter{burst: opt.ResetBurst, rate: opt.ResetRate, left: opt.ResetBurst, at: opt.Now().Unix()}
	s.local = newSettings()
	s.remote = newSettings()
	s.remote.now.MaxConcurrentStreams = opt.PeerMaxStreams
	s.in = inbound{window: defaultWindow, size: defaultWindow}
	s.in.decoder, s.in.allowed = hpack.NewDecoder(defaultTable, s.field), defaultTable
	s.in.decoder.SetMaxStringLength(maxString)
	s.in.listSize = defaultListSize
	s.in.table.max = defaultTable
	s.out.window = defaultWindow
	s.out.block = new(bytes.Buffer)
	s.out.encoder = hpack.NewEncoder(s.out.block)
	s.out.encoder.SetMaxDynamicTableSizeLimit(uint32(opt.MaxDeflateTable))
	s.out.table.max = min(opt.MaxDeflateTable, defaultTable)
	s.read.preface = preface
	s.out.told = true // the maker takes without being told
	if !opt.Server {
		s.read.preface = ""
		s.out.control = append(s.out.control, preface...)
	}
	s.submitSettings(opt.Settings)
	return s
}

// Destroy ends the session: nothing is told, read or sent any more.
func (s *Session) Destroy() {
	s.destroyed = true
	s.streams = nil
	s.waiting, s.out.empty, s.out.ready, s.out.stalled = queue{}, queue{}, queue{}, nil
	s.out.control, s.out.later = nil, nil
	s.read = reader{}
	s.in.fields = nil
}

func (s *Session) over() bool { return s.failed || s.destroyed }

// fail ends the session over an error of the peer's.
func (s *Session) fail(f *Failure) {
	if f == nil || s.over() {
		return
	}
	s.failed = true
	s.writeGoaway(f.Code, s.lastPeerID, []byte(f.Reason))
	s.h.Error(f)
	s.tell()
}

// memory is about how many bytes the session holds for its peer.
func (s *Session) memory() int {
	return len(s.streams)*streamCost + s.fieldBytes + s.unread + s.small*smallCost + s.unsent + len(s.out.control)
}

// HasOpenStreams tells whether any stream is not closed.
func (s *Session) HasOpenStreams() bool { return len(s.streams) > 0 }

// State is what Node tells of a session.
type State struct {
	EffectiveLocalWindow, EffectiveReceived, LocalWindow, RemoteWindow int
	NextStreamID, LastProcStreamID                                     uint32
	Queued                                                             int
	DeflateTable, InflateTable                                         int
}

// State returns the state of the session.
func (s *Session) State() State {
	return State{
		EffectiveLocalWindow: int(s.in.size), EffectiveReceived: int(s.in.size - s.in.window), LocalWindow: int(s.in.window),
		RemoteWindow: int(s.out.window), NextStreamID: s.nextID, LastProcStreamID: s.lastPeerID,
		Queued: s.out.frames + s.waiting.len(), DeflateTable: s.out.table.used, InflateTable: s.in.table.used,
	}
}
