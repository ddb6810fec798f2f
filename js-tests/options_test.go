package jstests

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// optionProofs names, for every option of tls.createSecureContext, connect,
// createServer and TLSSocket, the script that sees it at work, or that sees it
// refused by a named error: none is taken and then passed over.
var optionProofs = map[string]string{
	// createSecureContext
	"key": "tls/material", "cert": "tls/material", "ca": "tls/authorization", "pfx": "tls/material",
	"passphrase": "tls/material", "crl": "tls/crl", "ciphers": "tls/cipher_order",
	"honorCipherOrder": "tls/cipher_order", "ecdhCurve": "tls/curves", "dhparam": "tls/dhparam",
	"secureProtocol": "tls/versions", "secureOptions": "tls/versions", "sessionIdContext": "tls/session_id_context",
	"sessionTimeout": "tls/session_timeout", "ticketKeys": "tls/tickets", "minVersion": "tls/versions",
	"maxVersion": "tls/versions", "sigalgs": "tls/sigalgs_of_peer", "clientCertEngine": "tls/unsupported_options",
	"privateKeyEngine": "tls/unsupported_options", "privateKeyIdentifier": "tls/unsupported_options",
	"allowPartialTrustChain": "tls/options_act", "certificateCompression": "tls/unsupported_options",
	// connect
	"host": "tls/connect_forms", "port": "tls/connect_forms", "path": "tls/connect_forms", "socket": "tls/starttls",
	"servername": "tls/identity_option", "checkServerIdentity": "tls/identity_option",
	"rejectUnauthorized": "tls/authorization", "session": "tls/sessions", "minDHSize": "tls/dhparam",
	"requestOCSP": "tls/ocsp", "secureContext": "tls/tlssocket_options", "onread": "tls/options_act",
	"enableTrace": "tls/fixtures/trace", "lookup": "tls/options_act", "hints": "tls/options_act", "family": "tls/options_act",
	"timeout": "tls/timeouts", "signal": "tls/aborted_before", "autoSelectFamily": "tls/options_act",
	"autoSelectFamilyAttemptTimeout": "tls/options_act", "localAddress": "tls/options_act", "localPort": "tls/options_act",
	"keepAlive": "tls/keep_alive", "keepAliveInitialDelay": "tls/keep_alive",
	// createServer
	"requestCert": "tls/authorization", "SNICallback": "tls/sni", "ALPNProtocols": "tls/alpn", "ALPNCallback": "tls/alpn",
	"NPNProtocols": "tls/npn", "handshakeTimeout": "tls/handshake_timeout", "pskCallback": "tls/psk_callbacks",
	"pskIdentityHint": "tls/psk_callbacks", "allowHalfOpen": "tls/half_close", "pauseOnConnect": "tls/options_act",
	"highWaterMark": "tls/options_act",
	// TLSSocket
	"isServer": "tls/tlssocket_options", "server": "tls/tlssocket_options", "credentials": "tls/old_names",
}

// unseenOptions act where a script cannot look.
var unseenOptions = map[string]string{
	"noDelay": "a flag of the system's socket that nothing on it shows",
}

// TestOptions fails when a proof is gone or does not mention its option, and when
// the tables of options outside this repository name one that has no proof.
func TestOptions(t *testing.T) {
	for option, proof := range optionProofs {
		text, err := os.ReadFile(filepath.Join(source, filepath.FromSlash(proof)+".js"))
		if err != nil {
			t.Errorf("%s: %v", option, err)
		} else if !regexp.MustCompile(`\b` + option + `\b`).Match(text) {
			t.Errorf("%s is not mentioned in %s", option, proof)
		}
	}
	shared := os.Getenv("TLSJS_SHARED")
	if shared == "" {
		t.Log("SKIPPED: TLSJS_SHARED is not set: the list of options is not held against another")
		return
	}
	text, err := os.ReadFile(filepath.Join(shared, "FEATURES.md"))
	if err != nil {
		t.Skipf("SKIPPED: %v", err)
	}
	_, tables, _ := strings.Cut(string(text), "\n### 1.2 ")
	tables, _, _ = strings.Cut(tables, "\n### 1.6 ")
	names := regexp.MustCompile(`^[a-zA-Z]\w*$`)
	for _, row := range strings.Split(tables, "\n") {
		cells := strings.Split(row, "|")
		if len(cells) < 3 || strings.Contains(cells[1], "---") || strings.TrimSpace(cells[1]) == "Item" {
			continue
		}
		item := regexp.MustCompile(`\{[^}]*\}|\([^)]*\)|^ .*options:`).ReplaceAllString(cells[1], " ")
		for _, word := range strings.FieldsFunc(item, func(r rune) bool { return strings.ContainsRune(" ,/", r) }) {
			_, known := optionProofs[word]
			if _, unseen := unseenOptions[word]; unseen {
				known = true
			}
			if names.MatchString(word) && !known && word != "TLSSocket" && word != "without" && word != "new" {
				t.Errorf("%s has no proof", word)
			}
		}
	}
}
