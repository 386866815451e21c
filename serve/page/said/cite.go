package said

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/stream"
	"readout/serve/page/frame"
)

// citePage is one statement as other texts cite it.
type citePage struct {
	ledger.Statement
	Forms []citation
}

// citation is a citation in one form.
type citation struct{ Name, Text string }

func (p *Pages) cite(w http.ResponseWriter, r *http.Request) error {
	s, err := p.Ledger.Statement(r.Context(), r.PathValue("id"))
	if err != nil {
		return frame.NotFound(err)
	}
	v := p.View(r, "Cite", "")
	main := citePage{Statement: s, Forms: []citation{{"Plain", plainCitation(&s)}, {"Markdown", markdownCitation(&s)}}}
	for _, form := range [...]struct {
		name  string
		write func(*bytes.Buffer) error
	}{
		{"BibTeX", func(b *bytes.Buffer) error { return export.BibTeX(b, []ledger.Statement{s}, export.Options{}) }},
		{"CSL-JSON", func(b *bytes.Buffer) error { return export.CSL(b, []ledger.Statement{s}, export.Options{}) }},
	} {
		var b bytes.Buffer
		if err := form.write(&b); err != nil {
			return err
		}
		main.Forms = append(main.Forms, citation{form.name, b.String()})
	}
	v.Main = &main
	return p.Show(w, r, "cite", v, http.StatusOK)
}

// plainCitation is the words, who said them, and where they stand.
func plainCitation(s *ledger.Statement) string {
	out := frame.QuotedWords(s.Content)
	if deed := s.Deed(); deed != "" {
		out = deed + ": " + out
	}
	out += " — " + listed(frame.SpeakersOf(s), stream.LongDate(s.Said)) + ". " +
		listed(s.Article.Outlet, "“"+stream.Titled(s.Article.Headline)+"”", frame.Moment(s.Article.Published))
	if frame.Web(s.Article.URL) {
		out += ", " + s.Article.URL
	}
	return out
}

// listed joins what is known with commas.
func listed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

func markdownCitation(s *ledger.Statement) string {
	title := frame.MarkdownText(stream.Titled(s.Article.Headline))
	if frame.Web(s.Article.URL) {
		if u, err := url.Parse(s.Article.URL); err == nil {
			title = "[" + title + "](<" + u.String() + ">)"
		}
	}
	return "> " + frame.MarkdownText(s.Told()) + "\n>\n> — " +
		listed(frame.MarkdownText(frame.SpeakersOf(s)), stream.LongDate(s.Said)) + ". " +
		listed(frame.MarkdownText(s.Article.Outlet), title, frame.Moment(s.Article.Published)) + "\n"
}

// StatementsText lists statements as citations in Markdown.
func StatementsText(title string, list []ledger.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", frame.MarkdownText(title))
	for i := range list {
		b.WriteString(markdownCitation(&list[i]))
		b.WriteString("\n")
	}
	return b.String()
}
