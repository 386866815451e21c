package table

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/byline"
	"readout/source/internal/input"
	"readout/source/internal/item"
	"readout/source/internal/loose"
	"readout/source/internal/page"
	"readout/source/internal/plain"
	"readout/source/internal/tree"
)

// maxLine is the maximum length of a line of a JSON Lines file, in bytes.
const maxLine = 64 << 20

// row is one article of a table or a list of objects. Names are matched regardless of case and
// word separators, and each field has several common names.
type row map[string]string

// fieldName normalises a name to the form in rowNames: "Publication Date" becomes
// publicationdate.
func fieldName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == ' ' || r == '-' || r == '.' {
			return -1
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(name))
}

// rowNames lists, for each field, the columns that may hold it, best first.
var rowNames = struct {
	id, url, text, html, title, published, updated, outlet, language, authors []string
}{
	id:  []string{"id", "guid", "uuid", "docid"},
	url: []string{"url", "link", "canonical", "uri", "address", "weburl", "permalink"},
	text: []string{"text", "body", "content", "articlebody", "maintext", "article", "plaintext", "fulltext",
		"cleanedtext", "bodytext", "paragraphs"},
	html:  []string{"html", "rawhtml", "contenthtml", "bodyhtml"},
	title: []string{"headline", "title", "webtitle"},
	published: []string{"published", "date", "publishedat", "datepublish", "datepublished", "pubdate",
		"publicationdate", "publishdate", "publisheddate", "webpublicationdate"},
	updated:  []string{"updated", "modified", "datemodify", "datemodified", "updatedat", "modifiedat"},
	outlet:   []string{"outlet", "publisher", "source", "site", "sourcedomain", "publication"},
	language: []string{"language", "lang"},
	authors:  []string{"authors", "author", "byline"},
}

func (r row) first(names []string) string {
	for _, n := range names {
		if v := strings.TrimSpace(r[n]); v != "" {
			return v
		}
	}
	return ""
}

// article reads the article of a row. The row fills in what the hint lacks. A title that does
// not open the text is kept as Title, outside it.
func (r row) article(hint input.Hint) (*article.Article, error) {
	hint.ID = cmp.Or(hint.ID, r.first(rowNames.id))
	hint.URL = cmp.Or(hint.URL, r.first(rowNames.url))
	hint.Outlet = cmp.Or(hint.Outlet, r.first(rowNames.outlet))
	hint.Language = cmp.Or(hint.Language, input.LanguageTag(r.first(rowNames.language)))
	published := day.Parse(r.first(rowNames.published))
	a, err := r.read(hint)
	if err != nil {
		return nil, err
	}
	if a.PublishedFrom != "option" && published != "" {
		a.Published, a.PublishedFrom = published, "metadata"
	}
	a.Updated = cmp.Or(a.Updated, day.Parse(r.first(rowNames.updated)))
	if title := tree.PlainText(r.first(rowNames.title)); title != "" && a.Headline.Empty() {
		a.Title = title
	}
	if names := byline.Clean([]string{r.first(rowNames.authors)}); len(names) > 0 {
		a.Authors = names
	}
	return a, nil
}

// read reads a row's text, which may hold markup in any column.
func (r row) read(hint input.Hint) (*article.Article, error) {
	text := r[textColumn(r)]
	markup := r.first(rowNames.html)
	if markup == "" && item.HasMarkup(text) {
		markup = text
	}
	switch {
	case text == "" && markup == "":
		return nil, fmt.Errorf("no text, body or html: %w", input.ErrEmpty)
	case markup == "":
		return plain.Text([]byte(text), hint)
	case strings.Contains(strings.ToLower(markup[:min(len(markup), 2000)]), "<html"):
		return page.Read([]byte(markup), hint)
	}
	return page.Fragment(tree.PlainText(r.first(rowNames.title)), markup, hint)
}

func textColumn(r row) string {
	for _, n := range rowNames.text {
		if strings.TrimSpace(r[n]) != "" {
			return n
		}
	}
	return ""
}

// JSONL reads a stream of articles, one JSON object per line, with the field text or html, and
// optionally headline, url, published, outlet, language, authors and id.
//
// A line that is not an article is yielded as an error with its number, and reading continues;
// an error of r ends the sequence. Memory is bounded by one line of at most 64 MB.
func JSONL(r io.Reader, hint input.Hint) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		in := input.Reader(r, hint)
		for number := 1; ; number++ {
			line, err := readLine(in)
			if err == io.EOF {
				return
			}
			if err != nil && err != input.ErrTooLarge {
				yield(nil, fmt.Errorf("source: JSON lines: line %d: %w", number, err))
				return
			}
			if err == nil && len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			var a *article.Article
			if err == nil {
				a, err = lineArticle(line, hint)
			}
			if err != nil {
				err = fmt.Errorf("source: JSON lines: line %d: %w", number, err)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// readLine reads a line of up to maxLine bytes; a longer one is skipped with ErrTooLarge.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	tooLong := false
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			tooLong, line = true, nil
		}
		if !tooLong {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case tooLong && (err == nil || err == io.EOF):
			return nil, input.ErrTooLarge
		case err == io.EOF && len(line) > 0:
			return line, nil
		}
		return line, err
	}
}

func lineArticle(line []byte, hint input.Hint) (*article.Article, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return nil, err
	}
	return objectArticle(line, fields, hint)
}

// jsonText returns a JSON value as text: a string as it is, the strings of a list joined, and
// for an object the field that content management systems use for its text.
func jsonText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var o struct{ Rendered, Processed, Value, Main, Original string }
	if json.Unmarshal(raw, &o) == nil {
		if s = cmp.Or(o.Rendered, o.Processed, o.Value, o.Main, o.Original); s != "" {
			return s
		}
	}
	var names loose.Names
	names.Take(raw, 0)
	return strings.Join(names, ", ")
}
