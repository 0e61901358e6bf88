package semantic

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/stat"
)

// Alike narrows a comparison to places of one kind, region and size; empty fields do not.
type Alike struct {
	Kind   string // one of UnitKinds
	Region string // one of Regions
	Size   string // one of Sizes: thirds of the places with figures, by the number of their sessions
}

// Regions are the six socio-economic regions. Sizes are the thirds, smallest first.
var (
	Regions = []string{"tdmn", "dbsh", "btb", "tn", "dnb", "dbscl"}
	Sizes   = []string{"small", "middle", "large"}
)

// UnitKinds are the kinds of places as model.unit names them.
var UnitKinds = []string{"Tỉnh", "Thành phố", "Quận", "Huyện", "Thị xã", "Xã", "Phường", "Thị trấn", "Đặc khu"}

// check refuses a sort of place that there is not: nothing would be left to compare, and nobody would know why.
func (a Alike) check() error {
	for _, x := range []struct {
		what, asked string
		known       []string
	}{{"kind of unit", a.Kind, UnitKinds}, {"region", a.Region, Regions}, {"size", a.Size, Sizes}} {
		if x.asked != "" && !slices.Contains(x.known, x.asked) {
			return fmt.Errorf("%w: %s %q: %s", ErrQuery, x.what, x.asked, strings.Join(x.known, ", "))
		}
	}
	return nil
}

// RegionSource says what the regions of a list of provinces rest on.
type RegionSource struct {
	Document     string // number of the decision
	Verification string // press: read in what others published of it, not in the decision itself
	Read         string // where, and when
}

// RegionSources are those of the lists 2004 and 2025. Neither decision was read in its own text.
var RegionSources = map[string]RegionSource{
	"2004": {"Nghị quyết 81/2023/QH15, Điều 3", "press", "senvanggroup.com “Tổng hợp quy hoạch vùng của Việt Nam”, which lists the 14, 11, 14, 5, 6 and 13 provinces by name; read 22/11/2026"},
	"2025": {"Nghị quyết 306/NQ-CP", "press", "hanoitimes.vn 876634 (14/10/2025) names the Red River Delta and what moved; all 34 provinces in two public program sources that give this number " +
		"(one of them names Nghị quyết 252/2025/QH15 beside it); read 22/11/2026. The day of the decision was not found"},
}

// regionCodes are the provinces of each region by their codes; what they rest on is in RegionSources.
var regionCodes = map[string]map[string]string{
	"2004": {"tdmn": "02 04 06 08 10 11 12 14 15 17 19 20 24 25", "dbsh": "01 22 26 27 30 31 33 34 35 36 37", "btb": "38 40 42 44 45 46 48 49 51 52 54 56 58 60",
		"tn": "62 64 66 67 68", "dnb": "70 72 74 75 77 79", "dbscl": "80 82 83 84 86 87 89 91 92 93 94 95 96"},
	"2025": {"tdmn": "04 08 11 12 14 15 19 20 25", "dbsh": "01 22 24 31 33 37", "btb": "38 40 42 44 46", "tn": "48 51 52 56 66 68", "dnb": "75 79 80", "dbscl": "82 86 91 92 96"},
}

// RegionOf is the region of a province by its unit id; empty when it is none.
func RegionOf(province string) string {
	code, list, ok := strings.Cut(strings.TrimPrefix(province, "p"), "@")
	if !ok {
		return ""
	}
	for region, codes := range regionCodes[list] {
		if slices.Contains(strings.Fields(codes), code) {
			return region
		}
	}
	return ""
}

// likeness knows what a comparison's places are.
type likeness struct {
	asked    Alike
	kind     map[string]string
	province map[string]string
	size     map[string]string
}

// likenessOf reads what the places of a result are, as far as it is asked for.
func (c *Catalog) likenessOf(ctx context.Context, r Reader, a Alike, result Result) (likeness, error) {
	l := likeness{asked: a, kind: map[string]string{}, province: map[string]string{}, size: sizes(result)}
	if a.Kind == "" && (a.Region == "" || result.Query.By[0] == ByProvince) {
		return l, nil
	}
	rows, err := r.QueryContext(ctx, "select unit_id, coalesce(kind, ''), coalesce(province_id, '') from model.unit")
	if err != nil {
		return l, fmt.Errorf("kinds of units: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, kind, province string
		if err := rows.Scan(&id, &kind, &province); err != nil {
			return l, err
		}
		l.kind[id], l.province[id] = kind, province
	}
	return l, rows.Err()
}

// sizes cuts the places with figures into thirds by their sessions; ties go by id.
func sizes(result Result) map[string]string {
	var list []Row
	for _, row := range result.Rows {
		if row.Keys[0] != "" && row.Values[0].Status == stat.OK {
			list = append(list, row)
		}
	}
	slices.SortFunc(list, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Values[0].Sessions, b.Values[0].Sessions), cmp.Compare(a.Keys[0], b.Keys[0]))
	})
	size := map[string]string{}
	for i, row := range list {
		size[row.Keys[0]] = Sizes[3*i/len(list)]
	}
	return size
}

// unlike are the reasons a place is not of the sort asked for. Places told by nothing else stay out of it.
func (l likeness) unlike(id string) []Reason {
	var list []Reason
	province := l.province[id]
	if strings.HasPrefix(id, "p") {
		province = id
	}
	if l.asked.Kind != "" && l.kind[id] != l.asked.Kind {
		list = append(list, Reason{"kind", "khác loại đơn vị: " + strings.ToLower(l.kind[id]), "another kind of unit: " + l.kind[id]})
	}
	if l.asked.Region != "" && RegionOf(province) != l.asked.Region {
		list = append(list, Reason{"region", "thuộc vùng khác", "in another region"})
	}
	if l.asked.Size != "" && l.size[id] != "" && l.size[id] != l.asked.Size {
		list = append(list, Reason{"size", "khác nhóm quy mô (theo số cuộc)", "of another size (by sessions)"})
	}
	return list
}
