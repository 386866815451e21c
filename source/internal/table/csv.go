// Package table reads articles from rows and objects: CSV, JSON lines, JSON of any layout.
//
// The input is a stream; the output is articles, one by one. A row that is not an article
// yields an error with its position, and reading continues.
//
// The one idea: a row is a set of named values in any format, and the common names of each
// field are listed once.
package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"readout/article"
	"readout/source/internal/input"
)

// CSV reads a stream of articles, one per row. The header row names the columns, as JSONL
// names its fields. The delimiter is whichever of comma, semicolon, tab and bar occurs most
// often in the header row, or the one named in a "sep=" line before it.
//
// A row that is not an article, or that has an unterminated quote, is yielded as an error with
// its line number, and reading continues. An error of r, or a header without a text column,
// ends the sequence.
func CSV(r io.Reader, hint input.Hint) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		in := tableLines(input.Reader(r, hint))
		c := &csvRecords{in: in, lookahead: maxLine, comma: byte(delimiter(in))}
		head, _, err := c.read()
		if err != nil {
			if err != io.EOF {
				yield(nil, fmt.Errorf("source: CSV: %w", err))
			}
			return
		}
		c.columns = len(head)
		columns := make([]string, len(head))
		for i, name := range head {
			columns[i] = fieldName(name)
		}
		if !namesText(columns) {
			yield(nil, fmt.Errorf("source: CSV: none of the columns %q holds text: %w", columns, input.ErrNoArticle))
			return
		}
		for {
			fields, line, err := c.read()
			if err == io.EOF {
				return
			}
			var broken *csv.ParseError
			if err != nil && !errors.As(err, &broken) && !errors.Is(err, errUnclosed) && !errors.Is(err, csv.ErrQuote) {
				yield(nil, fmt.Errorf("source: CSV: line %d: %w", line, err))
				return
			}
			var a *article.Article
			if err == nil {
				rec := make(row, len(columns))
				for i, v := range fields[:min(len(fields), len(columns))] {
					rec[columns[i]] = v
				}
				if a, err = rec.article(hint); err != nil {
					err = fmt.Errorf("line %d: %w", line, err)
				}
			}
			if err != nil {
				err = fmt.Errorf("source: CSV: %w", err)
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
	if named, ok := bytes.CutPrefix(bytes.TrimRight(line, "\r"), []byte("sep=")); ok && len(named) == 1 {
		_, _ = in.Discard(len(line) + 1) // the line Excel writes
		return rune(named[0])
	}
	best, most := ',', 0
	for _, d := range ",;\t|" {
		if n := bytes.Count(line, []byte(string(d))); n > most {
			best, most = d, n
		}
	}
	return best
}

// tableLines converts line ends of the old Macintosh kind (\r alone) to \n; other input is
// returned as it is.
func tableLines(in *bufio.Reader) *bufio.Reader {
	head, _ := in.Peek(1 << 12)
	if bytes.IndexByte(head, '\n') >= 0 || bytes.IndexByte(head, '\r') < 0 {
		return in
	}
	return bufio.NewReaderSize(lineEnds{in}, 1<<12)
}

// lineEnds converts \r to \n.
type lineEnds struct{ io.Reader }

func (l lineEnds) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

func namesText(columns []string) bool { return slices.ContainsFunc(columns, isTextName) }

// isTextName reports whether a column or field of this name may hold the text.
func isTextName(name string) bool {
	return slices.Contains(rowNames.text, name) || slices.Contains(rowNames.html, name)
}
