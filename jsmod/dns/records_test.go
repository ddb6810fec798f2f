package dns

import (
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// FuzzRecords feeds what a name server may send as NAPTR and CAA, which are
// parsed here, and whole messages, which dnsmessage parses.
func FuzzRecords(f *testing.F) {
	f.Add([]byte("\x00\x1e\x00\x64\x01s\x07SIP+D2U\x00\x01x\x02yz\x00"))
	f.Add([]byte("\x00\x05issueca.example"))
	f.Add([]byte{})
	f.Add([]byte("\x00\x00\x00\x00\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, kind := range []dnsmessage.Type{typeNAPTR, typeCAA} {
			body := &dnsmessage.UnknownResource{Type: kind, Data: b}
			for _, r := range decode([]dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Type: kind}, Body: body}}, kind) {
				if r.kind == "" || len(r.fields) == 0 {
					t.Fatalf("empty record from %q", b)
				}
			}
		}
		var m dnsmessage.Message
		if m.Unpack(b) == nil {
			decode(m.Answers, dnsmessage.TypeALL)
		}
	})
}
