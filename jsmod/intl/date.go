package intl

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"tlsjs/jsmod/internal/lazy"
)

// dateOptions are the resolved options of a DateTimeFormat: either a skeleton,
// which has a letter for each wanted field as in UTS 35, or styles.
type dateOptions struct {
	locale               string
	date, time           string // skeletons
	dateStyle, timeStyle string
	hourCycle            string // "" where no hour is shown
	zone                 zone
	zoneName             string // short, long, shortOffset or longOffset
	fraction             int    // digits of a second
}

// dateFormat writes dates.
type dateFormat struct {
	dateOptions
	rows                 table
	pattern              string
	datePattern, timeRow string
	head                 string // the date before a time
}

// newDateFormat fails for fields that have no pattern together.
func newDateFormat(o dateOptions) (*dateFormat, error) {
	f := &dateFormat{dateOptions: o, rows: dateTables()[englishLocale(o.locale)]}
	f.timeRow = f.timePattern(o.time)
	if o.timeStyle != "" {
		f.timeRow = f.rows["time "+o.timeStyle+f.cycleKey()]
		f.time = f.skeletonOf(f.timeRow)
	}
	f.datePattern = f.look(o.date, "")
	if o.dateStyle != "" {
		f.datePattern = f.rows["date "+o.dateStyle]
	}
	if missing := o.date != "" && f.datePattern == "" || f.time != "" && f.timeRow == ""; missing {
		return nil, fmt.Errorf("there is no pattern in English for these fields together: %s", fieldNames(o.date+o.time))
	}
	f.head = f.datePattern + ", "
	if strings.Contains(o.date, "MMMM") && !strings.Contains(o.date, "MMMMM") {
		f.head = f.datePattern + " 'at' "
	}
	if o.dateStyle != "" {
		f.head = f.rows["both "+o.dateStyle+f.cycleKey()]
	}
	switch {
	case f.datePattern == "":
		f.pattern = f.timeRow
	case f.timeRow == "":
		f.pattern = f.datePattern
	default:
		f.pattern = f.head + f.timeRow
		if row := f.rows["E"+common(f.time)]; row != "" && common(o.date) == "E" {
			f.pattern = widths(row, o.date+f.time, false)
		}
	}
	return f, nil
}

// cycleKey marks patterns of a clock that is not the locale's.
func (f *dateFormat) cycleKey() string {
	if f.hourCycle == "h11" || f.hourCycle == "h12" {
		return "h"
	}
	return "H"
}

// skeletonOf are the fields of a pattern of the table.
func (f *dateFormat) skeletonOf(pattern string) string {
	out := ""
	if strings.Contains(pattern, "B") {
		out = "B"
	}
	hour := f.cycleKey()
	if hour == "H" {
		out = ""
	}
	if strings.Contains(pattern, "hh") && hour == "h" {
		hour = "hh"
	}
	out += hour
	for _, letter := range []string{"m", "s", "S", "z"} {
		if strings.Contains(pattern, letter) {
			out += letter
		}
	}
	return out
}

func (f *dateFormat) timePattern(skeleton string) string {
	switch {
	case skeleton == "":
		return ""
	case skeleton == "z":
		return "z"
	}
	return f.look(skeleton, "")
}

var runs = lazy.Regexp(`G+|y+|M+|d+|E+|B+|h+|H+|m+|s+|S+|z+`)

// common is the skeleton whose row serves for others of the same fields.
func common(skeleton string) string {
	return runs().ReplaceAllStringFunc(skeleton, func(run string) string {
		if run[0] == 'M' && len(run) > 2 {
			return "MMM"
		}
		return run[:1]
	})
}

// look finds the pattern of a skeleton, or of a range of it with a suffix, in the
// row of its own or of the common one.
func (f *dateFormat) look(skeleton, suffix string) string {
	if skeleton == "" {
		return ""
	}
	if skeleton == "G" || skeleton == "GGGG" || skeleton == "GGGGG" {
		return "G"
	}
	base := common(skeleton)
	longer := base
	if strings.Contains(skeleton, "EEEE") {
		longer += "EEE"
	}
	for _, key := range []string{skeleton, longer, base} {
		if row := f.rows[key+suffix]; row != "" {
			return widths(row, skeleton, suffix != "")
		}
	}
	return ""
}

var letters = lazy.Regexp(`'[^']*'|G+|y+|E+|M+|d+|h+`)

// widths gives the fields of a common pattern the widths of a skeleton. In ranges
// days and months in digits keep theirs.
func widths(pattern, skeleton string, inRange bool) string {
	want := map[byte]string{}
	for _, run := range runs().FindAllString(skeleton, -1) {
		run = strings.ReplaceAll(run, "H", "h")
		want[run[0]] = run
	}
	return letters().ReplaceAllStringFunc(pattern, func(run string) string {
		w := want[run[0]]
		digits := run[0] == 'd' || run[0] == 'h' || run[0] == 'M' && len(run) < 3
		if w == "" || w == common(w) || inRange && digits {
			return run
		}
		return w
	})
}

