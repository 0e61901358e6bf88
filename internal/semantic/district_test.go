package semantic_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"nhipcau/data"
	"nhipcau/internal/semantic"
	"nhipcau/internal/unit"
)

func TestOldDistricts(t *testing.T) {
	dir, err := fs.Sub(data.FS, "reference/units")
	if err != nil {
		t.Fatal(err)
	}
	g, err := unit.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	c := &semantic.Catalog{AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	followed, refused := 0, 0
	for _, id := range g.AllAt(unit.District, semantic.Reform.AddDate(0, 0, -1)) {
		q, err := c.OldDistrict(semantic.Query{}, g, id)
		var reason semantic.DistrictError
		switch {
		case err == nil:
			followed++
			if q.Where.Units[0] != id || !slices.ContainsFunc(q.Where.Units, func(u string) bool { return strings.HasSuffix(u, "@2025") }) {
				t.Errorf("%s became %v", id, q.Where.Units)
			}
		case errors.As(err, &reason) && errors.Is(err, semantic.ErrQuery) && reason.Vi() != "" && reason.En() != "":
			refused++
		default:
			t.Error(err)
		}
		// before the reform every district has its own figures
		q, err = c.OldDistrict(semantic.Query{To: semantic.Reform}, g, id)
		if err != nil || slices.ContainsFunc(q.Where.Units, func(u string) bool { return strings.HasSuffix(u, "@2025") }) {
			t.Errorf("%s before the reform: %v %v", id, q.Where.Units, err)
		}
	}
	if followed != 402 || followed+refused != 696 {
		t.Errorf("%d districts can be followed, %d cannot; 402 of 696 can", followed, refused)
	}
	for _, id := range []string{"p24@2004", "d999@2004", ""} {
		if _, err := c.OldDistrict(semantic.Query{}, g, id); !errors.Is(err, semantic.ErrQuery) {
			t.Errorf("%q: %v", id, err)
		}
	}
}
