package simulate

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"
)

// Config says which registers to write. The zero value of every optional field is the usual choice.
type Config struct {
	Seed     uint64 // same seed and Config, same bytes
	Opinions int64  // good opinion rows over all files, exactly
	Out      string // folder for the files; made when missing, refused when it holds CSV files of another run
	Data     fs.FS  // the reviewed inputs (folder data/): headers.csv, topic.csv and units/unit_version.csv in reference/

	Years      [2]int   // first and last year of sessions; zero: 2019 to 2025
	Levels     []string // province, district, commune: only these hold sessions; empty: all. Few opinions then still reach every unit of a level
	Provinces  []string // unit ids (p24@2004, p24@2025); empty: every province of each date
	SingleFile bool     // one file of sessions and one of opinions, for benchmarks
	Tidy       bool     // one spelling throughout: no mess
	Faults     float64  // bad rows added, as a share of good ones (0 to 0.5)

	Until time.Time // nothing later is in the files (the day they were drawn up); zero: 31 March after the last year
	AsOf  time.Time // cut-off of the counts in Truth; zero: Until
}

// ErrConfig marks a Config that cannot be carried out; the command answers it with its usage.
var ErrConfig = errors.New("simulation settings")

// complete fills in the defaults and refuses what makes no sense.
func (c Config) complete() (Config, error) {
	if c.Years == [2]int{} {
		c.Years = [2]int{2019, 2025}
	}
	if c.Until.IsZero() {
		c.Until = time.Date(c.Years[1]+1, 3, 31, 0, 0, 0, 0, time.UTC)
	}
	if c.AsOf.IsZero() {
		c.AsOf = c.Until
	}
	switch {
	case c.Opinions < 1:
		return c, fmt.Errorf("%w: opinions %d: need at least 1", ErrConfig, c.Opinions)
	case c.Out == "":
		return c, fmt.Errorf("%w: no output folder", ErrConfig)
	case c.Data == nil:
		return c, fmt.Errorf("%w: no reference data", ErrConfig)
	case c.Years[0] > c.Years[1] || c.Years[0] < 2015 || c.Years[1] > 2100:
		// The gazetteer does not know places before 2015.
		return c, fmt.Errorf("%w: years %d to %d: need 2015 or later, in order", ErrConfig, c.Years[0], c.Years[1])
	case !(c.Faults >= 0 && c.Faults <= 0.5):
		return c, fmt.Errorf("%w: faults %v: need 0 to 0.5", ErrConfig, c.Faults)
	case c.Until.Before(time.Date(c.Years[1], 2, 1, 0, 0, 0, 0, time.UTC)):
		return c, fmt.Errorf("%w: until %s: the last year, %d, has not begun in earnest", ErrConfig, c.Until.Format(time.DateOnly), c.Years[1])
	}
	for _, lv := range c.Levels {
		if !slices.Contains(levelIDs[:], lv) {
			return c, fmt.Errorf("%w: level %q: need %v", ErrConfig, lv, levelIDs)
		}
	}
	return c, nil
}
