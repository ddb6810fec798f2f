package http2wire

// stream is one that is not closed; one that is leaves the session's map.
type stream struct {
	id   uint32
	mine bool // opened by this side

	waits          bool // a request that has not been sent yet
	reserved       bool // promised, and not begun
	counted        bool // among the open ones
	localEnd       bool // END_STREAM is sent
	remoteEnd      bool // and received
	closed         bool
	category       Category // of the next fields
	connect, head  bool     // the method
	noBody         bool     // 204, 304 or an answer to HEAD
	final          bool     // fields that are not 1xx have come
	headersSent    bool     // final ones
	length         int64    // content-length, -1 for none
	received       int64    // bytes of DATA, without padding
	fieldBytes     int      // of the peer's fields
	priority       Priority
	childrenWeight int

	// What the peer may send: window is what is left of size. Of what it has sent,
	// unread is with the handler, and credit may be told to the peer. Of unread,
	// held is what the connection's window was not credited for.
	window, size         int64
	unread, credit, held int64
	small                int // pieces of unread that are small

	// What this side may send is the peer's initial window and delta.
	delta int64
	// data is what Data was given and is not framed yet.
	data         []byte
	sending      bool // Data was called and Written was not told
	ending       bool // END_STREAM follows the data
	wantTrailers bool
	askTrailers  bool // the handler was asked, or is about to be
	trailers     []Field
	queued       bool // in out.ready
	stalled      bool // in out.stalled
	request      *request
}

// request is what a stream that waits is opened with.
type request struct {
	fields   []Field
	end      bool
	priority *Priority
}

// StreamStatus is what Node tells of a stream.
type StreamStatus struct {
	State, Weight, ChildrenWeight int
	LocalEnd, RemoteEnd           bool
	Window                        int
}

// nghttp2's states.
const (
	stateIdle = 1 + iota
	stateOpen
	stateReservedLocal
	stateReservedRemote
	stateHalfClosedLocal
	stateHalfClosedRemote
	stateClosed
)

// StreamState returns the state of a stream. One that is closed is all zero but
// for its state.
func (s *Session) StreamState(id uint32) StreamStatus {
	st := s.streams[id]
	if st == nil {
		if s.idle(id) {
			return StreamStatus{State: stateIdle}
		}
		return StreamStatus{State: stateClosed}
	}
	t := StreamStatus{Weight: st.priority.Weight, ChildrenWeight: st.childrenWeight, LocalEnd: st.localEnd,
		RemoteEnd: st.remoteEnd, Window: int(st.window)}
	switch {
	case st.waits:
		t.State = stateIdle
	case st.reserved && st.mine:
		t.State = stateReservedLocal
	case st.reserved:
		t.State = stateReservedRemote
	case st.localEnd:
		t.State = stateHalfClosedLocal
	case st.remoteEnd:
		t.State = stateHalfClosedRemote
	default:
		t.State = stateOpen
	}
	return t
}

// isMine tells whether this side opens streams of such a number.
func (s *Session) isMine(id uint32) bool { return (id%2 == 0) == s.opt.Server }

// idle tells whether no stream of that number has been opened yet.
func (s *Session) idle(id uint32) bool {
	if s.isMine(id) {
		return id >= s.nextID
	}
	return id > s.lastPeerID
}

// open makes a stream.
func (s *Session) open(id uint32) *stream {
	st := &stream{id: id, mine: s.isMine(id), length: -1, priority: Priority{Weight: defaultWeight}}
	st.window = int64(s.local.now.InitialWindowSize)
	st.size = st.window
	s.streams[id] = st
	return st
}

// count takes a stream among the open ones.
func (s *Session) count(st *stream) {
	if st.counted {
		return
	}
	st.counted = true
	if st.mine {
		s.own++
	} else {
		s.peers++
	}
}

// closeStream ends a stream and tells so. What is left of its data is dropped.
func (s *Session) closeStream(st *stream, code uint32) {
	if st.closed || s.destroyed {
		return
	}
	st.closed = true
	delete(s.streams, st.id)
	s.reparent(st, 0)
	if st.counted {
		if st.mine {
			s.own--
		} else {
			s.peers--
		}
	}
	if st.reserved && !st.mine {
		s.reserved--
	}
	s.unsent -= len(st.data)
	s.unread -= int(st.unread)
	s.small -= st.small
	s.fieldBytes -= st.fieldBytes
	if st.stalled {
		delete(s.out.stalled, st)
	}
	s.creditConnection(st.held)
	sending := st.sending
	st.data, st.sending, st.trailers, st.request = nil, false, nil, nil
	if sending {
		s.h.Written(st.id, true)
	}
	if !s.destroyed {
		s.h.Close(st.id, code)
	}
	if !s.destroyed && st.mine {
		s.openWaiting()
	}
}

// closeIfEnded closes a stream whose both sides have ended.
func (s *Session) closeIfEnded(st *stream) {
	if st.localEnd && st.remoteEnd {
		s.closeStream(st, CodeNo)
	}
}

// reparent puts the weight of a stream below another parent.
func (s *Session) reparent(st *stream, parent uint32) {
	if old := s.streams[st.priority.Parent]; old != nil {
		old.childrenWeight -= st.priority.Weight
	}
	st.priority.Parent = parent
}

func (s *Session) prioritise(st *stream, p Priority) {
	s.reparent(st, p.Parent)
	st.priority = p
	if parent := s.streams[p.Parent]; parent != nil {
		parent.childrenWeight += p.Weight
	}
}
