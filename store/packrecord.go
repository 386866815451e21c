package store

import (
	"readout/article"
	"readout/record"
)

// The two functions of each pair below list the same fields in the same order. A test fills
// every field of record.Record by reflection and detects omissions.

func (w *packer) record(r *record.Record) {
	w.string(r.Schema)
	w.string(r.Reader.Version)
	w.string(r.Reader.Models)
	w.article(&r.Article)
	packList(w, r.Entities, w.entity)
	w.last = 0
	packList(w, r.Times, func(t *record.Time) {
		w.span(t.Span)
		for _, s := range [...]string{t.Type, t.Value, t.Mod, t.Anchor, t.Zone, t.By} {
			w.string(s)
		}
		w.score(t.Score)
	})
	w.last = 0
	packList(w, r.Statements, w.statement)
	packList(w, r.Events, w.event)
	packList(w, r.Gaps, func(g *record.Gap) {
		w.span(g.Span)
		w.string(g.Why)
	})
}

func (r *unpacker) record(rec *record.Record) {
	rec.Schema, rec.Reader.Version, rec.Reader.Models = r.string(), r.string(), r.string()
	r.article(&rec.Article)
	rec.Entities = unpackList(r, r.entity)
	r.last = 0
	rec.Times = unpackList(r, func(t *record.Time) {
		t.Span = r.span()
		for _, s := range [...]*string{&t.Type, &t.Value, &t.Mod, &t.Anchor, &t.Zone, &t.By} {
			*s = r.string()
		}
		t.Score = r.score()
	})
	r.last = 0
	rec.Statements = unpackList(r, r.statement)
	rec.Events = unpackList(r, r.event)
	rec.Gaps = unpackList(r, func(g *record.Gap) { g.Span, g.Why = r.span(), r.string() })
}

func (w *packer) article(a *record.Article) {
	for _, s := range [...]string{a.ID, a.URL, a.Outlet, a.Language, a.SHA256, a.Title, a.Published, a.PublishedFrom,
		a.Updated, a.EmbargoUntil, a.Notice, a.Text} {
		w.string(s)
	}
	w.int(a.Urgency)
	w.strings(a.Authors)
	w.spanPtr(a.Headline)
	w.spanPtr(a.Deck)
	w.spanPtr(a.Byline)
	if dl := a.Dateline; dl == nil {
		w.uint(0)
	} else {
		w.uint(1)
		w.span(dl.Span)
		w.string(dl.Place)
		w.strings(dl.Places)
		w.string(dl.Date)
		w.string(dl.Agency)
	}
	packList(w, a.Blocks, func(b *record.Block) {
		w.string(string(b.Kind))
		w.span(b.Span)
	})
}

func (r *unpacker) article(a *record.Article) {
	for _, s := range [...]*string{&a.ID, &a.URL, &a.Outlet, &a.Language, &a.SHA256, &a.Title, &a.Published,
		&a.PublishedFrom,
		&a.Updated, &a.EmbargoUntil, &a.Notice, &a.Text} {
		*s = r.string()
	}
	a.Urgency = r.int()
	a.Authors = r.strings()
	a.Headline, a.Deck, a.Byline = r.spanPtr(), r.spanPtr(), r.spanPtr()
	if r.uint() != 0 {
		a.Dateline = &record.Dateline{Span: r.span(), Place: r.string(), Places: r.strings(), Date: r.string(),
			Agency: r.string()}
	}
	a.Blocks = unpackList(r, func(b *record.Block) { b.Kind, b.Span = article.BlockKind(r.string()), r.span() })
}

func (w *packer) entity(e *record.Entity) {
	w.ref('e', e.ID)
	for _, s := range [...]string{e.Kind, e.Name, e.StandsFor, e.Country, e.Wikidata} {
		w.string(s)
	}
	w.last = 0
	packList(w, e.Roles, func(role *record.Role) {
		w.string(role.Title)
		w.span(role.Span)
	})
	w.refs('e', e.Members)
	w.last = 0
	packList(w, e.Mentions, func(m *record.Mention) {
		w.span(m.Span)
		w.string(m.Form)
		w.string(m.By)
		w.score(m.Score)
	})
}

