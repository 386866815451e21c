package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/stream"
)

// searchCommand is "readout search".
type searchCommand struct {
	askFlags   `embed:""`
	Text       string   `arg:"" optional:"" help:"What to find: words, \"words in order\", OR, NOT, brackets, begin*."`
	Speaker    string   `placeholder:"WORDS" help:"Words of the speaker's name or role."`
	Role       string   `placeholder:"WORDS" help:"Words of the speaker's role."`
	Outlet     []string `placeholder:"NAME" help:"Only of these outlets."`
	Kind       []string `enum:"direct,indirect,mixed" help:"Only of these kinds: ${enum}."`
	Act        []string `placeholder:"ACT" help:"Only of these acts: deny, promise, …"`
	Status     []string `placeholder:"STATUS" help:"Only what gives an event one of these statuses: planned, \"ruled out\", …"`
	Commitment []string `placeholder:"VALUE" help:"Only of these FactBank values: CT+, PR-, …"`
	From       string   `placeholder:"DAY" help:"Published on that day or later."`
	To         string   `placeholder:"DAY" help:"Published on that day or earlier."`
	Limit      int      `default:"20" help:"How many."`
	Cursor     string   `placeholder:"CURSOR" help:"Go on where a page ended."`
}

func (c *searchCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		page, err := l.Search(ctx, ledger.Query{Text: c.Text, Speaker: c.Speaker, Role: c.Role, Outlets: c.Outlet,
			Kinds: c.Kind, Acts: c.Act,
			Commitments: c.Commitment, Statuses: c.Status, From: c.From, To: c.To, AsOf: c.AsOf, Limit: c.Limit,
			Cursor: c.Cursor})
		return answer{value: page, table: func() [][]string { return statementRows(page.Statements) },
			text: func(w *textAnswer) {
				for i := range page.Statements {
					w.statement(0, &page.Statements[i])
					w.gap()
				}
				if len(page.Statements) == 0 {
					w.line(0, "Nothing was found.")
				}
				if page.Next != "" {
					w.line(0, "%s", faint.Render("More: --cursor "+page.Next))
				}
			}}, err
	})
}

// ask opens the ledger, asks, and prints the answer.
func (f *askFlags) ask(ctx context.Context, t terminal, question func(*ledger.Ledger) (answer, error)) error {
	l, closeLedger, err := f.openThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	a, err := question(l)
	if err != nil {
		return err
	}
	return f.print(t, a)
}

// saidCommand is "readout said".
type saidCommand struct {
	askFlags `embed:""`
	Person   string `arg:"" help:"Who: a name or an id of the ledger."`
	About    string `placeholder:"TOPIC" help:"Only what these words are in."`
}

func (c *saidCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		track, err := l.Said(ctx, c.Person, c.About, c.AsOf)
		return answer{value: track, text: func(w *textAnswer) {
			w.line(0, "%s", strong.Render(clean(track.Person.Name)))
			for i := range track.Entries {
				p := &track.Entries[i]
				w.gap()
				head := p.Statement.Said
				if p.Reports > 1 {
					head += faint.Render("  in " + counted(p.Reports, "report"))
				}
				w.line(0, "%s", head)
				w.statement(2, &p.Statement)
				w.relation(p.Relation)
			}
		}, table: func() [][]string {
			rows := [][]string{append([]string{"relation", "point", "told", "reports"}, statementHeader...)}
			for i := range track.Entries {
				p := &track.Entries[i]
				var kind, point, told string
				if r := p.Relation; r != nil {
					kind, point, told = string(r.Kind), r.Point, r.Text
				}
				rows = append(rows, append([]string{kind, point, told, fmt.Sprint(p.Reports)}, statementRow(&p.Statement)...))
			}
			return rows
		}}, err
	})
}

// relation tells how an utterance stands to an earlier one, with the words of both.
func (w *textAnswer) relation(r *ledger.Relation) {
	if r == nil {
		return
	}
	w.line(2, "%s  %s", status.Render(clean(r.Point)), clean(r.Text))
	w.line(4, "%s  %s", faint.Render("before:"), clean(r.Before.Content))
	w.line(4, "%s", faint.Render(clean(joined(r.Before.Said, r.Before.Article.Outlet, r.Before.Kind, r.Before.ID))))
}