func fieldNames(skeleton string) string {
	names := map[byte]string{'G': "era", 'y': "year", 'M': "month", 'd': "day", 'E': "weekday", 'B': "dayPeriod",
		'h': "hour", 'H': "hour", 'm': "minute", 's': "second", 'S': "fractionalSecondDigits", 'z': "timeZoneName"}
	var out []string
	for _, run := range runs().FindAllString(skeleton, -1) {
		out = append(out, names[run[0]])
	}
	return strings.Join(out, ", ")
}

// moment is an instant on the clock of the format's zone.
func (f *dateFormat) moment(ms float64) time.Time {
	seconds := math.Floor(ms / 1000)
	return time.Unix(int64(seconds), int64(ms-seconds*1000)*1e6).In(f.zone.location)
}

func (f *dateFormat) parts(ms float64) []part { return f.fill(f.pattern, f.moment(ms)) }

var tokens = lazy.Regexp(`'[^']*'|G+|y+|M+|d+|E+|a|B+|h+|m+|s+|S+|z+|[^GyMdEaBhmsSz']+`)

// fill writes the fields of a pattern.
func (f *dateFormat) fill(pattern string, t time.Time) []part {
	var parts []part
	for _, token := range tokens().FindAllString(pattern, -1) {
		kind, value := f.field(token, pattern, t)
		if kind == "literal" && len(parts) > 0 && parts[len(parts)-1].kind == "literal" {
			parts[len(parts)-1].value += value
			continue
		}
		parts = append(parts, part{kind, value})
	}
	return parts
}

func (f *dateFormat) name(key string, i int) string {
	names := strings.Split(f.rows[key+" names"], "|")
	if i >= len(names) {
		return ""
	}
	return names[i]
}

func (f *dateFormat) field(token, pattern string, t time.Time) (kind, value string) {
	number := func(n int) string {
		if len(token) == 2 {
			return fmt.Sprintf("%02d", n%100)
		}
		return strconv.Itoa(n)
	}
	switch token[0] {
	case '\'':
		return "literal", strings.Trim(token, "'")
	case 'G':
		era := 1
		if t.Year() <= 0 {
			era = 0
		}
		return "era", f.name(token, era)
	case 'y':
		year := t.Year()
		if year <= 0 {
			year = 1 - year
		}
		return "year", number(year)
	case 'M':
		if len(token) < 3 {
			return "month", number(int(t.Month()))
		}
		if !strings.Contains(pattern, "d") {
			token = strings.ReplaceAll(token, "M", "L")
		}
		return "month", f.name(token, int(t.Month())-1)
	case 'd':
		return "day", number(t.Day())
	case 'E':
		if !strings.ContainsAny(pattern, "dh") {
			token = strings.ReplaceAll(token, "E", "c")
		}
		return "weekday", f.name(token, int(t.Weekday()))
	case 'a':
		if t.Hour() < 12 {
			return "dayPeriod", f.rows["am"]
		}
		return "dayPeriod", f.rows["pm"]
	case 'B':
		return "dayPeriod", f.dayPeriod(pattern, t)
	case 'h':
		return "hour", number(f.hour(t.Hour()))
	case 'm':
		return "minute", number(t.Minute())
	case 's':
		return "second", number(t.Second())
	case 'S':
		return "fractionalSecond", fmt.Sprintf("%03d", t.Nanosecond()/1e6)[:f.fraction]
	case 'z':
		return "timeZoneName", f.zone.name(t, f.zoneName, englishLocale(f.locale))
	}
	return "literal", token
}

func (f *dateFormat) hour(hour int) int {
	switch f.hourCycle {
	case "h11":
		return hour % 12
	case "h12":
		return (hour+11)%12 + 1
	case "h24":
		return (hour+23)%24 + 1
	}
	return hour
}

// dayPeriod is such as "in the morning". Noon is just that where minutes are told.
func (f *dateFormat) dayPeriod(pattern string, t time.Time) string {
	key := "B"
	for _, run := range runs().FindAllString(f.time, -1) {
		if run[0] == 'B' {
			key = run
		}
	}
	hour := t.Hour()
	if hour == 12 && (strings.Contains(pattern, "m") && t.Minute() != 0 || strings.Contains(pattern, "s") && t.Second() != 0) {
		hour = 13
	}
	if hour == 12 && f.rows[key+" noon"] != "" && strings.Contains(pattern, "h") {
		return f.rows[key+" noon"]
	}
	return strings.Split(f.rows[key+" hours"], "|")[hour]
}

