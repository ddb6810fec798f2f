package intl

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// zone is a time zone by its name in CLDR.
type zone struct {
	id       string
	location *time.Location
}

// zoneIDs maps names in lower case to the way they are spelled.
var zoneIDs = sync.OnceValue(func() map[string]string {
	ids := map[string]string{}
	for id := range zoneTables()["zones"] {
		ids[strings.ToLower(id)] = id
	}
	for alias, id := range zoneTables()["links"] {
		ids[strings.ToLower(alias)] = id
	}
	return ids
})

// findZone is the zone of a name in any case; ok is false for names that nobody
// knows and zones that this machine has no data for.
func findZone(name string) (zone, bool) {
	id, ok := zoneIDs()[strings.ToLower(name)]
	if !ok {
		return zone{}, false
	}
	location, err := time.LoadLocation(id)
	return zone{id, location}, err == nil
}

// hostZone is the zone that the process lives in.
func hostZone() zone {
	for _, name := range []string{strings.TrimPrefix(os.Getenv("TZ"), ":"), linkedZone(), time.Local.String()} {
		if z, ok := findZone(name); ok && name != "" {
			return z
		}
	}
	if _, offset := time.Now().Zone(); offset != 0 && offset%3600 == 0 {
		if z, ok := findZone(fmt.Sprintf("Etc/GMT%+d", -offset/3600)); ok {
			return zone{z.id, time.Local}
		}
	}
	return zone{"UTC", time.Local}
}

// linkedZone is what /etc/localtime leads to.
func linkedZone() string {
	target, err := os.Readlink("/etc/localtime")
	if err != nil {
		return ""
	}
	_, name, _ := strings.Cut(target, "/zoneinfo/")
	return name
}

// name is what the zone is called at a time: in words where there are some.
func (z zone) name(t time.Time, style, locale string) string {
	_, offset := t.Zone()
	switch style {
	case "shortOffset":
		return gmt(offset, false)
	case "longOffset":
		return gmt(offset, true)
	}
	long := z.longName(t, offset)
	if style == "long" {
		if long == "" {
			return gmt(offset, true)
		}
		return long
	}
	short := zoneTables()["short"]
	for _, key := range []string{locale + " " + long + " " + z.id, locale + " " + long} {
		if name := short[key]; name != "" && long != "" {
			return name
		}
	}
	return gmt(offset, false)
}

// longName looks for the set of names that holds at a time, and in it for the
// distance from UTC.
func (z zone) longName(t time.Time, offset int) string {
	set := ""
	for period := range strings.SplitSeq(zoneTables()["zones"][z.id], ";") {
		from, name, dated := strings.Cut(period, " ")
		if !dated {
			set = from
			continue
		}
		if hour, err := strconv.ParseInt(from, 10, 64); err != nil || t.Unix() < hour*3600 {
			break
		}
		set = name
	}
	for entry := range strings.SplitSeq(zoneTables()["sets"][set], "|") {
		minutes, name, _ := strings.Cut(entry, "=")
		if minutes == strconv.FormatFloat(float64(offset)/60, 'f', -1, 64) {
			return name
		}
	}
	return ""
}

// gmt is a distance from UTC, as GMT+5:30 or GMT+05:30.
func gmt(offset int, long bool) string {
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	hours, minutes, seconds := offset/3600, offset/60%60, offset%60
	out := fmt.Sprintf("GMT%c%d", sign, hours)
	if long {
		out = fmt.Sprintf("GMT%c%02d:%02d", sign, hours, minutes)
	} else if minutes != 0 || seconds != 0 {
		out += fmt.Sprintf(":%02d", minutes)
	}
	if seconds != 0 {
		out += fmt.Sprintf(":%02d", seconds)
	}
	return out
}
