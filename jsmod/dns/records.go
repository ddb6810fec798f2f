package dns

import (
	"net/netip"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/net/dns/dnsmessage"
)

// Types that dnsmessage has no name for.
const (
	typeNAPTR dnsmessage.Type = 35
	typeCAA   dnsmessage.Type = 257
)

// field is one property of a record, in the order in which Node sets it.
type field struct {
	name  string
	value any
}

// record is one answer: the type's name first, then its properties.
type record struct {
	kind   string
	fields []field
}

// decode picks the answers of one type, or of all of them for ANY. CNAME records
// on the way to an answer are left out, as c-ares does.
func decode(resources []dnsmessage.Resource, want dnsmessage.Type) []record {
	var out []record
	for i := range resources {
		if want != dnsmessage.TypeALL && resources[i].Header.Type != want {
			continue
		}
		if r, ok := one(&resources[i]); ok {
			out = append(out, r)
		}
	}
	return out
}

// one turns a resource into a record; ok is false for types that Node does not
// show and for malformed ones.
func one(res *dnsmessage.Resource) (r record, ok bool) {
	ttl := int64(res.Header.TTL)
	switch b := res.Body.(type) {
	case *dnsmessage.AResource:
		return record{"A", []field{{"address", netip.AddrFrom4(b.A).String()}, {"ttl", ttl}}}, true
	case *dnsmessage.AAAAResource:
		return record{"AAAA", []field{{"address", netip.AddrFrom16(b.AAAA).String()}, {"ttl", ttl}}}, true
	case *dnsmessage.CNAMEResource:
		return record{"CNAME", []field{{"value", text(b.CNAME)}}}, true
	case *dnsmessage.NSResource:
		return record{"NS", []field{{"value", text(b.NS)}}}, true
	case *dnsmessage.PTRResource:
		return record{"PTR", []field{{"value", text(b.PTR)}}}, true
	case *dnsmessage.MXResource:
		return record{"MX", []field{{"exchange", text(b.MX)}, {"priority", int64(b.Pref)}}}, true
	case *dnsmessage.SRVResource:
		return record{"SRV", []field{
			{"name", text(b.Target)}, {"port", int64(b.Port)}, {"priority", int64(b.Priority)}, {"weight", int64(b.Weight)},
		}}, true
	case *dnsmessage.TXTResource:
		return record{"TXT", []field{{"entries", b.TXT}}}, true
	case *dnsmessage.SOAResource:
		return record{"SOA", []field{
			{"nsname", text(b.NS)}, {"hostmaster", text(b.MBox)}, {"serial", int64(b.Serial)}, {"refresh", int64(b.Refresh)},
			{"retry", int64(b.Retry)}, {"expire", int64(b.Expire)}, {"minttl", int64(b.MinTTL)},
		}}, true
	case *dnsmessage.UnknownResource:
		switch res.Header.Type {
		case typeNAPTR:
			return naptr(b.Data)
		case typeCAA:
			return caa(b.Data)
		}
	}
	return r, false
}

func text(n dnsmessage.Name) string { return strings.TrimSuffix(n.String(), ".") }

// naptr reads RFC 3403, 4.1.
func naptr(b []byte) (r record, ok bool) {
	if len(b) < 4 {
		return r, false
	}
	order, preference := int64(b[0])<<8|int64(b[1]), int64(b[2])<<8|int64(b[3])
	b = b[4:]
	var parts [3]string
	for i := range parts {
		if len(b) == 0 || len(b) < 1+int(b[0]) {
			return r, false
		}
		parts[i] = string(b[1 : 1+int(b[0])])
		b = b[1+int(b[0]):]
	}
	var labels []string
	for len(b) > 0 && b[0] != 0 {
		// The replacement is not compressed (RFC 3403, 4.1).
		if b[0] > 63 || len(b) < 1+int(b[0]) {
			return r, false
		}
		labels = append(labels, string(b[1:1+int(b[0])]))
		b = b[1+int(b[0]):]
	}
	return record{"NAPTR", []field{
		{"flags", parts[0]}, {"service", parts[1]}, {"regexp", parts[2]},
		{"replacement", strings.Join(labels, ".")}, {"order", order}, {"preference", preference},
	}}, true
}

// caa reads RFC 8659, 4.1.
func caa(b []byte) (r record, ok bool) {
	if len(b) < 2 || len(b) < 2+int(b[1]) {
		return r, false
	}
	tag, value := string(b[2:2+int(b[1])]), string(b[2+int(b[1]):])
	return record{"CAA", []field{{"critical", int64(b[0])}, {tag, value}}}, true
}

// list makes objects {type, …} of records, on the loop.
func (n *names) list(records []record) goja.Value {
	values := make([]any, len(records))
	for i, r := range records {
		o := n.vm.NewObject()
		_ = o.Set("type", r.kind)
		for _, f := range r.fields {
			v := f.value
			if entries, ok := v.([]string); ok {
				list := make([]any, len(entries))
				for j, e := range entries {
					list[j] = e
				}
				v = n.vm.NewArray(list...)
			}
			_ = o.Set(f.name, v)
		}
		values[i] = o
	}
	return n.vm.NewArray(values...)
}
