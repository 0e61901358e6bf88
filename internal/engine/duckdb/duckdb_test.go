package duckdb_test

import (
	"testing"

	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/engine/enginetest"
)

func TestEngine(t *testing.T) { enginetest.Run(t, duckdb.New()) }
