package page

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/record"
	"readout/serve/auth"
	"readout/store"
)

// auditEntry is a decision as pages show it.
type auditEntry struct {
	store.Decision
	What   string // "corrected the speaker of a statement"
	Detail []string
	To     string // the address of what it is about, or ""
	Undone int64  // the decision that took it back
	Undo   bool   // it can be taken back
}

// decided is as much of a decision's data as pages show.
type decided struct {
	Agents     []string           `json:"agents"`
	Tombstones []ledger.Tombstone `json:"tombstones"`
	Text       *struct {
		Outlet string `json:"outlet"`
		Ident  string `json:"ident"`
	} `json:"text"`
	Set *ledger.Correction `json:"set"`
	Was *ledger.Correction `json:"was"`
	// Of events: the reports put together or taken out, and the slot corrected.
	Reports []json.RawMessage `json:"reports"`
	Slot    *slotDecision     `json:"slot"`
}

// auditOf shows decisions, the newest first, without saved searches, which change
// nothing.
func auditOf(all []store.Decision) []auditEntry {
	undone := audit.Undone(all)
	saved := map[int64]bool{}
	for _, d := range all {
		if d.Kind == ledger.Save {
			saved[d.ID] = true
		}
	}
	var out []auditEntry
	for _, d := range slices.Backward(all) {
		if saved[d.ID] || saved[d.Undoes] {
			continue
		}
		e := auditEntry{Decision: d, Undone: undone[d.ID]}
		var data decided
		if err := json.Unmarshal([]byte(d.Data), &data); err != nil {
			e.Detail = []string{d.Data} // from a newer version
		}
		switch d.Kind {
		case ledger.Merge:
			e.What = "said that these are one: " + strings.Join(data.Agents, ", ")
			if len(data.Agents) > 0 {
				e.To = "/person/" + url.PathEscape(data.Agents[0])
			}
		case ledger.Split:
			e.What = "said that these are a person of their own: " + strings.Join(data.Agents, ", ")
			if len(data.Agents) > 0 {
				e.To = "/person/" + url.PathEscape(data.Agents[0])
			}
		case ledger.Correct:
			e.What = "corrected how a statement was read"
			e.Detail = changed(data.Was, data.Set)
			if data.Text != nil {
				e.Detail = append(e.Detail, data.Text.Outlet+", "+data.Text.Ident)
			}
		case ledger.MergeEvents:
			e.What = "said that " + count(len(data.Reports), "report") + " are of one event"
		case ledger.SplitEvents:
			e.What = "said that " + count(len(data.Reports), "report") + " are of another event"
		case ledger.CorrectSlot:
			e.What = "corrected what was read of an event"
			if data.Slot != nil {
				e.Detail = changedSlot(data.Slot)
			}
		case ledger.Takedown:
			e.What = "took down " + count(len(data.Tombstones), "version") + " of an article"
			for _, t := range data.Tombstones {
				e.Detail = append(e.Detail, fmt.Sprintf("%s, %s, of %s: SHA-256 %s", t.Outlet, t.Ident, moment(t.Since), t.SHA256))
			}
		case ledger.Judge:
			if j, ok := audit.JudgementOf(d); ok {
				e.What = "marked as wrong"
				if j.Right {
					e.What = "marked as right"
				}
			}
		case ledger.Undo:
			e.What = fmt.Sprintf("took back decision %d", d.Undoes)
		default:
			e.What = d.Kind
		}
		e.Undo = d.Kind != ledger.Undo && e.Undone == 0
		out = append(out, e)
	}
	return out
}

// slotDecision is a correction of something said of an event, as the audit holds it.
type slotDecision struct {
	Slot string                `json:"slot"`
	To   *struct{}             `json:"to"`
	Set  ledger.SlotCorrection `json:"set"`
	Was  ledger.SlotCorrection `json:"was"`
}

// changedSlot lists what a correction of a slot sets: "date: 21 March, was 20 March".
func changedSlot(d *slotDecision) []string {
	var out []string
	for _, f := range [...]struct {
		name     string
		set, was *string
	}{{d.Slot, d.Set.Value, d.Was.Value}, {"status", d.Set.Status, d.Was.Status}} {
		if f.set != nil && f.was != nil {
			out = append(out, fmt.Sprintf("%s: %s, was %s", f.name, *f.set, *f.was))
		}
	}
	switch {
	case d.Set.Drop:
		out = append(out, d.Slot+": not said of it")
	case d.To != nil:
		out = append(out, d.Slot+": said of another event of the article")
	}
	return out
}

