// Command assets bundles the browser side of the dashboards.
//
// It reads dashboards/web (js, css and the pinned npm packages in node_modules) and writes dashboards/web/dist:
// minified files whose names carry a hash of their bytes, a gzip copy of each text file, the licence texts that
// must travel with the third-party code, and last of all manifest.json (logical name → file and integrity).
// It promises that the same sources give the same bytes, and that a failed build leaves no manifest behind.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

// run takes the folder from -web; the default suits `go -C internal/tools run ./assets`.
func run(args []string) int {
	flags := flag.NewFlagSet("assets", flag.ContinueOnError)
	web := flags.String("web", filepath.Join("..", "..", "dashboards", "web"), "folder holding package.json, js and css")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	files, err := build(*web)
	if err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		return 1
	}
	for _, name := range sortedNames(files) {
		f := files[name]
		fmt.Printf("%-12s %-28s %8d bytes, %7d gzip\n", name, f.Path, f.Size, f.GzipSize)
	}
	return 0
}
