package ingest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTicksAreRead: a term is the words of the one column that a row ticks; what is no tick leaves it empty and is said.
func TestTicksAreRead(t *testing.T) {
	const top, sub = "STT|Nội dung kiến nghị|Kết quả giải quyết||", "||Đã giải quyết|Đang giải quyết|Chưa giải quyết"
	for _, c := range []struct {
		name   string
		lines  []string
		column string
		want   []string
		said   []string
	}{
		{"one tick a row", []string{top, sub, "1|Đề nghị sửa đường|x||", "2|Đề nghị sửa cầu||V|", "3|Đề nghị xử lý rác|||✓", "4|Đề nghị cấp sổ đỏ|||"}, "outcome",
			[]string{"Đã giải quyết", "Đang giải quyết", "Chưa giải quyết", ""}, nil},
		{"what is no tick", []string{top, sub, "1|Đề nghị sửa đường|x||", "2|Đề nghị sửa cầu|+|+|", "3|Đề nghị xử lý rác||2|", "4|Đề nghị cấp sổ đỏ|x|vướng quy hoạch|", "5|Đề nghị lắp đèn|X||-"}, "outcome",
			[]string{"Đã giải quyết", "", "", "", "Đã giải quyết"}, []string{"Đã giải quyết: +; Đang giải quyết: +", "Đang giải quyết: 2", "Đã giải quyết: x; Đang giải quyết: vướng quy hoạch"}},
		{"ones and noughts", []string{top, sub, "1|Đề nghị sửa đường|1|0|0", "2|Đề nghị sửa cầu|0|1|0"}, "outcome", []string{"Đã giải quyết", "Đang giải quyết"}, nil},
		{"flattened", []string{"Mã cuộc|Nội dung|Kết quả - Đã trả lời|Kết quả - Chuyển cấp trên", "A1|Đề nghị sửa đường||x", "A1|Đề nghị sửa cầu|x|"}, "outcome", []string{"Chuyển cấp trên", "Đã trả lời"}, nil},
		{"flattened by a program", []string{"Mã cuộc|Nội dung|Tình trạng_Đã trả lời|Tình trạng_Chuyển cấp trên", "A1|Đề nghị sửa đường||x"}, "outcome", []string{"Chuyển cấp trên"}, nil},
		{"authority", []string{"STT|Nội dung kiến nghị|Thẩm quyền|||Kết quả", "||Cấp tỉnh|Cấp huyện|Cấp xã|", "1|Đề nghị sửa đường||x||Đã giải quyết"}, "authority", []string{"Cấp huyện"}, nil},
		{"a reason among them", []string{"STT|Nội dung kiến nghị|Kết quả giải quyết||", "||Đã giải quyết|Chưa giải quyết|Lý do chưa giải quyết", "1|Đề nghị sửa đường||x|chưa có kinh phí"}, "not_resolved_reason", []string{"chưa có kinh phí"}, nil},
		{"texts among them", []string{top + "|", sub + "|Nội dung trả lời", "1|Đề nghị sửa đường|x|||Đã sửa", "2|Đề nghị sửa cầu||x||Đang sửa", "3|Đề nghị xử lý rác|x|||Đã thu gom"}, "outcome", []string{"Đã giải quyết", "Đang giải quyết", "Đã giải quyết"}, nil},
		{"texts before them", []string{top + "|", "||Nội dung trả lời|Đã giải quyết|Đang giải quyết|Chưa giải quyết", "1|Đề nghị sửa đường|Đã sửa|x||", "2|Đề nghị sửa cầu|Đang sửa||x|", "3|Đề nghị xử lý rác|Đã thu gom|x||"}, "outcome", []string{"Đã giải quyết", "Đang giải quyết", "Đã giải quyết"}, nil},
		{"the header again", []string{top, sub, "1|Đề nghị sửa đường|x||", top, sub, "2|Đề nghị sửa cầu||x|"}, "outcome", []string{"Đã giải quyết", "Đang giải quyết"}, nil},
		{"yes and word", []string{"STT|Nội dung kiến nghị|Kết quả||", "||Đã trả lời tại hội nghị|Đang giải quyết|Chưa giải quyết", "1|Đề nghị sửa đường|x||"}, "answered_at_session", []string{"x"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, h, records := registered(t, c.lines)
			for _, g := range h.ticks {
				if h.at(g.name) != g.members[0].at {
					t.Errorf("%s stands in column %d, its first tick in %d", g.name, h.at(g.name), g.members[0].at)
				}
			}
			at := slices.IndexFunc(r.lexicon.Of(h.table), func(col Column) bool { return col.Name == c.column })
			var got []string
			for _, values := range records {
				text, _ := values[4+at].(string)
				got = append(got, text)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.column, diff)
			}
			var said []string
			for _, b := range r.bad {
				if b.rule == "ticks_unread" {
					said = append(said, b.value)
				}
			}
			if diff := cmp.Diff(c.said, said); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTicksByMap: a person decides that columns of other words are ticked, as the map that is proposed would say it.
func TestTicksByMap(t *testing.T) {
	m, err := ParseMap([]byte("table: opinion\ncolumns:\n  \"Xử lý – Đã xong\": outcome\n  \"Xử lý – Chưa xong\": outcome\n  \"Bà con nói\": content\n"))
	if err != nil {
		t.Fatal(err)
	}
	rows := []sheetRow{row("Bà con nói|Xử lý|"), {no: 2, cells: []string{"", "Đã xong", "Chưa xong"}}}
	h, depth, ok := lexicon(t).headerFrom(rows, m)
	if !ok || depth != 2 || len(h.ticks) != 1 || len(h.ticks[0].members) != 2 {
		t.Fatalf("depth %d, groups %v", depth, h.ticks)
	}
	seen := seenSheet{h: h}
	for at, want := range []string{"content", "outcome", "outcome"} {
		if got := seen.proposed(lexicon(t), at, "x"); got != want {
			t.Errorf("column %d is proposed as %s, want %s", at, got, want)
		}
	}
}

// TestNoTicks: counts, texts and a result that has a column of its own are not read as ticks.
func TestNoTicks(t *testing.T) {
	const sub = "||Đã giải quyết|Đang giải quyết|Chưa giải quyết"
	for _, c := range []struct {
		name, table string
		lines       []string
	}{
		{"units", "aggregate", []string{"Đơn vị|Ý kiến, kiến nghị|Kết quả giải quyết||", sub, "Xã Lam Cốt|1|1|0|0", "Xã Ngọc Vân|1|0|0|1"}},
		{"units without figures of opinions", "aggregate", []string{"STT|Đơn vị|Kết quả giải quyết||", sub, "1|Xã Lam Cốt|1|0|0"}},
		{"matters with counts", "opinion", []string{"Nội dung kiến nghị|Lĩnh vực|Kết quả giải quyết||", sub, "Đề nghị sửa đường|Giao thông|3|1|0", "Đề nghị sửa cầu|Giao thông|1|1|0"}},
		{"matters with a column of counts", "opinion", []string{"Nội dung kiến nghị|Số ý kiến|Kết quả giải quyết||", sub, "Đề nghị sửa đường|1|1|0|0", "Đề nghị sửa cầu|1|0|1|0"}},
		{"texts", "opinion", []string{"STT|Nội dung kiến nghị|Kết quả giải quyết||", sub, "1|Đề nghị sửa đường|Công văn số 12|Đang khảo sát|", "2|Đề nghị sửa cầu|||Chưa có vốn"}},
		{"a result besides", "opinion", []string{"Mã cuộc|Nội dung kiến nghị|Tình trạng - Đã giải quyết|Tình trạng - Chưa giải quyết|Kết quả giải quyết", "A1|Đề nghị sửa đường|x||Đã sửa xong"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, h, _ := registered(t, c.lines)
			if h.table != c.table || len(h.ticks) > 0 {
				t.Errorf("%s with %d groups of ticks, want %s with none", h.table, len(h.ticks), c.table)
			}
		})
	}
}

// registered reads lines as the careful reader would, and gives the records of a register.
func registered(t *testing.T, lines []string) (r *reader, h header, records [][]any) {
	t.Helper()
	r = &reader{lexicon: lexicon(t), seen: map[string]int64{}, masks: newMasker()}
	var rows []sheetRow
	for i, line := range lines {
		rows = append(rows, sheetRow{no: int64(i + 1), cells: strings.Split(line, "|")})
	}
	s := surface{rows: slicesOfRows(rows)}
	src := newRowSource(s.rows)
	defer src.stop()
	around := surroundings{}
	h, ok, err := r.nextHeader(s, src, &around, false)
	if err != nil || !ok {
		t.Fatalf("no header: %v", err)
	}
	if h.table != "opinion" {
		return r, h, nil
	}
	w := registerRow{reader: r, s: s, h: h, around: &around, columns: r.lexicon.Of(h.table), sums: newSums(h, r.lexicon)}
	w.place()
	err = r.eachRow(s, h, src, &around, func(line sheetRow, kind rowKind) error {
		if values := w.read(line, kind); values != nil {
			records = append(records, values)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r, h, records
}
