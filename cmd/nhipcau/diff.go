package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"nhipcau/pipeline"
)

// buildLike makes the tables of an old snapshot again and says whether they are the same.
func (a *app) buildLike(cmd *cobra.Command, id string) error {
	w, err := a.warehouse()
	if err != nil {
		return err
	}
	p := a.progress()
	req, err := a.request(nil, p)
	if err != nil {
		return err
	}
	if id, err = snapshotID(w, id); err != nil {
		return err
	}
	like, err := pipeline.Like(cmd.Context(), w, req, id)
	p.done()
	if err != nil {
		return err
	}
	var changed []string
	for _, name := range like.Changed {
		changed = append(changed, a.words.of("version_"+name))
	}
	if len(changed) > 0 {
		fmt.Fprintln(a.stdout, a.words.of("like_changed", strings.Join(changed, ", ")))
	}
	if like.Equal() {
		fmt.Fprintln(a.stdout, a.words.of("like_equal", id, like.Tables))
		return nil
	}
	fmt.Fprintln(a.stdout, a.words.of("like_differs", id, len(like.Differ), like.Tables, strings.Join(like.Differ, ", ")))
	return errRejects
}
