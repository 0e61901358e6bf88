package chart

// finish gives a chart what all have, and cleans all of its texts: nothing from outside leaves the package otherwise.
func (f Frame) finish(s speaker, c Chart, pl plot, draw bool) Chart {
	c.ID, c.Title, c.Simulated = figureID(f.ID), clean(f.Title, maxName), f.Simulated
	word := ""
	if f.Simulated {
		word = s.t("simulated")
		pl.simulated = word
	}
	c.Description = clean(sentences(word+stop(word), c.Description, s.sentence(s.asOf(f.AsOf))), 3*maxTip)
	c.Table.Caption = f.Title
	c.Table.Note = joinKept(" · ", []string{word, s.asOf(f.AsOf)})
	scrubTable(&c.Table)
	if draw {
		c.Option = pl.json(c.Description)
	}
	return c
}

func stop(word string) string {
	if word == "" {
		return ""
	}
	return "."
}

func (s speaker) sentence(text string) string { return text + stop(text) }

// add takes the series that hold anything; those with a name get a place in the legend, in their order.
func (p *plot) add(list ...series) {
	for _, s := range list {
		if data, ok := s.Data.([]any); ok && len(data) == 0 {
			continue
		}
		p.series = append(p.series, s)
		if s.Name != "" && !contains(p.legend, s.Name) {
			p.legend = append(p.legend, s.Name)
		}
	}
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// sideWords puts words at the right end of each row, where a desk has room for them; on a phone they are in the table.
func (p *plot) sideWords(words []string) {
	axis := nameAxis(words)
	axis["position"] = "right"
	axis["axisLine"] = object{"show": false}
	p.y = append(p.y, axis)
	p.phone["yAxis"] = append(p.phone["yAxis"].([]any), object{"show": false})
	p.desk["yAxis"] = append(p.desk["yAxis"].([]any), object{"show": true})
}
