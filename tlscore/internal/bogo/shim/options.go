package main

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// options are the runner's wishes for one connection. The flags have
// BoringSSL's names; ssl/test/test_config.cc says what they mean.
type options struct {
	port        int
	ipv6        bool
	shimID      uint64
	withID      bool
	isServer    bool
	resumeCount int
	resume      bool // 2015's way to say -resume-count 1

	minVersion, maxVersion             int
	noTLS1, noTLS11, noTLS12, noTLS13  bool
	cipher                             string
	serverPreference, fallbackSCSV     bool
	curves, verifyPrefs                []int
	p384Only                           bool
	hostName                           string
	advertiseALPN, selectALPN          string
	declineALPN, rejectALPN            bool
	advertiseNPN, selectNPN            string
	advertiseEmptyNPN, selectEmptyNPN  bool
	requireClientCert, verifyPeer      bool
	verifyFail, reverifyOnResume       bool
	customVerify                       bool
	trustCert                          string
	enableOCSP                         bool
	noTicket, renewTicket              bool
	useEarlyCallback, failEarly        bool
	credentials                        []*credential
	plain                              *credential // before the first -new-x509-credential
	renegotiate, rejectRenegotiation   bool
	renegotiateOnce, renegotiateFreely bool

	implicitHandshake, handshakeNeverDone bool
	extraHandshake                        bool
	shimWritesFirst, shimShutsDown        bool
	checkCloseNotify, differentSizes      bool
	readSize, exportLength                int
	exportLabel, exportContext            string
	useExportContext, exportBetweenReads  bool
	tlsUnique                             bool

	expect expectations
}

// expectations are what the shim must find out for itself.
type expectations struct {
	version, cipher, curve, resumeCurve, signature int
	cipherAES                                      int
	serverName, alpn, advertisedALPN, nextProto    string
	noServerName, noNextProto                      bool
	sessionMiss, extendedMaster                    bool
	secureRenegotiation, noSecureRenegotiation     bool
	sessionID, noSessionID                         bool
	noSession, ticketRenewal                       bool
	renegotiations                                 int
	ocsp                                           []byte
	peerCertFile                                   string
	selected                                       *int
}

// credential is a certificate of the shim's with its key.
type credential struct {
	certFile, keyFile string
	ocsp              []byte
	signingPrefs      []int
}

// inOrder are the credentials as the shim must try them: the one without
// -new-x509-credential comes last.
func (o *options) inOrder() []*credential {
	all := append([]*credential{}, o.credentials...)
	if o.plain != nil && o.plain.certFile != "" {
		all = append(all, o.plain)
	}
	return all
}

// setter reads a flag's value into the options.
type setter struct {
	alone bool // the flag has no value
	set   func(o *options, value string) error
}

func boolean(at func(o *options) *bool) setter {
	return setter{true, func(o *options, _ string) error { *at(o) = true; return nil }}
}

func text(at func(o *options) *string) setter {
	return setter{false, func(o *options, v string) error { *at(o) = v; return nil }}
}

func number(at func(o *options) *int) setter {
	return setter{false, func(o *options, v string) (err error) { *at(o), err = strconv.Atoi(v); return err }}
}

func numbers(at func(o *options) *[]int) setter {
	return setter{false, func(o *options, v string) error {
		n, err := strconv.Atoi(v)
		*at(o) = append(*at(o), n)
		return err
	}}
}

func bytes64(at func(o *options) *[]byte) setter {
	return setter{false, func(o *options, v string) (err error) {
		*at(o), err = base64.StdEncoding.DecodeString(v)
		return err
	}}
}

// ignored is for flags about how BoringSSL's own API is called.
func ignored(alone bool) setter {
	return setter{alone, func(*options, string) error { return nil }}
}

// last is the credential that flags describe: the one that -new-x509-credential
// began last, or the only one.
func (o *options) last() *credential {
	if n := len(o.credentials); n > 0 {
		return o.credentials[n-1]
	}
	if o.plain == nil {
		o.plain = &credential{}
	}
	return o.plain
}

// scopes begin the names of flags that are for one connection only. A
// handshake has no retry in TLS 1.2, and there is no second process.
var scopes = []struct {
	prefix          string
	initial, resume bool
}{
	{"-on-initial-", true, false}, {"-on-resume-", false, true},
	{"-on-retry-", false, false}, {"-on-shim-", true, true}, {"-on-handshaker-", false, false},
	{"-", true, true},
}

// unimplemented is an error that the runner counts apart.
type unimplemented struct{ what, reason string }

func (u *unimplemented) Error() string { return "unimplemented: " + u.what + ": " + u.reason }

// parse reads the command line; lacking are flags for which the shim says that
// it is not implemented, with reasons. A flag that is in neither table is an
// error, so that a new one cannot pass unseen.
func parse(args []string, lacking map[string]string) (initial, resumed *options, err error) {
	initial, resumed = &options{}, &options{}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		for _, scope := range scopes {
			name, ok := strings.CutPrefix(arg, scope.prefix)
			if !ok {
				continue
			}
			if args, err = apply(name, args, scope.initial, scope.resume, initial, resumed, lacking); err != nil {
				return nil, nil, err
			}
			break
		}
	}
	return initial, resumed, nil
}

func apply(name string, args []string, toInitial, toResumed bool, initial, resumed *options,
	lacking map[string]string) ([]string, error) {
	if reason, ok := lacking["-"+name]; ok {
		return nil, &unimplemented{"-" + name, reason}
	}
	flag, ok := flags[name]
	if !ok {
		return nil, fmt.Errorf("unknown flag -%s", name)
	}
	value := ""
	if !flag.alone {
		if len(args) == 0 {
			return nil, fmt.Errorf("flag -%s without its value", name)
		}
		value, args = args[0], args[1:]
	}
	if toInitial {
		if err := flag.set(initial, value); err != nil {
			return nil, fmt.Errorf("flag -%s: %w", name, err)
		}
	}
	if toResumed {
		return args, flag.set(resumed, value)
	}
	return args, nil
}
