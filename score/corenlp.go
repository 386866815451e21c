package score

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"readout/article"
	"readout/doc"
)

// corenlpKinds are CoreNLP's three-class labels and MISC. Its dates, numbers and amounts are no
// names.
var corenlpKinds = map[string]doc.EntityKind{"PERSON": doc.Person, "ORGANIZATION": doc.Organization,
	"LOCATION": doc.Place, "MISC": doc.Other}

// ReadCoreNLPNames reads the names that CoreNLP found in articles: silver data for training, not
// for evaluation. text returns the text of an article.
//
// Shape: "# article = ID", then one token per line: id, begin byte, end byte, form, lemma, tag,
// name, head, relation; an empty line between sentences.
//
// Errors: a line without offsets, or offsets outside the article's text.
func ReadCoreNLPNames(r io.Reader, text func(id string) string) ([]GoldNames, error) {
	var out []GoldNames
	before := ""
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if id, ok := strings.CutPrefix(line, "# article = "); ok {
			out = append(out, GoldNames{ID: id, Text: text(id)})
			before = ""
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 8 || line[0] == '#' || len(out) == 0 {
			before = ""
			continue
		}
		kind, ok := corenlpKinds[f[6]]
		if !ok {
			before = ""
			continue
		}
		start, err1 := strconv.Atoi(f[1])
		end, err2 := strconv.Atoi(f[2])
		g := &out[len(out)-1]
		if err1 != nil || err2 != nil || start >= end || end > len(g.Text) {
			return nil, fmt.Errorf("score: reading CoreNLP's names: line %d: bytes %s to %s of %s", n, f[1], f[2], g.ID)
		}
		if f[6] == before {
			g.Names[len(g.Names)-1].End = end
		} else {
			g.Names = append(g.Names, NameSpan{Span: article.Span{Start: start, End: end}, Kind: kind})
		}
		before = f[6]
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("score: reading CoreNLP's names: %w", err)
	}
	return out, nil
}
