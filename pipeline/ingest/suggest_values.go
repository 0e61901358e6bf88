package ingest

import (
	"strings"
	"time"

	"nhipcau/internal/viet"
)

// valueKind is what the cells of a column look like.
type valueKind string

const (
	looksDate    valueKind = "date"
	looksPlace   valueKind = "place"
	looksPercent valueKind = "percent"
	looksNumber  valueKind = "number"
	looksText    valueKind = "text"
	looksWord    valueKind = "word"
	looksEmpty   valueKind = ""
)

// guessed tells from the values below a header of unknown words what table it may be, and what its columns may be called. A
// name with "=" before it is proposed, others are only offered: a number may be any count.
func guessed(heads []headCell, rows []sheetRow, s surface) (table string, names map[int]string) {
	kinds := map[int]valueKind{}
	count := map[valueKind]int{}
	for at, head := range heads {
		if len(head) > 0 && !ordinals[headKey(head.String())] {
			kinds[at] = looksOf(rows, at, s)
			count[kinds[at]]++
		}
	}
	switch {
	case count[looksDate] > 0 && count[looksText] > 0:
		table = "opinion"
	case count[looksDate] > 0:
		table = "session"
	case count[looksPlace] > 0 && count[looksNumber]+count[looksPercent] > 1:
		table = "aggregate"
	case count[looksText] > 0:
		table = "opinion"
	default:
		return "", nil
	}
	names = map[int]string{}
	taken := map[string]bool{}
	for at := range heads {
		name := offers[table][kinds[at]]
		if strings.HasPrefix(name, "=") && taken[name] {
			continue
		}
		taken[name] = true
		names[at] = name
	}
	return table, names
}

// offers are the columns of a table that hold such values.
var offers = map[string]map[valueKind]string{
	"session": {looksDate: "=held_on", looksPlace: "=unit", looksNumber: "attendees | opinions_before | opinions_at | opinions_after", looksWord: "kind | mode | host_role"},
	"opinion": {looksDate: "=held_on", looksPlace: "=unit", looksText: "=content", looksWord: "topic | outcome | authority | assigned_to", looksNumber: "opinion_no | session_code"},
	"aggregate": {looksPlace: "=unit", looksNumber: "sessions | attendees | opinions | replied | resolved | in_progress | not_resolved", looksPercent: "resolved_share | replied_share | answered_share",
		looksDate: "period_start | period_end", looksWord: "level_scope | session_kind"},
}

// looksOf is what most cells of a column look like.
func looksOf(rows []sheetRow, at int, s surface) valueKind {
	count := map[valueKind]int{}
	for _, row := range rows {
		if text := row.cell(at); text != "" {
			count[looks(s.asWritten(text, false))]++
		}
	}
	best := looksEmpty
	for _, kind := range []valueKind{looksDate, looksPlace, looksPercent, looksNumber, looksText, looksWord} {
		if count[kind] > count[best] {
			best = kind
		}
	}
	return best
}

func looks(text string) valueKind {
	lower := strings.ToLower(viet.Tidy(text))
	if strings.ContainsAny(lower, "/.-") || strings.Contains(lower, "tháng") {
		if d, err := viet.ParseDate(text, time.Time{}); err == nil && d.Precision == viet.Day {
			return looksDate
		}
	}
	switch {
	case startsWithKind(lower):
		return looksPlace
	case viet.ParseNumber(text, viet.Vi).IsPercent:
		return looksPercent
	case viet.ParseCount(text).Known():
		return looksNumber
	case len([]rune(text)) > 60 || len(strings.Fields(text)) > 3 && len([]rune(text)) > 16:
		return looksText
	}
	return looksWord
}
