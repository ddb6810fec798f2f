package tlscore

import (
	"errors"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func cipherNames(list []Cipher) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.Name)
	}
	return out
}

func TestParseCipherList(t *testing.T) {
	tests := map[string]string{
		"AES128-SHA":                                               "AES128-SHA",
		"AES128-SHA AES256-SHA":                                    "AES128-SHA AES256-SHA",
		"AES128-SHA:TLS_AES_128_GCM_SHA256":                        "TLS_AES_128_GCM_SHA256 AES128-SHA",
		"TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384":            "TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384",
		"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256":                    "ECDHE-RSA-AES128-GCM-SHA256",
		"kRSA+AESGCM:!AES256":                                      "AES128-GCM-SHA256",
		"AES128-SHA:no-such:AES256-SHA":                            "AES128-SHA AES256-SHA",
		"RC4-SHA:AES128-SHA":                                       "AES128-SHA",
		"RC4:AES128-SHA:@SECLEVEL=0":                               "ECDHE-ECDSA-RC4-SHA ECDHE-RSA-RC4-SHA RC4-SHA AES128-SHA",
		"DES-CBC3-SHA:@SECLEVEL=0":                                 "DES-CBC3-SHA",
		"SUITEB192:ALL":                                            "ECDHE-ECDSA-AES256-GCM-SHA384",
		"AES128-SHA:AES256-SHA:@STRENGTH":                          "AES256-SHA AES128-SHA",
		"kRSA+AES:-AES128:AES128-SHA":                              "AES256-GCM-SHA384 AES256-SHA256 AES256-SHA AES128-SHA",
		"kRSA+AESGCM:AES128-SHA:+AES256-GCM-SHA384":                "AES128-GCM-SHA256 AES128-SHA AES256-GCM-SHA384",
		"ECDHE-RSA-AES128-SHA:@SECLEVEL=5:ECDHE-RSA-AES256-SHA384": "ECDHE-RSA-AES256-SHA384",
	}
	for list, want := range tests {
		got, err := ParseCipherList(list)
		if err != nil {
			t.Errorf("%s: %v", list, err)
		} else if names := strings.Join(cipherNames(got), " "); names != want {
			t.Errorf("%s: got %s, want %s", list, names, want)
		}
	}
}

func TestParseCipherListErrors(t *testing.T) {
	tests := map[string]Reason{
		"no-such":                   ReasonNoCipherMatch,
		"aes128-sha":                ReasonNoCipherMatch,
		"ALL:!ALL":                  ReasonNoCipherMatch,
		"SRP":                       ReasonNoCipherMatch,
		"RC4-SHA":                   ReasonNoCipherMatch,
		"ALL:@SECLEVEL=9":           ReasonInvalidCommand,
		"ALL:@FOO":                  ReasonInvalidCommand,
		"ALL:@STRENGTHS":            ReasonInvalidCommand,
		"AES128-SHA/AES256-SHA":     ReasonInvalidCommand,
		"!":                         ReasonInvalidCommand,
		"AES128-SHA+":               ReasonInvalidCommand,
		"AES128-SHA:TLS_NOPE":       ReasonNoCipherMatch,
		"tls_aes_128_gcm_sha256":    ReasonNoCipherMatch,
		"@SECLEVEL=0":               ReasonNoCipherMatch,
		"kRSA:@SECLEVEL=3":          ReasonNoCipherMatch,
		"TLS_AES_128_GCM_SHA256: :": ReasonNoCipherMatch,
	}
	for list, want := range tests {
		got, err := ParseCipherList(list)
		var e *Error
		if !errors.As(err, &e) || e.Reason != want || e.Kind != KindCaller || e.Code == "" {
			t.Errorf("%q: got %v, %v, want %s", list, cipherNames(got), err, want)
		}
	}
}

func TestDefaultCiphers(t *testing.T) {
	got, err := ParseCipherList("")
	if err != nil {
		t.Fatal(err)
	}
	if got[0].ID != 0x1302 || got[3].Name != "ECDHE-RSA-AES128-GCM-SHA256" || len(got) != 30 {
		t.Errorf("default list: %v", cipherNames(got))
	}
}

// TestCipherListAgainstOpenSSL holds a few hundred lists against the openssl
// command, cut to the suites that the table has.
func TestCipherListAgainstOpenSSL(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("skipped: no openssl command to compare with")
	}
	words := []string{
		"ALL", "HIGH", "FIPS", "kRSA", "RSA", "kEDH", "kDHE", "EDH", "DHE", "DH", "kEECDH", "kECDHE", "EECDH", "ECDHE", "ECDH",
		"aRSA", "aECDSA", "ECDSA", "AES128", "AES256", "AES", "AESGCM", "CHACHA20", "SHA", "SHA1", "SHA256", "SHA384",
		"SSLv3", "TLSv1", "TLSv1.0", "TLSv1.2", "aNULL", "PSK", "kPSK", "aPSK", "kRSAPSK", "kDHEPSK", "kECDHEPSK", "CAMELLIA", "nosuch", "COMPLEMENTOFDEFAULT", "MD5",
		"AES128-SHA", "AES256-SHA", "DHE-RSA-AES128-SHA", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-SHA384",
		"AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305",
		"PSK-AES128-GCM-SHA256", "DHE-PSK-AES256-CBC-SHA384",
	}
	lists := slices.Clone(words)
	r := rand.New(rand.NewPCG(1, 2))
	for range 260 {
		var items []string
		for range 1 + r.IntN(6) {
			item := words[r.IntN(len(words))]
			if r.IntN(3) == 0 {
				item += "+" + words[r.IntN(len(words))]
			}
			switch r.IntN(12) {
			case 0:
				item = "@STRENGTH"
			case 1:
				item = "@SECLEVEL=" + string(rune('0'+r.IntN(6)))
			}
			if item[0] != '@' {
				item = []string{"", "", "", "!", "-", "+"}[r.IntN(6)] + item
			}
			items = append(items, item)
		}
		list := strings.Join(items, []string{":", ":", " ", ",", ";"}[r.IntN(5)])
		if r.IntN(6) == 0 {
			list = "DEFAULT:" + list
		}
		lists = append(lists, list)
	}
	agreed := 0
	for _, list := range lists {
		want := opensslCiphers(t, list)
		got, err := ParseCipherList(list)
		if !slices.Equal(cipherNames(got), want) {
			t.Errorf("%s:\n got %v (%v)\nwant %v", list, cipherNames(got), err, want)
			continue
		}
		agreed++
	}
	t.Logf("%d of %d lists agree", agreed, len(lists))
}

func opensslCiphers(t *testing.T, list string) []string {
	t.Helper()
	if strings.HasPrefix(list, "-") {
		list = ":" + list // or the command would take it for a flag
	}
	out, err := exec.Command("openssl", "ciphers", "-tls1_2", "-psk", "-s", list).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil
	} else if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range strings.Split(strings.TrimSpace(string(out)), ":") {
		if c, ok := cipherByName(name); ok && !c.isTLS13() {
			names = append(names, name)
		}
	}
	return names
}
