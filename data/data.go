// Package data is the reviewed input of the product: small text files that are read, discussed and corrected
// like code, embedded so that one binary carries all it needs.
//
// It holds what was published about the dialogues, word for word (published/), what a reading of them needs to know:
// places over time, regulations, holidays, topics, the words officials use (reference/), and registers as a locality would
// send them, all simulated (sample/). It reads nothing, imports nothing of ours and does nothing: README.md says what each
// file means, and the tests beside this file hold every row to it.
package data

import "embed"

// FS is everything under published/, reference/ (units included) and sample/, by its path below this folder,
// as in "published/figures.csv". All CSV is UTF-8, NFC, LF, without BOM, with a header row; an empty cell means not known.
//
//go:embed published reference sample
var FS embed.FS
