package readout

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"readout/article"
	"readout/doc"
	"readout/record"
)

// assemble turns the layers of a Doc into a record. Indices become IDs in text order, so that
// the record does not depend on the order in which the passes found things.
func assemble(d *doc.Doc) *record.Record {
	entities := orderEntities(d)
	statements := orderStatements(d)
	b := assembler{d: d, entityID: ids("e", entities, len(d.Entities)),
		statementID: ids("s", statements, len(d.Statements))}
	rec := &record.Record{
		Schema:     record.Schema,
		Article:    b.article(),
		Entities:   make([]record.Entity, 0, len(entities)),
		Times:      make([]record.Time, 0, len(d.Times)),
		Statements: make([]record.Statement, 0, len(statements)),
		Events:     make([]record.Event, 0, len(d.Events)),
		Gaps:       slices.Clone(d.Gaps),
	}
	for _, i := range entities {
		rec.Entities = append(rec.Entities, b.entity(i))
	}
	for _, t := range d.Times {
		rec.Times = append(rec.Times, record.Time{Span: t.Span, Type: string(t.Type), Value: t.Value, Mod: t.Mod,
			Anchor: t.Anchor, Zone: t.Zone, By: rule(t.By), Score: round(t.Score)})
	}
	for _, i := range statements {
		rec.Statements = append(rec.Statements, b.statement(i))
	}
	for i := range d.Events {
		rec.Events = append(rec.Events, b.event(i))
	}
	if rec.Gaps == nil {
		rec.Gaps = []record.Gap{}
	}
	slices.SortStableFunc(rec.Gaps, func(x, y record.Gap) int { return compareSpans(x.Span, y.Span) })
	return rec
}

// assembler holds the IDs while a record is assembled.
type assembler struct {
	d           *doc.Doc
	entityID    []string
	statementID []string
}

func (b *assembler) article() record.Article {
	a := b.d.Article
	out := record.Article{
		ID: a.ID, URL: a.URL, Outlet: a.Outlet, Language: a.Language, SHA256: a.SHA256(), Title: a.Title, Authors: a.Authors,
		Headline: spanOrNil(a.Headline), Deck: spanOrNil(a.Deck), Byline: spanOrNil(a.Byline),
		Published: b.d.Published, PublishedFrom: b.d.PublishedFrom, Updated: a.Updated, EmbargoUntil: a.EmbargoUntil,
		Urgency: a.Urgency, Notice: string(a.Notice), Blocks: a.Blocks, Text: a.Text,
	}
	if out.Blocks == nil {
		out.Blocks = []record.Block{}
	}
	if dl := a.Dateline; dl != nil {
		out.Dateline = &record.Dateline{Span: dl.Span, Place: dl.Place, Date: b.datelineDate(dl), Agency: dl.Agency}
		if len(dl.Places) > 1 {
			out.Dateline.Places = dl.Places
		}
	}
	return out
}

// datelineDate returns the dateline's date as resolved in the Times layer. A dateline without
// a date has none, even if the publication date is known.
func (b *assembler) datelineDate(dl *article.Dateline) string {
	for _, t := range b.d.Times {
		if t.Type == doc.Date && !dl.DateSpan.Empty() && t.Overlaps(dl.DateSpan) {
			return t.Value
		}
	}
	return ""
}

func (b *assembler) entity(i int) record.Entity {
	e := &b.d.Entities[i]
	out := record.Entity{ID: b.entityID[i], Kind: string(e.Kind), Name: e.Name, StandsFor: e.StandsFor, Country: e.Country,
		Wikidata: e.Wikidata, Roles: make([]record.Role, 0, len(e.Roles)),
		Mentions: make([]record.Mention, 0, len(e.Mentions))}
	for _, role := range e.Roles {
		out.Roles = append(out.Roles, record.Role{Title: role.Title, Span: role.Span})
	}
	if len(e.Members) > 0 {
		out.Members = b.entities(e.Members)
	}
	for _, m := range e.Mentions {
		mention := b.d.Mentions[m]
		out.Mentions = append(out.Mentions, record.Mention{Span: mention.Span, Form: string(mention.Form),
			By: rule(mention.By), Score: round(mention.Score)})
	}
	slices.SortStableFunc(out.Mentions, func(x, y record.Mention) int { return compareSpans(x.Span, y.Span) })
	return out
}

