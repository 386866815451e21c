// Package export writes the contents of a ledger in formats that other programs read: JSONL,
// CSV, Excel, Parquet, W3C Web Annotation, schema.org JSON-LD, iCalendar, brat standoff,
// CSL-JSON and BibTeX.
//
// In come statements and dossiers of package ledger; out go bytes to a writer. It refuses
// nothing, but text-free mode omits what may be under copyright: articles are not exported,
// only spans, hashes and short quotations.
//
// The one idea: every format is written from the same two values, a statement and a dossier,
// one at a time, so that an export of any size needs little memory.
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

// Options configures an export. The zero value exports everything.
type Options struct {
	// TextFree omits copyrighted text: contents longer than a short quotation are cut,
	// headlines are kept.
	TextFree bool

	// Sources adds what statements do not have of their articles, by the hash of the text:
	// citations need authors and the local day.
	Sources map[string]Source
}

// Source is what a citation says about an article.
type Source struct {
	Authors   []string
	Published string // as the article gives it, with its own zone
}

// source returns what is known about a statement's article.
func (o Options) source(s *ledger.Statement) Source {
	src := o.Sources[s.Article.SHA256]
	if src.Published == "" {
		src.Published = s.Article.Published
	}
	return src
}

// shortQuotation is how many characters of a content text-free mode exports. To our knowledge
// a quotation of this length is short under the law of any country; a lawyer may disagree.
const shortQuotation = 90

// content returns as much of a statement's content as may be exported.
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

// told is content with the statement's deed before it, where its words need one.
func (o Options) told(s *ledger.Statement) string {
	if deed := s.Deed(); deed != "" {
		return deed + ": " + o.content(s)
	}
	return o.content(s)
}

// trim returns a statement as it may be exported.
func (o Options) trim(s ledger.Statement) ledger.Statement {
	s.Content = o.content(&s)
	if o.TextFree {
		s.Answers = ""
	}
	return s
}

// Statements is the input of exports of statements, which stop at the first error.
type Statements = iter.Seq2[ledger.Statement, error]

// JSONL writes one statement per line.
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
