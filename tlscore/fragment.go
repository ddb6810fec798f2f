package tlscore

// Bounds of SetMaxSendFragment, which are OpenSSL's (SSL_set_max_send_fragment).
const (
	minSendFragment = 512
	maxSendFragment = 16384
)

// SetMaxSendFragment bounds the plaintext of every record of application data
// that is written from now on. It reports false, and changes nothing, unless n
// lies between 512 and 16384, which is the default. A smaller one lets a peer
// use data earlier, because a record can be read only when it is whole, and
// costs more bytes and more calls of the system. Any goroutine may call it.
func (c *Conn) SetMaxSendFragment(n int) bool {
	if n < minSendFragment || n > maxSendFragment {
		return false
	}
	c.fragment.Store(int32(n))
	return true
}

// writeFragments gives b to write in pieces that each make one record. Unless
// somebody has asked for smaller ones that is the engine's own work.
func (c *Conn) writeFragments(b []byte, write func([]byte) (int, error)) (int, error) {
	done := 0
	for {
		piece := b[done:]
		if limit := int(c.fragment.Load()); limit > 0 && len(piece) > limit {
			piece = piece[:limit]
		}
		n, err := write(piece)
		if done += n; err != nil || done == len(b) {
			return done, err
		}
	}
}
