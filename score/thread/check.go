package thread

import (
	"fmt"
	"slices"
	"strings"

	"readout/record"
)

// ShownEvent is an event in a ledger's JSON.
type ShownEvent struct {
	ID           string      `json:"id"`
	Name         string      `json:"name"`
	Status       string      `json:"status"`
	Time         string      `json:"time"`
	Place        string      `json:"place"`
	Participants []string    `json:"participants"`
	Slots        []ShownSlot `json:"slots"`
}

// ShownSlot is a slot of an event, with the current value and everything said.
type ShownSlot struct {
	Slot    string       `json:"slot"`
	Item    string       `json:"item"`
	Now     *ShownValue  `json:"now"`
	Entries []ShownEntry `json:"entries"`
}

// ShownValue is what stands of a slot, and the place that gives it.
type ShownValue struct {
	ShownEntry
	Value  string `json:"value"`
	Status string `json:"status"`
}

// ShownEntry is one place where something was said.
type ShownEntry struct {
	Article struct {
		URL string `json:"url"`
	} `json:"article"`
	Span record.Span `json:"span"`
}

// DossierFigures evaluate what a ledger shows of threads. Stands counts values that must never
// be shown as current and are. Both, SameKey and SameDossier count pairs of slots in different
// articles; Shown of the Gold slots are in a dossier.
type DossierFigures struct {
	Right, Checks, Stands        int
	Both, SameKey, SameDossier   int
	Shown, Gold                  int
	RightBySlot, CheckBySlot     map[string]int
	Faults                       []string
	Heads                        HeadFigures
	Values                       Share // current values that stand where the gold has a slot of the same event
	Strangers, ParticipantsShown int   // participants whom no report names as such, of all participants shown
}

// Add adds the figures of another thread.
func (f *DossierFigures) Add(g *DossierFigures) {
	f.Right, f.Checks, f.Stands = f.Right+g.Right, f.Checks+g.Checks, f.Stands+g.Stands
	f.Both, f.SameKey, f.SameDossier = f.Both+g.Both, f.SameKey+g.SameKey, f.SameDossier+g.SameDossier
	f.Shown, f.Gold = f.Shown+g.Shown, f.Gold+g.Gold
	f.Strangers, f.ParticipantsShown = f.Strangers+g.Strangers, f.ParticipantsShown+g.ParticipantsShown
	f.Faults = append(f.Faults, g.Faults...)
	f.Heads.Add(&g.Heads)
	f.Values.sum(g.Values)
	if f.RightBySlot == nil {
		f.RightBySlot, f.CheckBySlot = map[string]int{}, map[string]int{}
	}
	for k, n := range g.RightBySlot {
		f.RightBySlot[k] += n
	}
	for k, n := range g.CheckBySlot {
		f.CheckBySlot[k] += n
	}
}

// LinkPRF returns precision, recall and F1 of linking across articles, in percent.
func (f *DossierFigures) LinkPRF() (p, r, f1 float64) {
	p = 100 * float64(f.Both) / float64(max(f.SameDossier, 1))
	r = 100 * float64(f.Both) / float64(max(f.SameKey, 1))
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return p, r, f1
}

// Check asks for the main event on each day for which the gold has checks. all holds all events
// that the ledger shows.
func (t *Thread) Check(all []ShownEvent, ask func(words, asOf string) (*ShownEvent, error)) *DossierFigures {
	f := &DossierFigures{RightBySlot: map[string]int{}, CheckBySlot: map[string]int{}}
	for _, c := range t.Dossier.Checks {
		f.Checks++
		f.CheckBySlot[c.Slot]++
		e, err := ask(t.Dossier.Event, c.AsOf)
		fault, stands := "", false
		if err != nil {
			fault = "no dossier: " + err.Error()
		} else {
			fault, stands = c.judge(e)
		}
		if stands {
			f.Stands++
		}
		if fault == "" {
			f.Right++
			f.RightBySlot[c.Slot]++
			continue
		}
		f.Faults = append(f.Faults, fmt.Sprintf("%s %s %s: %s", t.Name, c.AsOf, c.Slot, fault))
	}
	f.Heads = *t.Heads(all)
	f.Values = t.values(all)
	t.links(all, f)
	t.strangers(all, f)
	return f
}

// firmly lists the statuses of values that are current.
var firmly = []string{record.Held, record.Planned, record.Likely}