// changed lists the fields of a correction: "speaker: A, was B".
func changed(was, set *ledger.Correction) []string {
	if set == nil {
		return nil
	}
	if was == nil {
		was = &ledger.Correction{}
	}
	var out []string
	put := func(name, now, before string) {
		out = append(out, name+": "+cmp.Or(now, "none")+", was "+cmp.Or(before, "none"))
	}
	if set.Speakers != nil {
		before := ""
		if was.Speakers != nil {
			before = strings.Join(*was.Speakers, ", ")
		}
		put("speaker", strings.Join(*set.Speakers, ", "), before)
	}
	for _, f := range [...]struct {
		name     string
		set, was *string
	}{{"said on", set.SaidOn, was.SaidOn}, {"status", set.Status, was.Status}, {"act", set.Act, was.Act}, {"attitude", set.Attitude, was.Attitude},
		{"how sure", set.Commitment, was.Commitment}} {
		if f.set != nil {
			before := ""
			if f.was != nil {
				before = *f.was
			}
			put(f.name, record.Sure(*f.set), record.Sure(before))
		}
	}
	return out
}

func (p *pages) corrections(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "Corrections", "corrections")
	all, err := p.o.Ledger.Audit(r.Context())
	if err != nil {
		return err
	}
	orphans, err := p.o.Ledger.Orphans(r.Context())
	if err != nil {
		return err
	}
	v.Main = &correctionsPage{All: auditOf(all), Orphans: orphans}
	return p.show(w, r, "corrections", v, http.StatusOK)
}

// correctionsPage is all decisions, and the corrections that fit no more.
type correctionsPage struct {
	All     []auditEntry
	Orphans []ledger.Orphan
}

// correctPage is the form for one change of one thing.
type correctPage struct {
	Token     string
	Kind      string // statement, person, article, decision
	ID        string
	Who       string
	Asks      bool // the form asks for a name, because nobody signs in
	Statement *ledger.Statement
	Entities  []record.Entity
	Statuses  []string
	Acts      []string
	Levels    []string
	Person    *ledger.Person
	Others    []ledger.Person
	Article   *ledger.Article
	Decision  *auditEntry
	Back      string
}

func (p *pages) correctForm(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	ctx, q := r.Context(), r.URL.Query()
	v := p.view(r, "Correct", "corrections")
	main := correctPage{}
	main.Who, main.Asks = p.writer(r, v)
	switch {
	case q.Get("statement") != "":
		main.Kind, main.ID = "statement", q.Get("statement")
		s, err := p.o.Ledger.Statement(ctx, main.ID)
		if err != nil {
			return notFound(err)
		}
		article, _, _ := strings.Cut(s.ID, ".")
		t, err := p.o.Ledger.Text(ctx, article)
		if err != nil {
			return err
		}
		for _, e := range t.Record.Entities {
			if e.Kind == "person" || e.Kind == "organization" || e.Kind == "group" || slices.ContainsFunc(s.Speakers, func(sp ledger.Speaker) bool { return sp.Name == e.Name }) {
				main.Entities = append(main.Entities, e)
			}
		}
		main.Statement, main.Acts, main.Levels = &s, record.Acts[:], record.Commitments[:]
		if len(s.Statuses) > 0 {
			main.Statuses = record.Statuses[:]
		}
		main.Back = "/statement/" + url.PathEscape(s.ID)
	case q.Get("person") != "":
		main.Kind, main.ID = "person", q.Get("person")
		person, err := p.o.Ledger.Person(ctx, main.ID)
		if err != nil {
			return err
		}
		main.Person = &person
		with := cmp.Or(strings.TrimSpace(q.Get("with")), lastWord(person.Name))
		found, err := p.o.Ledger.People(ctx, with)
		if err != nil {
			return err
		}
		main.Others = slices.DeleteFunc(found, func(o ledger.Person) bool { return o.ID == person.ID })
		main.Back = "/person/" + url.PathEscape(person.ID)
	case q.Get("article") != "":
		if err := auth.Allow(ctx, auth.Admin); err != nil {
			return err
		}
		main.Kind, main.ID = "article", q.Get("article")
		t, err := p.o.Ledger.Text(ctx, main.ID)
		if err != nil {
			return notFound(err)
		}
		main.Article = &t.Article
		main.Back = "/article/" + url.PathEscape(main.ID)
	case q.Get("undo") != "":
		main.Kind, main.ID = "decision", q.Get("undo")
		d, err := p.decision(ctx, main.ID)
		if err != nil {
			return err
		}
		main.Decision, main.Back = &d, "/corrections"
	default:
		return errNoPage
	}
	main.Token = p.formToken(w, r)
	w.Header().Set("Cache-Control", "no-store")
	v.Main = &main
	return p.show(w, r, "correct", v, http.StatusOK)
}

