package clean

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/viet"
)

// dates fills clean.date_value. A date carries its year, or ingest wrote the one year beside it that the file decides ("25-9 → 2024"),
// so no document date is offered.
func dates(ctx context.Context, w engine.Work, places Places) error {
	texts, err := distinct(ctx, w, qualified(dated))
	if err != nil {
		return err
	}
	return w.Append(ctx, "clean", "date_value", func(yield func([]any) bool) {
		for _, text := range texts {
			if row := dateRow(text, places); row != nil && !yield(row) {
				return
			}
		}
	})
}

// dateRow: problem is the rest of a rule's name, date_…; a text with a value has only what is to be said of it. It is a date's first and last day, the same where it is known to the day, and the epoch of the gazetteer it lies in; nil for a cell that says nothing.
func dateRow(text string, places Places) []any {
	if blank(text) {
		return nil
	}
	d, err := viet.ParseDate(text, time.Time{})
	if err != nil {
		return []any{text, nil, nil, nil, dateProblem(text, err), nil}
	}
	_, next := d.Period()
	return []any{text, d.Day, next.AddDate(0, 0, -1), string(d.Precision), null(datedBy[d.Flag]), int32(places.Epoch(d.Day))}
}

// datedBy is what is said of a date that was read: the rule date_… of check.csv.
var datedBy = map[viet.DateFlag]string{viet.DateYearFromDocument: "year_taken", viet.DateSpan: "span"}

// notYet: "Chưa trả lời", "Không ban hành", "Đang giải quyết" in a column of days say that there is none.
var notYet = regexp.MustCompile(`^(?:chưa|không|đang|chờ)(?:$| )`)

// dateProblem is why a text is no date, as far as it tells what to write instead.
func dateProblem(text string, err error) string {
	if !strings.ContainsAny(text, "0123456789") {
		if notYet.MatchString(strings.ToLower(viet.Tidy(text))) {
			return "none"
		}
		return "words"
	}
	var d *viet.DateError
	if errors.As(err, &d) {
		switch d.Code {
		case viet.DateNoYear:
			return "year_missing"
		case viet.DateSpanOfMonths:
			return "span_of_months"
		case viet.DateBadMonth:
			if monthFirst(d.Text) {
				return "month_first"
			}
		}
	}
	return "invalid"
}

// blank: a cell in which officials write that there is nothing to write.
func blank(text string) bool {
	switch viet.ParseCount(text).Code {
	case viet.CountEmpty, viet.CountDash, viet.CountNo, viet.CountNoneOccurred, viet.CountNotReported, viet.CountNotApplicable:
		return true
	}
	return false
}

// counts fills clean.count_value: missing is not zero, so only a stated number becomes one.
func counts(ctx context.Context, w engine.Work) error {
	texts, err := distinct(ctx, w, qualified(counted))
	if err != nil {
		return err
	}
	return w.Append(ctx, "clean", "count_value", func(yield func([]any) bool) {
		for _, text := range texts {
			if !yield(countRow(text)) {
				return
			}
		}
	})
}

func countRow(text string) []any {
	c := viet.ParseCount(text)
	switch {
	case c.Known():
		return []any{text, c.N, nil}
	case blank(text):
		return []any{text, nil, nil}
	case c.Code == viet.CountNegative, c.Code == viet.CountFractional, c.Code == viet.CountQualified:
		return []any{text, nil, string(c.Code)}
	}
	return []any{text, nil, "invalid"}
}

// monthFirst: 01/18/2024, a day when it is read the American way.
func monthFirst(text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) != 3 {
		return false
	}
	_, err := viet.ParseDate(parts[1]+"/"+parts[0]+"/"+parts[2], time.Time{})
	return err == nil
}
