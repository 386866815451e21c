// Package ledgertest makes articles for tests and benchmarks of the ledger: seeded, in any
// number, with the density of PolNeAR (24 statements in 4.6 KB).
//
// In comes a seed and a number; out comes the record of that article, the same on every
// machine. It refuses nothing.
//
// The one idea: people, words and events follow Zipf's law as in real newswires, so that an
// index gets a few very long and many very short lists.
package ledgertest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"readout/article"
	"readout/record"
)

// Options configures a corpus. The zero value is a small world.
type Options struct {
	Seed       uint64
	People     int // 0 is 5,000
	Outlets    int // 0 is 40
	PerDay     int // articles per day; 0 is 300
	Events     int // 0 is one for every 100 articles of a year
	Statements int // average number per article; 0 is 24
	First      time.Time
}

// Corpus generates the articles of one world.
type Corpus struct {
	o      Options
	words  []string
	people []person
	first  time.Time
}

type person struct {
	name, surname, role, country string
}

// New generates the people and the words of a world.
func New(o Options) *Corpus {
	set := func(v *int, to int) {
		if *v == 0 {
			*v = to
		}
	}
	set(&o.People, 5000)
	set(&o.Outlets, 40)
	set(&o.PerDay, 300)
	set(&o.Events, 1100)
	set(&o.Statements, 24)
	if o.First.IsZero() {
		o.First = time.Date(2019, 1, 1, 6, 0, 0, 0, time.UTC)
	}
	c := &Corpus{o: o, first: o.First}
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	seen := map[string]bool{}
	for len(c.words) < 30000 {
		w := word(rng, 1+rng.IntN(4))
		if !seen[w] {
			seen[w] = true
			c.words = append(c.words, w)
		}
	}
	roles := []string{"spokesman", "foreign minister", "prime minister", "president", "senator", "analyst", "mayor",
		"commissioner", "union leader", "judge"}
	for range o.People {
		surname := title(word(rng, 3))
		c.people = append(c.people, person{name: title(word(rng, 2)) + " " + surname, surname: surname,
			role: roles[rng.IntN(len(roles))], country: string([]byte{byte('A' + rng.IntN(12)), byte('A' + rng.IntN(6))})})
	}
	return c
}

// zipf draws an index below n, near 0 most often.
func zipf(rng *rand.Rand, n int) int {
	return int(math.Exp(rng.Float64()*math.Log(float64(n+1)))) - 1
}

func word(rng *rand.Rand, syllables int) string {
	const starts, vowels, ends = "bcdfghklmnprstvz", "aeiouaeio", "lnrst    "
	var b strings.Builder
	for range syllables {
		b.WriteByte(starts[rng.IntN(len(starts))])
		b.WriteByte(vowels[rng.IntN(len(vowels))])
		if e := ends[rng.IntN(len(ends))]; e != ' ' {
			b.WriteByte(e)
		}
	}
	return b.String()
}

func title(w string) string { return strings.ToUpper(w[:1]) + w[1:] }

// builder writes an article and its record side by side.
type builder struct {
	c   *Corpus
	rng *rand.Rand
	b   strings.Builder
	r   *record.Record
	ids map[int]string
}

func (b *builder) add(s string) record.Span {
	start := b.b.Len()
	b.b.WriteString(s)
	return record.Span{Start: start, End: b.b.Len()}
}

var glue = strings.Fields("the of to and a in that is for it on with as was by be are at from this will not have has " +
	"which but its an or would more than about their there been were they all one")

func (b *builder) clause(n int) string {
	var s strings.Builder
	for i := range n {
		if i > 0 {
			s.WriteByte(' ')
		}
		if i%2 == 1 {
			s.WriteString(glue[zipf(b.rng, len(glue))])
		} else {
			s.WriteString(b.c.words[zipf(b.rng, len(b.c.words))])
		}
	}
	return s.String()
}

func (b *builder) entity(p int, sp record.Span) string {
	id, ok := b.ids[p]
	if !ok {
		id = fmt.Sprintf("e%d", len(b.r.Entities)+1)
		b.ids[p] = id
		who := b.c.people[p]
		b.r.Entities = append(b.r.Entities, record.Entity{ID: id, Kind: "person", Name: who.name, Country: who.country,
			Roles: []record.Role{{Title: who.role, Span: sp}}, Mentions: []record.Mention{}})
	}
	e := &b.r.Entities[len(b.r.Entities)-1]
	for i := range b.r.Entities {
		if b.r.Entities[i].ID == id {
			e = &b.r.Entities[i]
		}
	}
	e.Mentions = append(e.Mentions, record.Mention{Span: sp, Form: "name", By: "entity/name@1", Score: 0.97})
	return id
}

// Person returns the name of the i-th person, most quoted first.
func (c *Corpus) Person(i int) string { return c.people[i].name }

// Word returns the i-th word, most frequent first.
func (c *Corpus) Word(i int) string { return c.words[i] }

// Event returns the name of the i-th event.
func (c *Corpus) Event(i int) string { return "the " + title(c.words[5000+i*7%20000]) + " summit" }

var acts = []string{"assert", "assert", "assert", "assert", "deny", "promise", "announce", "accuse", "praise",
	"decline", "estimate"}
