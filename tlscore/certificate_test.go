package tlscore

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// legacyObject arranges a CertificateInfo as Node's object, to compare it with
// what testdata/certificates/record.js wrote down.
func legacyObject(info *CertificateInfo) map[string]any {
	object := map[string]any{
		"subject": grouped(info.Subject, false), "issuer": grouped(info.Issuer, false), "ca": info.CA,
		"valid_from": info.ValidFrom, "valid_to": info.ValidTo, "serialNumber": info.SerialNumber,
		"fingerprint": info.Fingerprint, "fingerprint256": info.Fingerprint256, "fingerprint512": info.Fingerprint512,
		"raw": hex.EncodeToString(info.Raw),
	}
	for name, value := range map[string]string{
		"subjectaltname": info.SubjectAltName, "infoAccessText": info.InfoAccessText,
		"modulus": info.Modulus, "exponent": info.Exponent,
		"asn1Curve": info.ASN1Curve, "nistCurve": info.NISTCurve, "pubkey": hex.EncodeToString(info.PublicKey),
	} {
		if value != "" {
			object[name] = value
		}
	}
	if info.InfoAccess != nil {
		object["infoAccess"] = grouped(info.InfoAccess, true)
	}
	if info.Bits != 0 {
		object["bits"] = float64(info.Bits)
	}
	if info.ExtKeyUsage != nil {
		var list []any
		for _, oid := range info.ExtKeyUsage {
			list = append(list, oid)
		}
		object["ext_key_usage"] = list
	}
	return object
}

func grouped(pairs [][2]string, always bool) map[string]any {
	all := map[string][]any{}
	for _, p := range pairs {
		all[p[0]] = append(all[p[0]], p[1])
	}
	object := map[string]any{}
	for name, values := range all {
		object[name] = values
		if len(values) == 1 && !always {
			object[name] = values[0]
		}
	}
	return object
}

func TestDescribeCertificateAsNode(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "certificates", "*.pem"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d certificates, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		chain, err := parseChain(text)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		recorded, err := os.ReadFile(strings.TrimSuffix(file, "pem") + "json")
		if err != nil {
			t.Fatal(err)
		}
		var want map[string]any
		if err := json.Unmarshal(recorded, &want); err != nil {
			t.Fatal(err)
		}
		got := legacyObject(DescribeCertificate(chain[0]))
		for name := range union(got, want) {
			if !reflect.DeepEqual(got[name], want[name]) {
				t.Errorf("%s: %s\n got %#v\nnode %#v", file, name, got[name], want[name])
			}
		}
	}
}

func union(a, b map[string]any) map[string]bool {
	all := map[string]bool{}
	for name := range a {
		all[name] = true
	}
	for name, value := range b {
		if value != nil {
			all[name] = true
		}
	}
	return all
}