func (p *pages) decision(ctx context.Context, id string) (auditEntry, error) {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return auditEntry{}, errNoPage
	}
	all, err := p.o.Ledger.Audit(ctx)
	if err != nil {
		return auditEntry{}, err
	}
	for _, d := range all {
		if d.ID == n && d.Kind == ledger.Save {
			return auditEntry{Decision: d, What: "saved the search “" + d.Why + "”"}, nil
		}
	}
	for _, e := range auditOf(all) {
		if e.ID == n {
			return e, nil
		}
	}
	return auditEntry{}, errNoPage
}

// nameCookie remembers what name somebody gave on a machine where nobody signs in.
const nameCookie = "readout_name"

// correct carries out one change. What came of it is shown where it was made.
func (p *pages) correct(w http.ResponseWriter, r *http.Request) error {
	form, err := p.form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	who, why, id := p.who(w, r, form), strings.TrimSpace(form.Get("why")), form.Get("id")
	if who == "" || why == "" {
		return fmt.Errorf("%w: it needs your name and a reason", errBadForm)
	}
	if len(why) > maxWhy || len(who) > maxWhy {
		return fmt.Errorf("%w: name and reason are too long", errBadForm)
	}
	l := p.o.Ledger
	back := "/corrections"
	switch form.Get("do") {
	case "statement":
		set, err := p.correctionOf(ctx, id, form)
		if err != nil {
			return err
		}
		_, err = l.Correct(ctx, who, why, id, set)
		if err != nil {
			return refused(err)
		}
		back = "/statement/" + url.PathEscape(id)
	case "merge":
		if _, err := l.Merge(ctx, who, why, append([]string{id}, form["with"]...)...); err != nil {
			return refused(err)
		}
		back = "/person/" + url.PathEscape(id)
	case "split":
		if len(form["agent"]) == 0 {
			return fmt.Errorf("%w: choose what is to be split off", errBadForm)
		}
		if _, err := l.Split(ctx, who, why, form["agent"]...); err != nil {
			return refused(err)
		}
		back = "/person/" + url.PathEscape(form["agent"][0])
	case "takedown":
		if err := auth.Allow(ctx, auth.Admin); err != nil {
			return err
		}
		t, err := l.Text(ctx, id)
		if err != nil {
			return notFound(err)
		}
		if _, err := l.TakeDown(ctx, who, why, store.Key{Outlet: t.Article.Outlet, Ident: t.Article.URL}); err != nil {
			return refused(err)
		}
	case "undo":
		d, err := p.decision(ctx, id)
		if err != nil {
			return err
		}
		if d.Kind == ledger.Takedown {
			if err := auth.Allow(ctx, auth.Admin); err != nil {
				return err
			}
		}
		if _, err := l.Undo(ctx, who, why, d.ID); err != nil {
			return refused(err)
		}
		if d.Kind == ledger.Save {
			back = "/search"
		}
	default:
		return errBadForm
	}
	p.cache.Invalidate()
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// maxWhy bounds names and reasons, in bytes.
const maxWhy = 2000

// refused takes what the ledger says against a change for the reader's to mend.
func refused(err error) error { return fmt.Errorf("%w: %w", errBadForm, err) }

// who is whose name goes into the audit: the token's, or the name given where
// nobody signs in.
func (p *pages) who(w http.ResponseWriter, r *http.Request, form url.Values) string {
	who := auth.From(r.Context())
	if !who.Open {
		return who.Name
	}
	name := strings.TrimSpace(form.Get("who"))
	if !form.Has("who") { // a form that does not ask: as whoever gave a name before, or as the machine's user
		name, _ = p.writer(r, &view{Who: who})
		return name
	}
	p.setCookie(w, r, nameCookie, url.QueryEscape(clip(100, name)), 365*24*time.Hour)
	return name
}

// writer is whose name a form goes under, and whether it asks for one: where nobody signs
// in it does, and knows the name given before.
func (p *pages) writer(r *http.Request, v *view) (name string, asks bool) {
	if c, err := r.Cookie(nameCookie); err == nil && v.Who.Open {
		if name, err := url.QueryUnescape(c.Value); err == nil && name != "" {
			return name, true
		}
	}
	return v.Who.Name, v.Who.Open
}

// correctionOf reads which fields of a statement a form changes: those whose value
// is another than was shown.
func (p *pages) correctionOf(ctx context.Context, id string, form url.Values) (ledger.Correction, error) {
	var set ledger.Correction
	s, err := p.o.Ledger.Statement(ctx, id)
	if err != nil {
		return set, notFound(err)
	}
	if form.Has("speaker") {
		var was, now []string
		for _, sp := range s.Speakers {
			was = append(was, sp.Name)
		}
		for _, name := range form["speaker"] {
			if name != "" {
				now = append(now, name)
			}
		}
		if !slices.Equal(was, now) {
			if now == nil {
				now = []string{}
			}
			set.Speakers = &now
		}
	}
	field := func(name, was string, to **string) {
		if now := strings.TrimSpace(form.Get(name)); form.Has(name) && now != was {
			*to = &now
		}
	}
	field("said_on", s.SaidOn, &set.SaidOn)
	field("act", s.Act, &set.Act)
	field("commitment", s.Commitment, &set.Commitment)
	if len(s.Statuses) > 0 {
		field("status", s.Statuses[0], &set.Status)
	}
	if set == (ledger.Correction{}) {
		return set, fmt.Errorf("%w: nothing was changed", errBadForm)
	}
	return set, nil
}

// savedSearch is a saved search as the search page lists it.
type savedSearch struct {
	ledger.SavedSearch
	To string
}

func (p *pages) savedSearches(ctx context.Context) ([]savedSearch, error) {
	list, err := p.o.Ledger.SavedSearches(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]savedSearch, 0, len(list))
	for _, s := range list {
		// Only what is a query goes into the address.
		if q, err := url.ParseQuery(s.Query); err == nil {
			out = append(out, savedSearch{s, "/search?" + q.Encode()})
		}
	}
	return out, nil
}

