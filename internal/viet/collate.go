package viet

import (
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collators are pooled because one of them serves one goroutine at a time.
var collators = sync.Pool{New: func() any { return collate.New(language.Vietnamese, collate.IgnoreCase, collate.Numeric) }}

// Compare orders two names as a Vietnamese list does: a ă â b c d đ e ê …, tones after letters, case
// ignored, Phường 2 before Phường 10. Names that differ only in case compare by their bytes, so that
// every list has one order.
func Compare(a, b string) int {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	return compareWith(c, a, b)
}

// Sort puts names into the order of Compare.
func Sort(names []string) {
	SortFunc(names, func(name string) string { return name })
}

// SortFunc sorts rows by a name of theirs; rows of one name keep their order.
func SortFunc[T any](rows []T, name func(T) string) {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	slices.SortStableFunc(rows, func(a, b T) int { return compareWith(c, name(a), name(b)) })
}

// SortKey returns bytes that compare as the names do; a table that is sorted in SQL stores them.
func SortKey(s string) []byte {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var buf collate.Buffer
	return slices.Clone(c.KeyFromString(&buf, Tidy(s)))
}

func compareWith(c *collate.Collator, a, b string) int {
	if order := c.CompareString(a, b); order != 0 {
		return order
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
