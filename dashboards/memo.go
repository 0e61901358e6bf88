package dashboards

import (
	"fmt"
	"sync"

	"nhipcau/internal/semantic"
)

// maxRemembered bounds the values a memo holds, some 30 MB; when it is full everything is forgotten, which is simple and rare.
const maxRemembered = 200_000

// memo remembers the answers of one snapshot. A snapshot never changes, so an answer is right for as long as it is open; who
// reads one must not change it.
type memo struct {
	mu      sync.Mutex
	answers map[string]any
	size    int
}

func (m *memo) get(q semantic.Query) (semantic.Result, bool) {
	r, ok := m.recall(memoKey(q)).(semantic.Result)
	return r, ok
}

func (m *memo) put(q semantic.Query, r semantic.Result) {
	m.remember(memoKey(q), r, (len(r.Rows)+1)*len(q.Metrics))
}

func (m *memo) recall(key string) any {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.answers[key]
}

// remember keeps an answer that holds size values, unless it alone would fill much of the memo.
func (m *memo) remember(key string, answer any, size int) {
	if size > maxRemembered/10 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.answers == nil || m.size+size > maxRemembered {
		m.answers, m.size = map[string]any{}, 0
	}
	m.answers[key] = answer
	m.size += size
}

// memoKey is every field of a query, also those a later version adds.
func memoKey(q semantic.Query) string { return fmt.Sprintf("%#v", q) }
