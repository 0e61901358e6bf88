package viet

import "strings"

// Secrecy is the degree a document is marked with (độ mật). A marked file is refused at the door.
type Secrecy string

const (
	Mat      Secrecy = "mat"       // MẬT
	ToiMat   Secrecy = "toi_mat"   // TỐI MẬT
	TuyetMat Secrecy = "tuyet_mat" // TUYỆT MẬT
)

// secrecyMarks are the stamps, in capitals as the rules prescribe. The last columns are the same stamps
// in legacy fonts as other programs show them, for a file may be refused before its encoding is known.
var secrecyMarks = map[string]Secrecy{
	"MẬT": Mat, "MËT": Mat, "MAÄT": Mat,
	"TỐI MẬT": ToiMat, "TOI MAT": ToiMat, "TèI MËT": ToiMat, "TOÁI MAÄT": ToiMat,
	"TUYỆT MẬT": TuyetMat, "TUYET MAT": TuyetMat, "TUYÖT MËT": TuyetMat, "TUYEÄT MAÄT": TuyetMat,
}

// secrecyLabels may stand before a mark; after one of them the case of the mark does not matter.
var secrecyLabels = []string{"ĐỘ MẬT", "MỨC ĐỘ MẬT", "MỨC ĐỘ BẢO MẬT", "DẤU MẬT"}

// SecrecyMark reports whether a cell or line is a mark: MẬT, TỐI MẬT or TUYỆT MẬT in capitals standing
// alone, in brackets, letter-spaced, or after "Độ mật:". "Xã Yên Mật", "bảo mật" and "mật độ" are not.
func SecrecyMark(line string) (Secrecy, bool) {
	line = strings.Trim(Tidy(line), " .:;*()[]{}\"“”-_–")
	upper := strings.ToUpper(line)
	for _, label := range secrecyLabels {
		if rest, ok := cutPhrase(upper, label); ok {
			line = strings.Trim(rest, " .:;*()[]-–")
		}
	}
	degree, ok := secrecyMarks[line]
	if !ok && isLetterSpaced(line) {
		degree, ok = secrecyMarks[closeLetters(line)]
	}
	return degree, ok
}

// FindSecrecy looks for a mark in the lines of a text and in the cells of a line (parted by tabs, "|" or
// three blanks), and returns the highest.
func FindSecrecy(text string) (Secrecy, bool) {
	var highest Secrecy
	for line := range strings.Lines(text) {
		line = strings.NewReplacer("\t", "\n", "|", "\n", "   ", "\n").Replace(line)
		for cell := range strings.SplitSeq(line, "\n") {
			if degree, ok := SecrecyMark(cell); ok && rank(degree) > rank(highest) {
				highest = degree
			}
		}
	}
	return highest, highest != ""
}

func rank(s Secrecy) int {
	switch s {
	case Mat:
		return 1
	case ToiMat:
		return 2
	case TuyetMat:
		return 3
	}
	return 0
}

// isLetterSpaced holds for "M Ậ T": every word one letter.
func isLetterSpaced(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if len([]rune(w)) != 1 {
			return false
		}
	}
	return len(words) > 2
}

// closeLetters turns "T Ố I M Ậ T" into "TỐI MẬT": the second word always begins with M.
func closeLetters(s string) string {
	joined := strings.ReplaceAll(s, " ", "")
	if i := strings.LastIndex(joined, "M"); i > 0 {
		return joined[:i] + " " + joined[i:]
	}
	return joined
}
