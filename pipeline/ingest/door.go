package ingest

import (
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// secretRefusal: of a marked file nothing is kept but its hash and this reason.
func secretRefusal(degree viet.Secrecy) error {
	words := map[viet.Secrecy]string{viet.Mat: "MẬT", viet.ToiMat: "TỐI MẬT", viet.TuyetMat: "TUYỆT MẬT"}[degree]
	return refuse("secret",
		"Tệp có dấu "+words+": không được nhận vào hệ thống này; không giữ lại nội dung nào của tệp",
		"The file is marked "+words+": it must not enter this system; nothing of its content is kept")
}

// secretHints are pieces of text without which no mark can be there; looking for them is cheap.
var secretHints = []string{"MẬT", "MA\u0323\u0302T", "M\u00c2\u0323T", "M Ậ T", "MAT", "MËT", "MAÄT", "ộ mật", "ộ Mật", "ấu mật", "ấu Mật"}

// longestMark: a mark stands alone in its cell or line; longer text only speaks of secrecy.
const longestMark = 80

// secretIn looks for a mark of secrecy among cells.
func secretIn(cells []string) error {
	for _, c := range cells {
		if len(c) > longestMark {
			continue
		}
		for _, hint := range secretHints {
			if !strings.Contains(c, hint) {
				continue
			}
			if degree, ok := viet.FindSecrecy(c); ok {
				return secretRefusal(degree)
			}
			break
		}
	}
	return nil
}

// secretName looks for a mark in the name of a file or a sheet.
func secretName(name string) error {
	if degree, ok := viet.SecrecyInName(name); ok {
		return secretRefusal(degree)
	}
	return nil
}

// secretText looks for a mark in running text, line by line.
func secretText(text string) error {
	for line := range strings.Lines(text) {
		if err := secretIn([]string{strings.TrimSpace(line)}); err != nil {
			return err
		}
	}
	return nil
}

// masker hides personal data inside texts, each distinct text once.
type masker struct {
	known  map[string]string
	hidden map[string]int64 // column → places hidden
}

func newMasker() *masker { return &masker{known: map[string]string{}, hidden: map[string]int64{}} }

const rememberedMasks = 1 << 16

func (m *masker) mask(column, text string) string {
	masked, ok := m.known[text]
	if !ok {
		masked, _, _ = viet.Mask(text)
		if len(m.known) < rememberedMasks && len(text) < 512 {
			m.known[text] = masked
		}
	}
	if masked != text {
		m.hidden[column]++
	}
	return masked
}

// masked: free text, and words of a vocabulary, where a name slips in beside a title ("đồng chủ trì: ông …").
func masked(kind string) bool { return kind == "text" || kind == "term" }

// tellMasks puts into the report how many texts were masked.
func (r *reader) tellMasks(sheet string, h header) {
	for _, c := range h.columns {
		if n := r.masks.hidden[c.name]; n > 0 {
			r.seen["texts_masked"] += n
			r.note(sheet, h.line, h.table, c.name, "text_masked", fmt.Sprint(n))
		}
	}
	clear(r.masks.hidden)
}

// notes lists what was recognised, for the receipt.
func (r *reader) notes() []string {
	var list []string
	for what, n := range r.seen {
		list = append(list, fmt.Sprintf("%s:%d", what, n))
	}
	slices.Sort(list)
	return list
}
