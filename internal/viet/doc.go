// Package viet reads and writes Vietnamese as officials write it: numbers, approximations, dates,
// document numbers, marks of secrecy, personal data, legacy encodings, sorting keys, printed forms.
//
// It reads single values (a cell, a header, a quotation) or a stream of bytes to decode. It writes
// nothing and knows neither units nor regulations: pure functions over the standard library and
// golang.org/x/text. It promises never to guess. What has two readings comes back as ambiguous, what
// has none comes back with a code that says why, and the caller turns the code into words.
//
// All results are NFC. Calendar days are time.Time at midnight UTC, because a day in a register has
// no clock and no zone.
package viet
