package dashboards

import (
	"slices"
	"strconv"
	"time"

	"nhipcau/internal/semantic"
)

// The names a page's state has in its address. They are Vietnamese without marks, like the paths.
const (
	atYear   = "nam"
	atBefore = "so-voi"
	atLevel  = "cap"
	atKind   = "loai"
	atBasis  = "ban-do"
	atTopic  = "chu-de"
	atMetric = "chi-tieu"
	atOrder  = "sap-xep"
	atPlace  = "dia-ban"
	atSearch = "q"
)

// choice reads one of several values; an unknown one gives the default and a note.
func (q *request) choice(name, standard string, allowed ...string) string {
	v := q.values.Get(name)
	switch {
	case v == "":
		return standard
	case slices.Contains(allowed, v):
		return v
	}
	q.note("note.bad_value", "name", q.T("field."+name), "value", clip(v))
	return standard
}

// clip keeps what a reader typed from filling the page.
func clip(s string) string {
	r := []rune(s)
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

var levels = []string{"province", "district", "commune"}
var kinds = []string{"dinh_ky", "dot_xuat", "chuyen_de"}

func (q *request) level(standard string) string {
	v := q.choice(atLevel, standard, append([]string{"all"}, levels...)...)
	if v == "all" {
		return ""
	}
	return v
}

func (q *request) sessionKind() string { return q.choice(atKind, "", kinds...) }

func (q *request) basis() semantic.Basis {
	return semantic.Basis(q.choice(atBasis, string(semantic.AsRecorded), string(semantic.AsRecorded), string(semantic.Basis63), string(semantic.Basis34)))
}

// year reads a year that has rows; "all" is every year, given as 0.
func (q *request) year(name string, standard int) int {
	v := q.values.Get(name)
	if v == "" {
		return standard
	}
	if v == "all" && name == atYear {
		return 0
	}
	if y, err := strconv.Atoi(v); err == nil && q.span().has(y) {
		return y
	}
	q.note("note.bad_value", "name", q.T("field."+name), "value", clip(v))
	return standard
}

// period is a year as months, [from, to); zero times for all years.
func period(year int) (from, to time.Time) {
	if year == 0 {
		return
	}
	return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)
}

// breakOn is the day the map changed: 63 provinces became 34 and districts ended. No series runs over it unmarked.
var breakOn = time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)

func (q *request) periodName(year int) string {
	if year == 0 {
		return q.T("period.all_inline")
	}
	return q.T("period.year", "year", strconv.Itoa(year))
}

func (q *request) yearField(name string, year int, all bool) field {
	f := field{ID: "f-" + name, Name: name, Label: q.T("field." + name)}
	for _, y := range slices.Backward(q.span().Years) {
		f.Options = append(f.Options, option{Value: strconv.Itoa(y), Text: strconv.Itoa(y), Selected: y == year})
	}
	if all {
		f.Options = append(f.Options, option{Value: "all", Text: q.T("period.all"), Selected: year == 0})
	}
	return f
}

func (q *request) levelField(level string) field {
	f := field{ID: "f-cap", Name: atLevel, Label: q.T("field.cap")}
	for _, l := range levels {
		f.Options = append(f.Options, option{Value: l, Text: q.facts().word(q.Printer, "level", l), Selected: l == level})
	}
	f.Options = append(f.Options, option{Value: "all", Text: q.T("level.all"), Selected: level == ""})
	return f
}

func (q *request) kindField(kind string) field {
	f := field{ID: "f-loai", Name: atKind, Label: q.T("field.loai"), Options: []option{{Text: q.T("kind.all"), Selected: kind == ""}}}
	for _, k := range kinds {
		f.Options = append(f.Options, option{Value: k, Text: q.facts().word(q.Printer, "session_kind", k), Selected: k == kind})
	}
	return f
}

func (q *request) basisField(basis semantic.Basis) field {
	f := field{ID: "f-ban-do", Name: atBasis, Label: q.T("field.ban-do")}
	for _, b := range []semantic.Basis{semantic.AsRecorded, semantic.Basis63, semantic.Basis34} {
		f.Options = append(f.Options, option{Value: string(b), Text: q.T("basis." + string(b)), Selected: b == basis})
	}
	return f
}

func (q *request) topicField(id string, empty string) field {
	f := field{ID: "f-chu-de", Name: atTopic, Label: q.T("field.chu-de")}
	if empty != "" {
		f.Options = append(f.Options, option{Text: empty, Selected: id == ""})
	}
	for _, t := range q.facts().firstLevel() {
		f.Options = append(f.Options, option{Value: t.ID, Text: t.label(q.Printer), Selected: t.ID == id})
	}
	return f
}

func (q *request) filter(path string, fields ...field) filter {
	return filter{Action: q.path(path), Submit: q.T("filter.submit"), Label: q.T("filter.label"), Fields: fields}
}

// more folds the fields that are seldom chosen; open when one of them is.
func (f *filter) more(q *request, open bool, fields ...field) {
	f.More, f.MoreOpen, f.MoreName = fields, open, q.T("filter.more")
}

// breakNote warns when a period crosses the day the map changed and places are shown as recorded.
func (q *request) breakNote(year int, basis semantic.Basis) string {
	if basis != semantic.AsRecorded || (year != 0 && year != breakOn.Year()) {
		return ""
	}
	v := q.span()
	if v.First.IsZero() || !v.First.Before(breakOn) || v.Last.Before(breakOn) {
		return ""
	}
	return q.T("note.break")
}