var commitments = []string{"CT+", "CT+", "CT+", "PR+", "PS+", "CT-", "Uu"}
var slots = []string{"date", "place", "venue", "agenda", "document", "press conference", "outcome"}
var statuses = []string{"planned", "likely", "possible", "undecided", "doubted", "not planned", "ruled out"}
var cues = []string{"said", "told reporters", "added", "noted", "warned", "announced"}

// Record generates the n-th article. Articles come in order of publication.
func (c *Corpus) Record(n int) *record.Record {
	rng := rand.New(rand.NewPCG(c.o.Seed, uint64(n)+1000))
	b := &builder{c: c, rng: rng, ids: map[int]string{},
		r: &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "1", Models: "none"},
			Times: []record.Time{}, Entities: []record.Entity{}, Statements: []record.Statement{}, Events: []record.Event{},
			Gaps: []record.Gap{}}}
	at := c.first.AddDate(0, 0,
		n/c.o.PerDay).Add(time.Duration(n%c.o.PerDay) * (16 * time.Hour / time.Duration(c.o.PerDay)))
	day := at.Format("2006-01-02")
	a := &b.r.Article
	outlet := zipf(rng, c.o.Outlets)
	*a = record.Article{ID: fmt.Sprintf("a%d", n), URL: fmt.Sprintf("https://outlet%d.example/%s/%s-%d", outlet,
		at.Format("2006/01/02"), c.words[100+n%9000], n),
		Outlet: fmt.Sprintf("Outlet %d", outlet), Language: "en", Published: at.Format(time.RFC3339),
		PublishedFrom: "metadata", Blocks: []record.Block{}}
	block := func(kind string, sp record.Span) {
		a.Blocks = append(a.Blocks, record.Block{Kind: blockKind(kind), Span: sp})
	}
	head := b.add(title(b.clause(9)))
	a.Headline = &head
	block("headline", head)
	b.add("\n\n")
	event := zipf(rng, c.o.Events)
	eventID := -1
	var eventSlots []record.Slot
	para := b.b.Len()
	statements := c.o.Statements/2 + rng.IntN(c.o.Statements+1)
	for i := range statements {
		p := zipf(rng, len(c.people))
		cue := cues[rng.IntN(len(cues))]
		about := ""
		if i%8 == 1 {
			about = " at " + c.Event(event)
		}
		s := record.Statement{ID: fmt.Sprintf("s%d", i+1), Via: []string{}, Act: acts[rng.IntN(len(acts))],
			Attitude:   "speech",
			Commitment: commitments[rng.IntN(len(commitments))], About: []string{}, By: "attribution/split-quote@1", Score: 0.95}
		if rng.IntN(10) < 4 {
			s.Kind = "direct"
			s.Content = []record.Span{b.add("\"" + title(b.clause(8+rng.IntN(14))) + about + ",\"")}
			b.add(" ")
			s.Source = []record.Span{b.add(c.people[p].surname)}
			b.add(" ")
			s.Cue = []record.Span{b.add(cue)}
		} else {
			s.Kind = "indirect"
			s.Source = []record.Span{b.add(title(c.people[p].role) + " " + c.people[p].name)}
			b.add(" ")
			s.Cue = []record.Span{b.add(cue)}
			b.add(" ")
			s.Content = []record.Span{b.add("that " + b.clause(8+rng.IntN(14)) + about)}
		}
		s.Speakers = []string{b.entity(p, s.Source[0])}
		if rng.IntN(3) == 0 {
			s.SaidOn = day
		}
		if about != "" {
			sp := record.Span{Start: s.Content[0].End - len(about) + 4, End: s.Content[0].End}
			if s.Kind == "direct" {
				sp = record.Span{Start: sp.Start - 2, End: sp.End - 2}
			}
			if eventID < 0 {
				eventID = 0
				b.r.Events = append(b.r.Events, record.Event{ID: "v1", Type: "CONSULT", Name: c.Event(event)[4:], Span: sp,
					Mentions: []record.Span{sp},
					Status:   "planned", Time: c.eventDay(event), Participants: []string{}, By: "event/name@1", Score: 0.9})
			}
			eventSlots = append(eventSlots, record.Slot{Slot: slots[rng.IntN(len(slots))], Value: b.c.words[event%1000+100],
				Span:   sp,
				Status: statuses[rng.IntN(len(statuses))], SaidBy: s.Speakers, Statement: s.ID, By: "event/slot@1", Score: 0.9})
		}
		b.r.Statements = append(b.r.Statements, s)
		b.add(". " + title(b.clause(8+rng.IntN(12))) + ".")
		if i%3 == 2 {
			block("paragraph", record.Span{Start: para, End: b.b.Len()})
			b.add("\n\n")
			para = b.b.Len()
		}
	}
	if para < b.b.Len() {
		block("paragraph", record.Span{Start: para, End: b.b.Len()})
	}
	if eventID == 0 {
		v := &b.r.Events[0]
		v.Slots = eventSlots
		for _, k := range []int{event % len(c.people), (event*31 + 7) % len(c.people)} {
			v.Participants = append(v.Participants, b.entity(k, v.Span))
		}
	}
	a.Text = b.b.String()
	sum := sha256.Sum256([]byte(a.Text))
	a.SHA256 = hex.EncodeToString(sum[:])
	return b.r
}

// eventDay returns the day for which an event is planned.
func (c *Corpus) eventDay(event int) string {
	return c.first.AddDate(0, 0, 20+event*3%1500).Format("2006-01-02")
}

func blockKind(s string) article.BlockKind { return article.BlockKind(s) }
