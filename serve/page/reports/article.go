package reports

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"readout/ledger"
	"readout/record"
	"readout/serve/page/frame"
	"readout/store"
)

// articlePage is one version of an article with its spans marked.
type articlePage struct {
	ledger.Article
	Record   *record.Record
	Blocks   []textBlock
	Speakers []SpeakerCount
	Count    int // statements
	Events   []record.Event
	Versions []ledger.Article
	Gaps     []gapView
	Missing  string // the address points at a place that the text does not have
}

type textBlock struct {
	Kind   string
	Pieces []piece
	Notes  []note
}

// note is what stands in the margin about one statement.
type note struct {
	N        int
	ID       string
	Anchor   string
	Colour   int
	Speakers []ledger.Speaker
	Source   string
	Act      string
	Kind     string
	Audience string
	Statuses []string
}

type SpeakerCount struct {
	ledger.Speaker
	Colour, Statements int
	First              string // anchor of the first statement
}

type gapView struct {
	Why, Words string
	record.Span
}

func (p *Pages) article(w http.ResponseWriter, r *http.Request) error {
	t, err := p.Ledger.Text(r.Context(), r.PathValue("id"))
	if err != nil {
		return frame.NotFound(err)
	}
	v := p.View(r, t.Article.Headline, "")
	if v.Title == "" {
		v.Title = "Article"
	}
	a := &t.Record.Article
	main := articlePage{Article: t.Article, Record: t.Record, Count: len(t.Statements), Events: t.Record.Events}
	at, asked := spanOf(r)
	if at.End > len(a.Text) {
		main.Missing, at = fmt.Sprintf("%d–%d", at.Start, at.End), record.Span{}
	} else if asked && at.Empty() {
		main.Missing = r.URL.Query().Get("at")
	}
	main.mark(newMarker(v, &t, at), a, t.Statements)
	main.Speakers = CountSpeakers(t.Statements)
	for _, g := range t.Record.Gaps {
		main.Gaps = append(main.Gaps, gapView{Why: g.Why, Words: frame.Clip(120, a.Text[g.Start:g.End]), Span: g.Span})
	}
	h, err := p.Ledger.History(r.Context(), store.Key{Outlet: t.Article.Outlet, Ident: t.Article.URL})
	if err != nil {
		return err
	}
	main.Versions = h.Versions
	v.Main = &main
	return p.Show(w, r, "article", v, http.StatusOK)
}

// spanOf reads ?at=120-180: bytes of the text.
func spanOf(r *http.Request) (record.Span, bool) {
	at := r.URL.Query().Get("at")
	if at == "" {
		return record.Span{}, false
	}
	from, to, _ := strings.Cut(at, "-")
	start, err1 := strconv.ParseUint(from, 10, 31)
	end, err2 := strconv.ParseUint(to, 10, 31)
	if err1 != nil || err2 != nil || start >= end {
		return record.Span{}, true
	}
	return record.Span{Start: int(start), End: int(end)}, true
}

// mark fills the blocks. What stands between blocks is shown too: no byte of the
// text is left out but white space.
func (m *articlePage) mark(mk *marker, a *record.Article, list []ledger.Statement) {
	notes := map[int][]note{} // by block
	blocks := slices.Clone(a.Blocks)
	off := 0
	var between []record.Block
	for _, b := range append(blocks, record.Block{Span: record.Span{Start: len(a.Text), End: len(a.Text)}}) {
		if b.Start > off && strings.TrimSpace(a.Text[off:b.Start]) != "" {
			between = append(between, record.Block{Kind: "paragraph", Span: record.Span{Start: off, End: b.Start}})
		}
		off = max(off, b.End)
	}
	blocks = append(blocks, between...)
	slices.SortStableFunc(blocks, func(x, y record.Block) int { return x.Start - y.Start })
	at := 0
	for i := range list {
		if len(list[i].Spans) == 0 {
			continue
		}
		start := list[i].Spans[0].Start
		if at > 0 && blocks[at].Start > start {
			at = 0
		}
		for at+1 < len(blocks) && blocks[at].End <= start {
			at++
		}
		s := &list[i]
		notes[at] = append(notes[at], note{N: i + 1, ID: s.ID, Anchor: fmt.Sprintf("s%d", i+1), Colour: mk.colour[i],
			Speakers: s.Speakers, Source: s.Source,
			Act: s.Act, Kind: s.Kind, Audience: s.Audience, Statuses: s.Statuses})
	}
	for i, b := range blocks {
		m.Blocks = append(m.Blocks, textBlock{Kind: string(b.Kind), Pieces: mk.cut(b.Span), Notes: notes[i]})
	}
}

// CountSpeakers counts the statements of each speaker, in the order of their first ones.
func CountSpeakers(list []ledger.Statement) []SpeakerCount {
	colour := speakerColours(list)
	var out []SpeakerCount
	for i := range list {
		if len(list[i].Speakers) == 0 {
			continue
		}
		sp := list[i].Speakers[0]
		at := slices.IndexFunc(out, func(c SpeakerCount) bool { return c.Agent == sp.Agent })
		if at < 0 {
			at = len(out)
			out = append(out, SpeakerCount{Speaker: sp, Colour: colour[i], First: fmt.Sprintf("s%d", i+1)})
		}
		out[at].Statements++
	}
	return out
}
