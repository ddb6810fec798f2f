package intl

import (
	"embed"
	"io/fs"
	"maps"
	"strings"
	"sync"
)

// The tables are what tables/make.js writes: sections in brackets, rows of a key,
// a tab and a value.
//
//go:embed tables/*.txt
var files embed.FS

type table map[string]string

// sections is one file: its sections by name. A section that names another after
// its own name has the other's rows, too, but for those that it says are not there.
type sections map[string]table

// tableFile reads a file when it is first needed, once for the process.
func tableFile(name string) func() sections {
	return sync.OnceValue(func() sections {
		text, err := fs.ReadFile(files, "tables/"+name+".txt")
		if err != nil {
			panic("intl: internal error: " + err.Error())
		}
		return parseTable(string(text))
	})
}

func parseTable(text string) sections {
	all := sections{}
	current := table{}
	all[""] = current
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name, parent, _ := strings.Cut(strings.Trim(line, "[]"), " ")
			if base := all[parent]; parent != "" && base != nil {
				current = maps.Clone(base)
			} else {
				name, current = strings.Trim(line, "[]"), table{}
			}
			all[name] = current
		default:
			if key, value, ok := strings.Cut(line, "\t"); ok {
				if value == "!" {
					delete(current, key)
				} else {
					current[key] = value
				}
			}
		}
	}
	return all
}

var (
	aliasTables    = tableFile("aliases")
	dateTables     = tableFile("dates")
	zoneTables     = tableFile("zones")
	numberTables   = tableFile("numbers")
	moneyTables    = tableFile("money")
	compactTables  = tableFile("compact")
	unitTables     = tableFile("units")
	relativeTables = tableFile("relative")
	listTables     = tableFile("lists")
	nameTables     = tableFile("names")
)
