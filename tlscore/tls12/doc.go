// Package tls12 is a TLS 1.0 to 1.2 engine for what crypto/tls leaves out:
// renegotiation from both sides (RFC 5746 only), DHE with any group, the
// CBC-SHA384 suites, pre-shared keys, NPN, session ids with an external store,
// and going on with a connection that another engine began. Package tlscore
// chooses between it and crypto/tls, connection by connection.
//
//	             conn.go   Read, Write, Close: who may do what when
//	                |
//	handshake_client.go    handshake_server.go    renegotiation.go   takeover.go
//	(lists of steps)       (lists of steps)       (asking, waiting)
//	                \        |         /
//	         handshake.go    messages*.go  keyexchange.go  psk.go  signature.go  dh.go
//	                     |               prf.go (keys, Finished, exporter, key log)
//	                 record.go
//	                /        \
//	            aead.go    cbc.go, lucky13.go
//
// What it has: RSA, ECDHE (X25519, P-256, P-384, P-521) and DHE key exchange,
// each also with a pre-shared key, and such a key alone (RFC 4279, RFC 5489);
// RSA, RSA-PSS, ECDSA and Ed25519 signatures; AES-GCM, ChaCha20-Poly1305, AES
// and 3DES in CBC; client certificates, SNI, ALPN, NPN, OCSP stapling, tickets
// and session ids by hooks, extended master secret (RFC 7627), downgrade
// marks, TLS_FALLBACK_SCSV (RFC 7507), exporters, the key log.
//
// What it refuses: SSLv3 and below, compression, RC4, export, anonymous and
// static DH suites, renegotiation without RFC 5746, early data, and a
// renegotiation that changes the version or the server's certificate. Chains
// are not verified here: [Config.VerifyPeer] must.
//
// Secrets and time: CBC records are checked in constant time, RSA key exchange
// rejects implicitly, DH is computed by filippo.io/bigmod, MACs and Finished
// are compared by crypto/hmac; "make timing" asks the clock. Pre-shared keys
// are mixed, never compared; that an identity is unknown the peer hears
// (unknown_psk_identity), as from OpenSSL. 3DES is not constant-time in Go and
// is never on by default.
//
// Bounds on what a peer sends: records of 16384 bytes, handshake messages of
// 64 KiB (certificates 256 KiB), 100 extensions, 32 records in a row that say
// nothing, four warnings in a row, DH primes and RSA keys of 8192 bits, identities of 256
// bytes, 1 MiB of application data while a handshake goes on.
//
// Goroutines: see [Conn]. Hooks run in the goroutine of the handshake.
package tls12
