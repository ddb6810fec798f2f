package net

// Hold implements [transport.Driver].
func (s *stream) Hold() { s.n.host.Loop().Hold() }

// Drive implements [transport.Driver]: JavaScript runs before the reader goes on
// reading. It is called on the reader's goroutine.
func (s *stream) Drive() { s.n.host.Loop().Drive() }
