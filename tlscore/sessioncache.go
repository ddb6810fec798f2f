package tlscore

import (
	linked "container/list"
	"sync"
	"time"
)

// defaultSessionCacheSize is OpenSSL's SSL_SESSION_CACHE_MAX_SIZE_DEFAULT.
const defaultSessionCacheSize = 20480

// SessionCache keeps the sessions of servers by their ids (RFC 5246 section
// F.1.4), for clients that take no tickets. It holds master secrets. When it is
// full the session that was used longest ago goes. Contexts, also of several
// runtimes, may share one; any goroutine may use it.
type SessionCache struct {
	mu    sync.Mutex
	limit int
	byID  map[string]*linked.Element
	order linked.List // of *cachedSession, the newest in front
}

type cachedSession struct {
	id    string
	der   []byte
	until time.Time
}

// NewSessionCache makes a cache of at most limit sessions; 0 is OpenSSL's
// default of 20480.
func NewSessionCache(limit int) *SessionCache {
	if limit <= 0 {
		limit = defaultSessionCacheSize
	}
	return &SessionCache{limit: limit, byID: map[string]*linked.Element{}}
}

// Len is the number of sessions, expired ones among them.
func (c *SessionCache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.byID)
}

// put stores a session, in place of one with the same id.
func (c *SessionCache) put(id, der []byte, until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byID[string(id)]; ok {
		c.remove(e)
	}
	for len(c.byID) >= c.limit {
		c.remove(c.order.Back())
	}
	entry := &cachedSession{id: string(id), der: der, until: until}
	c.byID[entry.id] = c.order.PushFront(entry)
}

// get returns the session of an id, nil for an unknown or expired one.
func (c *SessionCache) get(id []byte, now time.Time) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byID[string(id)]
	if !ok {
		return nil
	}
	entry := e.Value.(*cachedSession)
	if !now.Before(entry.until) {
		c.remove(e)
		return nil
	}
	c.order.MoveToFront(e)
	return entry.der
}

// remove takes an entry out. Callers hold mu.
func (c *SessionCache) remove(e *linked.Element) {
	c.order.Remove(e)
	delete(c.byID, e.Value.(*cachedSession).id)
}