func (b *assembler) statement(i int) record.Statement {
	s := &b.d.Statements[i]
	out := record.Statement{
		ID: b.statementID[i], Kind: string(s.Kind), Source: orEmpty(s.Source), Cue: orEmpty(s.Cue),
		Content:  orEmpty(s.Content),
		Speakers: b.entities(s.Speakers), Via: b.entities(s.Via), Audience: s.Audience, Occasion: s.Occasion,
		SaidOn: s.SaidOn,
		Act:    s.Act, Attitude: s.Attitude, Commitment: s.Commitment, About: b.entities(s.About),
		Answers: spanOrNil(s.Answers),
		By:      rule(s.By), Score: round(s.Score),
	}
	if s.NestedIn >= 0 {
		out.NestedIn = b.statementID[s.NestedIn]
	}
	return out
}

func (b *assembler) event(i int) record.Event {
	v := &b.d.Events[i]
	out := record.Event{ID: "v" + strconv.Itoa(i+1), Type: v.Type, Name: v.Name, Mentions: orEmpty(v.Spans),
		Status:       v.Status,
		Participants: b.entities(v.Participants), Time: v.Time, By: rule(v.By), Score: round(v.Score),
		StatusScore: round(v.StatusScore), Which: v.Which, Background: v.Background,
		Slots: make([]record.Slot, 0, len(v.Slots))}
	if len(v.Spans) > 0 {
		out.Span = v.Spans[0]
	}
	if len(v.Unsure) > 0 {
		out.Unsure = b.entities(v.Unsure)
	}
	places := b.entities(v.Places)
	if len(places) > 0 {
		out.Place = places[0]
	}
	if len(places) > 1 {
		out.Places = places
	}
	for _, s := range v.Slots {
		slot := record.Slot{Slot: s.Slot, Value: s.Value, Span: s.Span, Status: s.Status, SaidBy: b.entities(s.SaidBy),
			By: rule(s.By), Score: round(s.Score), Background: s.Background}
		if s.Statement >= 0 {
			slot.Statement = b.statementID[s.Statement]
		}
		out.Slots = append(out.Slots, slot)
	}
	return out
}

func (b *assembler) entities(indices []int) []string {
	out := make([]string, 0, len(indices))
	for _, i := range indices {
		out = append(out, b.entityID[i])
	}
	return out
}

// orderEntities returns the entities sorted by first mention; those without a mention come
// last.
func orderEntities(d *doc.Doc) []int {
	first := make([]int, len(d.Entities))
	for i, e := range d.Entities {
		first[i] = math.MaxInt
		for _, m := range e.Mentions {
			first[i] = min(first[i], d.Mentions[m].Start)
		}
	}
	return ordered(len(first), func(x, y int) int { return cmp.Compare(first[x], first[y]) })
}

// orderStatements returns the statements sorted by first byte, an outer statement before one
// nested in it.
func orderStatements(d *doc.Doc) []int {
	extent := make([]article.Span, len(d.Statements))
	for i, s := range d.Statements {
		sp := article.Span{Start: math.MaxInt}
		for _, part := range [...][]article.Span{s.Source, s.Cue, s.Content} {
			for _, x := range part {
				sp.Start, sp.End = min(sp.Start, x.Start), max(sp.End, x.End)
			}
		}
		extent[i] = sp
	}
	return ordered(len(extent), func(x, y int) int { return compareSpans(extent[x], extent[y]) })
}

func ordered(n int, compare func(x, y int) int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, compare)
	return order
}

// ids returns IDs of items by their position in an order: ids("e", [2 0 1]) is e2, e3, e1.
func ids(prefix string, order []int, n int) []string {
	out := make([]string, n)
	for place, i := range order {
		out[i] = prefix + strconv.Itoa(place+1)
	}
	return out
}

// compareSpans orders spans by start; of two with the same start, the longer comes first.
func compareSpans(x, y article.Span) int {
	return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
}

func orEmpty(spans []article.Span) []article.Span {
	if spans == nil {
		return []article.Span{}
	}
	return spans
}

func spanOrNil(sp article.Span) *article.Span {
	if sp.Empty() {
		return nil
	}
	return &sp
}

// round keeps four decimals: more would suggest a precision that no model has, and would make
// records from different processors differ in the last digit.
func round(score float64) float64 { return math.Round(score*1e4) / 1e4 }

// rule returns the name of a rule or model without its revision: what a rule reads by is part
// of the reader's version, which changes whenever the rule does.
func rule(by string) string {
	name, _, _ := strings.Cut(by, "@")
	return name
}
