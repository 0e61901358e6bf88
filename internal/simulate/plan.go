package simulate

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// reform is the day 63 provinces became 34 and districts ended (202/2025/QH15).
var reform = date(2025, 7, 1)

// Bắc Giang 2019 as it was published (issue seed 1): the one province-year whose totals are known.
const (
	bacGiang         = "p24@2004"
	bacGiangYear     = 2019
	bacGiangOpinions = 7320
	bacGiangResolved = 0.895 // "gần 90%": just under; the exact share is not known
)

// bacGiangCut is the day of the article that gave the share of 2019.
var bacGiangCut = date(2020, 1, 23)

// Sessions and opinions of a unit in an ordinary year. INVENTION within the published ranges (doc.go).
var (
	sessionsAYear   = [...]float64{province: 4, district: 3, commune: 2.9}
	opinionsMedian  = [...]float64{province: 36, district: 26, commune: 8.4}
	opinionsSpread  = [...]float64{province: 0.3, district: 0.35, commune: 0.45}
	attendeesMedian = [...]float64{province: 240, district: 150, commune: 39}
	// A commune of after the reform is three old ones.
	newCommuneOpinions, newCommuneAttendees = 12.5, 90.0

	monthWeight = [...]float64{0, 0.5, 0.4, 0.8, 1.1, 1.3, 1.3, 0.7, 1, 1.2, 1.4, 1.3, 0.9}
	yearWeight  = map[int]float64{2020: 0.85, 2021: 0.55} // gatherings were limited
)

// segment is what one province sends for one year, or for its half of 2025.
type segment struct {
	top      *version
	year     int
	from, to day // half-open
	natural  float64
	opinions int64
	exact    bool // Bắc Giang 2019 at natural scale
	units    [3][]int
	sessions [3]float64 // natural number of sessions by level
}

func (s *segment) isBacGiang() bool { return s.top.id == bacGiang && s.year == bacGiangYear }

func (s *segment) key() string { return fmt.Sprintf("%s/%d", s.top.id, s.year) }

// half marks the two parts of the year of the reform, when old and new provinces may share name, code or both.
func (s *segment) half() (file, code string) {
	switch {
	case s.year != 2025:
		return "", ""
	case s.top.list == "2004":
		return "-6-thang-dau-nam", "A"
	}
	return "-6-thang-cuoi-nam", "B"
}

// fileStem is bac-giang-2019, the two files of a segment add what they hold.
func (s *segment) fileStem() string {
	file, _ := s.half()
	return fmt.Sprintf("%s-%d%s", slug(s.top.nameEN), s.year, file)
}

// sessionPrefix starts the session codes (Mã cuộc) of a segment; it is unique over all segments.
func (s *segment) sessionPrefix() string {
	_, code := s.half()
	return fmt.Sprintf("%s-%d%s-", s.top.code, s.year, code)
}

// plan lists the segments in order of year and province and shares the opinions out among them.
func plan(c Config, g *gazetteer) ([]*segment, error) {
	tops, err := g.tops(c.Provinces)
	if err != nil {
		return nil, err
	}
	var segs []*segment
	end := date(c.Years[1]+1, time.January, 1)
	if !c.Until.IsZero() {
		end = min(end, dayOf(c.Until)+1)
	}
	for y := c.Years[0]; y <= c.Years[1]; y++ {
		for _, id := range tops {
			if s := g.segment(id, y, c.wants, end); s != nil {
				segs = append(segs, s)
			}
		}
	}
	if len(segs) == 0 {
		return nil, fmt.Errorf("%w: none of the provinces exists in %d to %d", ErrConfig, c.Years[0], c.Years[1])
	}
	share(segs, c.Opinions, len(c.Levels) == 0)
	return slices.DeleteFunc(segs, func(s *segment) bool { return s.opinions == 0 }), nil
}

