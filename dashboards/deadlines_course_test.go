package dashboards

import (
	"database/sql"
	"testing"
	"time"

	"nhipcau/internal/stat"
)

// What is open at each month's end adds up: the next month opens with it, and the cut-off's month is the last.
func TestBacklogReconciles(t *testing.T) {
	month := func(y, m int) date {
		return sql.NullTime{Time: time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), Valid: true}
	}
	c := cubes{flows: []flowSum{{"register", "commune", "dinh_ky", month(2024, 11), 10, 0, 2}, {"register", "commune", "dinh_ky", month(2024, 11), 0, 4, 0},
		{"register", "commune", "dinh_ky", month(2025, 1), 5, 0, 0}, {"register", "commune", "dinh_ky", month(2025, 1), 0, 3, 0},
		{"simulated", "commune", "dinh_ky", month(2024, 1), 99, 0, 0}, {"register", "district", "dinh_ky", month(2024, 11), 7, 0, 0}}}
	months, undated := c.backlog("register", "commune", "", time.Date(2025, 2, 28, 0, 0, 0, 0, time.UTC))
	want := []stat.Flow{{Opened: 0, New: 10, Closed: 4}, {Opened: 6}, {Opened: 6, New: 5, Closed: 3}, {Opened: 8}}
	if len(months) != len(want) || undated != 2 {
		t.Fatalf("%v, %d undated", months, undated)
	}
	var flows []stat.Flow
	for i, m := range months {
		if flows = append(flows, m.Flow); m.Flow != want[i] {
			t.Errorf("month %d: %+v, want %+v", i, m.Flow, want[i])
		}
	}
	if at, ok := stat.Reconciles(flows); !ok {
		t.Errorf("month %d does not follow from the one before", at)
	}
}
