package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/dossier"
)

// EventIn is the input of event_dossier.
type EventIn struct {
	Name string `json:"name" jsonschema:"words of its name, place or participants, or its id"`
	AsOf string `json:"as_of,omitempty" jsonschema:"the state at the end of that day (YYYY-MM-DD)"`
}

// Dossier is what is known about an event.
type Dossier struct {
	Event  Event   `json:"event"`
	Slots  []Slot  `json:"slots"`
	Others []Event `json:"others" jsonschema:"other events that match the name"`
}

// Event is a summary of an event.
type Event struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	Status       string   `json:"status"`
	Time         string   `json:"time,omitempty"`
	Place        string   `json:"place,omitempty"`
	Participants []string `json:"participants"`
	Reports      int      `json:"reports"`
	Page         string   `json:"page,omitempty"`
}

// Slot is one fact about an event: what stands now, and how that came about.
type Slot struct {
	Slot    string   `json:"slot"`
	Item    string   `json:"item,omitempty" jsonschema:"which agenda item, document or outcome"`
	Now     *Entry   `json:"now,omitempty" jsonschema:"what stands, all reports weighed; absent if nothing stands"`
	Nothing string   `json:"nothing,omitempty" jsonschema:"why nothing stands"`
	Open    bool     `json:"open" jsonschema:"nobody has settled it"`
	Differ  bool     `json:"differ" jsonschema:"the sides contradict each other"`
	Sides   []Entry  `json:"sides" jsonschema:"the latest word of each side, if they differ"`
	History []string `json:"history" jsonschema:"each change: day, status, value, who, outlet"`
}

// Entry is one statement about a slot, with the words that make it.
type Entry struct {
	Status    string   `json:"status"`
	Value     string   `json:"value,omitempty"`
	SaidBy    []string `json:"said_by" jsonschema:"empty if the report says it in its own voice"`
	Said      string   `json:"said"`
	Words     string   `json:"words" jsonschema:"words of the statement, or else of the report, byte for byte"`
	Statement string   `json:"statement,omitempty"`
	Source    Source   `json:"source"`
}

func (t *tools) event(d *ledger.Dossier) Event {
	e := Event{ID: d.ID, Name: d.Name, Status: d.Status, Time: d.Time, Place: d.Place,
		Participants: orEmpty(d.Participants), Reports: d.Reports}
	if t.o.Base != "" {
		e.Page = t.o.Base + "/event/" + d.ID
	}
	return e
}

func (e *Event) tell(b *strings.Builder) {
	fmt.Fprintf(b, "%s: %s, %s, %s; %s; %s; %s\n", plain(e.Name), e.Status, plain(e.Time), plain(e.Place),
		plain(strings.Join(e.Participants, ", ")), counted(e.Reports, "report"), e.ID)
}

func (d *Dossier) tell(b *strings.Builder) {
	d.Event.tell(b)
	for i := range d.Slots {
		s := &d.Slots[i]
		name := s.Slot
		if s.Item != "" {
			name += " " + marked(s.Item)
		}
		marks := ""
		if s.Open {
			marks += " [open]"
		}
		if s.Differ {
			marks += " [the sides differ]"
		}
		fmt.Fprintf(b, "%s:%s ", name, marks)
		if s.Now == nil {
			fmt.Fprintf(b, "%s\n", s.Nothing)
		} else {
			s.Now.tell(b)
		}
		for k := range s.Sides {
			b.WriteString("  a side: ")
			s.Sides[k].tell(b)
		}
		for _, h := range s.History {
			fmt.Fprintf(b, "  %s\n", h)
		}
	}
	for i := range d.Others {
		b.WriteString("Another event of that name: ")
		d.Others[i].tell(b)
	}
}

func (e *Entry) tell(b *strings.Builder) {
	fmt.Fprintf(b, "%s %s; %s; said %s: %s\n    ", e.Status, plain(e.Value), plain(strings.Join(e.SaidBy, ", ")), e.Said,
		marked(e.Words))
	e.Source.tell(b)
}

// maxSlots bounds the slots of one answer, maxHistory the changes of one slot.
const (
	maxSlots   = 40
	maxHistory = 20
)

