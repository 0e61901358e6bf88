package duckdb

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/engine"
)

// Reads asks DuckDB's parser for the syntax tree and collects its base tables. json_serialize_sql only parses: it binds
// nothing, runs nothing, and refuses whatever is not a SELECT.
func (d *database) Reads(ctx context.Context, query string) ([]string, error) {
	tree, err := parse(ctx, d, query)
	if err != nil {
		return nil, err
	}
	found := map[string]bool{}
	own := map[string]bool{}
	walk(tree, func(node map[string]any) {
		switch {
		case node["type"] == "BASE_TABLE":
			found[tableName(node)] = true
		case node["cte_map"] != nil:
			for _, name := range cteNames(node["cte_map"]) {
				own[name] = true
			}
		}
	})
	names := []string{}
	for name := range found {
		if !own[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

func parse(ctx context.Context, d *database, query string) (any, error) {
	var text string
	if err := d.QueryRowContext(ctx, "select cast(json_serialize_sql(?::varchar, skip_empty := true, skip_null := true, skip_default := true) as varchar)", query).Scan(&text); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	var answer struct {
		Error      bool   `json:"error"`
		Message    string `json:"error_message"`
		Statements []any  `json:"statements"`
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	if answer.Error {
		return nil, fmt.Errorf("%w: %s", engine.ErrNotSelect, answer.Message)
	}
	if len(answer.Statements) != 1 {
		return nil, fmt.Errorf("%w: %d statements", engine.ErrNotSelect, len(answer.Statements))
	}
	return answer.Statements[0], nil
}

func walk(node any, visit func(map[string]any)) {
	switch n := node.(type) {
	case map[string]any:
		visit(n)
		for _, child := range n {
			walk(child, visit)
		}
	case []any:
		for _, child := range n {
			walk(child, visit)
		}
	}
}

func tableName(node map[string]any) string {
	schema, _ := node["schema_name"].(string)
	table, _ := node["table_name"].(string)
	if schema == "" {
		return strings.ToLower(table)
	}
	return strings.ToLower(schema + "." + table)
}

func cteNames(cteMap any) []string {
	var names []string
	m, _ := cteMap.(map[string]any)
	entries, _ := m["map"].([]any)
	for _, e := range entries {
		if entry, ok := e.(map[string]any); ok {
			if key, ok := entry["key"].(string); ok {
				names = append(names, strings.ToLower(key))
			}
		}
	}
	return names
}
