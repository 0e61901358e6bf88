package dashboards

// The parts that pages are made of. Each has one template in pages/parts.html; pages fill them with finished text, so that a
// part needs neither the database nor a printer.

// table is a table of data. Rows of Foot stay at the bottom when a reader sorts.
type table struct {
	Caption, Note string
	Label         string // for readers of the screen; the caption when empty
	Heads         []head
	Rows          []row
	Foot          []row
	Tall          bool // scrolls by itself: for more than some twenty rows
	Compact       bool
	Unsorted      bool
}

type head struct {
	Text, Lang string
	Num        bool
	NoSort     bool
}

// row is one line of a table; the first cell names it.
type row struct {
	ID      string
	Cells   []cell
	Muted   bool
	Current bool
}

// cell is a text with what a reader needs to judge it.
type cell struct {
	Text  string
	Small string // a second line: an interval, a date, a source
	Rest  string // of the second line, where it may break: the n of x/n
	More  string // a third
	Sort  string // what to sort by when not the text; "-" sorts last
	Href  string
	Lang  string // the language of Text when it is not the page's

	SmallLang string // and that of Small
	Num       bool
	Code      bool   // a name of the program: a table, a hash
	Badge     string // class of a badge around the text: badge-missing …
	Track     *track
}

// track is a share with its interval on a line from 0 to 100%.
type track struct {
	Lo, Width, Point float64 // in percent
	Hollow           bool
}

func newTrack(lo, hi, at float64, hollow bool) *track {
	return &track{Lo: 100 * lo, Width: max(100*(hi-lo), 0.5), Point: min(max(100*at-0.3, 0), 99.4), Hollow: hollow}
}

// figure is a chart and the table of the same rows.
type figure struct {
	ID, Kind, Title, Note string
	Option                string // JSON of the chart; empty: there is nothing to draw and only the table stands
	Size                  string // chart-sm, chart-md, chart-lg
	Rows                  int    // height by rows instead of Size
	Split                 bool
	Label                 string
	Source                string
	Empty                 string // said in place of chart and table
	Table                 *table
}

// tile is one big number.
type tile struct {
	Label, Href string
	Lang        string // of Value
	Value, Unit string
	Ratio       string
	Interval    string
	Foot        string
	FootHref    string
	Class       string // kpi-lead, kpi-claim, kpi-empty
	Badge       string // text of a badge in place of Ratio
	Track       *track
}

// option is one choice of a filter.
type option struct {
	Value, Text, Lang string
	Selected          bool
}

// field is one filter: a list to choose from, or a line of text when Options is empty.
type field struct {
	ID, Name, Label string
	Options         []option
	Radio           bool
	Text            string
	Wide            bool
}

// filter is the form above a page. It works without a script.
type filter struct {
	Action, Submit, Label string
	Fields                []field
	More                  []field // seldom chosen: folded away unless one of them is
	MoreName              string
	MoreOpen              bool
}

// callout says something about the numbers that must not be overlooked.
type callout struct {
	Title string
	Texts []string
	Warn  bool
	Links []crumb
}
