package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

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
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"` // an author with a single name
}

// cslNameOf splits a name before its last word and any lower-case particles preceding it:
// "Ludo van der Korl" is Ludo and van der Korl.
func cslNameOf(name string) cslName {
	words := strings.Fields(name)
	k := len(words) - 1
	for k > 1 && strings.ToLower(words[k-1]) == words[k-1] {
		k--
	}
	if k < 1 {
		return cslName{Literal: name}
	}
	return cslName{Family: strings.Join(words[k:], " "), Given: strings.Join(words[:k], " ")}
}

// CSL writes citations of the articles that contain statements, each with the statement and
// its speaker in the note.
func CSL(w io.Writer, list []ledger.Statement, o Options) error {
	items := make([]cslItem, 0, len(list))
	for i := range list {
		s := &list[i]
		item := cslItem{ID: s.ID, Type: "article-newspaper", Title: s.Article.Headline, ContainerTitle: s.Article.Outlet,
			Note: note(s, o)}
		src := o.source(s)
		for _, name := range src.Authors {
			item.Author = append(item.Author, cslNameOf(name))
		}
		if strings.HasPrefix(s.Article.URL, "http") {
			item.URL = s.Article.URL
		}
		var y, m, d int
		if n, _ := fmt.Sscanf(src.Published, "%d-%d-%d", &y, &m, &d); n == 3 {
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
	if deed := s.Deed(); deed != "" {
		who += " (" + deed + ")"
	}
	said := who + ": " + o.content(s)
	if s.Said == "" {
		return said
	}
	return said + " (said " + s.Said + ")"
}

// BibTeX writes the same as CSL, as @article entries with the outlet as the journal.
func BibTeX(w io.Writer, list []ledger.Statement, o Options) error {
	var b strings.Builder
	for i := range list {
		s := &list[i]
		src := o.source(s)
		var authors []string
		for _, name := range src.Authors {
			if n := cslNameOf(name); n.Literal != "" {
				authors = append(authors, "{"+tex(n.Literal)+"}")
			} else {
				authors = append(authors, tex(n.Family)+", "+tex(n.Given))
			}
		}
		day := src.Published[:min(len(time.DateOnly), len(src.Published))]
		fmt.Fprintf(&b, "@article{%s,\n", strings.ReplaceAll(s.ID, ".", "-"))
		for _, f := range [...][2]string{{"author", strings.Join(authors, " and ")},
			{"title", "{" + tex(s.Article.Headline) + "}"}, {"journal", tex(s.Article.Outlet)},
			{"year", day[:min(4, len(day))]}, {"date", day}, {"url", s.Article.URL}, {"note", tex(note(s, o))}} {
			if f[1] != "" && f[1] != "{}" {
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
	return strings.NewReplacer("\\", "\\textbackslash{}", "{", "\\{", "}", "\\}", "&", "\\&", "%", "\\%", "$", "\\$",
		"#", "\\#", "_", "\\_",
		"~", "\\textasciitilde{}", "^", "\\textasciicircum{}").Replace(s)
}
