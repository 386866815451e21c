package position

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/ledger/index"
	"readout/ledger/lexicon"
	"readout/ledger/people"
	"readout/ledger/storyline"
	"readout/record"
	"readout/store"
)

// Topic is what a person speaks about, and how often. Name is what to ask for.
type Topic struct {
	Name       string `json:"name"`
	Statements int    `json:"statements"` // utterances, not reports
	Last       string `json:"last"`
}

// families are words that reports use for one another. What a document is called is no
// difference of topic: the joint document of one day is the declaration of another.
//
// Source: ours, from the demonstration and the titles of the development threads.
var families = [][]string{
	{"document", "declaration", "communique", "memorandum", "accord", "agreement", "treaty", "pact", "text", "signing",
		"signed", "sign"},
	{"summit", "meeting", "talks", "negotiations", "meet", "met"},
	{"conference", "briefing"},
	{"sanctions", "embargo", "restrictions"},
	{"prisoner", "detainee", "captive"},
	{"election", "vote", "ballot", "poll", "voting"},
	{"ceasefire", "truce", "armistice"},
	{"missile", "rocket"},
	{"migrant", "immigrant", "immigration", "migration"},
	{"tariff", "duties"},
	{"tax", "taxation", "levy"},
	{"shutdown", "closure"},
	{"strike", "walkout"},
	{"withdrawal", "pullout", "withdraw"},
}

// variants are the words that a topic of one word finds, the word itself first.
func variants(word string) []string {
	out := []string{word}
	add := func(w string) {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	single := lexicon.Singular(word)
	for _, w := range []string{single, lexicon.Plural(single)} {
		add(w)
	}
	for _, family := range families {
		if !slices.ContainsFunc(family, func(w string) bool { return lexicon.Singular(w) == single }) {
			continue
		}
		for _, w := range family {
			add(w)
			add(lexicon.Singular(w))
			add(lexicon.Plural(lexicon.Singular(w)))
		}
	}
	return out
}

// widen lets each single word of a search find its variants too. Words in order, words
// with a star and what must not be found stay as they are.
func widen(m store.Match) store.Match {
	switch m.Op {
	case store.Find:
		if m.Prefix || len(m.Phrase) != 1 || len(m.Phrase[0]) < 3 {
			return m
		}
		words := variants(m.Phrase[0])
		if len(words) == 1 {
			return m
		}
		or := store.Match{Op: store.Or}
		for _, w := range words {
			or.Args = append(or.Args, store.Match{Op: store.Find, Phrase: []string{w}})
		}
		return or
	case store.And, store.Or:
		args := make([]store.Match, len(m.Args))
		for i := range m.Args {
			args[i] = widen(m.Args[i])
		}
		m.Args = args
	}
	return m
}

// Topics counts what the newest statements of a person are about, the most first.
func (tk *Tracks) Topics(ctx context.Context, person, asOf string) ([]Topic, error) {
	t, err := tk.Said(ctx, person, "", asOf)
	if err != nil {
		return nil, err
	}
	return t.Topics(), nil
}

// Topics counts what the statements of a track are about, the most first: the points of
// events that they speak of, pairs of words that recur, and bodies and places named more
// than once. Variants of one topic are one.
func (t *Track) Topics() []Topic {
	f := folder{at: map[string]int{}}
	for i := range t.Entries {
		e := &t.Entries[i]
		here := map[string]bool{} // each topic once an utterance
		for k := range e.on {
			if e.on[k].sure {
				f.add(topicOf(&e.on[k]), e, here, true)
			}
		}
		for _, pair := range wordPairs(e.Statement.Content) {
			f.add(pair, e, here, false)
		}
		for _, name := range e.Statement.About {
			if index.Listed(record.OrganizationKind, name) && !strings.Contains(name, ",") {
				f.add(name, e, here, false)
			}
		}
	}
	out := []Topic{}
	for i := range f.list {
		if topic := &f.list[i]; topic.sure || topic.Statements > 1 {
			out = append(out, topic.Topic)
		}
	}
	slices.SortStableFunc(out, func(x, y Topic) int {
		return cmp.Or(cmp.Compare(y.Statements, x.Statements), cmp.Compare(y.Last, x.Last), cmp.Compare(x.Name, y.Name))
	})
	return out
}

// topicOf is a point as something to ask for: its item, or the press conference; "" for
// a day or a place, which no statement calls so.
func topicOf(p *point) string {
	name := p.item
	if p.slot == record.PressSlot {
		name = p.slot
	}
	var words []string
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if !lexicon.IsFunction(w) && !people.Idle(w) && w != "any" && w != "no" {
			words = append(words, strings.Trim(w, ",.;:“”\"’"))
		}
	}
	return strings.Join(words[:min(len(words), 4)], " ")
}

// wordPairs are the telling words of a content that stand side by side. Names are none:
// cut in pairs, "Prime Minister Elin Tverdahl" is about "minister elin".
func wordPairs(content string) []string {
	telling := func(w string) bool {
		return len(w) > 2 && !lexicon.IsFunction(w) && !lexicon.IsAuxiliary(w) && !storyline.CommonWords[w] &&
			!otherWords[w] &&
			!strings.HasSuffix(w, "ly") &&
			!strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "ed") && strings.Trim(w, "0123456789") != ""
	}
	var out []string
	before, begins := "", true
	for field := range strings.FieldsSeq(content) {
		letters := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) })
		first, _ := utf8.DecodeRuneInString(letters)
		name := unicode.IsUpper(first) && !begins
		for word := range strings.FieldsSeq(store.Words(field)) {
			if name || !telling(word) {
				before = ""
				continue
			}
			if before != "" {
				out = append(out, before+" "+word)
			}
			before = word
		}
		bare := strings.TrimRight(field, "\"”’)")
		if begins = strings.TrimRight(bare, ".?!") != bare; begins {
			before = ""
		}
	}
	return out
}

// folder counts topics, those of one key once.
type folder struct {
	list []foldedTopic
	at   map[string]int
}

type foldedTopic struct {
	Topic
	sure bool // a point of an event: one utterance is enough
}

func (f *folder) add(name string, e *Position, here map[string]bool, sure bool) {
	key := topicKey(name)
	if key == "" || here[key] {
		return
	}
	here[key] = true
	i, ok := f.at[key]
	if !ok {
		i = len(f.list)
		f.at[key] = i
		f.list = append(f.list, foldedTopic{Topic: Topic{Name: name}})
	}
	topic := &f.list[i]
	topic.sure = topic.sure || sure
	topic.Statements++
	topic.Last = max(topic.Last, e.Statement.Said)
}

// topicKey is one for the variants of a topic: its words in the singular, and the first
// of its family for each, in order.
func topicKey(name string) string {
	var words []string
	for w := range strings.FieldsSeq(store.Words(name)) {
		w = lexicon.Singular(w)
		if lexicon.IsFunction(w) || empty[w] {
			continue
		}
		for _, family := range families {
			if slices.ContainsFunc(family, func(v string) bool { return lexicon.Singular(v) == w }) {
				w = lexicon.Singular(family[0])
			}
		}
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// empty are words that make no other topic of one: the issue of gas transit is gas
// transit, and the joint declaration the declaration.
var empty = map[string]bool{"issue": true, "question": true, "topic": true, "problem": true, "any": true,
	"joint": true, "possible": true, "final": true,
	"new": true}
