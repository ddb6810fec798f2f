package tlscore

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"slices"
	"time"

	"tlsjs/tlscore/tls12"
)

// Context is a parsed, checked [Options]: what Node calls a secure context. It
// is immutable but for [Context.SetTicketKeys], and may be shared between
// goroutines and connections, of clients and of servers.
type Context struct {
	*material
	// suites holds the choices of TLS 1.3 and below in order of preference.
	preferred []Cipher
	versions  []uint16 // enabled, highest first
	options   secureOptions

	serverOrder     bool
	versionsByLevel bool
	sessionTimeout  time.Duration
	sessionContext  []byte
	tickets         *ticketKeys
	sessions        *SessionCache
	dh              *tls12.DHParams // nil: no DHE suites
	clientCAs       *x509.CertPool
	now             func() time.Time
	template        *tls.Config // what base copies
}

// defaultSessionTimeout is OpenSSL's, and the one that Node documents.
const defaultSessionTimeout = 300 * time.Second

// maxSessionContext is SSL_MAX_SID_CTX_LENGTH.
const maxSessionContext = 32

// NewContext parses and checks all of o at once. Errors are *[Error] with
// KindCaller: the first thing that is wrong with a key, a certificate, a list
// or a number. Any goroutine may call it; o is not kept.
func NewContext(o Options) (*Context, error) {
	m, err := loadMaterial(&o)
	if err != nil {
		return nil, err
	}
	options := parseSecureOptions(o.SecureOptions)
	c := &Context{
		material:       m,
		preferred:      append(slices.Clone(m.suites13), m.suites...),
		options:        options,
		serverOrder:    o.HonorCipherOrder || options.serverPreference,
		sessionTimeout: o.SessionTimeout,
		sessionContext: slices.Clone(o.SessionIDContext),
		sessions:       o.Sessions,
		now:            o.Clock,
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.sessionTimeout == 0 {
		c.sessionTimeout = defaultSessionTimeout
	}
	if len(c.sessionContext) > maxSessionContext {
		return nil, badConfig("session id context of %d bytes exceeds %d", len(c.sessionContext), maxSessionContext)
	}
	if c.tickets, err = newTicketKeys(o.TicketKeys, c.now); err != nil {
		return nil, err
	}
	if c.sessions == nil {
		c.sessions = NewSessionCache(0)
	}
	if c.dh, err = loadDHParams(&o, m.certificates); err != nil {
		return nil, err
	}
	if !options.noCANames {
		c.clientCAs = m.roots.clientCAs()
	}
	c.versions = enabledVersions(m.minVersion, m.maxVersion, options)
	if c.versionsByLevel = o.VersionsByLevel; c.versionsByLevel {
		c.versions = slices.DeleteFunc(c.versions, c.forbidsByLevel)
	}
	c.template = c.newTemplate()
	return c, nil
}

// badConfig is the error of a caller's mistake that Node gives no code.
func badConfig(format string, args ...any) *Error {
	return &Error{Kind: KindCaller, Reason: ReasonBadConfig, Err: fmt.Errorf(format, args...)}
}

// enabledVersions lists the versions between two bounds that no option forbids,
// highest first.
func enabledVersions(lowest, highest uint16, options secureOptions) []uint16 {
	var versions []uint16
	for v := uint16(tls.VersionTLS13); v >= tls.VersionTLS10; v-- {
		if v >= lowest && v <= highest && !options.forbids(v) {
			versions = append(versions, v)
		}
	}
	return versions
}

// clientRange is the range of versions that a client offers. Where options
// leave holes it is the lowest run without one, as OpenSSL has it: a ClientHello
// cannot name TLS 1.0 and 1.2 but not 1.1. Without any version it fails with
// ReasonNoProtocolsAvailable.
func (c *Context) clientRange() (lowest, highest uint16, err error) {
	for _, v := range c.versions {
		if lowest == v+1 {
			lowest = v
			continue
		}
		lowest, highest = v, v
	}
	if lowest == 0 {
		return 0, 0, sslError(KindCaller, ReasonNoProtocolsAvailable, 0, nil)
	}
	if c.secondOnly && lowest < tls.VersionTLS13 {
		highest = min(highest, tls.VersionTLS12)
	}
	return lowest, highest, nil
}

// groups are the key exchange groups at a version, in order of preference.
func (c *Context) groups(version uint16) []tls.CurveID {
	groups := c.curves
	if groups == nil {
		groups = defaultGroups
	}
	if version == tls.VersionTLS13 {
		return groups
	}
	return slices.DeleteFunc(slices.Clone(groups), func(g tls.CurveID) bool { return hybridGroup(g) })
}

// defaultGroups is what "auto" means: crypto/tls's own choice and order.
var defaultGroups = []tls.CurveID{
	tls.X25519MLKEM768, tls.SecP256r1MLKEM768, tls.SecP384r1MLKEM1024,
	tls.X25519, tls.CurveP256, tls.CurveP384, tls.CurveP521,
}

// hybridGroup reports a post-quantum group, which TLS 1.3 alone can use.
func hybridGroup(g tls.CurveID) bool {
	return g == tls.X25519MLKEM768 || g == tls.SecP256r1MLKEM768 || g == tls.SecP384r1MLKEM1024
}

// base is the part of a crypto/tls configuration that every connection has.
func (c *Context) base(keys *secrets) *tls.Config {
	config := c.template.Clone()
	config.KeyLogWriter = keys
	return config
}

func (c *Context) newTemplate() *tls.Config {
	config := &tls.Config{
		Time: c.now,
		// The verdict is ours: see verify.go.
		InsecureSkipVerify: true,
		CurvePreferences:   c.curves,
		// OpenSSL fills its records; small first records would cost a pipe of
		// large writes more than they give.
		DynamicRecordSizingDisabled: true,
	}
	// Tickets are ours too (serverSessions). Without a key of its own each copy
	// would draw one.
	var unused [32]byte
	_, _ = rand.Read(unused[:]) // never fails since Go 1.24
	config.SetSessionTicketKeys([][32]byte{unused})
	return config
}