// judge compares a check with an event, as score_dossier.py of the gold does.
func (c *Check) judge(e *ShownEvent) (fault string, stands bool) {
	type pair struct{ value, status string }
	var shown []pair
	for _, s := range e.Slots {
		if s.Now != nil && s.Slot == c.Slot {
			shown = append(shown, pair{s.Item + " | " + s.Now.Value, s.Now.Status})
		}
	}
	switch c.Slot {
	case record.ParticipantsSlot:
		people, extra := strings.ToLower(strings.Join(e.Participants, " ; ")), ""
		for _, p := range shown {
			if slices.Contains(firmly, p.status) {
				extra += strings.ToLower(p.value) + " ; "
			}
		}
		for _, w := range c.Now {
			if w = strings.ToLower(w); !strings.Contains(people, w) && !strings.Contains(extra, w) {
				fault = fmt.Sprintf("participants %q, want %q", people, c.Now)
			}
		}
		if holdsAny(people, c.Never) {
			return fmt.Sprintf("participants %q hold one of %q", people, c.Never), true
		}
		return fault, false
	case "status":
		if !slices.Contains(c.Status, e.Status) {
			return fmt.Sprintf("status %q, want %q", e.Status, c.Status), false
		}
		return "", false
	}
	if c.Slot == record.PlaceSlot && e.Place != "" {
		status := e.Status
		if len(shown) > 0 {
			status = shown[0].status
		}
		shown = append(shown, pair{e.Place, status})
	}
	hit := false
	var bad []string
	for _, p := range shown {
		hit = hit || (len(c.Now) == 0 || holdsAny(p.value, c.Now)) && (len(c.Status) == 0 ||
			slices.Contains(c.Status, p.status))
		if holdsAny(p.value, c.Never) && (slices.Contains(firmly, p.status) || p.status == record.Possible) {
			bad = append(bad, p.value)
		}
	}
	switch {
	case len(bad) > 0:
		return fmt.Sprintf("shows %q, never to stand", bad), true
	case !hit:
		return fmt.Sprintf("shows %q, want %q %q", shown[:min(len(shown), 6)], c.Now, c.Status), false
	}
	return "", false
}

func holdsAny(text string, words []string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, strings.ToLower(w)) })
}

// links counts pairs of gold slots of different articles by whether they share a dossier.
func (t *Thread) links(all []ShownEvent, f *DossierFigures) {
	type shown struct {
		slot, event string
		span        record.Span
	}
	in := map[string][]shown{}
	for i := range all {
		for _, s := range all[i].Slots {
			for _, e := range s.Entries {
				in[e.Article.URL] = append(in[e.Article.URL], shown{s.Slot, all[i].ID, e.Span})
			}
		}
	}
	type placed struct{ article, key, event string }
	var list []placed
	for i := range t.Articles {
		a := &t.Articles[i]
		b := threadRecord{a: a}
		for _, e := range a.Events {
			for _, s := range e.Slots {
				f.Gold++
				sp, err := b.find(s.Quote)
				if err != nil {
					continue
				}
				for _, x := range in[a.URL] {
					if x.span.Start < sp.End && sp.Start < x.span.End && sameSlot(x.slot, s.Slot) {
						f.Shown++
						list = append(list, placed{a.ID, e.Key, x.event})
						break
					}
				}
			}
		}
	}
	for i, x := range list {
		for _, y := range list[i+1:] {
			if x.article == y.article {
				continue
			}
			key, event := x.key == y.key, x.event == y.event
			if key {
				f.SameKey++
			}
			if event {
				f.SameDossier++
			}
			if key && event {
				f.Both++
			}
		}
	}
}

func sameSlot(x, y string) bool {
	where := func(s string) bool { return s == record.PlaceSlot || s == record.VenueSlot }
	return x == y || where(x) && where(y)
}

// strangers counts participants of the main event whom no report of it names as such, neither
// among its participants nor in a participants slot.
func (t *Thread) strangers(all []ShownEvent, f *DossierFigures) {
	var named []string
	for i := range t.Articles {
		for _, e := range t.Articles[i].Events {
			if e.Key != t.Dossier.Key {
				continue
			}
			named = append(named, e.Participants...)
			for _, s := range e.Slots {
				if s.Slot == record.ParticipantsSlot {
					named = append(named, s.Value)
				}
			}
		}
	}
	main, most := -1, 0
	for i := range all {
		if n := len(all[i].Slots); n > most {
			main, most = i, n
		}
	}
	if main < 0 {
		return
	}
	for _, p := range all[main].Participants {
		f.ParticipantsShown++
		if !slices.ContainsFunc(named, func(n string) bool { return shareWord(n, p) }) {
			f.Strangers++
		}
	}
}

// shareWord reports whether two names share a word of at least three letters.
func shareWord(x, y string) bool {
	words := strings.Fields(strings.ToLower(y))
	for _, w := range strings.Fields(strings.ToLower(x)) {
		if len(w) > 2 && slices.Contains(words, w) {
			return true
		}
	}
	return false
}
