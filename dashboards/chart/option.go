package chart

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

type object = map[string]any

// series is a go-echarts series and what go-echarts has no field for: decals, "mark", "tip", "horizontal".
type series struct {
	charts.SingleSeries
	more object
}

// plot is a chart in rectangular coordinates before it becomes JSON. Axes are plain objects: go-echarts drops zeros
// (min 0) and knows no width or overflow of labels.
type plot struct {
	x, y      []object
	series    []series
	legend    []string
	more      object // visualMap and the like
	phone     object // merged below phoneWidth pixels
	desk      object // and back above
	simulated string
}

// phoneWidth is the width of a canvas, in pixels, below which labels get less room.
const phoneWidth = 520

// json builds the option. An option that cannot be written (it cannot happen with finite numbers) is nil: the table stands.
func (p plot) json(description string) json.RawMessage {
	base := charts.NewBar() // any rectangular chart: its configuration is what we are after
	base.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "item"}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(len(p.legend) > 0), Data: p.legend, Left: "0"}),
	)
	base.MultiSeries = nil
	for _, s := range p.series {
		base.MultiSeries = append(base.MultiSeries, s.SingleSeries)
	}
	option, err := generic(base.JSON())
	if err != nil {
		return nil
	}
	delete(option, "title")
	delete(option, "toolbox")
	p.patch(option, description)
	if option, err = generic(option); err != nil {
		return nil
	}
	scrub(option, "")
	text, err := json.Marshal(option)
	if err != nil {
		return nil
	}
	return text
}

// patch says what go-echarts cannot, or says wrongly for ECharts 6. grid.outerBounds is what containLabel became.
func (p plot) patch(option object, description string) {
	option["color"] = seriesColours
	option["aria"] = object{"enabled": true, "label": object{"description": description}}
	option["grid"] = object{"left": 4, "right": 20, "bottom": 4, "outerBoundsMode": "same", "outerBoundsContain": "all"}
	option["xAxis"], option["yAxis"] = p.x, p.y
	merge(option["tooltip"].(object), object{"renderMode": "richText", "confine": true})
	drawn, _ := option["series"].([]any) // none when every row lacks a number: an empty frame with its axes
	for i, s := range drawn {
		merge(s.(object), p.series[i].more)
	}
	merge(option, p.more)
	if p.simulated != "" {
		option["graphic"] = []any{watermark(p.simulated)}
	}
	if p.phone != nil {
		option["media"] = []any{
			object{"query": object{"maxWidth": phoneWidth}, "option": p.phone},
			object{"option": p.desk},
		}
	}
}

// watermark stands in the option itself, so that it goes wherever the option goes; js/option.js knows its id.
func watermark(word string) object {
	return object{
		"id": "simulated", "type": "text", "left": "center", "top": "middle", "rotation": 0.35, "silent": true, "z": 100,
		"style": object{"text": twoLines(word), "fontSize": 34, "lineHeight": 42, "fontWeight": 700, "textAlign": "center", "fill": "rgba(123,74,116,.17)"},
	}
}

// generic takes an option through JSON into plain maps, where it can be merged and cleaned; numbers keep their digits.
func generic(v any) (object, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("chart option: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var o object
	if err := d.Decode(&o); err != nil {
		return nil, fmt.Errorf("chart option: %w", err)
	}
	return o, nil
}

// merge puts the leaves of from over those of into.
func merge(into, from object) {
	for k, v := range from {
		if inner, ok := v.(object); ok {
			if old, ok := into[k].(object); ok {
				merge(old, inner)
				continue
			}
		}
		into[k] = v
	}
}

// custom is a series drawn by one of the renderItems of js/marks.js: interval, band, claim.
func custom(name, item string, horizontal bool, data []any) series {
	return series{
		SingleSeries: charts.SingleSeries{Name: name, Type: types.ChartCustom, RenderItem: types.FuncStr(item), Data: data},
		more:         object{"horizontal": horizontal},
	}
}

func scatter(name, symbol string, size int, data []any) series {
	return series{SingleSeries: charts.SingleSeries{Name: name, Type: types.ChartScatter, Symbol: symbol, SymbolSize: size, Data: data}}
}

// datum is a point with its own words for the tooltip.
func datum(tip string, value ...any) object {
	if len(value) == 1 {
		return object{"value": value[0], "tip": tip}
	}
	return object{"value": value, "tip": tip}
}

// twoLines breaks words at the space nearest to their middle, to be narrow enough for a phone.
func twoLines(words string) string {
	best := -1
	for i := range len(words) {
		if words[i] == ' ' && (best < 0 || abs(2*i-len(words)) < abs(2*best-len(words))) {
			best = i
		}
	}
	if best < 0 {
		return words
	}
	return words[:best] + "\n" + words[best+1:]
}

func abs(n int) int { return max(n, -n) }
