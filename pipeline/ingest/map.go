package ingest

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/knadh/koanf/parsers/yaml"

	"nhipcau/internal/viet"
)

// ignored is the column name with which a map says that a column is not to be read.
const ignored = "-"

// Map is what a person decided about one file (tep.xlsx.map.yaml beside tep.xlsx): it goes before the lexicon.
//
//	table: aggregate            # session, opinion or aggregate; empty: by the header
//	parent: tỉnh Bắc Giang      # fills an empty column of the unit above
//	period: năm 2024            # fills the period of a report that names none, and the year of dates without one
//	locale: en                  # how numbers are written: vi (7.320) or en (7,320); empty: vi
//	sheets: [Biểu 1]            # the sheets to read; empty: all
//	columns:
//	  "Số buổi gặp dân": sessions
//	  "Người ký": "-"           # not read
type Map struct {
	Table   string
	Parent  string
	Period  string `json:",omitempty"` // the name of a map without it stays what it was
	Locale  string
	Sheets  []string
	Columns map[string]string
	keys    map[string]string
}

// MapSuffix is what a map is called after the file it speaks of.
const MapSuffix = ".map.yaml"

// LoadMap reads the map beside a file; nil without error when there is none.
func LoadMap(path string) (*Map, error) {
	b, err := os.ReadFile(path + MapSuffix)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := ParseMap(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path+MapSuffix, err)
	}
	return m, nil
}

// ParseMap reads the text of a map. A key it does not know is an error: a slip of the pen must not pass for a decision.
func ParseMap(b []byte) (*Map, error) {
	if len(b) > 1<<20 {
		return nil, fmt.Errorf("a map of %d bytes", len(b))
	}
	tree, err := yaml.Parser().Unmarshal(b)
	if err != nil {
		return nil, err
	}
	m := &Map{Columns: map[string]string{}, keys: map[string]string{}}
	for key, value := range tree {
		if err := m.set(key, value); err != nil {
			return nil, err
		}
	}
	for words, name := range m.Columns {
		m.keys[headKey(words)] = name
	}
	return m, nil
}

func (m *Map) set(key string, value any) error {
	if value == nil {
		return nil
	}
	text, isText := value.(string)
	switch key {
	case "table":
		if !slices.Contains([]string{"session", "opinion", "aggregate"}, text) {
			return fmt.Errorf("table %v: session, opinion or aggregate", value)
		}
		m.Table = text
	case "parent":
		m.Parent = text
	case "period":
		if _, err := viet.ParsePeriod(text, time.Time{}); err != nil && text != "" {
			return fmt.Errorf("period %v: such as năm 2024, quý III/2024, 6 tháng đầu năm 2024", value)
		}
		m.Period = text
	case "locale":
		if text != "vi" && text != "en" {
			return fmt.Errorf("locale %v: vi or en", value)
		}
		m.Locale = text
	case "sheets":
		list, ok := value.([]any)
		if !ok {
			return fmt.Errorf("sheets: a list is wanted")
		}
		for _, s := range list {
			m.Sheets = append(m.Sheets, fmt.Sprint(s))
		}
		isText = true
	case "columns":
		tree, ok := value.(map[string]any)
		if !ok {
			return fmt.Errorf("columns: words and names are wanted")
		}
		for words, name := range tree {
			m.Columns[words] = fmt.Sprint(name)
		}
		isText = true
	default:
		return fmt.Errorf("%s: not a key of a map", key)
	}
	if !isText {
		return fmt.Errorf("%s: a text is wanted", key)
	}
	return nil
}

// column is the decided name of header words.
func (m *Map) column(cell headCell) (name string, decided bool) {
	if m == nil || len(m.keys) == 0 {
		return "", false
	}
	for _, words := range []string{strings.Join(cell, " "), cell.String(), cell[len(cell)-1]} {
		if name, ok := m.keys[headKey(words)]; ok {
			return name, true
		}
	}
	return "", false
}

// reads reports whether a sheet is to be read.
func (m *Map) reads(sheet string) bool {
	return m == nil || len(m.Sheets) == 0 || slices.ContainsFunc(m.Sheets, func(s string) bool { return viet.Key1(s) == viet.Key1(sheet) })
}