func (t *tools) eventDossier(ctx context.Context, in EventIn) (*Dossier, error) {
	if err := ask.CheckAsOf(in.AsOf); err != nil {
		return nil, err
	}
	list, err := t.l.Events(ctx, in.Name, in.AsOf)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("event %q: %w", in.Name, ask.ErrUnknown)
	}
	d := &list[0]
	out := &Dossier{Event: t.event(d), Slots: []Slot{}, Others: []Event{}}
	for i := 1; i < min(len(list), defaultLimit); i++ {
		out.Others = append(out.Others, t.event(&list[i]))
	}
	w := words{t: t, texts: map[string]*ledger.Text{}}
	for i := range d.Slots[:min(len(d.Slots), maxSlots)] {
		track := &d.Slots[i]
		s := Slot{Slot: track.Slot, Item: track.Item, Nothing: track.Nothing(), Open: track.Open,
			Differ: track.Differ, Sides: []Entry{}, History: historyOf(track)}
		if track.Now != nil {
			e, err := w.entry(ctx, track.Now)
			if err != nil {
				return nil, err
			}
			s.Now = &e
		}
		if track.Differ {
			for k := range track.Sides {
				e, err := w.entry(ctx, &track.Sides[k])
				if err != nil {
					return nil, err
				}
				s.Sides = append(s.Sides, e)
			}
		}
		out.Slots = append(out.Slots, s)
	}
	return out, nil
}

// historyOf describes how a slot came about, without repetitions.
func historyOf(track *ledger.SlotTrack) []string {
	out := []string{}
	for i := range track.Entries {
		e := &track.Entries[i]
		if e.Restated || e.Repeats {
			continue
		}
		line := strings.TrimSpace(e.Said+" "+e.Status+" "+plain(e.Value)) + " (" +
			plain(strings.Join(append(e.SaidBy[:len(e.SaidBy):len(e.SaidBy)], e.Article.Outlet), ", ")) + ")"
		if e.Withdrawn {
			line += " withdrawn"
		}
		out = append(out, line)
	}
	return out[max(0, len(out)-maxHistory):]
}

// words cuts the words of slots out of their articles, reading each article once.
type words struct {
	t     *tools
	texts map[string]*ledger.Text
}

func (w *words) entry(ctx context.Context, e *ledger.SlotEntry) (Entry, error) {
	out := Entry{Status: e.Status, Value: e.Value, SaidBy: orEmpty(e.SaidBy), Said: e.Said, Statement: e.Statement}
	text := w.texts[e.Article.ID]
	if text == nil {
		x, err := w.t.l.Text(ctx, e.Article.ID)
		if err != nil {
			return out, err
		}
		text = &x
		w.texts[e.Article.ID] = text
	}
	for i := range text.Statements {
		if s := &text.Statements[i]; s.ID == e.Statement && e.Statement != "" {
			out.Words = s.Content
			out.Source = w.t.source(&e.Article, "/statement/"+s.ID, s.Spans...)
			return out, nil
		}
	}
	if t := text.Record.Article.Text; e.Span.Start >= 0 && e.Span.Start < e.Span.End && e.Span.End <= len(t) {
		out.Words = t[e.Span.Start:e.Span.End]
	}
	out.Source = w.t.source(&e.Article, "/article/"+e.Article.ID, e.Span)
	return out, nil
}

// UpcomingIn is the input of upcoming_events.
type UpcomingIn struct {
	From  string `json:"from,omitempty" jsonschema:"planned for that day (YYYY-MM-DD) or later; today by default"`
	To    string `json:"to,omitempty" jsonschema:"planned for a day before that"`
	AsOf  string `json:"as_of,omitempty" jsonschema:"what was known at the end of that day"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many; 10 by default, at most 50"`
}

// Upcoming is events by day.
type Upcoming struct {
	Events []Event `json:"events"`
	More   int     `json:"more" jsonschema:"later ones that are not shown"`
}

func (u *Upcoming) tell(b *strings.Builder) {
	if len(u.Events) == 0 {
		b.WriteString("No event of those days is in this ledger.\n")
	}
	for i := range u.Events {
		u.Events[i].tell(b)
	}
	if u.More > 0 {
		fmt.Fprintf(b, "Not shown: %s.\n", counted(u.More, "later one"))
	}
}

