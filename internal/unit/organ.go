package unit

import (
	"strings"

	"nhipcau/internal/viet"
)

// parseOrgan reads a host that is no place: its name, and the place named in or after it.
func (ix *nameIndex) parseOrgan(q *query, head string, words []string) {
	end, place := ix.organPlaceWords(words, q.plain)
	q.organ = firstWords(head, end)
	if len(place) > 0 {
		if k, n := fullKinds.of(q.plain).prefix(place); n == len(place) {
			q.self, q.selfKind = true, k
			return
		}
		q.context = append(q.context, contextPart{strings.Join(place, " "), false})
	}
}

// organPlaceWords finds where the organ's own name ends and its place begins: at a kind word (Công
// an | huyện Yên Dũng), after Tỉnh ủy and its like (Ban Dân vận Tỉnh ủy | Bắc Giang), or at a
// province's name at the end (Sở Y tế | Bắc Giang).
func (ix *nameIndex) organPlaceWords(words []string, plain bool) (end int, place []string) {
	for i := range words {
		if k, n := organKind.of(plain).prefix(words[i:]); n > 0 {
			end = i + n
			return end, append(strings.Fields(kindKey(k, plain)), words[end:]...)
		}
		if i > 0 && kindAt(words, i, plain) > 0 {
			return i, words[i:]
		}
	}
	for i := 1; i < len(words); i++ {
		if ix.isProvince(words[i:], plain) {
			return i, words[i:]
		}
	}
	return len(words), nil
}

func kindKey(k kind, plain bool) string {
	if plain {
		return plainKey(viet.Key1(k))
	}
	return viet.Key1(k)
}

// plainKey takes the diacritics off a Key1 and leaves its words apart.
func plainKey(k1 string) string { return strings.Join(plainWords(strings.Fields(k1)), " ") }

// firstWords cuts a text after n words as Key1 counts them, keeping it as it was written.
func firstWords(text string, n int) string {
	fields := strings.Fields(text)
	for i, f := range fields {
		if n <= 0 {
			return strings.Join(fields[:i], " ")
		}
		n -= len(strings.Fields(viet.Key1(f)))
	}
	return strings.Join(fields, " ")
}

// OrganID is the id of an organ under a place: "o24.so-y-te@2004" for Sở Y tế of p24@2004. The same
// organ has one id however its name is abbreviated. Empty if the parent is no place.
func OrganID(parentUnitID, name string) string {
	letter, code, list, ok := SplitID(parentUnitID)
	if !ok || letter == 'o' {
		return ""
	}
	slug := strings.Join(strings.Fields(plainKey(viet.Key1(OrganName(name)))), "-")
	if slug == "" {
		return ""
	}
	return "o" + code + "." + slug + "@" + list
}

// OrganPlace is the place an organ's id puts it under.
func OrganPlace(id string) (string, bool) {
	letter, code, list, ok := SplitID(id)
	if !ok || letter != 'o' {
		return "", false
	}
	code, _, ok = strings.Cut(code, ".")
	place, known := map[int]string{2: "p", 3: "d", 5: "c"}[len(code)]
	return place + code + "@" + list, ok && known
}

// OrganName spells out the usual abbreviations in an organ's name: "Sở TN&MT" is "Sở Tài nguyên và
// Môi trường". Words it does not know stay as they are.
func OrganName(name string) string {
	fields := strings.Fields(strings.ReplaceAll(viet.Tidy(name), " & ", "&"))
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = viet.Key1(f)
	}
	var out []string
	for i := 0; i < len(fields); {
		if long, n := organNames.marked.prefix(keys[i:]); n > 0 {
			out = append(out, long)
			i += n
			continue
		}
		out = append(out, fields[i])
		i++
	}
	return strings.Join(out, " ")
}