// saveSearch shows the form that names a search, and keeps what it is sent.
func (p *pages) saveSearch(w http.ResponseWriter, r *http.Request) error {
	form, err := p.form(r)
	if err != nil {
		return err
	}
	who, name := p.who(w, r, form), strings.TrimSpace(form.Get("name"))
	q, err := url.ParseQuery(form.Get("query"))
	if err != nil || name == "" || who == "" {
		return fmt.Errorf("%w: a search needs a name, and you too", errBadForm)
	}
	if _, err := ask.ParseQuery(q); err != nil {
		return err
	}
	q.Del("cursor")
	if _, err := p.o.Ledger.SaveSearch(r.Context(), who, name, q.Encode()); err != nil {
		return refused(err)
	}
	http.Redirect(w, r, "/search?"+q.Encode(), http.StatusSeeOther)
	return nil
}

// savePage is the form that names a search.
type savePage struct {
	Token, Query, Who, Name string
	Asks                    bool
}

func (p *pages) saveForm(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	v := p.view(r, "Save a search", "search")
	q := r.URL.Query()
	if _, err := ask.ParseQuery(q); err != nil {
		return err
	}
	main := savePage{Token: p.formToken(w, r), Query: q.Encode(), Who: v.Who.Name, Asks: v.Who.Open, Name: cmp.Or(q.Get("q"), q.Get("speaker"))}
	w.Header().Set("Cache-Control", "no-store")
	v.Main = &main
	return p.show(w, r, "save", v, http.StatusOK)
}
