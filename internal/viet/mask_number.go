package viet

import "strings"

// digitGroup is one run of digits inside a number that may be written in pieces: 0912 345 678.
type digitGroup struct {
	start, end int
	sep        byte // what stands before it: 0 at the beginning, ' ', '.', '-'
}

// numberSpans finds citizen numbers, old identity cards and phones.
func numberSpans(s string, toks []maskToken) []span {
	var spans []span
	for i := 0; i < len(toks); {
		if toks[i].kind != 'n' {
			i++
			continue
		}
		groups, next := digitGroups(s, toks, i)
		spans = append(spans, groupSpans(s, groups, cueBefore(toks, i))...)
		i = next
	}
	return spans
}

// digitGroups gathers numbers parted by a blank, dot or dash, or by the bracket of an area code.
func digitGroups(s string, toks []maskToken, i int) (groups []digitGroup, next int) {
	groups = []digitGroup{{start: toks[i].start, end: toks[i].end}}
	for {
		k := i + 1
		for k < len(toks) && k < i+3 && toks[k].kind == 'p' {
			k++
		}
		if k == len(toks) || toks[k].kind != 'n' {
			return groups, i + 1
		}
		gap := s[toks[i].end:toks[k].start]
		if len(gap) > 3 || !isGroupGap(gap) {
			return groups, i + 1
		}
		groups = append(groups, digitGroup{toks[k].start, toks[k].end, gapSign(gap)})
		i = k
	}
}

func isGroupGap(gap string) bool { return strings.Trim(gap, " .-)") == "" }

func gapSign(gap string) byte {
	for i := 0; i < len(gap); i++ {
		if gap[i] != ' ' {
			return gap[i]
		}
	}
	return ' '
}

// groupSpans looks at every window of neighbouring groups, longest first from each place.
func groupSpans(s string, groups []digitGroup, cue Personal) []span {
	var spans []span
	for i := 0; i < len(groups); i++ {
		for j := min(len(groups), i+6); j > i; j-- {
			if kind, ok := classify(s, groups[i:j], cue, i == 0); ok && standsAlone(s, groups, i, j, cue != "") {
				spans = append(spans, span{numberStart(s, groups[i].start), groups[j-1].end, kind})
				i = j - 1
				break
			}
		}
	}
	return spans
}

// standsAlone: a window may have only blanks between itself and other digits, and no letter glued to it
// or hung on by a sign. H24-240912-0001 and 1.234.567.890 are thus never cut into. A cue may be glued:
// SĐT0912345678.
func standsAlone(s string, groups []digitGroup, i, j int, cued bool) bool {
	if i > 0 && groups[i].sep != ' ' || j < len(groups) && groups[j].sep != ' ' {
		return false
	}
	before, after := strings.TrimRight(s[:groups[i].start], "+("), s[groups[j-1].end:]
	hung := before != "" && strings.IndexByte(".-", before[len(before)-1]) >= 0 && endsWithLetter(before[:len(before)-1])
	if !(cued && i == 0) && (endsWithLetter(before) || hung) {
		return false
	}
	return !startsWithLetter(after) && !strings.HasPrefix(after, "%") && !(strings.HasPrefix(after, "-") && startsWithLetter(after[1:]))
}

// numberStart takes a plus sign or the bracket of an area code into the span.
func numberStart(s string, start int) int {
	for start > 0 && (s[start-1] == '+' || s[start-1] == '(') {
		start--
	}
	return start
}

func classify(s string, groups []digitGroup, cue Personal, first bool) (Personal, bool) {
	digits := joinDigits(s, groups)
	if !first {
		cue = ""
	}
	plus := strings.HasSuffix(s[:groups[0].start], "+")
	switch {
	case cue == PersonID && (len(digits) == 9 || len(digits) == 12):
		return PersonID, true
	case isThousands(s, groups) && !plus && cue == "" && s[groups[0].start] != '0':
		return "", false // 84.912.345.678 đồng
	case isCitizenNumber(digits) && evenGroups(groups):
		return PersonID, true
	case isPhone(digits, plus) || cue == PersonPhone && len(digits) >= 7 && len(digits) <= 12:
		return PersonPhone, true
	}
	return "", false
}

