package correct

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"readout/ledger"
	"readout/record"
	"readout/serve/auth"
	"readout/serve/page/frame"
	"readout/store"
)

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
	Decision  *AuditEntry
	Back      string
}

func (p *Pages) correctForm(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	ctx, q := r.Context(), r.URL.Query()
	v := p.View(r, "Correct", "corrections")
	main := correctPage{}
	main.Who, main.Asks = p.Writer(r, v)
	switch {
	case q.Get("statement") != "":
		main.Kind, main.ID = "statement", q.Get("statement")
		s, err := p.Ledger.Statement(ctx, main.ID)
		if err != nil {
			return frame.NotFound(err)
		}
		article, _, _ := strings.Cut(s.ID, ".")
		t, err := p.Ledger.Text(ctx, article)
		if err != nil {
			return err
		}
		for _, e := range t.Record.Entities {
			if e.Kind == "person" || e.Kind == "organization" || e.Kind == "group" ||
				slices.ContainsFunc(s.Speakers, func(sp ledger.Speaker) bool { return sp.Name == e.Name }) {
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
		person, err := p.Ledger.Person(ctx, main.ID)
		if err != nil {
			return err
		}
		main.Person = &person
		with := cmp.Or(strings.TrimSpace(q.Get("with")), lastWord(person.Name))
		found, err := p.Ledger.People(ctx, with)
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
		t, err := p.Ledger.Text(ctx, main.ID)
		if err != nil {
			return frame.NotFound(err)
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
		return frame.ErrNoPage
	}
	main.Token = p.FormToken(w, r)
	w.Header().Set("Cache-Control", "no-store")
	v.Main = &main
	return p.Show(w, r, "correct", v, http.StatusOK)
}

// correct carries out one change. What came of it is shown where it was made.
func (p *Pages) correct(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	who, why, id := p.Who(w, r, form), strings.TrimSpace(form.Get("why")), form.Get("id")
	if who == "" || why == "" {
		return fmt.Errorf("%w: it needs your name and a reason", frame.ErrBadForm)
	}
	if len(why) > maxWhy || len(who) > maxWhy {
		return fmt.Errorf("%w: name and reason are too long", frame.ErrBadForm)
	}
	l := p.Ledger
	back := "/corrections"
	switch form.Get("do") {
	case "statement":
		set, err := p.correctionOf(ctx, id, form)
		if err != nil {
			return err
		}
		_, err = l.Correct(ctx, who, why, id, set)
		if err != nil {
			return frame.Refused(err)
		}
		back = "/statement/" + url.PathEscape(id)
	case "merge":
		if _, err := l.Merge(ctx, who, why, append([]string{id}, form["with"]...)...); err != nil {
			return frame.Refused(err)
		}
		back = "/person/" + url.PathEscape(id)
	case "split":
		if len(form["agent"]) == 0 {
			return fmt.Errorf("%w: choose what is to be split off", frame.ErrBadForm)
		}
		if _, err := l.Split(ctx, who, why, form["agent"]...); err != nil {
			return frame.Refused(err)
		}
		back = "/person/" + url.PathEscape(form["agent"][0])
	case "takedown":
		if err := auth.Allow(ctx, auth.Admin); err != nil {
			return err
		}
		t, err := l.Text(ctx, id)
		if err != nil {
			return frame.NotFound(err)
		}
		if _, err := l.TakeDown(ctx, who, why, store.Key{Outlet: t.Article.Outlet, Ident: t.Article.URL}); err != nil {
			return frame.Refused(err)
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
			return frame.Refused(err)
		}
		if d.Kind == ledger.Save {
			back = "/search"
		}
	default:
		return frame.ErrBadForm
	}
	p.Cache.Invalidate()
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// maxWhy bounds names and reasons, in bytes.
const maxWhy = 2000

// correctionOf reads which fields of a statement a form changes: those whose value
// is another than was shown.
func (p *Pages) correctionOf(ctx context.Context, id string, form url.Values) (ledger.Correction, error) {
	var set ledger.Correction
	s, err := p.Ledger.Statement(ctx, id)
	if err != nil {
		return set, frame.NotFound(err)
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
		return set, fmt.Errorf("%w: nothing was changed", frame.ErrBadForm)
	}
	return set, nil
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
