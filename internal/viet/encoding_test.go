package viet

import (
	"bytes"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// register is a small file as a commune might send it. The places are real, the figures are examples.
const register = `STT,Đơn vị,Ngày tổ chức,Số ý kiến,Kết quả
1,Phường Thổ Quan,16/9/2019,11,Đã trả lời trực tiếp tại hội nghị
2,Xã Quỳnh Sơn,25/6/2019,7,Đang giải quyết; chuyển cấp có thẩm quyền
3,Thị trấn Vôi,3/11/2019,24,Đã giải quyết xong trước thời hạn quy định
`

// every letter of the alphabet with every tone, small.
const smallLetters = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ"

func TestTCVNTableIsTheStandards(t *testing.T) {
	iconv, err := exec.LookPath("iconv")
	if err != nil {
		t.Skip("iconv is not installed; it is the oracle for TCVN 5712")
	}
	for b := 0x80; b <= 0xff; b++ {
		cmd := exec.Command(iconv, "-f", "TCVN", "-t", "UTF-8")
		cmd.Stdin = bytes.NewReader([]byte{byte(b)})
		out, err := cmd.Output()
		if err != nil {
			t.Skip("this iconv does not know TCVN: ", err)
		}
		if want := norm.NFC.String(string(out)); string(tcvn[b]) != want {
			t.Errorf("byte %#x is %q, iconv says %q", b, tcvn[b], want)
		}
	}
}

func TestDecodeTCVNAgreesWithIconv(t *testing.T) {
	iconv, err := exec.LookPath("iconv")
	if err != nil {
		t.Skip("iconv is not installed; it is the oracle for TCVN 5712")
	}
	cmd := exec.Command(iconv, "-f", "UTF-8", "-t", "TCVN")
	cmd.Stdin = strings.NewReader(register + smallLetters)
	b, err := cmd.Output()
	if err != nil {
		t.Skip("this iconv does not know TCVN: ", err)
	}
	if got, damaged := Decode(b, TCVN3); got != register+smallLetters || damaged != 0 {
		t.Errorf("%d damaged\n%s", damaged, got)
	}
}

// Well-known lines in both legacy encodings, as a Western program shows them.
func TestDecodeKnownLines(t *testing.T) {
	for _, c := range []struct {
		shown string
		enc   Encoding
		want  string
	}{
		{"Céng hßa x· héi chñ nghÜa ViÖt Nam", TCVN3, "Cộng hòa xã hội chủ nghĩa Việt Nam"},
		{"§éc lËp - Tù do - H¹nh phóc", TCVN3, "Độc lập - Tự do - Hạnh phúc"},
		{"Uû ban nh©n d©n tØnh", TCVN3, "Uỷ ban nhân dân tỉnh"},
		{"TØNH B¾C GIANG", TCVN3, "TỈNH BẮC GIANG"}, // no capitals with tones in ABC: lifted by the word
		{"Hµ Néi, Hµ NéI", TCVN3, "Hà Nội, Hà NỘI"},
		{"tr\u00f9c tiÕp", TCVN3Caps, "TRỰC TIẾP"},
		{"Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"},
		{"Ñoäc laäp - Töï do - Haïnh phuùc", VNI, "Độc lập - Tự do - Hạnh phúc"},
		{"ÑOÁI THOAÏI TRÖÏC TIEÁP", VNI, "ĐỐI THOẠI TRỰC TIẾP"},
		{"tænh, bò, chính, kyõ, lyù, tyû, thò, myõ, vaø tuîø", VNI, "tỉnh, bị, chính, kỹ, lý, tỷ, thị, mỹ, và tuỵ\ufffd"},
		{"saün saøng, thaúng, ñaëc bieät, ngöôøi", VNI, "sẵn sàng, thẳng, đặc biệt, người"},
	} {
		if got, _ := Decode(western(t, c.shown), c.enc); got != c.want {
			t.Errorf("%s %q\n got %q\nwant %q", c.enc, c.shown, got, c.want)
		}
		inCell, _ := decodeMisread(c.shown, c.enc)
		if c.enc == TCVN3Caps {
			inCell, _ = DecodeCell(c.shown, ".VnTimeH")
		}
		if inCell != c.want {
			t.Errorf("%s in a cell %q\n got %q\nwant %q", c.enc, c.shown, inCell, c.want)
		}
	}
}

func TestVNIRoundTripsEveryLetter(t *testing.T) {
	for _, text := range []string{smallLetters, strings.ToUpper(smallLetters)} {
		if got, damaged := Decode(encodeVNI(t, text), VNI); got != text || damaged != 0 {
			t.Errorf("%d damaged\n got %s\nwant %s", damaged, got, text)
		}
	}
}

// The same register in every encoding is found and read back to the same text.
func TestDetectAndRead(t *testing.T) {
	utf16 := func(e unicode.Endianness, bom unicode.BOMPolicy) []byte {
		b, err := unicode.UTF16(e, bom).NewEncoder().Bytes([]byte(register))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, c := range map[string]struct {
		file []byte
		want Encoding
		nfd  bool
	}{
		"utf-8":                {[]byte(register), UTF8, false},
		"utf-8 with bom":       {[]byte("\ufeff" + register), UTF8BOM, false},
		"nfd":                  {[]byte(norm.NFD.String(register)), UTF8, true},
		"utf-16le with bom":    {utf16(unicode.LittleEndian, unicode.UseBOM), UTF16LE, false},
		"utf-16be with bom":    {utf16(unicode.BigEndian, unicode.UseBOM), UTF16BE, false},
		"utf-16le":             {utf16(unicode.LittleEndian, unicode.IgnoreBOM), UTF16LE, false},
		"utf-16be":             {utf16(unicode.BigEndian, unicode.IgnoreBOM), UTF16BE, false},
		"windows-1258":         {encode1258(t, register), Windows1258, false},
		"tcvn3":                {encodeTCVN(t, register), TCVN3, false},
		"vni":                  {encodeVNI(t, register), VNI, false},
		"tcvn3 saved as utf-8": {[]byte(shown(encodeTCVN(t, register))), UTF8TCVN3, false},
		"vni saved as utf-8":   {[]byte(shown(encodeVNI(t, register))), UTF8VNI, false},
		"ascii":                {[]byte("STT,Don vi\n1,Tho Quan\n"), UTF8, false},
	} {
		want := register
		if name == "ascii" {
			want = string(c.file)
		}
		// One byte at a time, so that no letter is read because its bytes came together.
		r, d, err := NewReader(iotest.OneByteReader(bytes.NewReader(c.file)), "")
		if err != nil || d.Encoding != c.want || d.NFD != c.nfd {
			t.Errorf("%s: %+v, %v", name, d, err)
			continue
		}
		got, err := io.ReadAll(r)
		if err != nil || string(got) != want || r.Damaged() != 0 {
			t.Errorf("%s: %v, %d damaged\n%s", name, err, r.Damaged(), got)
		}
	}
}

func TestDetectRefusesToGuess(t *testing.T) {
	for name, file := range map[string][]byte{
		"two words only":    encodeTCVN(t, "Thổ Quan,Vôi"),
		"German in Latin-1": []byte("Stra\xdfe, sch\xf6n, gr\xfc\xdfe, \xfcber, k\xf6nnen, m\xfcssen"),
		"binary":            {0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 0x80, 1, 2, 3},
		"Western quotes":    []byte("a \x93quoted\x94 word"),
	} {
		if d, err := Detect(file); !errors.Is(err, ErrUndecided) {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}

func TestFontDecidesWhatTheBytesCannot(t *testing.T) {
	for font, want := range map[string]Encoding{
		".VnTime": TCVN3, ".VnTimeH": TCVN3Caps, ".vnArial": TCVN3, "VNI-Times": VNI, "VNI Helve": VNI, "Times New Roman": "", "": "",
	} {
		if got, _ := EncodingOfFont(font); got != want {
			t.Errorf("EncodingOfFont(%q) = %q, want %q", font, got, want)
		}
	}
	_, d, err := NewReader(bytes.NewReader(encodeTCVN(t, "Thổ Quan,Vôi")), ".VnTime")
	if err != nil || d.Encoding != TCVN3 || d.By != "font" {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestDecodeCell(t *testing.T) {
	for _, c := range []struct{ text, font, want string }{
		{"Uû ban nh©n d©n", ".VnTime", "Uỷ ban nhân dân"},
		{"tæng hîp", ".VnTimeH", "TỔNG HỢP"},
		{"bao cao", ".VnTimeH", "BAO CAO"},
		{"Uûy ban nhaân daân", "VNI-Times", "Ủy ban nhân dân"},
		{"Hòa Bình", ".VnTime", "Hòa Bình"},               // Unicode typed into an old sheet
		{"Ủy ban nhân dân", ".VnTime", "Ủy ban nhân dân"}, // the same
		{"Uû ban nh©n d©n", "Arial", "Uû ban nh©n d©n"},   // no hint, no guess
		{"7.320", ".VnTime", "7.320"},
	} {
		if got, _ := DecodeCell(c.text, c.font); got != c.want {
			t.Errorf("DecodeCell(%q, %q) = %q, want %q", c.text, c.font, got, c.want)
		}
	}
	for text, want := range map[string]bool{
		"Uû ban nh©n d©n": true, "Uûy ban nhaân daân": true, "Ủy ban nhân dân": false, "Hòa Bình": false, "Straße": false, "7.320": false,
	} {
		if got := LooksMisread(text); got != want {
			t.Errorf("LooksMisread(%q) = %v", text, got)
		}
	}
}

// A stray byte late in a long file is shown as damage; it neither stops the file nor vanishes.
func TestReaderReportsDamage(t *testing.T) {
	file := strings.Repeat(register, 2000) + "x\xffy\n"
	r, d, err := NewReader(strings.NewReader(file), "")
	if err != nil || d.Encoding != UTF8 {
		t.Fatalf("%+v, %v", d, err)
	}
	got, err := io.ReadAll(r)
	if err != nil || r.Damaged() != 1 || !strings.HasSuffix(string(got), "x\ufffdy\n") || len(got) != len(file)+2 {
		t.Errorf("%v, %d damaged, %d bytes", err, r.Damaged(), len(got))
	}
}

// western gives the bytes behind text that a program showed in Windows-1252.
func western(t *testing.T, shown string) []byte {
	t.Helper()
	var b []byte
	for _, r := range shown {
		c, ok := cp1252Byte(r)
		if !ok {
			t.Fatalf("%q is not in Windows-1252", r)
		}
		b = append(b, c)
	}
	return b
}

// shown is what such a program makes of the bytes.
func shown(b []byte) string {
	var s strings.Builder
	for _, c := range b {
		r := charmap.Windows1252.DecodeByte(c)
		if r == 0xfffd {
			r = rune(c)
		}
		s.WriteRune(r)
	}
	return s.String()
}

// encodeTCVN writes as people did: small letters with tones even among capitals are not needed here.
func encodeTCVN(t *testing.T, text string) []byte {
	t.Helper()
	var b []byte
	for _, r := range text {
		i := bytes.IndexRune([]byte(string(tcvn[:])), r)
		if i < 0 {
			t.Fatalf("%q is not in TCVN", r)
		}
		for c, have := range tcvn {
			if have == r {
				b = append(b, byte(c))
				break
			}
		}
	}
	return b
}

// encodeVNI writes capitals with capital marks, small letters with small ones.
func encodeVNI(t *testing.T, text string) []byte {
	t.Helper()
	back := map[rune][]byte{}
	for pair, r := range vniPairs {
		if smallByte(pair.base) == smallByte(pair.mark) {
			back[r] = []byte{pair.base, pair.mark}
		}
	}
	for c, r := range vniSingles {
		back[r] = []byte{c}
	}
	var b []byte
	for _, r := range text {
		enc, ok := back[r]
		switch {
		case ok:
			b = append(b, enc...)
		case r < 0x80:
			b = append(b, byte(r))
		default:
			t.Fatalf("%q is not in VNI", r)
		}
	}
	return b
}

func smallByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= 0xe0 }

// encode1258 writes a letter whole where the code page has it and with its tone after it where not.
func encode1258(t *testing.T, text string) []byte {
	t.Helper()
	var b []byte
	for _, r := range text {
		if c, ok := charmap.Windows1258.EncodeRune(r); ok {
			b = append(b, c)
			continue
		}
		base, tone, _ := splitTone(string(r))
		for _, part := range base + string(tone) {
			c, ok := charmap.Windows1258.EncodeRune(part)
			if !ok {
				t.Fatalf("%q is not in windows-1258", r)
			}
			b = append(b, c)
		}
	}
	return b
}

func FuzzDetectAndRead(f *testing.F) {
	f.Add([]byte(register))
	f.Add([]byte("Uû ban nh©n d©n, tØnh B¾c Giang"))
	f.Add([]byte{0xff, 0xfe, 'a', 0, 'b', 0})
	f.Add([]byte("\xd1o\xc4c la\xe4p t\xf6\xef do"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, d, err := NewReader(bytes.NewReader(b), "")
		if err != nil {
			return
		}
		got, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		if !norm.NFC.IsNormal(got) {
			t.Fatalf("%+v: not NFC: %q", d, got)
		}
		for _, enc := range []Encoding{TCVN3, VNI, Windows1258} {
			Decode(b, enc)
		}
	})
}

func BenchmarkReader(b *testing.B) {
	file := []byte(strings.Repeat(register, 4000))
	for _, enc := range []Encoding{UTF8, TCVN3, VNI, Windows1258} {
		b.Run(string(enc), func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				io.Copy(io.Discard, NewReaderOf(bytes.NewReader(file), enc))
			}
		})
	}
}

// A file without a single blank must neither be held in memory whole nor cut inside a letter.
func TestReaderBoundsItsMemory(t *testing.T) {
	file := strings.Repeat("ệ", 500_000)
	r, d, err := NewReader(strings.NewReader(file), "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil || string(got) != file || r.Damaged() != 0 {
		t.Errorf("%+v, %v, %d damaged, %d bytes of %d", d, err, r.Damaged(), len(got), len(file))
	}
	if cap(r.in) > maxWord+2*readChunk {
		t.Errorf("%d bytes held", cap(r.in))
	}
}
