package pipeline

import (
	"io/fs"
	"strings"
	"time"

	"nhipcau/internal/unit"
	"nhipcau/pipeline/clean"
)

// gazetteer lets the clean stage find places through the matcher.
type gazetteer struct {
	units *unit.Gazetteer
	words clean.Words
}

// NewPlaces loads the gazetteer from the reviewed data.
func NewPlaces(reference fs.FS, words clean.Words) (clean.Places, error) {
	dir, err := fs.Sub(reference, "reference/units")
	if err != nil {
		return nil, err
	}
	g, err := unit.Load(dir)
	if err != nil {
		return nil, err
	}
	return gazetteer{g, words}, nil
}

// CheckUnits holds the gazetteer in the reviewed data to its rules of consistency: none broken, it may be used.
func CheckUnits(reference fs.FS) ([]unit.Problem, error) {
	dir, err := fs.Sub(reference, "reference/units")
	if err != nil {
		return nil, err
	}
	g, err := unit.Load(dir)
	if err != nil {
		return nil, err
	}
	return unit.Check(g), nil
}

// Place resolves a host. Candidates are full names with their province, for a person to choose from.
func (g gazetteer) Place(text, parent, level string, on time.Time) clean.Place {
	r := g.units.Match(unit.Request{Text: text, Parent: parent, Level: g.level(level), AsOf: on})
	p := clean.Place{UnitID: r.UnitID}
	switch r.Status {
	case unit.Unique:
	case unit.Warn:
		p.Problem = "warned"
	case unit.Organ:
		p.Problem = "organ"
		if r.UnitID == "" {
			p.Problem = "organ_unplaced"
		} else {
			p.Organ, p.Parent = r.Organ, r.PlaceID
		}
	case unit.Ambiguous:
		p.Problem, p.Candidates = "ambiguous", g.names(r.Candidates, on)
	case unit.Dissolved:
		p.Problem, p.Candidates = "dissolved", g.names(r.Successors, on)
	default:
		p.Problem, p.Candidates = "unknown", g.names(r.Candidates, on)
	}
	return p
}

// Epoch numbers the spans of days within which a place keeps its name and its bounds.
func (g gazetteer) Epoch(on time.Time) int { return g.units.Epoch(on) }

// level reads the level column; a word it does not know leaves the level open.
func (g gazetteer) level(text string) unit.Level {
	switch g.words.Code("level", text) {
	case "province":
		return unit.Province
	case "district":
		return unit.District
	case "commune":
		return unit.Commune
	}
	return unit.Any
}

func (g gazetteer) names(ids []string, on time.Time) []string {
	const most = 5
	var list []string
	for _, id := range ids {
		if len(list) == most {
			return append(list, "…")
		}
		list = append(list, g.path(id, on))
	}
	return list
}

// path is a unit's name and those of the units above it, as they were on the date.
func (g gazetteer) path(id string, on time.Time) string {
	names := []string{id}
	if v, ok := g.units.At(id, on); ok {
		names[0] = v.FullName
	}
	for _, up := range g.units.Ancestors(id, on) {
		if v, ok := g.units.At(up, on); ok {
			names = append(names, v.FullName)
		}
	}
	return strings.Join(names, ", ")
}