func joinDigits(s string, groups []digitGroup) string {
	if len(groups) == 1 {
		return s[groups[0].start:groups[0].end]
	}
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(s[g.start:g.end])
	}
	return b.String()
}

// isCitizenNumber checks the structure of a citizen number (NĐ 137/2015, art. 13; TT 07/2016, art. 7):
// three digits for the province of birth, 001 to 096; one for sex and century; two for the year.
func isCitizenNumber(d string) bool {
	if len(d) != 12 || d[0] != '0' || d[:3] < "001" || d[:3] > "096" || d[3] > '3' {
		return false
	}
	bornAfter2000 := d[3] == '2' || d[3] == '3'
	return !bornAfter2000 || d[4:6] <= "30"
}

// isPhone: mobiles have ten digits on 03, 05, 07, 08, 09; landlines eleven on 02; +84 or 84 may stand for
// the zero.
func isPhone(d string, plus bool) bool {
	switch {
	case strings.HasPrefix(d, "84") && len(d) >= 11:
		d = "0" + d[2:]
		if strings.HasPrefix(d, "00") {
			d = d[1:] // +84 (0)912…
		}
	case plus:
		return false
	}
	if len(d) < 10 || d[0] != '0' {
		return false
	}
	switch d[1] {
	case '3', '5', '7', '8', '9':
		return len(d) == 10
	case '2':
		return len(d) == 11
	}
	return false
}

// isThousands holds for 1.234.567.890, which is money or people.
func isThousands(s string, groups []digitGroup) bool {
	for i, g := range groups {
		size := g.end - g.start
		if i == 0 && size > 3 || i > 0 && (size != 3 || g.sep != '.') {
			return false
		}
	}
	return len(groups) > 1 && s[groups[0].start] != '0'
}

// evenGroups: a citizen number is written whole, or in groups of one size. "03 0912345678" is a count
// and a phone.
func evenGroups(groups []digitGroup) bool {
	size := groups[0].end - groups[0].start
	for _, g := range groups {
		if g.end-g.start != size {
			return false
		}
	}
	return true
}

// numberCues are words that say what the next number is. A nine-digit number is an old identity card
// only after one of them; without it, it is money or square metres.
var numberCues = map[string]Personal{
	"cccd": PersonID, "cmnd": PersonID, "cmt": PersonID, "cmtnd": PersonID, "cước": PersonID, "minh": PersonID, "danh": PersonID,
	"sđt": PersonPhone, "đt": PersonPhone, "đtdđ": PersonPhone, "thoại": PersonPhone, "dđ": PersonPhone, "động": PersonPhone, "zalo": PersonPhone,
}

// cueHeads are first syllables without which the cue is another word: chứng minh, not thuyết minh; điện
// thoại, not đối thoại; di động, not lao
// động; định danh, not chức danh.
var cueHeads = map[string]string{"minh": "chứng", "thoại": "điện", "động": "di", "cước": "căn", "danh": "định"}

// cueFillers may stand between a cue and its number: "căn cước công dân số: ", "sinh ngày".
var cueFillers = setOf("số công dân nhân thư là liên hệ cá của tôi")

func cueBefore(toks []maskToken, i int) Personal {
	for back := 1; back <= 6 && back <= i; back++ {
		t := toks[i-back]
		switch {
		case t.kind == 'p' && (t.text == ":" || t.text == "." || t.text == "(" || t.text == "+"):
			continue
		case t.kind != 'w':
			return ""
		}
		word := strings.ToLower(t.text)
		if cue, ok := numberCues[word]; ok && cueHeadFits(toks, i-back, word) {
			return cue
		}
		if !cueFillers[word] {
			return ""
		}
	}
	return ""
}

func cueHeadFits(toks []maskToken, i int, word string) bool {
	head, needed := cueHeads[word]
	return !needed || i > 0 && strings.ToLower(toks[i-1].text) == head
}
