package http2wire

import (
	"slices"
	"time"
)

const (
	// maxString is how long a name or a value may be, as for nghttp2.
	maxString = 1 << 16
	// defaultListSize holds where no SETTINGS_MAX_HEADER_LIST_SIZE is set.
	defaultListSize = 1<<16 - 1
	maxListSize     = 1<<24 - 1
	// maxContinuations is how many CONTINUATION frames may follow one HEADERS.
	maxContinuations = 8
	// maxAnswers is how many answers to PING and SETTINGS may wait for the socket.
	maxAnswers = 1000
	// maxOrigins is how many origins a server may name.
	maxOrigins = 1000
	// smallPiece is how long a piece of DATA may be to count as smallCost bytes more:
	// what keeps it costs more than itself.
	smallPiece = 1 << 10
	smallCost  = 256
	// streamCost is what one stream counts as, in bytes, beside its fields and data.
	streamCost = 2 << 10
)

// limiter is a bucket of tokens.
type limiter struct {
	burst, rate, left uint64
	at                int64 // when it was filled, in seconds
}

// take takes one token, if there is one.
func (l *limiter) take(now time.Time) bool {
	if passed := now.Unix() - l.at; passed > 0 {
		l.at += passed
		gain := l.burst
		if uint64(passed) < l.burst/l.rate+1 {
			gain = uint64(passed) * l.rate
		}
		l.left = min(l.burst, l.left+gain)
	}
	if l.left == 0 {
		return false
	}
	l.left--
	return true
}

// reset counts a stream that the peer has reset, or made this side reset. A
// client may open and reset streams for nothing otherwise (CVE-2023-44487).
func (s *Session) countReset() *Failure {
	if !s.opt.Server || s.resets.take(s.opt.Now()) {
		return nil
	}
	return &Failure{Code: CodeInternal, Errno: ErrProto, Reason: "too many streams are reset"}
}

// countInvalid counts a frame that is not valid and does not end the session.
func (s *Session) countInvalid() *Failure {
	s.invalid++
	if s.invalid <= s.opt.MaxInvalidFrames {
		return nil
	}
	return &Failure{Code: CodeEnhanceYourCalm, Errno: ErrCallbackFailure, Reason: "too many invalid frames",
		Name: "ERR_HTTP2_TOO_MANY_INVALID_FRAMES"}
}

// countRejected counts a stream that was refused.
func (s *Session) countRejected() *Failure {
	s.rejected++
	if s.rejected <= s.opt.MaxRejectedStreams {
		return nil
	}
	return &Failure{Code: CodeEnhanceYourCalm, Errno: ErrCallbackFailure, Reason: "too many rejected streams"}
}

// countAnswer counts an answer that the peer has asked for and does not read.
func (s *Session) countAnswer() *Failure {
	s.unackedByPeer++
	if s.unackedByPeer <= maxAnswers {
		return nil
	}
	return flooded("too many frames wait for being acknowledged")
}

// table follows the size of a dynamic table (RFC 7541, 4), which package hpack
// does not show.
type table struct {
	sizes     []int // of the entries, oldest first, from start on
	start     int
	used, max int
}

func (t *table) add(size int) {
	t.sizes = append(t.sizes, size)
	t.used += size
	t.evict()
}

func (t *table) evict() {
	for t.used > t.max && t.start < len(t.sizes) {
		t.used -= t.sizes[t.start]
		t.start++
	}
	if t.start > 64 && t.start*2 > len(t.sizes) {
		t.sizes, t.start = slices.Delete(t.sizes, 0, t.start), 0
	}
}

func (t *table) resize(size int) {
	t.max = size
	t.evict()
}
