package dashboards

import (
	"html/template"
	"strconv"
	"strings"
)

// Rows are written by hand: a page may have thousands of cells, and html/template takes ten times longer for each. Every text
// goes through escape, and a link is an address of ours or no link; a test puts markup into every field.

// HTML is the row as <tr>; its first cell names it.
func (r row) HTML() template.HTML {
	var b strings.Builder
	b.Grow(160 * len(r.Cells))
	b.WriteString("<tr")
	attribute(&b, "id", r.ID)
	switch {
	case r.Current:
		b.WriteString(` class="is-current"`)
	case r.Muted:
		b.WriteString(` class="is-muted"`)
	}
	b.WriteByte('>')
	for i, c := range r.Cells {
		tag := "td"
		if i == 0 {
			tag = "th"
		}
		b.WriteString("<" + tag)
		if i == 0 {
			b.WriteString(` scope="row"`)
		} else if c.Num {
			b.WriteString(` class="num"`)
		}
		switch c.Sort {
		case "":
		case "-":
			b.WriteString(` data-value=""`)
		default:
			attribute(&b, "data-value", c.Sort)
		}
		b.WriteByte('>')
		c.write(&b)
		b.WriteString("</" + tag + ">")
	}
	b.WriteString("</tr>\n")
	return template.HTML(b.String())
}

func (c cell) write(b *strings.Builder) {
	switch {
	case c.Code:
		element(b, "code", c.Text)
	case c.Badge != "":
		element(b, "span", c.Text, "class", "badge "+c.Badge, "lang", c.Lang)
	case own(c.Href):
		element(b, "a", c.Text, "href", c.Href, "lang", c.Lang)
	case c.Lang != "":
		element(b, "span", c.Text, "lang", c.Lang)
	default:
		escape(b, c.Text)
	}
	if c.Track != nil {
		c.Track.write(b)
	}
	if c.Small != "" {
		b.WriteString("<small")
		attribute(b, "lang", c.SmallLang)
		b.WriteByte('>')
		if escape(b, c.Small); c.Rest != "" {
			b.WriteString("<wbr>")
			escape(b, c.Rest)
		}
		b.WriteString("</small>")
	}
	if c.More != "" {
		element(b, "small", c.More)
	}
}

// own says whether an address stays within the product; "//host" does not.
func own(href string) bool {
	return href != "" && (href[0] == '#' || href[0] == '?' || href[0] == '/' && !strings.HasPrefix(href, "//"))
}

func (t track) write(b *strings.Builder) {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
	b.WriteString(`<svg class="track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track-base" x="0" y="4" width="100" height="2"/>` +
		`<rect class="track-interval" x="` + number(t.Lo) + `" y="2" width="` + number(t.Width) + `" height="6"/>` +
		`<rect class="track-point" x="` + number(t.Point) + `" y="0" width=".6" height="10"/></svg>`)
}

// HTML is the track as SVG, for the templates.
func (t track) HTML() template.HTML {
	var b strings.Builder
	t.write(&b)
	return template.HTML(b.String())
}

func element(b *strings.Builder, tag, text string, attributes ...string) {
	b.WriteString("<" + tag)
	for i := 0; i+1 < len(attributes); i += 2 {
		attribute(b, attributes[i], attributes[i+1])
	}
	b.WriteByte('>')
	escape(b, text)
	b.WriteString("</" + tag + ">")
}

// attribute leaves out what is empty.
func attribute(b *strings.Builder, name, value string) {
	if value == "" {
		return
	}
	b.WriteString(" " + name + `="`)
	escape(b, value)
	b.WriteByte('"')
}

var special = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\x00", "\uFFFD")

func escape(b *strings.Builder, text string) {
	if !strings.ContainsAny(text, "&<>\"'\x00") {
		b.WriteString(text)
		return
	}
	b.WriteString(special.Replace(text))
}
