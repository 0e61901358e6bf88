package dashboards

import (
	"nhipcau/internal/semantic"
)

func (q *request) drawQuarters(f *figure, result semantic.Result)                         {}
func (q *request) drawTopics(f *figure, topics []topic, values map[string]semantic.Value) {}
func (q *request) drawCompare(f *figure, rows []compared)                                 {}
func (q *request) drawTrend(f *figure, name string, result semantic.Result)               {}
func (q *request) drawStatuses(f *figure, rows []statusRow)                               {}
func (q *request) drawClaims(f *figure, claims []claim)                                   {}
