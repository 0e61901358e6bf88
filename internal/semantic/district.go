package semantic

import (
	"fmt"
	"slices"

	"nhipcau/internal/unit"
)

// districtWords say why a district of before July 2025 cannot be followed after it.
var districtWords = map[string][2]string{
	unit.ReasonNotDistrict:   {"không phải một huyện", "is no district"},
	unit.ReasonClosedBefore:  {"đã thôi tồn tại trước 1/7/2025", "ended before 1 July 2025"},
	unit.ReasonSharedCommune: {"có xã mới lấy dân của cả huyện khác, nên không tách lại được", "shares a new commune with another district, so it cannot be told apart"},
}

// DistrictError says why an old district has no figures for a period.
type DistrictError struct{ UnitID, Reason string }

func (e DistrictError) Error() string {
	return fmt.Sprintf("%v: %s: %s", ErrQuery, e.UnitID, e.En())
}

// Unwrap makes it an ErrQuery.
func (e DistrictError) Unwrap() error { return ErrQuery }

// Vi is the reason for the reader.
func (e DistrictError) Vi() string { return districtWords[e.Reason][0] }

// En is Vi in English.
func (e DistrictError) En() string { return districtWords[e.Reason][1] }

// OldDistrict narrows a query to a district as a place: the district itself as a host, and the communes in it. For days after
// the end of districts it takes the new communes that hold exactly its people; 402 of 696 districts can be followed like that, the
// others are refused with a DistrictError and never drawn as zero.
func (c *Catalog) OldDistrict(q Query, g *unit.Gazetteer, id string) (Query, error) {
	u, ok := g.Unit(id)
	if !ok || u.Level != unit.District {
		return q, DistrictError{id, unit.ReasonNotDistrict}
	}
	units := append([]string{id}, oldCommunes(g, id)...)
	if q.To.IsZero() && c.AsOf.Before(Reform) || !q.To.IsZero() && !q.To.After(Reform) {
		q.Where.Units = units
		return q, nil
	}
	communes, ok, reason := g.RebuildableDistrict(id)
	if !ok {
		return q, DistrictError{id, reason}
	}
	for _, commune := range communes {
		if !slices.Contains(units, commune) {
			units = append(units, commune)
		}
	}
	q.Where.Units = units
	return q, nil
}

// oldCommunes are all communes whose last district this was, those that ended before the reform among them.
func oldCommunes(g *unit.Gazetteer, district string) []string {
	var list []string
	for _, u := range g.Units() {
		if u.Level == unit.Commune && len(u.Versions) > 0 && u.Versions[len(u.Versions)-1].ParentID == district {
			list = append(list, u.ID)
		}
	}
	slices.Sort(list)
	return list
}
