package semantic

import (
	"context"
	"slices"
)

// hiddenAlone are the cells of an answer of the whole country that must not be seen. The country is no place, and who spoke is not known from it:
// methods §3.17 asks for cells of places. But where one province alone speaks (in a month, at a level, or in a warehouse of one province) the
// answer is that province's, whatever it is called, and hides what that province's own answer hides.
//
// What this does not do: take the months of which one province alone speaks from longer times, or a level from all levels. Who has two answers of the
// country may find by subtraction what neither shows. To hide that, the country's months would lose nearly every topic: some level of some month is
// always one province's.
func (c *Catalog) hiddenAlone(ctx context.Context, r Reader, q Query) (map[cellKey]bool, error) {
	alone, err := c.alone(ctx, r, q)
	if err != nil {
		return nil, err
	}
	hidden, asked := map[cellKey]bool{}, map[string]bool{}
	for _, province := range alone {
		if asked[province] {
			continue
		}
		asked[province] = true
		q.Where.Province = province
		cells, err := c.hiddenCells(ctx, r, q)
		if err != nil {
			return nil, err
		}
		for key := range cells {
			if alone[key.group] == province {
				hidden[key] = true
			}
		}
	}
	return hidden, nil
}

// alone are the groups of an answer of the country (its keys without the topic) with opinions of one province only, and which.
func (c *Catalog) alone(ctx context.Context, r Reader, q Query) (map[string]string, error) {
	q.Metrics, q.Exact, q.Order, q.Limit, q.Where.Topic = []string{"opinions"}, true, ByKeys, 0, ""
	q.By = append(slices.DeleteFunc(slices.Clone(q.By), func(d Dim) bool { return d == ByTopic }), ByProvince)
	result, err := c.Run(ctx, r, q)
	if err != nil {
		return nil, err
	}
	speaking := map[string][]string{}
	for _, row := range result.Rows {
		last := len(row.Keys) - 1
		group := ""
		for _, key := range row.Keys[:last] {
			group += key + "|"
		}
		if row.Values[0].Num > 0 || row.Incomplete != nil { // of a province whose sum is withheld something was said too
			speaking[group] = append(speaking[group], row.Keys[last])
		}
	}
	out := map[string]string{}
	for group, provinces := range speaking {
		if len(provinces) == 1 && provinces[0] != "" {
			out[group] = provinces[0]
		}
	}
	return out, nil
}
