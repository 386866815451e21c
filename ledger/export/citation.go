package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"readout/ledger"
)

// cslItem is a CSL-JSON item (schema 1.0).
type cslItem struct {
	ID             string    `json:"id"`
	Type           string    `json:"type"`
	Title          string    `json:"title"`
	ContainerTitle string    `json:"container-title"`
	URL            string    `json:"URL,omitempty"`
	Issued         *cslDate  `json:"issued,omitempty"`
	Author         []cslName `json:"author,omitempty"`
	Note           string    `json:"note"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

type cslName struct {
	Literal string `json:"literal"`
}

// CSL writes citations of the articles that statements stand in, each with the
// statement and its speaker in the note.
func CSL(w io.Writer, list []ledger.Statement, o Options) error {
	items := make([]cslItem, 0, len(list))
	for i := range list {
		s := &list[i]
		item := cslItem{ID: s.ID, Type: "article-newspaper", Title: s.Article.Headline, ContainerTitle: s.Article.Outlet,
			Author: []cslName{{s.Article.Outlet}}, Note: note(s, o)}
		if strings.HasPrefix(s.Article.URL, "http") {
			item.URL = s.Article.URL
		}
		var y, m, d int
		if n, _ := fmt.Sscanf(s.Article.Published, "%d-%d-%d", &y, &m, &d); n == 3 {
			item.Issued = &cslDate{[][]int{{y, m, d}}}
		}
		items = append(items, item)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(items); err != nil {
		return fmt.Errorf("export: CSL-JSON: %w", err)
	}
	return nil
}

func note(s *ledger.Statement, o Options) string {
	who := speakerNames(s)
	if who == "" {
		who = s.Source
	}
	return who + ": " + o.content(s) + " (said " + s.Said + ")"
}

// BibTeX writes the same as CSL, as @misc entries.
func BibTeX(w io.Writer, list []ledger.Statement, o Options) error {
	var b strings.Builder
	for i := range list {
		s := &list[i]
		fmt.Fprintf(&b, "@misc{%s,\n", strings.NewReplacer(".", "-").Replace(s.ID))
		for _, f := range [...][2]string{{"author", "{" + tex(s.Article.Outlet) + "}"}, {"title", tex(s.Article.Headline)},
			{"year", s.Article.Published[:min(4, len(s.Article.Published))]}, {"date", s.Article.Published[:min(10, len(s.Article.Published))]},
			{"howpublished", tex(s.Article.Outlet)}, {"url", s.Article.URL}, {"note", tex(note(s, o))}} {
			if f[1] != "" {
				fmt.Fprintf(&b, "  %s = {%s},\n", f[0], f[1])
			}
		}
		b.WriteString("}\n\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("export: BibTeX: %w", err)
	}
	return nil
}

func tex(s string) string {
	return strings.NewReplacer("\\", "\\textbackslash{}", "{", "\\{", "}", "\\}", "&", "\\&", "%", "\\%", "$", "\\$", "#", "\\#", "_", "\\_",
		"~", "\\textasciitilde{}", "^", "\\textasciicircum{}").Replace(s)
}
