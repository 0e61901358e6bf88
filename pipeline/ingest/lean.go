package ingest

import (
	"encoding/csv"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// leanRows is how many rows are looked through for other provinces before the name of a file is believed.
const leanRows = 400

// leanBytes: above this size a file is read by the engine and its name is not asked.
const leanBytes = 64 << 20

// lean takes the province in a file's name ("bac-giang-2024.csv", "Báo cáo tỉnh Hòa Bình.xlsx") for the one its places lie in,
// when nothing in the file says so. It is weak evidence: it never overrides what is written, it is not used when name or rows
// speak of several provinces, and the report says that it was.
func (r *reader) lean(s surface, h header, src *rowSource, around *surroundings) {
	if len(around.places) > 0 || s.records || !h.has("unit") && !h.has("level_scope") && h.table != "across" {
		return
	}
	province := r.lexicon.provinceIn(r.file.Name)
	if province == "" {
		return
	}
	for _, row := range src.peek(leanRows) {
		if slices.ContainsFunc(row.cells, func(c string) bool { return otherProvince(c, province) }) {
			return
		}
	}
	around.places = []string{province}
	if !r.leaned {
		r.leaned = true
		r.note(s.name, h.line, "", filepath.Base(r.file.Name), "parent_from_name", province)
	}
}

var ownProvince = regexp.MustCompile(`(?:^|[ ,(])(?:[Tt]ỉnh|TỈNH)\s+(\p{Lu}\pL*)`)

// namesProvince: the words say themselves which province they mean. "Tỉnh ủy" and "cơ quan tỉnh và huyện" are of whatever province
// the file is about.
func namesProvince(words string) bool {
	words = viet.Tidy(words)
	for _, m := range ownProvince.FindAllStringSubmatch(words, -1) {
		switch strings.ToLower(m[1]) {
		case "ủy", "uỷ", "đoàn", "và":
		default:
			return true
		}
	}
	return strings.HasPrefix(words, "tỉnh ") && !strings.HasPrefix(words, "tỉnh ủy") && !strings.HasPrefix(words, "tỉnh uỷ") && !strings.HasPrefix(words, "tỉnh đoàn")
}

func otherProvince(words, province string) bool {
	return len(words) < 200 && namesProvince(words) && !strings.Contains(viet.Key1(words), viet.Key1(province))
}

// lowerKinds are words before a name that make it a place below the province: "xã Hòa Bình" is no province.
var lowerKinds = []string{"xa", "phuong", "huyen", "quan", "tran", "x", "p", "h", "q", "thon", "ban", "to"}

// provinceIn finds the one province that a file's name names; none when it names several.
func (l *Lexicon) provinceIn(name string) (found string) {
	name = strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	fold := foldWords
	if viet.HasDiacritics(name) {
		fold = markedWords
	}
	padded := " " + fold(name) + " "
	for _, province := range l.provinces() {
		_, bare, _ := strings.Cut(province, " ")
		if strings.HasPrefix(province, "thành phố ") {
			bare = strings.TrimPrefix(province, "thành phố ")
		}
		before, _, ok := strings.Cut(padded, " "+fold(bare)+" ")
		if !ok {
			continue
		}
		words := strings.Fields(foldWords(before))
		if len(words) > 0 && slices.Contains(lowerKinds, words[len(words)-1]) {
			continue
		}
		if found != "" && foldWords(found) != foldWords(province) {
			return ""
		}
		found = province
	}
	return found
}

// foldWords writes words without marks, a blank between them.
func foldWords(s string) string { return wordsBy(s, viet.Key4) }

// markedWords keeps the marks.
func markedWords(s string) string { return wordsBy(s, viet.Key1) }

func wordsBy(s string, key func(string) string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" -_.,()[]–+&", r) })
	for i, w := range words {
		words[i] = key(w)
	}
	return strings.Join(words, " ")
}

// loadProvinces lists what provinces were and are called: "tỉnh Bắc Giang", "thành phố Hà Nội". A reference without units has none.
func loadProvinces(reference fs.FS) []string {
	f, err := reference.Open("reference/units/unit_version.csv")
	if err != nil {
		return nil
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.ReuseRecord = true // thousands of rows, a hundred of them provinces
	head, err := in.Read()
	if err != nil {
		return nil
	}
	level, name, kind := slices.Index(head, "level"), slices.Index(head, "name"), slices.Index(head, "kind")
	if level < 0 || name < 0 || kind < 0 {
		return nil
	}
	var list []string
	for {
		row, err := in.Read()
		if err != nil {
			return list
		}
		if row[level] != "province" {
			continue
		}
		if full := strings.ToLower(row[kind]) + " " + row[name]; !slices.Contains(list, full) {
			list = append(list, full)
		}
	}
}
