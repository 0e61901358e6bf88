package semantic_test

import (
	"strings"
	"testing"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// TestCommunesOnTheNewMap: a commune of today is the sum of the old ones counted under it, and is withheld where one of them is silent.
func TestCommunesOnTheNewMap(t *testing.T) {
	_, r, catalog := open(t)
	heir, split := map[string]string{}, map[string]bool{}
	rows, err := r.QueryContext(t.Context(), "select unit_id, coalesce(unit34_id, unit_id), split from metrics.unit34")
	if err != nil {
		t.Fatal(err)
	}
	without := 0
	for rows.Next() {
		var old, now string
		var s bool
		if err := rows.Scan(&old, &now, &s); err != nil {
			t.Fatal(err)
		}
		heir[old], split[old] = now, s
		if s && old == now {
			without++
		}
	}
	rows.Close()
	if len(heir) < 10000 || without < 150 || without > 400 {
		t.Errorf("%d old communes, %d of them split without a default heir (the gazetteer counts 229 in 2025)", len(heir), without)
	}
	q := semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByUnit}, To: semantic.Reform, Where: semantic.Where{Level: "commune"}, Origin: "simulated"}
	recorded, err := catalog.Run(t.Context(), r, q)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{}
	for _, row := range recorded.Rows {
		now := row.Keys[0]
		if h, ok := heir[now]; ok {
			now = h
		}
		want[now] += row.Values[0].Num
	}
	q.Basis = semantic.Basis34
	result, err := catalog.Run(t.Context(), r, q)
	if err != nil {
		t.Fatal(err)
	}
	whole, withheld, marked := 0, 0, 0
	for _, row := range result.Rows {
		switch v := row.Values[0]; {
		case row.Incomplete != nil:
			withheld++
			if v.Status != stat.Insufficient || v.Num != 0 || row.Incomplete.Have >= row.Incomplete.Of || len(row.Incomplete.Names) == 0 {
				t.Errorf("%+v", row)
			}
		default:
			whole++
			if v.Num != want[row.Keys[0]] || v.Num == 0 {
				t.Errorf("%s: %d, its old communes add up to %d", row.Keys[0], v.Num, want[row.Keys[0]])
			}
		}
		if row.Split {
			marked++
		}
	}
	if len(result.Rows) != len(want) || whole < 20 || withheld < 20 || marked == 0 {
		t.Errorf("%d rows for %d communes: %d whole, %d withheld, %d marked as split", len(result.Rows), len(want), whole, withheld, marked)
	}
}

func TestOneSilentCommuneIsNamed(t *testing.T) {
	r := run(t, semantic.Query{Metrics: []string{"resolved"}, By: []semantic.Dim{semantic.ByUnit}, Basis: semantic.Basis34, From: month(2024, 1), To: month(2025, 1),
		Where: semantic.Where{Province: "p24@2025", Level: "commune"}})
	if len(r.Rows) != 1 || !strings.HasSuffix(r.Rows[0].Keys[0], "@2025") || r.Rows[0].Incomplete == nil {
		t.Fatalf("%+v", r.Rows)
	}
	if in := r.Rows[0].Incomplete; in.Have != 1 || in.Of < 2 || !strings.Contains(in.Vi(), "chưa có số liệu của Xã") {
		t.Errorf("%+v", in)
	}
}
