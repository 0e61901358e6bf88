package dashboards_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"nhipcau/dashboards"
	"nhipcau/data"
	"nhipcau/internal/store"
)

// BenchmarkPage measures the server's time for a page, warm, without compression or the network. NHIPCAU_WAREHOUSE names a
// warehouse to measure on; without it the sample's. Budget: 50 ms at 2.3 million opinions.
func BenchmarkPage(b *testing.B) {
	s := server
	if dir := os.Getenv("NHIPCAU_WAREHOUSE"); dir != "" {
		w, err := store.Open(dir, warehouse.Engine)
		if err != nil {
			b.Fatal(err)
		}
		if s, err = dashboards.New(context.Background(), dashboards.Config{Warehouse: w, Reference: data.FS}); err != nil {
			b.Fatal(err)
		}
		defer s.Close()
	}
	for _, path := range []string{"/", "/mo-phong", "/mo-phong/so-sanh", "/mo-phong/so-sanh?ban-do=34&nam=all", "/mo-phong/dia-phuong/p24@2004", "/mo-phong/dia-phuong/d221@2004",
		"/mo-phong/chu-de", "/mo-phong/thoi-han", "/so-lieu-cong-bo", "/cach-tinh", "/du-lieu"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				w := httptest.NewRecorder()
				if s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil)); w.Code != http.StatusOK {
					b.Fatalf("%s: %d", path, w.Code)
				}
			}
		})
	}
}
