package thread

import (
	"fmt"
	"slices"
	"strings"

	"readout/record"
)

// HeadFigures count how many heads of dossiers are right. A head is right if its day, place,
// every participant and name agree with the gold event to which most of the dossier's slots
// belong. Unknown counts dossiers without a gold event.
type HeadFigures struct {
	Day, Place, Who, Name, All Share
	Unknown                    int
	Faults                     []string
}

// Share counts right items of all items.
type Share struct{ Right, Of int }

func (s *Share) add(right bool) bool {
	s.Of++
	if right {
		s.Right++
	}
	return right
}

func (s *Share) sum(o Share) { s.Right, s.Of = s.Right+o.Right, s.Of+o.Of }

// String returns, for example, "3 of 4".
func (s Share) String() string { return fmt.Sprintf("%d of %d", s.Right, s.Of) }

// Add adds the figures of another thread.
func (f *HeadFigures) Add(g *HeadFigures) {
	f.Day.sum(g.Day)
	f.Place.sum(g.Place)
	f.Who.sum(g.Who)
	f.Name.sum(g.Name)
	f.All.sum(g.All)
	f.Unknown += g.Unknown
	f.Faults = append(f.Faults, g.Faults...)
}

// facts are everything that the gold of a thread says about one event.
type facts struct {
	days                 []string
	places, who, mention map[string]bool // words
}

// Heads checks the head of every event that a ledger shows of the thread.
func (t *Thread) Heads(all []ShownEvent) *HeadFigures {
	f := new(HeadFigures)
	known := t.facts()
	for i := range all {
		e := &all[i]
		if len(e.Slots) == 0 {
			continue
		}
		key := t.KeyOf(e)
		if key == "" {
			f.Unknown++
			continue
		}
		f.check(t.Name+" "+key, e, known[key])
	}
	return f
}

func (f *HeadFigures) check(of string, e *ShownEvent, gold *facts) {
	var wrong []string
	note := func(s *Share, right bool, what string) {
		if !s.add(right) {
			wrong = append(wrong, what)
		}
	}
	if e.Time != "" {
		agrees := func(day string) bool { n := min(len(day), len(e.Time)); return n > 0 && day[:n] == e.Time[:n] }
		note(&f.Day, slices.ContainsFunc(gold.days, agrees), e.Time)
	}
	if e.Place != "" {
		note(&f.Place, anyOf(gold.places, e.Place), e.Place)
	}
	for _, who := range e.Participants {
		words := wordsOf(who)
		note(&f.Who, len(words) > 0 && gold.who[words[len(words)-1]], who)
	}
	words, hits := wordsOf(e.Name), 0
	for _, w := range words {
		if gold.mention[w] || gold.who[w] || gold.places[w] {
			hits++
		}
	}
	note(&f.Name, 2*hits >= len(words), e.Name)
	if !f.All.add(len(wrong) == 0) {
		f.Faults = append(f.Faults, fmt.Sprintf("%s: %s (%s %s %s; %s): not %s", of, e.Name, e.Status, e.Time, e.Place,
			strings.Join(e.Participants, ", "), strings.Join(wrong, ", ")))
	}
}

// facts collects what the gold says about each event, by key.
func (t *Thread) facts() map[string]*facts {
	out := map[string]*facts{}
	for i := range t.Articles {
		for _, e := range t.Articles[i].Events {
			f := out[e.Key]
			if f == nil {
				f = &facts{places: map[string]bool{}, who: map[string]bool{}, mention: map[string]bool{}}
				out[e.Key] = f
			}
			note(f.mention, e.Mentions...)
			note(f.who, e.Participants...)
			for _, s := range e.Slots {
				switch s.Slot {
				case record.DateSlot:
					f.days = append(f.days, s.Value)
				case record.PlaceSlot, record.VenueSlot:
					note(f.places, s.Value, s.Quote)
				case record.ParticipantsSlot:
					note(f.who, s.Value, s.Quote)
				}
			}
		}
	}
	return out
}

// values counts the current values of all events, and those that the gold bears out: the words
// that give one are of a slot of the gold event to which most of the event's slots belong.
func (t *Thread) values(all []ShownEvent) Share {
	var out Share
	for i := range all {
		e := &all[i]
		key := t.KeyOf(e)
		for _, s := range e.Slots {
			if s.Now != nil && s.Now.Value != "" {
				out.add(key != "" && slices.Contains(t.keysAt(s.Now.Article.URL, s.Slot, s.Now.Span), key))
			}
		}
	}
	return out
}

// KeyOf returns the key of the gold event to which most of an event's slots belong, or "".
func (t *Thread) KeyOf(e *ShownEvent) string {
	votes := map[string]int{}
	for _, s := range e.Slots {
		for _, x := range s.Entries {
			for _, key := range t.keysAt(x.Article.URL, s.Slot, x.Span) {
				votes[key]++
			}
		}
	}
	best := ""
	for key, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && key < best {
			best = key
		}
	}
	return best
}

// keysAt returns the gold events for which an article has a slot at some words.
func (t *Thread) keysAt(url, slot string, at record.Span) []string {
	var out []string
	for i := range t.Articles {
		a := &t.Articles[i]
		if a.URL != url {
			continue
		}
		for _, e := range a.Events {
			said := func(s Slot) bool {
				sp, err := Find(a.Text, s.Quote)
				return err == nil && sameSlot(slot, s.Slot) && sp.Start < at.End && at.Start < sp.End
			}
			if slices.ContainsFunc(e.Slots, said) {
				out = append(out, e.Key)
			}
		}
	}
	return out
}

func note(words map[string]bool, texts ...string) {
	for _, text := range texts {
		for _, w := range wordsOf(text) {
			words[w] = true
		}
	}
}

func anyOf(words map[string]bool, text string) bool {
	return slices.ContainsFunc(wordsOf(text), func(w string) bool { return words[w] })
}

// wordsOf returns the significant words of a text: in lower case, without punctuation, at least
// three letters long.
func wordsOf(text string) []string {
	var out []string
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "’s"), "'s")
		if w = strings.Trim(w, ".,;:’'“”\"()#0123456789"); len(w) > 2 && w != "the" {
			out = append(out, w)
		}
	}
	return out
}