// tops checks the province ids asked for, or lists all.
func (g *gazetteer) tops(asked []string) ([]string, error) {
	var ids []string
	for id := range g.byTop {
		ids = append(ids, id)
	}
	if len(asked) > 0 {
		for _, id := range asked {
			if !slices.Contains(ids, id) {
				return nil, fmt.Errorf("%w: %q is not the id of a province (like %s)", ErrConfig, id, bacGiang)
			}
		}
		ids = slices.Clone(asked)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// wants tells whether a level holds sessions.
func (c Config) wants(lv level) bool {
	return len(c.Levels) == 0 || slices.Contains(c.Levels, levelIDs[lv])
}

// segment is nil when the province did not exist in that year, or nothing of it holds sessions. end, a day no register reaches, may
// cut the last year short.
func (g *gazetteer) segment(id string, year int, wants func(level) bool, end day) *segment {
	s := &segment{year: year, from: date(year, time.January, 1), to: date(year+1, time.January, 1)}
	if year == 2025 && strings.HasSuffix(id, "@2004") {
		s.to = reform
	} else if year == 2025 {
		s.from = reform
	}
	if s.to = min(s.to, end); s.to <= s.from {
		return nil
	}
	for _, i := range g.byTop[id] {
		v := &g.versions[i]
		if v.from >= s.to || v.to <= s.from {
			continue
		}
		if v.level == province && s.top == nil {
			s.top = v
		}
		if !wants(v.level) {
			continue
		}
		s.units[v.level] = append(s.units[v.level], i)
		if !v.on(s.from) {
			continue
		}
		n := sessionsAYear[v.level] * float64(s.to-s.from) / 365
		if w, ok := yearWeight[year]; ok {
			n *= w
		}
		s.sessions[v.level] += n
		s.natural += n * s.meanOpinions(v.level)
	}
	if s.top == nil || s.natural == 0 {
		return nil
	}
	return s
}

func (s *segment) meanOpinions(lv level) float64 {
	// The mean of a log-normal is a little above its median.
	return s.medianOpinions(lv) * (1 + opinionsSpread[lv]*opinionsSpread[lv]/2)
}

func (s *segment) medianOpinions(lv level) float64 {
	if lv == commune && s.from >= reform {
		return newCommuneOpinions
	}
	return opinionsMedian[lv]
}

// share gives Bắc Giang 2019 its 7,320 opinions when all others can still have one each, and scales the rest.
func share(segs []*segment, total int64, whole bool) {
	rest := total
	var others []*segment
	for _, s := range segs {
		if whole && s.isBacGiang() && total >= bacGiangOpinions+int64(len(segs))-1 && (len(segs) > 1 || total == bacGiangOpinions) {
			s.exact, s.opinions = true, bacGiangOpinions
			rest -= bacGiangOpinions
			continue
		}
		others = append(others, s)
	}
	weights := make([]float64, len(others))
	for i, s := range others {
		weights[i] = s.natural
	}
	for i, n := range apportion(rest, weights, nil) {
		others[i].opinions = n
	}
}

// blockSize keeps memory flat: sessions are drawn and sorted a block at a time.
const blockSize = 20_000

// block is a run of opinions of a segment with sessions in from..to.
type block struct {
	from, to day
	opinions int64
}

// blocks cuts a segment into the whole span when it is small, else into months and parts of months.
func (s *segment) blocks() []block {
	if s.opinions <= blockSize {
		return []block{{s.from, s.to, s.opinions}}
	}
	var months []block
	var weights []float64
	for d := s.from; d < s.to; {
		y, m, _ := d.civil()
		next := date(y, time.Month(m)+1, 1)
		months, weights = append(months, block{from: d, to: next}), append(weights, monthWeight[m])
		d = next
	}
	var out []block
	for i, n := range apportion(s.opinions, weights, nil) {
		parts := (n + blockSize - 1) / blockSize
		for p := range parts {
			b := months[i]
			b.opinions = n*(p+1)/parts - n*p/parts
			out = append(out, b)
		}
	}
	return out
}
