package main

import (
	"errors"
	"fmt"
	"io/fs"

	"nhipcau/internal/semantic"
	"nhipcau/internal/unit"
)

// district narrows a question to an old district (huyện) as a place: it and its communes, and after the end of districts the new communes that hold
// exactly its people. One that cannot be told apart is refused with the reason: nothing found would look like zero.
func (a *app) district(c *semantic.Catalog, q semantic.Query, id string) (semantic.Query, error) {
	if id == "" {
		return q, nil
	}
	if len(q.Where.Units) > 0 {
		return q, usageError{errors.New("--district, --unit")}
	}
	dir, err := fs.Sub(a.reference(), "reference/units")
	if err != nil {
		return q, err
	}
	g, err := unit.Load(dir)
	if err != nil {
		return q, err
	}
	name := id
	if u, ok := g.Unit(id); ok && len(u.Versions) > 0 {
		name = u.Versions[len(u.Versions)-1].FullName + " (" + id + ")"
	}
	q, err = c.OldDistrict(q, g, id)
	var reason semantic.DistrictError
	if errors.As(err, &reason) {
		return q, usageError{fmt.Errorf("--district %s: %s", name, a.words.pick(reason.Vi(), reason.En()))}
	}
	return q, err
}
