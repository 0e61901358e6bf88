package viet

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Reader gives the text of a file as NFC UTF-8 without byte order mark, in bounded memory.
type Reader struct {
	src     io.Reader
	enc     Encoding
	in      []byte // read, not yet decoded: ends inside a word
	out     []byte // decoded, not yet handed out
	err     error
	damaged int
}

// Damaged counts what could not be decoded so far; each stands as U+FFFD in the text.
func (r *Reader) Damaged() int { return r.damaged }

// NewReader detects the encoding from a bounded sample and returns the decoded stream. font is the
// name of the font the text was set in, when the container knows it, else "". The error is
// ErrUndecided or what reading the sample gave.
func NewReader(src io.Reader, font string) (*Reader, Detection, error) {
	buffered := bufio.NewReaderSize(src, SampleSize)
	sample, err := buffered.Peek(SampleSize)
	if err != nil && err != io.EOF {
		return nil, Detection{}, err
	}
	d, err := Detect(sample)
	if enc, ok := EncodingOfFont(font); ok && (err != nil || d.By == "ascii") {
		d, err = Detection{Encoding: enc, By: "font"}, nil
	}
	if err != nil {
		return nil, Detection{}, err
	}
	return NewReaderOf(buffered, d.Encoding), d, nil
}

// NewReaderOf decodes a stream whose encoding is known.
func NewReaderOf(src io.Reader, enc Encoding) *Reader {
	switch enc {
	case UTF16LE:
		src = transform.NewReader(src, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case UTF16BE:
		src = transform.NewReader(src, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	case UTF8, UTF8BOM, UTF8TCVN3, UTF8VNI:
		src = dropBOM(src)
	}
	return &Reader{src: src, enc: enc}
}

func dropBOM(src io.Reader) io.Reader {
	buffered, ok := src.(*bufio.Reader)
	if !ok {
		buffered = bufio.NewReader(src)
	}
	if head, _ := buffered.Peek(3); bytes.Equal(head, []byte{0xef, 0xbb, 0xbf}) {
		buffered.Discard(3)
	}
	return buffered
}

const readChunk = 64 << 10

// maxWord is where a word without end is cut all the same, so that memory stays bounded.
const maxWord = 4 * readChunk

func (r *Reader) Read(p []byte) (int, error) {
	for len(r.out) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		r.fill()
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

// fill reads a chunk and decodes it up to the last end of a word, because tones follow their vowel and
// capitals are judged by the word.
func (r *Reader) fill() {
	start := len(r.in)
	r.in = slices.Grow(r.in, readChunk)
	n, err := r.src.Read(r.in[start : start+readChunk])
	r.in, r.err = r.in[:start+n], err
	end := len(r.in)
	if err == nil {
		end = wordEnd(r.in)
		if end == 0 && len(r.in) >= maxWord {
			end = len(trimCutRune(r.in))
		}
	}
	r.decode(r.in[:end])
	r.in = append(r.in[:0], r.in[end:]...)
}

// decode fills out. Text that is NFC UTF-8 already, nearly all of it, is only checked and copied.
func (r *Reader) decode(b []byte) {
	if r.isUnicode() && norm.NFC.IsNormal(b) && utf8.Valid(b) {
		r.out = append(r.out[:0], b...)
		return
	}
	text, damaged := Decode(b, r.enc)
	r.damaged += damaged
	r.out = append(r.out[:0], text...)
}

func (r *Reader) isUnicode() bool {
	switch r.enc {
	case UTF8, UTF8BOM, UTF16LE, UTF16BE:
		return true
	}
	return false
}

// wordEnd finds the end of the last line or word. The blank goes with the next word: in NFD text a mark
// could follow anything but a separator.
func wordEnd(b []byte) int {
	for i := len(b) - 1; i > 0; i-- {
		switch b[i] {
		case '\n', ' ', ',', ';', '\t', '|', '"':
			return i
		}
	}
	return 0
}