func (t *tools) upcomingEvents(ctx context.Context, in UpcomingIn) (*Upcoming, error) {
	if err := errors.Join(ask.CheckDays("from", in.From, "to", in.To), ask.CheckAsOf(in.AsOf)); err != nil {
		return nil, err
	}
	from := in.From
	if from == "" {
		from = t.today()
	}
	list, err := t.l.Upcoming(ctx, from, in.To, in.AsOf)
	if err != nil {
		return nil, err
	}
	list = dossier.ToCome(list)
	out := &Upcoming{Events: []Event{}, More: max(0, len(list)-limit(in.Limit))}
	for i := range list[:len(list)-out.More] {
		out.Events = append(out.Events, t.event(&list[i]))
	}
	return out, nil
}

// ChangesIn is the input of changes.
type ChangesIn struct {
	Since string `json:"since" jsonschema:"from the start of that day (YYYY-MM-DD)"`
	AsOf  string `json:"as_of,omitempty" jsonschema:"up to the end of that day; now by default"`
}

// ChangesOut is what has changed.
type ChangesOut struct {
	Slots    []SlotChange    `json:"slots"`
	Articles []ArticleChange `json:"articles"`
	More     int             `json:"more" jsonschema:"changes that are not shown: ask for fewer days"`
}

// SlotChange is a changed slot of an event.
type SlotChange struct {
	Event  string `json:"event" jsonschema:"id, for event_dossier"`
	Name   string `json:"name"`
	Slot   string `json:"slot"`
	Item   string `json:"item,omitempty"`
	Before string `json:"before" jsonschema:"status and value before; empty if nothing was said"`
	Now    *Entry `json:"now,omitempty" jsonschema:"absent if nothing stands any more"`
}

// ArticleChange is an article with a new version.
type ArticleChange struct {
	Kind   string `json:"kind" jsonschema:"edit, correction, update or kill"`
	What   string `json:"what"`
	Source Source `json:"source"`
}

func (c *ChangesOut) tell(b *strings.Builder) {
	if len(c.Slots)+len(c.Articles) == 0 {
		b.WriteString("Nothing changed.\n")
	}
	for i := range c.Slots {
		s := &c.Slots[i]
		fmt.Fprintf(b, "%s (%s), %s %s: before: %s; now: ", plain(s.Name), s.Event, s.Slot, plain(s.Item), plain(s.Before))
		if s.Now == nil {
			b.WriteString("nothing stands any more\n")
		} else {
			s.Now.tell(b)
		}
	}
	for i := range c.Articles {
		fmt.Fprintf(b, "%s: %s; ", c.Articles[i].Kind, c.Articles[i].What)
		c.Articles[i].Source.tell(b)
	}
	if c.More > 0 {
		fmt.Fprintf(b, "%d more are not shown: ask for fewer days.\n", c.More)
	}
}

func (t *tools) changes(ctx context.Context, in ChangesIn) (*ChangesOut, error) {
	if in.Since == "" {
		return nil, question("since: which day?")
	}
	if err := errors.Join(ask.CheckMoment("since", in.Since), ask.CheckAsOf(in.AsOf)); err != nil {
		return nil, err
	}
	c, err := t.l.Changes(ctx, in.Since, in.AsOf)
	if err != nil {
		return nil, err
	}
	out := &ChangesOut{Slots: []SlotChange{}, Articles: []ArticleChange{}, More: max(0, len(c.Slots)-maxLimit) +
		max(0, len(c.Articles)-maxLimit)}
	w := words{t: t, texts: map[string]*ledger.Text{}}
	for i := range c.Slots[:min(len(c.Slots), maxLimit)] {
		s := &c.Slots[i]
		x := SlotChange{Event: s.Event, Name: s.Name, Slot: s.Slot, Item: s.Item}
		if s.Before != nil {
			x.Before = strings.TrimSpace(s.Before.Status + " " + s.Before.Value)
		}
		if s.Now != nil {
			e, err := w.entry(ctx, s.Now)
			if err != nil {
				return nil, err
			}
			x.Now = &e
		}
		out.Slots = append(out.Slots, x)
	}
	for i := range c.Articles[:min(len(c.Articles), maxLimit)] {
		a := &c.Articles[i]
		out.Articles = append(out.Articles, ArticleChange{a.Kind, fmt.Sprintf("%s changed, %d withdrawn, %d added",
			counted(a.Changed, "statement"), a.Withdrawn, a.Added),
			t.source(&a.Article, "/article/"+a.Article.ID+"/versions")})
	}
	return out, nil
}
