package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Decode turns bytes that end at a word's end into NFC text. damaged counts bytes or characters that
// the encoding does not have; each is U+FFFD in the text. UTF-16 is read by NewReader only.
func Decode(b []byte, enc Encoding) (text string, damaged int) {
	switch enc {
	case TCVN3, TCVN3Caps:
		text, damaged = decodeTCVN(b)
	case VNI:
		text, damaged = decodeVNI(b)
	case Windows1258:
		text, damaged = decode1258(b)
	case UTF8TCVN3, UTF8VNI:
		return decodeMisread(string(b), enc.inner())
	default:
		text = strings.ToValidUTF8(string(b), "\ufffd")
		damaged = strings.Count(text, "\ufffd")
	}
	text = norm.NFC.String(text)
	if enc == TCVN3Caps {
		text = strings.ToUpper(text)
	}
	return text, damaged
}

// decodeMisread undoes "nh©n d©n": characters back to bytes, bytes through the right table. A
// character that was never a byte (real Vietnamese text in between) stays as it is.
func decodeMisread(s string, enc Encoding) (text string, damaged int) {
	var out strings.Builder
	var run []byte
	flush := func() {
		part, n := Decode(run, enc)
		out.WriteString(part)
		damaged += n
		run = run[:0]
	}
	for _, r := range s {
		b, ok := cp1252Byte(r)
		if ok {
			run = append(run, b)
			continue
		}
		flush()
		out.WriteRune(r)
	}
	flush()
	return norm.NFC.String(out.String()), damaged
}

func decode1258(b []byte) (string, int) {
	out, err := charmap.Windows1258.NewDecoder().Bytes(b)
	if err != nil {
		return "", len(b)
	}
	return string(out), strings.Count(string(out), "\ufffd")
}

func decodeTCVN(b []byte) (string, int) {
	out := make([]byte, 0, len(b)*3/2)
	damaged, word := 0, 0
	for _, c := range b {
		r := tcvn[c]
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			r = utf8.RuneError
			damaged++
		}
		if c < 0x80 && !isASCIILetter(c) {
			out = append(liftCapitals(out, word), c)
			word = len(out)
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	return string(liftCapitals(out, word)), damaged
}

// liftCapitals mends the word out[from:]. ABC fonts have no capitals with tones: "TỈNH" is typed with
// the small ỉ among capitals. Two plain capitals and no plain small letter mark such a word; "Uỷ" and
// "Hà" have one and stay.
func liftCapitals(out []byte, from int) []byte {
	capitals, marked := 0, false
	for _, c := range out[from:] {
		switch {
		case c >= 'A' && c <= 'Z':
			capitals++
		case c >= 'a' && c <= 'z':
			return out
		case c >= 0x80:
			marked = true
		}
	}
	if capitals < 2 || !marked {
		return out
	}
	return append(out[:from], strings.ToUpper(string(out[from:]))...)
}

func decodeVNI(b []byte) (string, int) {
	out := make([]byte, 0, len(b)*3/2)
	damaged := 0
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 && (i+1 == len(b) || b[i+1] < 0x80) {
			out = append(out, b[i])
			continue
		}
		if i+1 < len(b) && b[i+1] >= 0xc0 {
			if r, ok := vniPairs[vniPair{b[i], b[i+1]}]; ok {
				out = utf8.AppendRune(out, r)
				i++
				continue
			}
		}
		r, ok := vniAlone(b[i])
		if !ok {
			damaged++
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out), damaged
}

// vniAlone reads a byte that is no part of a pair. A mark without its vowel is damage.
func vniAlone(c byte) (rune, bool) {
	if r, ok := vniSingles[c]; ok {
		return r, true
	}
	if c < 0x80 {
		return rune(c), true
	}
	if c >= 0xc0 {
		return utf8.RuneError, false
	}
	r := charmap.Windows1252.DecodeByte(c) // quotation marks and dashes
	return r, r != utf8.RuneError && !unicode.IsControl(r)
}

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
