package viet

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Encoding names how the bytes of a file, or the characters of a cell, stand for Vietnamese letters.
type Encoding string

const (
	UTF8        Encoding = "utf-8"
	UTF8BOM     Encoding = "utf-8-bom"
	UTF16LE     Encoding = "utf-16le"
	UTF16BE     Encoding = "utf-16be"
	Windows1258 Encoding = "windows-1258"
	TCVN3       Encoding = "tcvn3"      // ABC, fonts ".VnTime"
	TCVN3Caps   Encoding = "tcvn3-caps" // fonts ".VnTimeH", which show every letter as a capital
	VNI         Encoding = "vni"        // fonts "VNI-Times"
	// UTF8TCVN3 and UTF8VNI are legacy text that a program took for Western and saved as Unicode:
	// "Uû ban nh©n d©n", "Uûy ban nhaân daân".
	UTF8TCVN3 Encoding = "utf-8+tcvn3"
	UTF8VNI   Encoding = "utf-8+vni"
)

// inner is the legacy encoding under the Unicode characters.
func (e Encoding) inner() Encoding {
	if e == UTF8VNI {
		return VNI
	}
	return TCVN3
}

// ErrUndecided: no encoding reads the sample as Vietnamese clearly better than the others. The file is
// refused with a request to save it as UTF-8; it is never guessed.
var ErrUndecided = errors.New("encoding undecided")

// Detection says what was found and how sure it is.
type Detection struct {
	Encoding Encoding
	NFD      bool    // letters and marks came apart (macOS, PDF); readers compose them
	By       string  // "bom", "ascii", "utf-8", "utf-16", "font", "score"
	Score    float64 // share of the words with marks that are Vietnamese syllables
	Words    int     // different words with marks in the sample
}

const (
	// SampleSize bounds what detection looks at, whatever the size of the file.
	SampleSize = 256 << 10

	enoughWords = 3    // different words with marks; with fewer, chance decides
	goodScore   = 0.85 // names of the highlands and typing errors cost a correct decoding a tenth
	clearMargin = 0.2
)

// EncodingOfFont tells the encoding from the name of a cell's font: ".VnTime" is TCVN3, ".VnTimeH" its
// capitals, "VNI-Times" VNI. Other fonts say nothing.
func EncodingOfFont(font string) (Encoding, bool) {
	font = strings.TrimSpace(font)
	switch {
	case strings.HasPrefix(strings.ToLower(font), ".vn"):
		if strings.HasSuffix(font, "H") {
			return TCVN3Caps, true
		}
		return TCVN3, true
	case strings.HasPrefix(strings.ToUpper(font), "VNI"):
		return VNI, true
	}
	return "", false
}

// Detect finds the encoding of a file from its first bytes, at most SampleSize of them.
func Detect(sample []byte) (Detection, error) {
	sample = sample[:min(len(sample), SampleSize)]
	if d, ok := byMark(sample); ok {
		return d, nil
	}
	whole := trimCutRune(sample)
	if bytes.IndexByte(whole, 0) >= 0 {
		return Detection{}, ErrUndecided
	}
	if isASCII(string(whole)) {
		return Detection{Encoding: UTF8, By: "ascii"}, nil
	}
	if utf8.Valid(whole) {
		return unicodeOrMisread(string(whole)), nil
	}
	return bestOf(lastBoundary(sample), Windows1258, TCVN3, VNI)
}

// byMark reads byte order marks and the zero bytes that give UTF-16 away.
func byMark(b []byte) (Detection, bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}):
		d := unicodeOrMisread(strings.ToValidUTF8(string(trimCutRune(b[3:])), "\ufffd"))
		if d.Encoding == UTF8 {
			d.Encoding, d.By = UTF8BOM, "bom"
		}
		return d, true
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return Detection{Encoding: UTF16LE, By: "bom"}, true
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return Detection{Encoding: UTF16BE, By: "bom"}, true
	}
	even, odd := zeroBytes(b)
	switch pairs := len(b) / 2; {
	case pairs >= 4 && odd*3 > pairs && even*20 < pairs:
		return Detection{Encoding: UTF16LE, By: "utf-16"}, true
	case pairs >= 4 && even*3 > pairs && odd*20 < pairs:
		return Detection{Encoding: UTF16BE, By: "utf-16"}, true
	}
	return Detection{}, false
}

func zeroBytes(b []byte) (even, odd int) {
	for i, c := range b {
		switch {
		case c != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	return even, odd
}

// unicodeOrMisread: the bytes are UTF-8 for certain; what they spell may still be a legacy font.
func unicodeOrMisread(s string) Detection {
	asIs := Detection{Encoding: UTF8, NFD: !norm.NFC.IsNormalString(s), By: "utf-8"}
	asIs.Score, asIs.Words = syllableScore(norm.NFC.String(s))
	if asIs.Score >= goodScore {
		return asIs
	}
	if d, err := bestOf([]byte(s), UTF8, UTF8TCVN3, UTF8VNI); err == nil {
		return d
	}
	return asIs
}

// bestOf scores the candidates and wants a clear winner.
func bestOf(sample []byte, candidates ...Encoding) (Detection, error) {
	var best, second Detection
	for _, enc := range candidates {
		text, _ := Decode(sample, enc)
		score, words := syllableScore(text)
		d := Detection{Encoding: enc, By: "score", Score: score, Words: words}
		if d.Score > best.Score {
			best, second = d, best
		} else if d.Score > second.Score {
			second = d
		}
	}
	if best.Words < enoughWords || best.Score < goodScore || best.Score-second.Score < clearMargin {
		return Detection{}, ErrUndecided
	}
	return best, nil
}

// trimCutRune drops the beginning of a character that the end of the sample cut in two.
func trimCutRune(b []byte) []byte {
	for i := 1; i <= 3 && i <= len(b); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if c >= 0xc0 && !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			return b
		}
	}
	return b
}

// lastBoundary ends the sample at a blank or a separator, so that no word is judged by its half.
func lastBoundary(b []byte) []byte {
	if i := bytes.LastIndexAny(b, " \t\r\n,;|"); i > 0 && len(b) == SampleSize {
		return b[:i]
	}
	return b
}