// personCommand is "readout person".
type personCommand struct {
	askFlags `embed:""`
	Name     string `arg:"" help:"A name or an id of the ledger."`
	Agents   bool   `help:"Also each way in which articles present the person, by the id that 'readout split' takes."`
}

func (c *personCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		people, err := l.PeopleAt(ctx, c.Name, c.AsOf)
		return answer{value: people, text: func(w *textAnswer) {
			for i := range people {
				p := &people[i]
				w.line(0, "%s  %s", strong.Render(clean(p.Name)), faint.Render(joined(p.Kind, p.Country, p.ID)))
				w.between("called", p.Names)
				w.between("as", p.Roles)
				for _, k := range p.Known {
					w.line(2, "%s  %s", clean(k.Role), faint.Render(strings.TrimSpace(k.From+" to "+k.To)+" · "+clean(k.Source)))
				}
				if c.Agents {
					for _, a := range p.Agents {
						w.line(4, "%s  %s", a.ID, clean(strings.Join(append([]string{a.Name, a.Country}, a.Roles...), " · ")))
					}
				}
				w.gap()
			}
			if len(people) == 0 {
				w.line(0, "Nobody of that name.")
			}
		}, table: func() [][]string {
			return export.PeopleRows(people)
		}}, err
	})
}

// between lists names with the days they were seen on.
func (w *textAnswer) between(what string, names []ledger.Named) {
	for _, n := range names {
		days := n.First
		if n.Last != n.First {
			days += " to " + n.Last
		}
		w.line(2, "%-6s %s  %s", what, clean(n.Name), faint.Render(days))
	}
}

// joined joins what is not empty.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// eventCommand is "readout event".
type eventCommand struct {
	askFlags `embed:""`
	Name     string `arg:"" help:"Words of its name, place or participants, or its id."`
	Why      bool   `help:"Also say why each value stands, and why each report is of this event."`
}

func (c *eventCommand) Run(ctx context.Context, t terminal) error {
	if c.Why {
		return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
			d, err := l.Why(ctx, c.Name, c.AsOf)
			return answer{value: d, text: func(w *textAnswer) { w.why(&d) },
				table: func() [][]string { return export.DossierRows([]ledger.Dossier{d.Dossier}) }}, err
		})
	}
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		d, err := l.Event(ctx, c.Name, c.AsOf)
		return answer{value: d, text: func(w *textAnswer) { w.dossier(&d) },
			table: func() [][]string { return export.DossierRows([]ledger.Dossier{d}) }}, err
	})
}

// eventsCommand is "readout events".
type eventsCommand struct {
	askFlags `embed:""`
	Name     string `arg:"" optional:"" help:"Words of their names, places or participants; without them all that have a day."`
	Upcoming bool   `help:"Only those planned for a day from now on."`
	From     string `placeholder:"DAY" help:"With --upcoming: from that day; today unless given."`
	To       string `placeholder:"DAY" help:"With --upcoming: before that day."`
	Place    string `placeholder:"TOWN" help:"Only those in a town or house."`
}

func (c *eventsCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		var list []ledger.Dossier
		var err error
		if c.Upcoming {
			from := c.From
			if from == "" {
				from = time.Now().Format(time.DateOnly)
				if len(c.AsOf) >= len(time.DateOnly) {
					from = c.AsOf[:len(time.DateOnly)]
				}
			}
			list, err = l.Upcoming(ctx, from, c.To, c.AsOf)
		} else if c.Name == "" {
			list, err = l.AllEvents(ctx, c.AsOf)
		} else {
			list, err = l.Events(ctx, c.Name, c.AsOf)
		}
		list = slices.DeleteFunc(list, func(d ledger.Dossier) bool { return !d.In(c.Place) })
		return answer{value: list, text: func(w *textAnswer) {
			for i := range list {
				w.dossierHead(&list[i])
			}
			if len(list) == 0 {
				w.line(0, "No such event.")
			}
		}, table: func() [][]string { return export.DossierRows(list) }}, err
	})
}

