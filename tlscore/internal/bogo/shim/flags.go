package main

import "strconv"

// flags are those that the shim understands, without the dash.
var flags = map[string]setter{
	"port": number(func(o *options) *int { return &o.port }),
	"ipv6": boolean(func(o *options) *bool { return &o.ipv6 }),
	"shim-id": {false, func(o *options, v string) (err error) {
		o.withID = true
		o.shimID, err = strconv.ParseUint(v, 10, 64)
		return err
	}},
	"server":       boolean(func(o *options) *bool { return &o.isServer }),
	"resume-count": number(func(o *options) *int { return &o.resumeCount }),
	"resume":       boolean(func(o *options) *bool { return &o.resume }),

	"min-version":                    number(func(o *options) *int { return &o.minVersion }),
	"max-version":                    number(func(o *options) *int { return &o.maxVersion }),
	"no-tls1":                        boolean(func(o *options) *bool { return &o.noTLS1 }),
	"no-tls11":                       boolean(func(o *options) *bool { return &o.noTLS11 }),
	"no-tls12":                       boolean(func(o *options) *bool { return &o.noTLS12 }),
	"no-tls13":                       boolean(func(o *options) *bool { return &o.noTLS13 }),
	"no-ssl3":                        ignored(true),
	"cipher":                         text(func(o *options) *string { return &o.cipher }),
	"server-preference":              boolean(func(o *options) *bool { return &o.serverPreference }),
	"fallback-scsv":                  boolean(func(o *options) *bool { return &o.fallbackSCSV }),
	"curves":                         numbers(func(o *options) *[]int { return &o.curves }),
	"p384-only":                      boolean(func(o *options) *bool { return &o.p384Only }),
	"enable-all-curves":              ignored(true),
	"verify-prefs":                   numbers(func(o *options) *[]int { return &o.verifyPrefs }),
	"host-name":                      text(func(o *options) *string { return &o.hostName }),
	"advertise-alpn":                 text(func(o *options) *string { return &o.advertiseALPN }),
	"select-alpn":                    text(func(o *options) *string { return &o.selectALPN }),
	"decline-alpn":                   boolean(func(o *options) *bool { return &o.declineALPN }),
	"reject-alpn":                    boolean(func(o *options) *bool { return &o.rejectALPN }),
	"advertise-npn":                  text(func(o *options) *string { return &o.advertiseNPN }),
	"select-next-proto":              text(func(o *options) *string { return &o.selectNPN }),
	"advertise-empty-npn":            boolean(func(o *options) *bool { return &o.advertiseEmptyNPN }),
	"select-empty-next-proto":        boolean(func(o *options) *bool { return &o.selectEmptyNPN }),
	"require-any-client-certificate": boolean(func(o *options) *bool { return &o.requireClientCert }),
	"verify-peer":                    boolean(func(o *options) *bool { return &o.verifyPeer }),
	"verify-fail":                    boolean(func(o *options) *bool { return &o.verifyFail }),
	"use-custom-verify-callback":     boolean(func(o *options) *bool { return &o.customVerify }),
	"reverify-on-resume":             boolean(func(o *options) *bool { return &o.reverifyOnResume }),
	"enable-ocsp-stapling":           boolean(func(o *options) *bool { return &o.enableOCSP }),
	"no-ticket":                      boolean(func(o *options) *bool { return &o.noTicket }),
	"renew-ticket":                   boolean(func(o *options) *bool { return &o.renewTicket }),
	"use-early-callback":             boolean(func(o *options) *bool { return &o.useEarlyCallback }),
	"fail-early-callback":            boolean(func(o *options) *bool { return &o.failEarly }),

	"new-x509-credential": {true, func(o *options, _ string) error {
		o.credentials = append(o.credentials, &credential{})
		return nil
	}},
	"cert-file":     text(func(o *options) *string { return &o.last().certFile }),
	"key-file":      text(func(o *options) *string { return &o.last().keyFile }),
	"ocsp-response": bytes64(func(o *options) *[]byte { return &o.last().ocsp }),
	"signing-prefs": numbers(func(o *options) *[]int { return &o.last().signingPrefs }),
	"trust-cert":    text(func(o *options) *string { return &o.trustCert }),

	"renegotiate":                boolean(func(o *options) *bool { return &o.renegotiate }),
	"reject-peer-renegotiations": boolean(func(o *options) *bool { return &o.rejectRenegotiation }),
	"renegotiate-once":           boolean(func(o *options) *bool { return &o.renegotiateOnce }),
	"renegotiate-freely":         boolean(func(o *options) *bool { return &o.renegotiateFreely }),

	"implicit-handshake":           boolean(func(o *options) *bool { return &o.implicitHandshake }),
	"handshake-never-done":         boolean(func(o *options) *bool { return &o.handshakeNeverDone }),
	"no-op-extra-handshake":        boolean(func(o *options) *bool { return &o.extraHandshake }),
	"shim-writes-first":            boolean(func(o *options) *bool { return &o.shimWritesFirst }),
	"shim-shuts-down":              boolean(func(o *options) *bool { return &o.shimShutsDown }),
	"check-close-notify":           boolean(func(o *options) *bool { return &o.checkCloseNotify }),
	"write-different-record-sizes": boolean(func(o *options) *bool { return &o.differentSizes }),
	"read-size":                    number(func(o *options) *int { return &o.readSize }),
	"export-keying-material":       number(func(o *options) *int { return &o.exportLength }),
	"export-label":                 text(func(o *options) *string { return &o.exportLabel }),
	"export-context":               text(func(o *options) *string { return &o.exportContext }),
	"use-export-context":           boolean(func(o *options) *bool { return &o.useExportContext }),
	"use-exporter-between-reads":   boolean(func(o *options) *bool { return &o.exportBetweenReads }),
	"tls-unique":                   boolean(func(o *options) *bool { return &o.tlsUnique }),

	// A Go program blocks, writes all or nothing, always splits records where
	// BEAST wants it, and has one way to be asked for a verdict.
	"async":                        ignored(true),
	"partial-write":                ignored(true),
	"cbc-record-splitting":         ignored(true),
	"use-old-client-cert-callback": ignored(true),
	"use-ticket-callback":          ignored(true),
	"expect-verify-result":         ignored(true), // the verdict is the hook's, and it was called or the handshake failed
	"expect-no-offer-early-data":   ignored(true), // never
	"no-legacy-server-connect":     ignored(true), // nobody renegotiates with such
	"initial-timeout-duration-ms":  ignored(false),

	"expect-version":                  number(func(o *options) *int { return &o.expect.version }),
	"expect-cipher":                   number(func(o *options) *int { return &o.expect.cipher }),
	"expect-cipher-aes":               number(func(o *options) *int { return &o.expect.cipherAES }),
	"expect-cipher-no-aes":            ignored(false), // for machines without it
	"expect-curve-id":                 number(func(o *options) *int { return &o.expect.curve }),
	"expect-resume-curve-id":          number(func(o *options) *int { return &o.expect.resumeCurve }),
	"expect-peer-signature-algorithm": number(func(o *options) *int { return &o.expect.signature }),
	"expect-server-name":              text(func(o *options) *string { return &o.expect.serverName }),
	"expect-no-server-name":           boolean(func(o *options) *bool { return &o.expect.noServerName }),
	"expect-alpn":                     text(func(o *options) *string { return &o.expect.alpn }),
	"expect-advertised-alpn":          text(func(o *options) *string { return &o.expect.advertisedALPN }),
	"expect-next-proto":               text(func(o *options) *string { return &o.expect.nextProto }),
	"expect-no-next-proto":            boolean(func(o *options) *bool { return &o.expect.noNextProto }),
	"expect-session-miss":             boolean(func(o *options) *bool { return &o.expect.sessionMiss }),
	"expect-extended-master-secret":   boolean(func(o *options) *bool { return &o.expect.extendedMaster }),
	"expect-secure-renegotiation":     boolean(func(o *options) *bool { return &o.expect.secureRenegotiation }),
	"expect-no-secure-renegotiation":  boolean(func(o *options) *bool { return &o.expect.noSecureRenegotiation }),
	"expect-session-id":               boolean(func(o *options) *bool { return &o.expect.sessionID }),
	"expect-no-session-id":            boolean(func(o *options) *bool { return &o.expect.noSessionID }),
	"expect-no-session":               boolean(func(o *options) *bool { return &o.expect.noSession }),
	"expect-ticket-renewal":           boolean(func(o *options) *bool { return &o.expect.ticketRenewal }),
	"expect-total-renegotiations":     number(func(o *options) *int { return &o.expect.renegotiations }),
	"expect-ocsp-response":            bytes64(func(o *options) *[]byte { return &o.expect.ocsp }),
	"expect-peer-cert-file":           text(func(o *options) *string { return &o.expect.peerCertFile }),
	"expect-selected-credential": {false, func(o *options, v string) error {
		n, err := strconv.Atoi(v)
		o.expect.selected = &n
		return err
	}},
}