// resolved are the widths of the fields that the pattern shows in digits.
func (f *dateFormat) resolved() map[string]string {
	names := map[byte]string{'y': "year", 'M': "month", 'd': "day", 'h': "hour", 'm': "minute", 's': "second"}
	out := map[string]string{}
	for _, token := range tokens().FindAllString(f.pattern, -1) {
		if name := names[token[0]]; name != "" && len(token) < 3 {
			out[name] = []string{"numeric", "2-digit"}[len(token)-1]
		}
	}
	return out
}

// Ranges.

// largest is the letter of the largest field in which two moments differ, 0 where
// in none.
func largest(a, b time.Time) byte {
	switch {
	case a.Year() != b.Year():
		return 'y'
	case a.Month() != b.Month():
		return 'M'
	case a.Day() != b.Day():
		return 'd'
	case a.Hour()/12 != b.Hour()/12:
		return 'a'
	case a.Hour() != b.Hour():
		return 'h'
	case a.Minute() != b.Minute():
		return 'm'
	case a.Second() != b.Second():
		return 's'
	case a.Nanosecond() != b.Nanosecond():
		return 'S'
	}
	return 0
}

func (f *dateFormat) rangeParts(low, high float64) []rangePart {
	a, b := f.moment(low), f.moment(high)
	if text(f.fill(f.pattern, a)) == text(f.fill(f.pattern, b)) && (f.date+f.dateStyle != "" || sameDay(a, b)) {
		return from("shared", f.fill(f.pattern, a))
	}
	return f.fillRange(f.rangePattern(string(largest(a, b))), a, b)
}

func sameDay(a, b time.Time) bool { return slices.Contains([]byte("ahmsS\x00"), largest(a, b)) }

// rangePattern has what belongs to either end in brackets.
func (f *dateFormat) rangePattern(field string) string {
	full := func(p string) string { return "[" + p + "]~[" + p + "]" }
	dates := strings.Contains("yMd", field)
	switch hasDate, hasTime := f.datePattern != "", f.timeRow != ""; {
	case hasDate && !hasTime:
		row := f.look(f.date, "/"+field)
		if f.dateStyle != "" {
			row = f.rows["date "+f.dateStyle+"/"+field]
		}
		if row == "" || row == "-" {
			return full(f.pattern)
		}
		return row
	case hasTime && !hasDate && dates:
		return full(f.look("yMd", "") + ", " + f.timeRow)
	case hasTime && !dates:
		row := f.look(f.time, "/"+field)
		switch row {
		case "", "-":
			row = full(f.timeRow)
		case "=":
			row = f.timeRow
		}
		if !hasDate {
			return row
		}
		if f.dateStyle != "" {
			head := strings.TrimSuffix(strings.TrimSuffix(f.rows["both "+f.dateStyle+"H"], " 'at' "), ", ")
			return head + ", " + row
		}
		return f.datePattern + ", " + row
	}
	return full(f.whole(field))
}

// whole is the pattern of a date and a time, with what tells two days apart.
func (f *dateFormat) whole(field string) string {
	date := f.date
	for _, letter := range map[string]string{"y": "dMy", "M": "dM", "d": "d"}[field] {
		if date != "" && !strings.ContainsRune(date, letter) && f.dateStyle == "" {
			date = string(letter) + date
		}
	}
	if f.dateStyle != "" && f.timeStyle != "" {
		return f.rows["both "+f.dateStyle+"H"] + f.timeRow
	}
	if date == f.date {
		return f.pattern
	}
	longer := *f
	longer.date = date
	with, err := newDateFormat(longer.dateOptions)
	if err != nil {
		return f.pattern
	}
	return with.pattern
}

func (f *dateFormat) fillRange(pattern string, a, b time.Time) []rangePart {
	var out []rangePart
	plain := strings.NewReplacer("[", "", "]", "", "~", "").Replace(pattern)
	add := func(source, piece string, t time.Time) {
		piece = strings.ReplaceAll(piece, "~", f.rows["dash"])
		for _, token := range tokens().FindAllString(piece, -1) {
			kind, value := f.field(token, plain, t)
			if n := len(out); kind == "literal" && n > 0 && out[n-1].kind == kind && out[n-1].source == source {
				out[n-1].value += value
				continue
			}
			out = append(out, rangePart{part{kind, value}, source})
		}
	}
	head, rest, ranged := strings.Cut(pattern, "[")
	add("shared", head, a)
	if !ranged {
		return out
	}
	first, rest, _ := strings.Cut(rest, "]")
	add("startRange", first, a)
	between, rest, _ := strings.Cut(rest, "[")
	add("shared", between, a)
	second, tail, _ := strings.Cut(rest, "]")
	add("endRange", second, b)
	add("shared", tail, a)
	return out
}
