// Package chart turns rows into charts: an ECharts option, the table of the same rows, and a text that says what is seen.
//
// It reads plain structs and a Printer for the page's language; it writes a Chart for the template. It promises to be
// pure (no database, no request, no clock), to put nothing into an option that runs (strings are cleaned, formatters are
// names that dashboards/web/js knows), never to draw what is missing as zero, and to carry x/n, interval and state of
// every point into the tooltip and the table. go-echarts is only the typed builder of the option: its Render, which
// writes scripts, is never called.
package chart

import (
	"encoding/json"
	"time"
)

// Kind is the form of a chart, for tests and style sheets (data-kind).
type Kind string

// The forms of charts.
const (
	KindForest   Kind = "forest"
	KindBars     Kind = "bar"
	KindLines    Kind = "line"
	KindStatuses Kind = "statuses"
	KindChange   Kind = "change"
	KindBounds   Kind = "claim"
	KindFunnel   Kind = "scatter"
	KindHeat     Kind = "heatmap"
)

// Printer writes numbers and dates as the page's language does. *i18n.Printer has all of it but Lang, which is its field:
// a page wraps it as struct{ *i18n.Printer } with that one method. The words of charts are this package's own (words/).
type Printer interface {
	Lang() string                       // "vi" or "en"
	Int(n int64) string                 // 7320: "7.320"
	Percent(share float64) string       // 0.895: "89,5%"
	PercentRange(lo, hi float64) string // "76,5–80,2%"
	PercentBound(share float64) string  // 0.9: "90%", 0.9885: "98,85%"
	Points(diff float64) string         // 0.032: "+3,2"
	Date(t time.Time) string            // "16/9/2019"
	Month(t time.Time) string           // "7/2025"
	Quarter(t time.Time) string         // "Quý III/2025"
}

// Frame is what every chart has.
type Frame struct {
	ID        string    // id of the figure on its page; letters, digits and hyphens
	Title     string    // also the table's caption and the begin of the description
	AsOf      time.Time // ngày chốt số liệu, named in tooltips and description; zero: not named
	Simulated bool      // draws the watermark into the option and says it in the description
}

// Chart is what a template needs for one figure.
type Chart struct {
	ID          string
	Kind        Kind
	Title       string
	Description string          // text alternative: what is shown, lowest, highest, how many, what is missing
	Rows        int             // data-rows of the figure: height in steps of 28 px; 0: the style sheet's height
	Option      json.RawMessage // ECharts 6 option; nil when there is nothing to draw
	Table       Table
	Simulated   bool
}

// OptionText is the option for data-option="{{.OptionText}}": a string, because html/template prints bytes as numbers.
func (c Chart) OptionText() string { return string(c.Option) }

// Drawable says whether there is anything to draw. The table stands in any case.
func (c Chart) Drawable() bool { return len(c.Option) > 0 }

// Table is the table of a chart's rows, in the chart's order.
type Table struct {
	Caption string
	Note    string // cut-off date, watermark word
	Head    []Head
	Rows    [][]Cell
}

// Head is a column's heading.
type Head struct {
	Text string
	Num  bool // right-aligned, sorted as numbers
}

// Cell is one cell. Text is all a reader needs; the rest is for the markup.
type Cell struct {
	Text   string
	Sub    string // second line in small type: the interval under its rate
	Href   string // link of a row's name, as given by the page
	Sort   string // data-value: number or ISO date; with HasSort and empty it sorts last
	Num    bool
	Header bool   // th scope=row
	Badge  string // none, missing, na, hidden: the class of a state's badge; empty for numbers and text
}

// HasSort says whether the cell carries a sort key of its own; an empty one means "last".
func (c Cell) HasSort() bool { return c.Num || c.Sort != "" }
