package mcp

import (
	"fmt"
	"strconv"
	"strings"

	"readout/ledger"
	"readout/record"
)

// Quote is one statement as an assistant cites it.
type Quote struct {
	ID         string   `json:"id" jsonschema:"id of the statement, for compare_wordings"`
	Words      string   `json:"words" jsonschema:"what was said, byte for byte; parts are joined by ' … ' where the article has other words between"`
	Speakers   []string `json:"speakers"`
	Role       string   `json:"role,omitempty" jsonschema:"of the first speaker, as the article gives it"`
	Kind       string   `json:"kind" jsonschema:"direct: in quotation marks; indirect: the outlet's words; mixed: both"`
	Said       string   `json:"said" jsonschema:"day of speaking, or else of publication"`
	Act        string   `json:"act,omitempty"`
	Deed       string   `json:"deed,omitempty" jsonschema:"the report's cue, as 'denied', where the words alone do not say what the speaker does with them: cite it with them"`
	Commitment string   `json:"commitment,omitempty" jsonschema:"FactBank: CT certain, PR probable, PS possible; + that it is, - that it is not; Uu left open"`
	Statuses   []string `json:"statuses,omitempty" jsonschema:"what the statement makes of plans: planned, ruled out, …"`
	Source     Source   `json:"source"`
}

// Source is where words were cut from.
type Source struct {
	Outlet    string        `json:"outlet"`
	Headline  string        `json:"headline"`
	Published string        `json:"published"`
	URL       string        `json:"url" jsonschema:"the article's address or the provider's id"`
	Page      string        `json:"page,omitempty" jsonschema:"page of this ledger that shows the words in their article"`
	Article   string        `json:"article" jsonschema:"id of this version of the article"`
	SHA256    string        `json:"sha256" jsonschema:"of the article's text"`
	Spans     []record.Span `json:"spans" jsonschema:"bytes of the article's UTF-8 text, half-open"`
	Replaced  string        `json:"replaced,omitempty" jsonschema:"when a later version of the article replaced this one"`
}

func (t *tools) source(a *ledger.Article, page string, spans ...record.Span) Source {
	s := Source{Outlet: a.Outlet, Headline: a.Headline, Published: a.Published, URL: a.URL, Article: a.ID,
		SHA256: a.SHA256, Spans: orEmpty(spans), Replaced: a.Until}
	if t.o.Base != "" {
		s.Page = t.o.Base + page
	}
	return s
}

func (t *tools) quote(s *ledger.Statement) Quote {
	q := Quote{ID: s.ID, Words: s.Content, Speakers: []string{}, Kind: s.Kind, Said: s.Said, Act: s.Act, Deed: s.Deed(),
		Commitment: s.Commitment, Statuses: s.Statuses,
		Source: t.source(&s.Article, "/statement/"+s.ID, s.Spans...)}
	for i, sp := range s.Speakers {
		q.Speakers = append(q.Speakers, sp.Name)
		if i == 0 {
			q.Role = sp.Role
		}
	}
	if len(q.Speakers) == 0 && s.Source != "" {
		q.Speakers = append(q.Speakers, s.Source)
	}
	return q
}

// tell writes a quotation so that it can be cited as is. Words of an article are between » and
// «, which nothing inside them can close.
func (q *Quote) tell(b *strings.Builder) {
	if q.Deed != "" {
		fmt.Fprintf(b, "%s: ", marked(q.Deed))
	}
	fmt.Fprintf(b, "%s\n", marked(q.Words))
	who := strings.Join(q.Speakers, ", ")
	if q.Role != "" {
		who += ", " + q.Role
	}
	fmt.Fprintf(b, "  %s; said %s; %s", plain(who), q.Said, q.Kind)
	if q.Commitment != "" {
		fmt.Fprintf(b, "; %s", q.Commitment)
	}
	if len(q.Statuses) > 0 {
		fmt.Fprintf(b, "; %s", strings.Join(q.Statuses, ", "))
	}
	fmt.Fprintf(b, "; %s\n  ", q.ID)
	q.Source.tell(b)
}

func (s *Source) tell(b *strings.Builder) {
	fmt.Fprintf(b, "%s, %s, %s <%s>", plain(s.Outlet), s.Published, marked(s.Headline), plain(s.URL))
	for _, sp := range s.Spans {
		fmt.Fprintf(b, ", bytes %d-%d", sp.Start, sp.End)
	}
	if s.Replaced != "" {
		fmt.Fprintf(b, "; a later version replaced this one at %s", s.Replaced)
	}
	b.WriteByte('\n')
}

// marked encloses an article's text in marks that it cannot close.
func marked(s string) string {
	return "»" + strings.NewReplacer("»", "›", "«", "‹").Replace(plain(s)) + "«"
}

// plain returns a text on one line, without control characters.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0, r == '\u2028', r == '\u2029':
			return ' '
		}
		return r
	}, s)
}

// counted is "1 report", "2 reports".
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
