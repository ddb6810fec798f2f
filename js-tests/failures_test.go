package jstests

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// failureRow is what each end of a connection was told: a line for each event.
type failureRow struct {
	Row     string
	Parties map[string][]string
}

// otherwiseInFailures are rows that go otherwise than under Node 20 on purpose:
// what docs/compatibility.md says of them.
var otherwiseInFailures = map[string]string{
	"ALPNCallback chooses what was not offered, 1.2": "sends the alert no_application_protocol",
	"ALPNCallback chooses what was not offered, 1.3": "sends the alert no_application_protocol",
	"no signature algorithm in common, 1.3":          "`ERR_SSL_WRONG_SIGNATURE_TYPE`",
	"a byte of a record changed, 1.2":                "cipher operation failed",
	"call: cert is damaged":                          "`opensslErrorStack`",
	"an empty record to a server":                    "an empty handshake record",
	"method: resetAndDestroy":                        "`resetAndDestroy` of a TLSSocket",

	"call: secureProtocol is no text":                 senseless,
	"call: no such sigalgs":                           senseless,
	"call: createServer with an ALPNCallback of text": senseless,
	"call: checkServerIdentity is no function":        senseless,
	"call: minDHSize is no number":                    senseless,
	"call: minDHSize is not positive":                 senseless,
	"call: setTicketKeys with too few":                senseless,
}

const senseless = "where Node 20 is silent, fails an assertion of its own or gives an error without words"

// TestFailures runs fixtures/failures.js here and under Node: errors with all
// their properties, on both ends, and the order of all events must be the same.
func TestFailures(t *testing.T) {
	node := need(t, "node")
	ours := failureRows(t, runFileHere(t, "failures.js"))
	theirs := failureRows(t, runFileNode(t, node, "failures.js"))
	if len(ours) < 180 {
		t.Errorf("only %d rows", len(ours))
	}
	text := read(t, filepath.Join(source, "..", "docs", "compatibility.md"))
	text = strings.Join(strings.Fields(text), " ")
	for i, here := range ours {
		if i >= len(theirs) || theirs[i].Row != here.Row {
			t.Fatalf("row %q: Node did not get there", here.Row)
		}
		difference := differentEvents(here, theirs[i])
		sentence, known := otherwiseInFailures[here.Row]
		switch {
		case difference != "" && !known:
			t.Errorf("%s: %s", here.Row, difference)
		case difference == "" && known:
			t.Errorf("%s: as in Node by now: take it off the list", here.Row)
		case known && !strings.Contains(text, sentence):
			t.Errorf("%s: docs/compatibility.md does not say %q", here.Row, sentence)
		}
	}
}

func failureRows(t *testing.T, out string) []failureRow {
	t.Helper()
	var rows []failureRow
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var row failureRow
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		for party, events := range row.Parties {
			row.Parties[party] = withoutRaces(events)
		}
		rows = append(rows, row)
	}
	return rows
}

// withoutRaces puts events into one order of which no end decides: the end of
// one direction against that of the other, and a ticket of TLS 1.3 against data
// (Node sends the data of a secureConnection listener before the ticket).
func withoutRaces(events []string) []string {
	events = slices.Clone(events)
	if finish := slices.Index(events, "finish"); finish >= 0 {
		events = slices.Delete(events, finish, finish+1)
		closed := slices.IndexFunc(events, func(e string) bool { return strings.HasPrefix(e, "close") })
		if closed < 0 {
			closed = len(events)
		}
		events = slices.Insert(events, closed, "finish")
	}
	session := slices.Index(events, "session")
	secure := slices.IndexFunc(events, func(e string) bool { return strings.HasPrefix(e, "authorized=") })
	if session > secure && secure >= 0 {
		events = slices.DeleteFunc(events, func(e string) bool { return e == "session" })
		events = slices.Insert(events, secure+1, "session")
	}
	return slices.Compact(events)
}

// differentEvents shows where two rows part; "" when they do not.
func differentEvents(here, node failureRow) string {
	var parties []string
	for party := range here.Parties {
		parties = append(parties, party)
	}
	for party := range node.Parties {
		if !slices.Contains(parties, party) {
			parties = append(parties, party)
		}
	}
	slices.Sort(parties)
	var b strings.Builder
	for _, party := range parties {
		ours, theirs := here.Parties[party], node.Parties[party]
		if slices.Equal(ours, theirs) {
			continue
		}
		b.WriteString("\n" + party + " here:\n  " + strings.Join(ours, "\n  ") + "\n" + party + " under Node:\n  " + strings.Join(theirs, "\n  "))
	}
	return b.String()
}

// What judges must itself be able to fail.
func TestDifferentEvents(t *testing.T) {
	a := failureRow{Parties: map[string][]string{"client": {"connect", "end"}}}
	b := failureRow{Parties: map[string][]string{"client": {"connect", "end"}, "server": {"x"}}}
	if differentEvents(a, b) == "" || differentEvents(b, a) == "" || differentEvents(a, a) != "" {
		t.Error("a party more is not noticed")
	}
	for in, want := range map[string]string{
		"end finish close":                   "end finish close",
		"finish data end close":              "data end finish close",
		"authorized=true data session data":  "authorized=true session data",
		"authorized=true session data error": "authorized=true session data error",
		"data end error close":               "data end error close",
	} {
		if got := strings.Join(withoutRaces(strings.Fields(in)), " "); got != want {
			t.Errorf("%q gave %q, want %q", in, got, want)
		}
	}
}
