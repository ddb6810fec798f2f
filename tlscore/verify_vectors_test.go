package tlscore

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tlsjs/tlscore/certgen/chains"
)

// opensslCase is one line of the vectors: a call of `openssl verify` and what
// OpenSSL 3.0 answered.
type opensslCase struct {
	N      int
	Name   string
	RC     int
	Errors []int // code, depth, code, depth …
	Args   []string
}

// inexpressible are options of `openssl verify` that neither Node nor Options has.
var inexpressible = []string{
	"-allow_proxy_certs", "-x509_strict", "-policy_check", "-verify_depth", "-no_check_time",
	"-check_ss_sig", "-crl_check", "-use_deltas", "-extended_crl", "-CAstore",
}

// disagreements are the vectors on which this package says something else, by
// number, each with the reason. Being stricter is the only direction allowed.
var disagreements = map[int]string{
	137: stricterPSS,
	141: stricterPSS,
	152: stricterX25519,
	157: stricterX25519,
}

// Why crypto/x509 refuses what OpenSSL accepts, as docs/security.md has it.
const (
	stricterPSS    = "RSA-PSS public keys, and PSS with SHA-1, are not read"
	stricterX25519 = "X25519 public keys are not read: TLS has no use for such a leaf"
)

// TestStricterIsDocumented holds the list in docs/security.md against the rows
// of this package's tables on which the verdict is stricter: each reason is an
// item, and each item a reason.
func TestStricterIsDocumented(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "security.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "Stricter than OpenSSL 3.0")
	_, rest, _ = strings.Cut(rest, "\n\n")
	rest, _, _ = strings.Cut(rest, "\n\n")
	var documented []string
	for _, item := range strings.Split(rest, "\n- ") {
		item = strings.Join(strings.Fields(strings.TrimPrefix(item, "- ")), " ")
		documented = append(documented, strings.TrimSuffix(item, "."))
	}
	reasons := map[string]bool{}
	for _, c := range chains.All() {
		reasons[c.Stricter] = c.Stricter != ""
	}
	for _, reason := range disagreements {
		reasons[reason] = true
	}
	for reason, given := range reasons {
		sentence := strings.ToUpper(reason[:min(1, len(reason))]) + reason[min(1, len(reason)):]
		if given && !slices.Contains(documented, sentence) {
			t.Errorf("docs/security.md does not list %q", sentence)
		}
		documented = slices.DeleteFunc(documented, func(s string) bool { return s == sentence })
	}
	for _, sentence := range documented {
		t.Errorf("docs/security.md lists %q, but no row shows it", sentence)
	}
}

func sharedFolder(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("TLSJS_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: TLSJS_SHARED is not set and %s is not there", dir)
	}
	return dir
}

// TestOpenSSLVectors counts agreement with OpenSSL's own test of verification.
func TestOpenSSLVectors(t *testing.T) {
	dir := filepath.Join(sharedFolder(t), "vectors", "openssl-verify")
	text, err := os.ReadFile(filepath.Join(dir, "cases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	agreed, same, left := 0, 0, 0
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		var c opensslCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		run, ok := readVector(t, dir, &c)
		if !ok {
			left++
			continue
		}
		verdict, codes := run()
		_, excused := disagreements[c.N]
		switch {
		case verdict != (c.RC == 0) && !(excused && !verdict):
			t.Errorf("%d %q: trusted is %v; openssl %v, here %v\n%q", c.N, c.Name, verdict, c.Errors, codes, c.Args)
		case verdict == (c.RC == 0) && excused:
			t.Errorf("%d %q agrees by now: take it off the list", c.N, c.Name)
		case !excused:
			agreed++
			if slices.Equal(codes, c.Errors) {
				same++
			} else {
				t.Logf("%d %q: openssl %v, here %v", c.N, c.Name, c.Errors, codes)
			}
		}
	}
	if agreed < 70 {
		t.Errorf("only %d vectors were run", agreed)
	}
	t.Logf("%d verdicts agree, %d of them with the same errors in the same order; %d disagree for a reason; %d are inexpressible",
		agreed, same, len(disagreements), left)
}

// readVector turns the arguments into a verification; false when they cannot
// be said with Options, or a file uses OpenSSL's trust settings.
func readVector(t *testing.T, dir string, c *opensslCase) (func() (bool, []int), bool) {
	t.Helper()
	var own, sent [][]byte
	purpose, level, now, partial := PurposeAny, 0, time.Now(), false
	args := c.Args[2:]
	missing := false
	load := func(name string) []byte {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			missing = true // made on the fly by OpenSSL's test, not in the vectors
		} else if err != nil {
			t.Fatal(err)
		}
		return text
	}
	for len(args) > 1 {
		flag, value := args[0], args[1]
		args = args[2:]
		switch flag {
		case "-auth_level":
			level, _ = strconv.Atoi(value)
		case "-purpose":
			purposes := map[string]Purpose{"sslserver": PurposeServer, "sslclient": PurposeClient}
			known := false
			if purpose, known = purposes[value]; !known {
				return nil, false
			}
		case "-trusted", "-CAfile":
			own = append(own, load(value))
		case "-untrusted":
			sent = append(sent, load(value))
		case "-attime":
			seconds, _ := strconv.ParseInt(value, 10, 64)
			now = time.Unix(seconds, 0)
		case "-partial_chain":
			partial = true
			args = append([]string{value}, args...)
		default:
			if !slices.Contains(inexpressible, flag) {
				t.Fatalf("%d: unknown flag %s", c.N, flag)
			}
			return nil, false
		}
	}
	leaf := load(args[0])
	if missing {
		return nil, false
	}
	for _, text := range slices.Concat(own, sent, [][]byte{leaf}) {
		if bytes.Contains(text, []byte("BEGIN TRUSTED CERTIFICATE")) {
			return nil, false
		}
	}
	return func() (bool, []int) { return runVector(own, sent, leaf, purpose, level, now, partial) }, true
}

func runVector(own, sent [][]byte, leaf []byte, purpose Purpose, level int, now time.Time, partial bool) (bool, []int) {
	trusted, err := parseCAs(own)
	chain, err2 := parseChain(leaf)
	more, err3 := parseCAs(sent)
	if err != nil || err2 != nil || err3 != nil {
		return false, []int{-1}
	}
	store := newRootStore(trusted, noDefaultRoots)
	store.level, store.partialChain = level, partial
	chain = append(chain[:1], more...)
	v := store.examine(chain, purpose, nil, now)
	var codes []int
	for _, e := range v.errors {
		codes = append(codes, int(e.Code), e.Depth)
		if !continuesAfter(e.Code) {
			break
		}
	}
	_, verdict := store.verify(chain, purpose, nil, now)
	if verdict != nil && len(codes) == 0 {
		codes = []int{int(verdict.Code), verdict.Depth, -1}
	}
	return verdict == nil, codes
}

// continuesAfter lists the errors after which the openssl command goes on.
func continuesAfter(code VerifyCode) bool {
	switch code {
	case VerifyExpired, VerifyDepthZeroSelfSigned, VerifyInvalidCA, VerifyPathLengthExceeded,
		VerifyCRLExpired, VerifyCRLNotYetValid, VerifyUnhandledCritical, VerifyInvalidPurpose:
		return true
	}
	return false
}
