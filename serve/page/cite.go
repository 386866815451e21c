package page

import (
	"bytes"
	"net/http"
	"net/url"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/stream"
)

// citePage is one statement as other texts cite it.
type citePage struct {
	ledger.Statement
	Forms []citation
}

// citation is a citation in one form.
type citation struct{ Name, Text string }

func (p *pages) cite(w http.ResponseWriter, r *http.Request) error {
	s, err := p.o.Ledger.Statement(r.Context(), r.PathValue("id"))
	if err != nil {
		return notFound(err)
	}
	v := p.view(r, "Cite", "")
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
	return p.show(w, r, "cite", v, http.StatusOK)
}

// plainCitation is the words, who said them, and where they stand.
func plainCitation(s *ledger.Statement) string {
	out := quotedWords(s.Content) + " — " + speakersOf(s) + ", " + stream.LongDate(s.Said) + ". " + s.Article.Outlet + ", “" + stream.Titled(s.Article.Headline) + "”, " +
		moment(s.Article.Published)
	if web(s.Article.URL) {
		out += ", " + s.Article.URL
	}
	return out
}

func markdownCitation(s *ledger.Statement) string {
	title := markdownText(stream.Titled(s.Article.Headline))
	if web(s.Article.URL) {
		if u, err := url.Parse(s.Article.URL); err == nil {
			title = "[" + title + "](<" + u.String() + ">)"
		}
	}
	return "> " + markdownText(s.Content) + "\n>\n> — " + markdownText(speakersOf(s)) + ", " + stream.LongDate(s.Said) + ". " + markdownText(s.Article.Outlet) + ", " + title + ", " +
		moment(s.Article.Published) + "\n"
}
