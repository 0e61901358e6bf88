package dashboards

import (
	"strings"
	"testing"
)

// Names and texts come from files that localities send: no field of a row may become markup.
func TestRowsAreEscaped(t *testing.T) {
	const evil = `"><script>alert('x')</script>&` + "\x00"
	got := string(row{ID: evil, Cells: []cell{
		{Text: evil, Href: "/" + evil, Lang: evil, Sort: evil, Small: evil, SmallLang: evil, Rest: evil, More: evil},
		{Text: evil, Badge: evil, Lang: evil}, {Text: evil, Code: true}, {Text: evil, Lang: evil}, {Text: evil},
	}}.HTML())
	if strings.Contains(got, "<script") || strings.Contains(got, evil) || strings.Contains(got, "\x00") {
		t.Errorf("markup came through: %s", got)
	}
	if n := strings.Count(got, "&lt;script&gt;"); n != 16 {
		t.Errorf("%d of 16 texts are there", n)
	}
}

func TestLinksStayWithin(t *testing.T) {
	for href, want := range map[string]bool{"/so-sanh?nam=2019": true, "#a": true, "?nam=2019": true, "//example.org": false, "javascript:alert(1)": false, "https://example.org": false, "": false} {
		if got := own(href); got != want {
			t.Errorf("%q: %v", href, got)
		}
		if got := strings.Contains(string(row{Cells: []cell{{Text: "x", Href: href}}}.HTML()), "<a "); got != want {
			t.Errorf("%q: link %v", href, got)
		}
	}
}

func TestRow(t *testing.T) {
	got := string(row{ID: "r1", Muted: true, Cells: []cell{{Text: "Bắc Giang", Href: "/dia-phuong/p24@2004", Lang: "vi", Sort: "24"},
		{Text: "78,4%", Num: true, Sort: "0.784", Small: "1.568/", Rest: "2.000", More: "76,5–80,2%"}, {Text: "–", Num: true, Sort: "-"}}}.HTML())
	want := `<tr id="r1" class="is-muted"><th scope="row" data-value="24"><a href="/dia-phuong/p24@2004" lang="vi">Bắc Giang</a></th>` +
		`<td class="num" data-value="0.784">78,4%<small>1.568/<wbr>2.000</small><small>76,5–80,2%</small></td><td class="num" data-value="">–</td></tr>` + "\n"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