func (w *textAnswer) dossierHead(d *ledger.Dossier) {
	parts := []string{d.Status, d.Time, d.Place, strings.Join(d.Participants, ", "), counted(d.Reports, "report"), d.ID}
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	w.line(0, "%s  %s", strong.Render(clean(d.Name)), faint.Render(clean(strings.Join(kept, " · "))))
}

// dossier writes an event: what stands now in each slot, then how it came about.
func (w *textAnswer) dossier(d *ledger.Dossier) {
	w.dossierHead(d)
	for i := range d.Slots {
		s := &d.Slots[i]
		w.gap()
		name := s.Slot
		if s.Item != "" {
			name += ": " + clean(s.Item)
		}
		marks := ""
		if s.Differ {
			marks += "  the sides differ"
		}
		if s.Open {
			marks += "  open"
		}
		now := "withdrawn"
		if s.Now != nil {
			now = standsAs(s)
		}
		w.line(0, "%s  %s%s", strong.Render(name), status.Render(now), faint.Render(marks))
		for j := range s.Entries {
			e := &s.Entries[j]
			if !e.Sure() || e.Restated || e.Repeats {
				continue
			}
			told := strings.Join(e.SaidBy, ", ") + " · " + e.Article.Outlet
			if e.Withdrawn {
				told += " · withdrawn"
			}
			w.line(2, "%s  %-11s %s  %s", e.Said, e.Status, entryValue(e), faint.Render(clean(strings.TrimPrefix(told, " · "))))
		}
	}
}

// standsAs is how a slot stands, as pages say it: "it was Lakeside Hall".
func standsAs(s *ledger.SlotTrack) string {
	if s.Item != "" {
		return stream.StatusWord(s.Slot, s.Now.Status)
	}
	return stream.Standing(s.Slot, s.Now.Status, entryValue(s.Now))
}

// entryValue is an entry's value: of an hour, "10:00" and not TIMEX3's "T10:00".
func entryValue(e *ledger.SlotEntry) string {
	if hour, ok := strings.CutPrefix(e.Value, "T"); ok && len(hour) >= 2 && hour[0] >= '0' && hour[0] <= '9' {
		return clean(hour)
	}
	return clean(e.Value)
}

// detail is text that is shown where details are asked for only.
func (w *textAnswer) detail(text string) string {
	if w.details {
		return text
	}
	return ""
}

// why writes what each entry does for what stands, and what each report has in common
// with the event.
func (w *textAnswer) why(d *ledger.EventWhy) {
	w.dossierHead(&d.Dossier)
	for i := range d.Slots {
		s := &d.Slots[i]
		w.gap()
		now := "nothing stands"
		if s.Now != nil {
			now = standsAs(s)
			if s.Now.Inferred {
				now += " (it follows from what became of the event)"
			}
		}
		w.line(0, "%s  %s", strong.Render(joined(s.Slot, clean(s.Item))), status.Render(now))
		for j := range s.Entries {
			e := &s.Entries[j]
			w.line(2, "%-10s  %s", e.Verdict,
				faint.Render(clean(joined(entryText(e), e.Reason, strings.Join(e.SaidBy, ", "), e.Article.Outlet, e.Said,
					w.detail(e.ID)))))
		}
	}
	for _, list := range [...]struct {
		title   string
		reports []ledger.ReportWhy
	}{{"Reports of it", d.Joined}, {"Reports of other events", d.Refused}} {
		if len(list.reports) == 0 {
			continue
		}
		w.gap()
		w.line(0, "%s", strong.Render(list.title))
		for i := range list.reports {
			w.reportWhy(&list.reports[i])
		}
	}
}

func (w *textAnswer) reportWhy(r *ledger.ReportWhy) {
	parts := make([]string, len(r.Evidence))
	for i, e := range r.Evidence {
		if parts[i] = e.What; w.details {
			parts[i] = fmt.Sprintf("%s %+.1f", e.What, e.Points)
		}
	}
	told := strings.Join(parts, ", ")
	if len(parts) == 0 {
		told = "the first"
	}
	if w.details {
		told += fmt.Sprintf(": %.1f of %.1f", r.Points, r.Needed)
	}
	w.line(2, "%s", clean(joined(r.Name, r.Article.Outlet, r.Article.Published, r.ID)))
	w.line(4, "%s", faint.Render(clean(told)))
}

