package jsmod

import "fmt"

// conflicts are pairs of flags that Node does not take together.
var conflicts = [][2]string{
	{"tls-min-v1.3", "tls-max-v1.2"},
	{"use-openssl-ca", "use-bundled-ca"},
}

// checkFlags refuses contradictions in Node's words.
func checkFlags(flags map[string]string) error {
	for _, pair := range conflicts {
		_, one := flags[pair[0]]
		_, other := flags[pair[1]]
		if one && other {
			return fmt.Errorf("either --%s or --%s can be used, not both", pair[0], pair[1])
		}
	}
	return nil
}
