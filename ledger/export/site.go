package export

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/quote"
	"readout/record"
	"readout/store/sqlite"
)

// SiteContent is the content of a site. Speakers of Statements must be identified, as by
// Ledger.NameSpeakers; Texts are records of articles, of which those without statements or
// slots in the site are skipped.
type SiteContent struct {
	Statements Statements
	Events     []ledger.Dossier
	Texts      iter.Seq2[*record.Record, error]
}

// Site writes one SQLite file that opens well in Datasette: people, what they said by
// statement and by utterance, articles with their texts, events and their slots, with
// full-text indexes and links to the pages. All statements are held in memory, since finding
// utterances requires comparing them; in text-free mode there are no texts.
//
// Errors: the file exists already. After any other error there is no file.
func Site(ctx context.Context, path string, c SiteContent, o Options) error {
	s, err := sqlite.NewSite(ctx, path)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	w := siteWriter{s: s, o: o, people: map[string]*sitePerson{}, texts: map[string]bool{}}
	if err := w.fill(ctx, c); err != nil {
		return errors.Join(fmt.Errorf("export: %w", err), s.Abandon())
	}
	if err := s.Finish(ctx); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

type siteWriter struct {
	s      *sqlite.Site
	o      Options
	people map[string]*sitePerson
	order  []*sitePerson
	texts  map[string]bool // hashes of the texts to include
}

// sitePerson is somebody who speaks, as the latest known statement describes them.
type sitePerson struct {
	id, name, kind, role, country, first, last string
	statements, utterances                     int
}

func (w *siteWriter) fill(ctx context.Context, c SiteContent) error {
	var list []ledger.Statement
	for st, err := range c.Statements {
		if err != nil {
			return err
		}
		list = append(list, st)
	}
	utterance := map[string]string{}
	for _, u := range quote.Utterances(list, shareSpeaker) {
		id := u.Members[0].Statement.ID
		for i := range u.Members {
			utterance[u.Members[i].Statement.ID] = id
		}
		if err := w.utterance(ctx, id, &u); err != nil {
			return err
		}
	}
	for i := range list {
		if err := w.statement(ctx, &list[i], utterance[list[i].ID]); err != nil {
			return err
		}
	}
	for i := range c.Events {
		if err := w.event(ctx, &c.Events[i]); err != nil {
			return err
		}
	}
	for _, p := range w.order {
		err := w.s.Add(ctx, "people", p.id, p.name, p.kind, p.role, p.country, p.first, p.last, p.statements, p.utterances)
		if err != nil {
			return err
		}
	}
	return w.addTexts(ctx, c.Texts)
}

func (w *siteWriter) article(ctx context.Context, a *ledger.Article) error {
	w.texts[a.SHA256] = true
	return w.s.Add(ctx, "articles", a.ID, a.Outlet, a.Headline, a.URL, a.Published, a.Until, a.Notice, a.SHA256, nil)
}

// shareSpeaker reports whether two statements have a speaker in common. An unidentified
// speaker has nothing in common with anybody.
func shareSpeaker(x, y *ledger.Statement) bool {
	return slices.ContainsFunc(x.Speakers, func(a ledger.Speaker) bool {
		return a.Person != "" && slices.ContainsFunc(y.Speakers, func(b ledger.Speaker) bool { return a.Person == b.Person })
	})
}

// person returns the row of a speaker, or nil for an unidentified one.
func (w *siteWriter) person(sp *ledger.Speaker) *sitePerson {
	if sp.Person == "" {
		return nil
	}
	p := w.people[sp.Person]
	if p == nil {
		p = &sitePerson{id: sp.Person, name: sp.Called}
		w.people[sp.Person] = p
		w.order = append(w.order, p)
	}
	return p
}

func (w *siteWriter) utterance(ctx context.Context, id string, u *ledger.Utterance) error {
	var person any
	if len(u.Reference.Speakers) > 0 {
		if p := w.person(&u.Reference.Speakers[0]); p != nil {
			person = p.id
			p.utterances++
		}
	}
	if err := w.article(ctx, &u.First); err != nil {
		return err
	}
	return w.s.Add(ctx, "utterances", id, u.Speaker, person, w.o.told(&u.Reference), u.Said, u.Reports, u.Outlets,
		u.First.ID, pageLink(&u.Reference))
}

func (w *siteWriter) statement(ctx context.Context, st *ledger.Statement, utterance string) error {
	if err := w.article(ctx, &st.Article); err != nil {
		return err
	}
	r := RowOf(st, w.o)
	err := w.s.Add(ctx, "statements", r.ID, st.Article.ID, r.Speaker, r.SpeakerRole, r.Country, r.Agent, r.Content,
		r.Kind, r.Act, r.Attitude, r.Commitment, r.Status, r.Said, r.Cue, r.Source, r.Audience, r.Occasion, r.Spans, r.Score,
		utterance, pageLink(st))
	for i := range st.Speakers {
		sp := &st.Speakers[i]
		p := w.person(sp)
		if p == nil || err != nil {
			continue
		}
		p.see(sp, st.Said)
		err = w.s.Add(ctx, "speakers", r.ID, p.id, sp.Name)
	}
	return err
}

// see counts a statement and updates the person from it, unless a later statement said
// otherwise.
func (p *sitePerson) see(sp *ledger.Speaker, said string) {
	p.statements++
	if latest := said >= p.last; latest || p.kind == "" {
		p.kind = sp.Kind
		if sp.Role != "" && (latest || p.role == "") {
			p.role = sp.Role
		}
		if sp.Country != "" && (latest || p.country == "") {
			p.country = sp.Country
		}
	}
	if p.first == "" || said != "" && said < p.first {
		p.first = said
	}
	p.last = max(p.last, said)
}

func (w *siteWriter) event(ctx context.Context, d *ledger.Dossier) error {
	err := w.s.Add(ctx, "events", d.ID, d.Name, d.Type, d.Status, d.Time, d.Place, strings.Join(d.Participants, "; "),
		d.Reports)
	if err != nil {
		return err
	}
	for _, t := range d.Slots {
		for k := range t.Entries {
			e := &t.Entries[k]
			if err := w.article(ctx, &e.Article); err != nil {
				return err
			}
			if err := w.s.Add(ctx, "slots", d.ID, t.Slot, t.Item, e.Status, e.Value, strings.Join(e.SaidBy, "; "), e.Side,
				e.Said, e.Published, e.Statement, e.Article.ID, e.Withdrawn, e.Restated); err != nil {
				return err
			}
		}
	}
	return nil
}

// addTexts adds the texts of the articles in the site.
func (w *siteWriter) addTexts(ctx context.Context, list iter.Seq2[*record.Record, error]) error {
	if w.o.TextFree || list == nil {
		return nil
	}
	for r, err := range list {
		if err != nil {
			return err
		}
		if !w.texts[r.Article.SHA256] {
			continue
		}
		if err := w.s.Add(ctx, "texts", r.Article.SHA256, r.Article.Text); err != nil {
			return err
		}
	}
	return nil
}

// fragmentWords is how many words of a statement a link to its page contains: enough to be
// unique, few enough to be a short quotation.
const fragmentWords = 6

// pageLink returns the address of a statement's article, opened at its words; "" if the
// article has no web address.
//
// Source: https://wicg.github.io/scroll-to-text-fragment/ (text directives)
func pageLink(s *ledger.Statement) string {
	at := s.Article.URL
	if !strings.HasPrefix(at, "https://") && !strings.HasPrefix(at, "http://") {
		return ""
	}
	words := strings.Fields(s.Content)
	for i, w := range words {
		if w == "…" { // spans are joined here
			words = words[:i]
			break
		}
	}
	if len(words) == 0 {
		return at
	}
	// Punctuation inside the words ("-", ",", "&") must be percent-encoded in the directive.
	text := url.QueryEscape(strings.Join(words[:min(len(words), fragmentWords)], " "))
	text = strings.NewReplacer("+", "%20", "-", "%2D").Replace(text)
	before, after, has := strings.Cut(at, "#")
	if has {
		return before + "#" + after + ":~:text=" + text
	}
	return at + "#:~:text=" + text
}
