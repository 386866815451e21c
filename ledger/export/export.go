// Package export writes what a ledger holds in the formats other programs read:
// JSONL, CSV, Excel, Parquet, W3C Web Annotation, schema.org JSON-LD, iCalendar, brat
// standoff, CSL-JSON and BibTeX.
//
// In come statements and dossiers of package ledger; out go bytes to a writer. It
// refuses nothing, but in text-free mode it leaves out what may be under copyright:
// articles stay at home, and only spans, hashes and short quotations go out.
//
// The one idea: every format is written from the same two values, a statement and
// a dossier, one at a time, so that an export of any size runs in little memory.
package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"readout/ledger"
)

// Options of an export. The zero value gives everything.
type Options struct {
	// TextFree leaves out texts under copyright: contents longer than a short
	// quotation are cut, headlines stay.
	TextFree bool

	// Sources says more of the articles, by the hash of their texts, than statements
	// do: for citations, which name authors and give the day at the place.
	Sources map[string]Source
}

// Source is what a citation says of an article.
type Source struct {
	Authors   []string
	Published string // as the article says it, with its own zone
}

// source is what is known of a statement's article.
func (o Options) source(s *ledger.Statement) Source {
	src := o.Sources[s.Article.SHA256]
	if src.Published == "" {
		src.Published = s.Article.Published
	}
	return src
}

// shortQuotation is how many characters of a content text-free mode gives. A
// quotation of this length is short under the quotation right of any country the
// authors know of; a lawyer may say otherwise.
const shortQuotation = 90

// content is what of a statement's content may go out.
func (o Options) content(s *ledger.Statement) string {
	if !o.TextFree || utf8.RuneCountInString(s.Content) <= shortQuotation {
		return s.Content
	}
	end := 0
	for i := range s.Content {
		if utf8.RuneCountInString(s.Content[:i]) >= shortQuotation {
			end = i
			break
		}
	}
	if cut := strings.LastIndexByte(s.Content[:end], ' '); cut > 0 {
		end = cut
	}
	return s.Content[:end] + " …"
}

// trim is a statement as it may go out.
func (o Options) trim(s ledger.Statement) ledger.Statement {
	s.Content = o.content(&s)
	if o.TextFree {
		s.Answers = ""
	}
	return s
}

// Statements is what the exports of statements take: they end at the first error.
type Statements = iter.Seq2[ledger.Statement, error]

// JSONL writes a statement a line.
func JSONL(w io.Writer, list Statements, o Options) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for s, err := range list {
		if err != nil {
			return fmt.Errorf("export: JSONL: %w", err)
		}
		if err := enc.Encode(o.trim(s)); err != nil {
			return fmt.Errorf("export: JSONL: %w", err)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("export: JSONL: %w", err)
	}
	return nil
}

func speakerNames(s *ledger.Statement) string {
	names := make([]string, len(s.Speakers))
	for i, sp := range s.Speakers {
		names[i] = sp.Name
	}
	return strings.Join(names, "; ")
}

func spanList(s *ledger.Statement) string {
	parts := make([]string, len(s.Spans))
	for i, sp := range s.Spans {
		parts[i] = fmt.Sprintf("%d-%d", sp.Start, sp.End)
	}
	return strings.Join(parts, " ")
}
