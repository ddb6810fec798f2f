package dns

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"sync"
)

// serviceName is what the system calls a TCP port, or its number.
func serviceName(port int) string {
	if name := services()[port]; name != "" {
		return name
	}
	return strconv.Itoa(port)
}

// services are the machine's names for TCP ports. Like the rest of the system's
// resolver they belong to the host, not to the files that a script is granted.
var services = sync.OnceValue(func() map[int]string {
	names := map[int]string{
		7: "echo", 20: "ftp-data", 21: "ftp", 22: "ssh", 23: "telnet", 25: "smtp", 53: "domain", 80: "http",
		110: "pop3", 119: "nntp", 123: "ntp", 143: "imap2", 179: "bgp", 389: "ldap", 443: "https", 465: "submissions",
		587: "submission", 636: "ldaps", 853: "domain-s", 989: "ftps-data", 990: "ftps", 993: "imaps", 995: "pop3s",
		3306: "mysql", 5432: "postgresql", 6379: "redis", 8080: "http-alt", 8883: "secure-mqtt",
	}
	f, err := os.Open("/etc/services")
	if err != nil {
		return names
	}
	defer f.Close()
	clear(names)
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line, _, _ := strings.Cut(lines.Text(), "#")
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		number, proto, _ := strings.Cut(fields[1], "/")
		port, err := strconv.Atoi(number)
		if err == nil && proto == "tcp" && names[port] == "" {
			names[port] = fields[0]
		}
	}
	return names
})
