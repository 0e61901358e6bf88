package unit

import "sync"

// memoLimit bounds the memory a hostile file can make a memo take; real files have a few thousand distinct names, a whole
// country some tens of thousands. When it is full it starts again.
const memoLimit = 1 << 16

type memoKey struct {
	text, parent string
	level        Level
	epoch        int
}

// parentKey: what a parent's text means depends on the day, but only from one change of the gazetteer to the next.
type parentKey struct {
	text  string
	epoch int
}

type parentPlaces struct {
	places
	ok bool
}

// memo remembers answers, for several searches at once. The zero value is ready to use; what it gives is shared and must not
// be changed.
type memo[K comparable, V any] struct {
	mu sync.RWMutex
	m  map[K]V
}

func (c *memo[K, V]) of(k K, find func() V) V {
	c.mu.RLock()
	v, ok := c.m[k]
	c.mu.RUnlock()
	if ok {
		return v
	}
	v = find()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || len(c.m) >= memoLimit {
		c.m = make(map[K]V)
	}
	c.m[k] = v
	return v
}
