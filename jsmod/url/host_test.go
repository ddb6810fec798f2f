package url

import "testing"

// strconv takes signs, and so did http://-1/ lead to 255.255.255.255.
func TestSignsAreNoNumbers(t *testing.T) {
	p := newParser()
	for in, want := range map[string]string{
		"http://-1/":       "http://-1/",
		"http://+1/":       "http://+1/",
		"http://0x-1/":     "http://0x-1/",
		"http://1.-1/":     "http://1.-1/",
		"http://%2d1/":     "http://-1/",
		"http://－1/":       "http://-1/",
		"http://a-1.com/":  "http://a-1.com/",
		"http://127.1/":    "http://127.0.0.1/",
		"foo://-1/":        "foo://-1/",
		"http://-1%41.b/":  "http://-1a.b/",
		"http://[::1]:80/": "http://[::1]/",
	} {
		u, err := p.Parse(in)
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if got := u.Href(false); got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"http://-1.1/", "http://0x-1.0x1/", "http://a b/", "http:///", "x"} {
		if u, err := p.Parse(in); err == nil {
			t.Errorf("%s became %s", in, u.Href(false))
		}
	}
}

// FuzzParse: nothing panics, and what is a URL stays the same when it is read
// again.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"http://u:p@h:81/a/../b?c#d", "file:///C|/x", "foo:bar", "http://0x7f.1", "http://[::1]", "//-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := newParser()
		u, err := p.Parse(s)
		if err != nil {
			return
		}
		href := u.Href(false)
		again, err := p.Parse(href)
		if err != nil {
			t.Fatalf("%q gives %q, which is none: %v", s, href, err)
		}
		if again.Href(false) != href {
			t.Fatalf("%q gives %q, which gives %q", s, href, again.Href(false))
		}
	})
}
