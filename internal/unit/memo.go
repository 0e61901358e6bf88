package unit

import "sync"

// memoLimit bounds the memory a hostile file can make the memo take; real files have a few thousand
// distinct names. When it is full it starts again.
const memoLimit = 1 << 16

type memoKey struct {
	text, parent string
	level        Level
	epoch        int
}

// memo remembers results. The zero value is ready to use.
type memo struct {
	mu sync.RWMutex
	m  map[memoKey]Result
}

func (c *memo) get(k memoKey) (Result, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	r, ok := c.m[k]
	return r, ok
}

func (c *memo) put(k memoKey, r Result) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || len(c.m) >= memoLimit {
		c.m = make(map[memoKey]Result)
	}
	c.m[k] = r
}
