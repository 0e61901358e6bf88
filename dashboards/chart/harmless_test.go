package chart

import (
	"encoding/json"
	"html/template"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// payloads are what a hostile or broken file could put where a name belongs.
var payloads = map[string]string{
	"script":    `</script><script>alert(1)</script>`,
	"function":  `__f__function(){alert(1)}__f__`,
	"nested":    `____f__f____alert(1)`,
	"split":     "_\u200e_f_\u200e_alert(1)", // becomes __f__ once the marks are gone
	"long":      strings.Repeat("Đối thoại ", 1000),
	"rtl":       "Xã \u202eYên\u2066 A\u2069",
	"nul":       "Xã\x00 B\x1b[31m",
	"template":  "{a|x} {@value} {c}",
	"formatter": "fmt:percent",
	"colour":    "$teal",
	"broken":    "Xã \xff\xfe C",
	"quote":     `" onmouseover="alert(1)`,
	"separator": "a\u2028b\r\nc",
}

// hostile puts a payload wherever text comes from outside.
func hostile(p string) map[string]builder {
	f := Frame{ID: p, Title: p, AsOf: asOf}
	target := 0.5
	day := func(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }
	return map[string]builder{
		"forest": Forest{Frame: f, RateName: p, RowHead: p, Target: &target, TargetName: p, Rows: []ForestRow{{Name: p, Rate: rate(9, 40), Label: p, Note: p}, {Name: p, Rate: Rate{State: Hidden}, Note: p}}},
		"bars":   Bars{Frame: f, CountName: p, RowHead: p, Rows: []BarRow{{Name: p, Count: Count{N: 4}, Note: p}, {Name: p, Count: Count{State: NotReported}, Note: p}}},
		"lines": Lines{Frame: f, Grain: Yearly, Rates: true, ValueName: p, Periods: []time.Time{day(2024), day(2025)},
			Series: []LineSeries{{Name: p, Points: []Point{{Rate: rate(5, 50), Note: p}, {Rate: rate(9, 10), Note: p}}}, {Name: p}}},
		"statuses": Statuses{Frame: f, RowHead: p, Rows: []StatusRow{{Name: p, Note: p, Counts: map[string]int64{"met": 3, p: 9}}}},
		"change":   Change{Frame: f, RowHead: p, BeforeName: p, After: p, Rows: []ChangeRow{{Name: p, Before: rate(5, 50), After: rate(9, 50), Lo: -0.1, Hi: 0.2, Note: p}}},
		"bounds":   Bounds{Frame: f, ValueName: p, Rows: []BoundRow{{Name: p, Words: p, Hi: f64(9), Note: p}, {Name: p, Words: p, Exact: f64(3)}}},
		"funnel":   Funnel{Frame: f, RateName: p, SizeName: p, Target: 0.5, TargetName: p, Limits: []FunnelLimit{{N: 50}}, Rows: []FunnelRow{{Name: p, Rate: rate(9, 40), Label: p, Named: true, Note: p}}},
		"heat":     Heat{Frame: f, RowHead: p, Columns: []string{p, p}, Rows: []HeatRow{{Name: p, Cells: []Rate{rate(9, 40)}, Note: p}}},
	}
}

func TestHostileTextIsHarmless(t *testing.T) {
	for kind, payload := range payloads {
		for name, b := range hostile(payload) {
			t.Run(name+"/"+kind, func(t *testing.T) {
				c := b.Build(printer("vi"))
				text := c.OptionText()
				if !c.Drawable() || !json.Valid(c.Option) {
					t.Fatalf("no valid option: %q", text)
				}
				for _, bad := range []string{"__f__", "<", ">", "\u202e", "\u2066", "\u200e", `\u202e`, `\u0000`, `\u001b`, `\u2028`} {
					if strings.Contains(text, bad) {
						t.Errorf("option holds %q", bad)
					}
				}
				if strings.ContainsAny(c.ID, "<>\"' /") || c.ID == "" || strings.Contains(c.ID, "__f__") {
					t.Errorf("id %q", c.ID)
				}
				var option object
				if err := json.Unmarshal(c.Option, &option); err != nil {
					t.Fatal(err)
				}
				checkTexts(t, option, "")
				checkTable(t, c)
			})
		}
	}
}

// checkTexts holds every text of an option to its length, and functions and colours by name to those this package writes.
func checkTexts(t *testing.T, node any, key string) {
	switch v := node.(type) {
	case string:
		if n := utf8.RuneCountInString(v); n > maxTip || key != "tip" && key != "description" && n > maxName {
			t.Errorf("%s has %d letters", key, n)
		}
		if key == "formatter" && v != "{b}" && !strings.HasPrefix(v, "fmt:") {
			t.Errorf("formatter %q", v)
		}
		if strings.HasSuffix(strings.ToLower(key), "color") && strings.HasPrefix(v, "$") {
			t.Errorf("%s %q comes from outside", key, v)
		}
		if key != "formatter" && strings.ContainsAny(v, "{}") {
			t.Errorf("%s %q is a template", key, v)
		}
	case []any:
		for _, e := range v {
			checkTexts(t, e, key)
		}
	case object:
		for k, e := range v {
			checkTexts(t, e, k)
		}
	}
}

func checkTable(t *testing.T, c Chart) {
	texts := []string{c.Title, c.Description, c.Table.Caption, c.Table.Note}
	for _, h := range c.Table.Head {
		texts = append(texts, h.Text)
	}
	for _, row := range c.Table.Rows {
		for _, cell := range row {
			texts = append(texts, cell.Text, cell.Sub, cell.Sort)
		}
	}
	for _, s := range texts {
		if strings.Contains(s, "__f__") || strings.ContainsAny(s, "\x00\x1b\u202e\u2066\u2028") || !utf8.ValidString(s) {
			t.Errorf("text %q", shorten(s, 80))
		}
	}
}

// TestAttribute: html/template puts the option into an attribute whole, and nothing of it gets out.
func TestAttribute(t *testing.T) {
	tmpl := template.Must(template.New("").Parse(`<figure data-option="{{.OptionText}}" aria-label="{{.Description}}">`))
	for kind, payload := range payloads {
		var out strings.Builder
		if err := tmpl.Execute(&out, hostile(payload)["forest"].Build(printer("vi"))); err != nil {
			t.Fatal(err)
		}
		if s := out.String(); strings.Count(s, "<") != 1 || strings.Count(s, `"`) != 4 {
			t.Errorf("%s: %s", kind, shorten(s, 200))
		}
	}
}
