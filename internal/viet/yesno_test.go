package viet

import "testing"

func TestParseYesNo(t *testing.T) {
	for cell, want := range map[string]YesNo{
		"Có": Yes, "x": Yes, "X": Yes, "[x]": Yes, "✓": Yes, "✔\ufe0f": Yes, "1": Yes, "TRUE": Yes, "Đã": Yes, "Co\u0301": Yes,
		"Không": No, "0": No, "false": No, "chưa": No,
		"": YesNoEmpty, " ": YesNoEmpty, "-": YesNoEmpty,
		"2": YesNoUnknown, "có thể": YesNoUnknown, "ủy quyền": YesNoUnknown,
	} {
		if got := ParseYesNo(cell); got != want {
			t.Errorf("ParseYesNo(%q) = %q, want %q", cell, got, want)
		}
	}
}

func FuzzParseYesNo(f *testing.F) {
	f.Add("Có")
	f.Add("[x]")
	f.Fuzz(func(t *testing.T, s string) {
		if got := ParseYesNo(s); got != Yes && got != No && got != YesNoEmpty && got != YesNoUnknown {
			t.Fatalf("ParseYesNo(%q) = %q", s, got)
		}
	})
}
