package ingest

// wordFonts are the fonts of a document's styles.
type wordFonts struct {
	ordinary string
	byStyle  map[string]string
	basedOn  map[string]string
}

// of is the font of a style, or of the one it is based on.
func (f wordFonts) of(style string) string {
	for range 10 {
		if font := f.byStyle[style]; font != "" || style == "" {
			return font
		}
		style = f.basedOn[style]
	}
	return ""
}

func (z *zipParts) wordFonts() wordFonts {
	type look struct {
		Fonts struct {
			ASCII string `xml:"ascii,attr"`
			HAnsi string `xml:"hAnsi,attr"`
		} `xml:"rFonts"`
	}
	var sheet struct {
		Default look `xml:"docDefaults>rPrDefault>rPr"`
		Styles  []struct {
			ID      string `xml:"styleId,attr"`
			Kind    string `xml:"type,attr"`
			Default string `xml:"default,attr"`
			Look    look   `xml:"rPr"`
			Based   struct {
				On string `xml:"val,attr"`
			} `xml:"basedOn"`
		} `xml:"style"`
	}
	f := wordFonts{byStyle: map[string]string{}, basedOn: map[string]string{}}
	if err := z.decode("word/styles.xml", &sheet); err != nil {
		return f
	}
	f.ordinary = first(sheet.Default.Fonts.ASCII, sheet.Default.Fonts.HAnsi)
	for _, s := range sheet.Styles {
		f.byStyle[s.ID], f.basedOn[s.ID] = first(s.Look.Fonts.ASCII, s.Look.Fonts.HAnsi), s.Based.On
		if own := f.byStyle[s.ID]; s.Kind == "paragraph" && s.Default == "1" && own != "" {
			f.ordinary = own
		}
	}
	return f
}
