package tlscore

import "crypto/tls"

// Bits of OpenSSL 3.0's SSL_OP_* (openssl/ssl.h) that decide something here.
const (
	opNoExtendedMasterSecret uint64 = 1 << 0
	opDisableCANames         uint64 = 1 << 9
	opNoTicket               uint64 = 1 << 14
	opPrioritizeChaCha       uint64 = 1 << 21
	opServerPreference       uint64 = 1 << 22
	opNoTLS10                uint64 = 1 << 26
	opNoTLS12                uint64 = 1 << 27
	opNoTLS11                uint64 = 1 << 28
	opNoTLS13                uint64 = 1 << 29
)

// secureOptions is Options.SecureOptions, parsed.
type secureOptions struct {
	no                                 map[uint16]bool
	serverPreference, prioritizeChaCha bool
	noTickets, noCANames               bool
	noExtendedMaster                   bool
}

func (o secureOptions) forbids(version uint16) bool { return o.no[version] }

// parseSecureOptions reads the bits. Those that are not read here ask for what is always so (no SSLv2, no SSLv3, no
// compression, no encrypt-then-MAC, a fresh key for each exchange, middlebox
// compatibility), permit what we never do (renegotiation without RFC 5746, a
// resumption without key exchange), concern DTLS, or work around the defects
// of programs that never spoke to this one.
func parseSecureOptions(bits uint64) secureOptions {
	return secureOptions{
		no: map[uint16]bool{
			tls.VersionTLS10: bits&opNoTLS10 != 0,
			tls.VersionTLS11: bits&opNoTLS11 != 0,
			tls.VersionTLS12: bits&opNoTLS12 != 0,
			tls.VersionTLS13: bits&opNoTLS13 != 0,
		},
		serverPreference: bits&opServerPreference != 0,
		prioritizeChaCha: bits&opPrioritizeChaCha != 0,
		noTickets:        bits&opNoTicket != 0,
		noCANames:        bits&opDisableCANames != 0,
		noExtendedMaster: bits&opNoExtendedMasterSecret != 0,
	}
}
