package event

import (
	_ "embed"
	"strings"
)

//go:embed words.tsv
var wordsTSV string

// words are the lists by kind.
var words = readWords(wordsTSV)

func readWords(tsv string) map[string]map[string]bool {
	out := make(map[string]map[string]bool)
	for line := range strings.Lines(tsv) {
		kind, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		set := make(map[string]bool)
		for w := range strings.FieldsSeq(list) {
			set[w] = true
		}
		out[kind] = set
	}
	return out
}

// is reports whether token t is a word of a list.
func (r *reading) is(t int, list string) bool {
	return t >= 0 && t < len(r.d.Tokens) && words[list][r.d.LowerForm(t)]
}
