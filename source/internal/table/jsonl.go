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

// maxLine is the longest line of a JSON Lines file, in bytes.
const maxLine = 64 << 20

// row is one article as a table or an object lists it. Names are matched whatever
// their case and how their words are joined; several usual ones are taken for each.
type row map[string]string

// fieldName is a name as rowNames has it: "Publication Date" is publicationdate.
func fieldName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == ' ' || r == '-' || r == '.' {
			return -1
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(name))
}

// rowNames lists, for each thing, the columns that may hold it, best first.
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

// article makes an article of a row. What the row says fills what the hint does
// not; a title that does not open the text is kept apart from it.
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

// read makes an article of a row's text, which may hold markup in any column.
func (r row) read(hint input.Hint) (*article.Article, error) {
	text := r[textColumn(r)]
	markup := r.first(rowNames.html)
	if markup == "" && item.HasMarkup(text) {
		markup = text
	}
	switch {
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

// JSONL reads a stream of articles, one JSON object a line: text or html, and any
// of headline, url, published, outlet, language, authors, id.
//
// A line that is no article is yielded as an error that names it, and reading
// goes on; an error of r ends the sequence. Memory is bounded by one line of at
// most 64 MB.
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

// readLine reads a line of any length up to maxLine; of a longer one it reads
// past the end.
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

// jsonText is a JSON value as text: a string as it is, a list of strings joined, and
// of an object, as programs that publish write them, what it renders or stands for.
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
