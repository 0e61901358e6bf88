package main

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
)

// overlay shows the files of top, and those of base that top has not: a user's newer CSV replaces one file, not all of them.
type overlay struct{ top, base fs.FS }

// Open opens a file of top, else of base.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(name)
	}
	return f, err
}

// ReadDir lists a folder of both, each name once.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.base, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	newer, err := fs.ReadDir(o.top, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range newer {
		list = slices.DeleteFunc(list, func(old fs.DirEntry) bool { return old.Name() == e.Name() })
	}
	list = append(list, newer...)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return list, nil
}
