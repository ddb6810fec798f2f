package tlscore

// SetKeyCert makes a server show the certificates of another context, whatever
// else its own one says. It counts until the server has decided, which is after
// the hooks of [ServerConfig] have answered, so that these may call it. It
// reports false where it comes too late, and on clients. Any goroutine may call it.
func (c *Conn) SetKeyCert(other *Context) bool {
	if c.isClient {
		return false
	}
	c.keyCert.Lock()
	defer c.keyCert.Unlock()
	if c.keyCert.taken {
		return false
	}
	c.keyCert.context = other
	return true
}

// useKeyCert decides anew with what SetKeyCert has set.
func (c *Conn) useKeyCert(d *decision) error {
	c.keyCert.Lock()
	other := c.keyCert.context
	c.keyCert.taken = true
	c.keyCert.Unlock()
	if other == nil {
		return nil
	}
	changed, material := *d.context, *d.context.material
	material.certificates = other.certificates
	changed.material = &material
	choice, err := changed.negotiate(d.hello, c.serverConfig.GetPSK != nil)
	if err != nil {
		return err
	}
	d.context, d.choice = &changed, choice
	return nil
}
