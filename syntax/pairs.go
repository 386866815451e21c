package syntax

import (
	_ "embed"
	"slices"
	"strings"

	"readout/doc"
)

// pairsText lists, for each universal tag, the Penn tags that UD English combines with it.
//
//go:embed tags.tsv
var pairsText string

// fits reports whether a word can have both tags.
func fits(u doc.UPOS, x doc.XPOS) bool {
	for line := range strings.Lines(pairsText) {
		f := strings.Fields(line)
		if len(f) > 1 && f[0] == u.String() {
			return slices.Contains(f[1:], x.String())
		}
	}
	return true
}
