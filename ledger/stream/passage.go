package stream

import (
	"fmt"
	"net/url"
	"strings"

	"readout/ledger"
)

// Passage is one part of what a card shows: words of an article in their sentence, under
// a head of their own where there are several.
type Passage struct {
	Head                string
	Before, Part, After string
	By                  string // whose words they are, where and when
	Path                string // of the page here that shows them
}

// Text is the words of a passage, without marks.
func (p *Passage) Text() string { return p.Before + p.Part + p.After }

// Passages are what a card shows under its head, in the order in which pages do.
func (c *Card) Passages() []Passage {
	var out []Passage
	switch {
	case c.Position != nil:
		out = append(out, c.Position.Then.passage("Then: "+OnceDated(c.Position.Then.Said)),
			c.Position.Now.passage("Now: "+OnceDated(c.Position.Now.Said)))
	case c.Plan != nil:
		out = append(out, c.Plan.Words.passage(""))
	case c.Wording != nil:
		out = append(out, Passage{Head: outletNames(c.Wording.Outlet, ", "), Part: words(c.Wording.Most)})
		for _, o := range c.Wording.Others {
			out = append(out, Passage{Head: OutletName(o.Outlet), Part: words(o.Words), By: source(&o.Article),
				Path: "/statement/" + url.PathEscape(o.Statement)})
		}
	case c.Notice != nil:
		out = append(out, Passage{Head: effect(c.Notice), By: source(&c.Article),
			Path: "/article/" + url.PathEscape(c.Article.ID) + "/versions"})
	case c.Said != nil:
		out = append(out, c.Said.passage(""))
	}
	for i := range c.Moves {
		head := ""
		if i > 0 {
			head = Capital(c.Moves[i].Tells())
		}
		out = append(out, c.Moves[i].Words.passage(head))
	}
	return out
}

func (q *Quote) passage(head string) Passage {
	by := source(&q.Article)
	if len(q.Who) > 0 {
		by = q.by()
		if q.Role != "" {
			by += ", " + q.Role
		}
		by += "; " + source(&q.Article)
	}
	p := Passage{Head: head, Before: q.Before, Part: q.Part, After: q.After, By: by,
		Path: "/article/" + url.PathEscape(q.Article.ID)}
	if !q.Span.Empty() {
		p.Path += fmt.Sprintf("?at=%d-%d#at", q.Span.Start, q.Span.End)
	}
	return p
}

// source is where a report stands: its outlet and day.
func source(a *ledger.Article) string {
	return OutletName(a.Outlet) + ", " + OnceDated(a.Published)
}

func words(runs []Run) string {
	parts := make([]string, len(runs))
	for i := range runs {
		parts[i] = runs[i].Words
	}
	return strings.Join(parts, " ")
}

// Path is the page here that shows what a card tells.
func (c *Card) Path() string {
	switch {
	case c.Event != "":
		return "/event/" + url.PathEscape(c.Event)
	case c.Notice != nil:
		return "/article/" + url.PathEscape(c.Article.ID) + "/versions"
	case c.Statement() != "":
		return "/statement/" + url.PathEscape(c.Statement())
	}
	return "/article/" + url.PathEscape(c.Article.ID)
}

// effect says what became of a report.
func effect(n *ledger.ArticleChange) string {
	if n.Kind == "kill" {
		return "It no longer says anything; what it said is kept."
	}
	var parts []string
	for _, x := range [...]struct {
		n    int
		done string
	}{{n.Changed, "changed"}, {n.Withdrawn, "taken out"}, {n.Added, "added"}} {
		switch {
		case x.n == 1:
			parts = append(parts, "1 statement "+x.done)
		case x.n > 1:
			parts = append(parts, fmt.Sprintf("%d statements %s", x.n, x.done))
		}
	}
	if parts == nil {
		return "Its text was changed."
	}
	return strings.Join(parts, ", ") + "."
}