// changesCommand is "readout changes".
type changesCommand struct {
	askFlags `embed:""`
	Since    string `required:"" placeholder:"DAY" help:"From the start of that day."`
}

func (c *changesCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		ch, err := l.Changes(ctx, c.Since, c.AsOf)
		return answer{value: ch, text: func(w *textAnswer) {
			for _, a := range ch.Articles {
				w.line(0, "%s  %s  %s", status.Render(a.Kind), clean(a.Article.Headline),
					faint.Render(fmt.Sprintf("%s · %d changed, %d withdrawn, %d added", a.Article.Outlet, a.Changed, a.Withdrawn,
						a.Added)))
			}
			for _, s := range ch.Slots {
				w.line(0, "%s  %s: %s → %s", strong.Render(clean(s.Name)), strings.TrimSpace(s.Slot+" "+clean(s.Item)),
					entryText(s.Before), entryText(s.Now))
			}
			if len(ch.Articles)+len(ch.Slots) == 0 {
				w.line(0, "Nothing changed.")
			}
		}, table: func() [][]string {
			return export.ChangeRows(&ch)
		}}, err
	})
}

func entryText(e *ledger.SlotEntry) string {
	if e == nil {
		return "nothing said"
	}
	return strings.TrimSpace(e.Status + " " + entryValue(e))
}

// compareCommand is "readout compare".
type compareCommand struct {
	askFlags  `embed:""`
	Utterance string `arg:"" help:"Id of any statement that carries it, as search prints it."`
}

func (c *compareCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		u, err := l.CompareAt(ctx, c.Utterance, c.AsOf)
		return answer{value: u, text: func(w *textAnswer) {
			w.line(0, "%s, %s  %s", strong.Render(clean(u.Speaker)), u.Said,
				faint.Render(fmt.Sprintf("%s, %s, first in %s", counted(u.Outlets, "outlet"), counted(u.Reports, "report"),
					u.First.Outlet)))
			for i := range u.Members {
				w.wording(&u, &u.Members[i])
			}
		}, table: func() [][]string {
			rows := [][]string{append([]string{"difference"}, statementHeader...)}
			for i := range u.Members {
				rows = append(rows, append([]string{string(u.Members[i].Difference)}, statementRow(&u.Members[i].Statement)...))
			}
			return rows
		}}, err
	})
}

// wording shows one report of an utterance and what it has otherwise than the fullest.
func (w *textAnswer) wording(u *ledger.Utterance, m *ledger.Wording) {
	how := string(m.Difference)
	if m.Statement.ID == u.Reference.ID {
		how = "the fullest"
	}
	if m.Restated {
		how += ", restated"
	}
	w.gap()
	w.line(0, "%s  %s", clean(m.Statement.Article.Outlet), status.Render(how))
	w.line(2, "%s", clean(m.Statement.Content))
	if d := differences(m.Edits); d != "" {
		w.line(2, "%s", clean(d))
	}
	w.line(2, "%s", faint.Render(clean(joined(m.Statement.Said, m.Statement.Kind, w.detail(m.Statement.By), m.Statement.ID,
		m.Statement.Article.URL))))
}

// storiesCommand is "readout stories".
type storiesCommand struct {
	askFlags `embed:""`
	From     string `placeholder:"DAY" help:"Published on that day or later."`
	To       string `placeholder:"DAY" help:"Published on that day or earlier."`
}

func (c *storiesCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		list, err := l.Storylines(ctx, c.From, c.To, c.AsOf)
		return answer{value: list, text: func(w *textAnswer) {
			for _, s := range list {
				w.line(0, "%s  %s", strong.Render(clean(s.Title)),
					faint.Render(fmt.Sprintf("%s to %s · %s · %s", s.First, s.Last, counted(len(s.Articles), "article"),
						counted(s.Outlets, "outlet"))))
			}
		}, table: func() [][]string {
			return export.StoryRows(list)
		}}, err
	})
}
