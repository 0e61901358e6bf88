package viet

import (
	"regexp"
	"slices"
	"strings"
)

// SecrecyInName looks for a mark in the name of a file or sheet: "Báo cáo (MẬT).xlsx", "TOI MAT - bao cao". In a name that is written
// in capitals throughout, MẬT must stand alone between signs or end the name; in none is it a part of YÊN MẬT or BẢO MẬT.
func SecrecyInName(name string) (highest Secrecy, found bool) {
	name = ending.ReplaceAllString(Tidy(name), "")
	capitals := strings.ToUpper(name) == name
	for _, piece := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("_-–—()[]{}.,;+&/\\", r) }) {
		words := strings.Fields(piece)
		for i, w := range words {
			degree, ok := secrecyMarks[w]
			if i > 0 {
				if d, two := secrecyMarks[words[i-1]+" "+w]; two {
					degree, ok = d, true
				} else if ok {
					ok = (!capitals || i == len(words)-1) && !slices.Contains(beforeMat, words[i-1])
				}
			} else if ok && capitals {
				ok = len(words) == 1
			}
			if ok && rank(degree) > rank(highest) {
				highest = degree
			}
		}
	}
	return highest, highest != ""
}

var ending = regexp.MustCompile(`\.[A-Za-z0-9]{1,6}$`)

// beforeMat are words after which "mật" is no mark: xã Yên Mật, bảo mật, bí mật.
var beforeMat = []string{"YÊN", "BẢO", "BÍ", "CƠ"}