func (r *unpacker) entity(e *record.Entity) {
	e.ID = r.ref('e')
	for _, s := range [...]*string{&e.Kind, &e.Name, &e.StandsFor, &e.Country, &e.Wikidata} {
		*s = r.string()
	}
	r.last = 0
	e.Roles = unpackList(r, func(role *record.Role) { role.Title, role.Span = r.string(), r.span() })
	e.Members = r.refs('e')
	r.last = 0
	e.Mentions = unpackList(r, func(m *record.Mention) {
		m.Span, m.Form, m.By, m.Score = r.span(), r.string(), r.string(), r.score()
	})
}

func (w *packer) statement(s *record.Statement) {
	w.ref('s', s.ID)
	w.string(s.Kind)
	w.spans(s.Content)
	w.spans(s.Source)
	w.spans(s.Cue)
	w.refs('e', s.Speakers)
	w.refs('e', s.Via)
	w.ref('s', s.NestedIn)
	for _, v := range [...]string{s.Audience, s.Occasion, s.SaidOn, s.Act, s.Attitude, s.Commitment, s.By} {
		w.string(v)
	}
	w.refs('e', s.About)
	w.spanPtr(s.Answers)
	w.score(s.Score)
}

func (r *unpacker) statement(s *record.Statement) {
	s.ID, s.Kind = r.ref('s'), r.string()
	s.Content, s.Source, s.Cue = r.spans(), r.spans(), r.spans()
	s.Speakers, s.Via, s.NestedIn = r.refs('e'), r.refs('e'), r.ref('s')
	for _, v := range [...]*string{&s.Audience, &s.Occasion, &s.SaidOn, &s.Act, &s.Attitude, &s.Commitment, &s.By} {
		*v = r.string()
	}
	s.About, s.Answers, s.Score = r.refs('e'), r.spanPtr(), r.score()
}

func (w *packer) event(v *record.Event) {
	w.ref('v', v.ID)
	for _, s := range [...]string{v.Type, v.Name, v.Status, v.Time, v.By} {
		w.string(s)
	}
	w.span(v.Span)
	w.spans(v.Mentions)
	w.refs('e', v.Participants)
	w.ref('e', v.Place)
	w.refs('e', v.Places)
	packList(w, v.Slots, func(s *record.Slot) {
		w.string(s.Slot)
		w.string(s.Value)
		w.span(s.Span)
		w.string(s.Status)
		w.refs('e', s.SaidBy)
		w.ref('s', s.Statement)
		w.string(s.By)
		w.score(s.Score)
	})
	w.score(v.Score)
	w.string(v.Which) // everything below since format 2
	w.uint(flag(v.Background))
	for i := range v.Slots {
		w.uint(flag(v.Slots[i].Background))
	}
	w.refs('e', v.Unsure)  // since format 3
	w.score(v.StatusScore) // since format 4
}

func (r *unpacker) event(v *record.Event) {
	v.ID = r.ref('v')
	for _, s := range [...]*string{&v.Type, &v.Name, &v.Status, &v.Time, &v.By} {
		*s = r.string()
	}
	v.Span, v.Mentions = r.span(), r.spans()
	v.Participants, v.Place, v.Places = r.refs('e'), r.ref('e'), r.refs('e')
	v.Slots = unpackList(r, func(s *record.Slot) {
		s.Slot, s.Value, s.Span, s.Status = r.string(), r.string(), r.span(), r.string()
		s.SaidBy, s.Statement, s.By, s.Score = r.refs('e'), r.ref('s'), r.string(), r.score()
	})
	v.Score = r.score()
	if r.format < 2 {
		return
	}
	v.Which, v.Background = r.string(), r.uint() != 0
	for i := range v.Slots {
		v.Slots[i].Background = r.uint() != 0
	}
	if r.format >= 3 {
		v.Unsure = r.refs('e')
	}
	if r.format >= 4 {
		v.StatusScore = r.score()
	}
}
