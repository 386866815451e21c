package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"readout/article"
)

// CSV reads a stream of articles, one a row, under a first row that names the
// columns as JSONL names its fields. The delimiter is the one of comma, semicolon
// and tab that the first row has most of.
//
// A row that is no article is yielded as an error that names its line, and
// reading goes on; an error of r, or a first row that names no text, ends it.
func CSV(r io.Reader, hint Hint) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		in := utf8Reader(r, hint)
		c := csv.NewReader(in)
		c.Comma = delimiter(in)
		c.LazyQuotes = true
		c.FieldsPerRecord = -1
		c.ReuseRecord = true
		head, err := c.Read()
		if err != nil {
			if err != io.EOF {
				yield(nil, fmt.Errorf("source: CSV: %w", err))
			}
			return
		}
		columns := make([]string, len(head))
		for i, name := range head {
			columns[i] = strings.ToLower(strings.TrimSpace(name))
		}
		if !namesText(columns) {
			yield(nil, fmt.Errorf("source: CSV: none of the columns %q holds text: %w", columns, ErrNoArticle))
			return
		}
		for {
			fields, err := c.Read()
			if err == io.EOF {
				return
			}
			line, _ := c.FieldPos(0)
			var broken *csv.ParseError
			if err != nil && !errors.As(err, &broken) {
				yield(nil, fmt.Errorf("source: CSV: line %d: %w", line, err))
				return
			}
			var a *article.Article
			if err == nil {
				rec := make(row, len(columns))
				for i, v := range fields[:min(len(fields), len(columns))] {
					rec[columns[i]] = v
				}
				a, err = rec.article(hint)
			}
			if err != nil {
				err = fmt.Errorf("source: CSV: line %d: %w", line, err)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

func delimiter(in *bufio.Reader) rune {
	head, _ := in.Peek(1 << 12)
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, d := range ",;\t" {
		if n := bytes.Count(line, []byte(string(d))); n > most {
			best, most = d, n
		}
	}
	return best
}

func namesText(columns []string) bool { return slices.ContainsFunc(columns, isTextName) }

// isTextName reports whether a column or field of this name may hold the text.
func isTextName(name string) bool {
	return slices.Contains(rowNames.text, name) || slices.Contains(rowNames.html, name)
}
