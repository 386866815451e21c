// Package thread scores dossiers: it compares a running story, as annotated by a desk editor,
// with what a ledger shows about its main event on given days.
//
// It takes the gold of a thread and returns equivalent records, with as much noise as requested,
// and the figures of what was shown against what was expected.
package thread

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"readout/article"
	"readout/record"
)

// Thread is an annotated running story: what each report says about each event, and what the
// dossier of the main event must show on given days.
type Thread struct {
	Name     string    `json:"thread"`
	Articles []Article `json:"articles"`
	Dossier  struct {
		Event  string  `json:"event"` // the words of a reporter's query
		Key    string  `json:"key"`
		Checks []Check `json:"checks"`
	} `json:"dossier"`
}

// Article is one report of a thread.
type Article struct {
	ID        string  `json:"id"`
	Outlet    string  `json:"outlet"`
	URL       string  `json:"url"`
	Published string  `json:"published"`
	Text      string  `json:"text"`
	Events    []Event `json:"events"`
}

// Event is one event of a report. Key is the same in all reports of the thread that mention it.
type Event struct {
	ID           string   `json:"id"`
	Key          string   `json:"key"`
	Type         string   `json:"type"`
	Status       string   `json:"status"`
	Mentions     []string `json:"mentions"`
	Participants []string `json:"participants"`
	Slots        []Slot   `json:"slots"`
}

// Slot is one place in the text that says something about the event.
type Slot struct {
	Slot   string   `json:"slot"`
	Quote  string   `json:"quote"`
	Value  string   `json:"value"`
	Status string   `json:"status"`
	SaidBy []string `json:"said_by"`
}

// Check is what must be shown on a day: any of Now with any of Status, and none of Never; for
// participants, all of Now.
type Check struct {
	AsOf   string   `json:"as_of"`
	Slot   string   `json:"slot"`
	Now    []string `json:"now"`
	Status []string `json:"status"`
	Never  []string `json:"never"`
}

// Read reads the gold of one thread and sorts its articles by time.
func Read(r io.Reader) (*Thread, error) {
	t := new(Thread)
	if err := json.NewDecoder(r).Decode(t); err != nil {
		return nil, fmt.Errorf("score: reading a thread: %w", err)
	}
	slices.SortStableFunc(t.Articles, func(x, y Article) int {
		return strings.Compare(x.Published,
			y.Published)
	})
	return t, nil
}

// Noise simulates the errors of a reader: the share of slots that it misses, assigns to another
// event of the article, or reads with a wrong status or value; of events that it splits in two;
// and of events that get a participant of another. The zero value is a perfect reader.
type Noise struct {
	Seed                                                     uint64
	Missed, Misplaced, Status, Value, Parted, FalsePartyRate float64
}

// PlainNoise is roughly the noise of a reader that finds two slots out of three.
func PlainNoise(seed uint64) Noise {
	return Noise{Seed: seed, Missed: 0.3, Misplaced: 0.1, Status: 0.1, Value: 0.06, Parted: 0.15, FalsePartyRate: 0.1}
}

// Records returns the records of a thread as a reader with some noise would write them.
//
// Units: like a reader's own scores, the score of a slot is high if it is right, and lower,
// though not always low, if noise made it wrong.
//
// Errors: a gold quote is not in its article.
func (t *Thread) Records(n Noise) ([]*record.Record, error) {
	rng := rand.New(rand.NewPCG(n.Seed, uint64(len(t.Articles))))
	out := make([]*record.Record, len(t.Articles))
	for i := range t.Articles {
		b := threadRecord{a: &t.Articles[i], noise: n, rng: rng}
		if err := b.build(); err != nil {
			return nil, fmt.Errorf("score: thread %s, article %s: %w", t.Name, t.Articles[i].ID, err)
		}
		out[i] = b.r
	}
	return out, nil
}

// threadRecord builds the record of one gold article.
type threadRecord struct {
	a     *Article
	r     *record.Record
	noise Noise
	rng   *rand.Rand
}

func (b *threadRecord) hit(rate float64) bool { return rate > 0 && b.rng.Float64() < rate }

func (b *threadRecord) build() error {
	a := b.a
	sum := sha256.Sum256([]byte(a.Text))
	b.r = &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "gold", Models: "none"},
		Article: record.Article{ID: a.ID, URL: a.URL, Outlet: a.Outlet, Language: "en",
			SHA256:    hex.EncodeToString(sum[:]),
			Published: a.Published, PublishedFrom: "metadata", Text: a.Text, Blocks: []record.Block{}},
		Entities: []record.Entity{}, Times: []record.Time{}, Statements: []record.Statement{},
		Events: []record.Event{},
		Gaps:   []record.Gap{}}
	head, _, _ := strings.Cut(a.Text, "\n\n")
	if head != "" {
		sp := record.Span{Start: 0, End: len(head)}
		b.r.Article.Headline = &sp
		b.r.Article.Blocks = append(b.r.Article.Blocks, record.Block{Kind: article.Headline, Span: sp})
	}
	for i := range a.Events {
		if err := b.event(&a.Events[i]); err != nil {
			return err
		}
	}
	b.misplace()
	for i := range b.r.Events {
		setTime(&b.r.Events[i])
	}
	return nil
}

func (b *threadRecord) event(g *Event) error {
	v := record.Event{Type: g.Type, Status: g.Status, By: "gold", Score: 1}
	for _, m := range g.Mentions {
		sp, err := b.find(m)
		if err != nil {
			return err
		}
		v.Mentions = append(v.Mentions, sp)
	}
	if len(v.Mentions) == 0 {
		return nil
	}
	v.Span = v.Mentions[0]
	v.Name = b.a.Text[v.Span.Start:v.Span.End]
	for _, p := range g.Participants {
		v.Participants = append(v.Participants, b.entity(p, v.Span))
	}
	if b.hit(b.noise.FalsePartyRate) {
		other := &b.a.Events[b.rng.IntN(len(b.a.Events))]
		if n := len(other.Participants); n > 0 {
			v.Participants = append(v.Participants, b.entity(other.Participants[b.rng.IntN(n)], v.Span))
		}
	}
	second := record.Event{}
	if b.hit(b.noise.Parted) && len(v.Mentions) > 1 {
		half := len(v.Mentions) / 2
		second = v
		second.Mentions, v.Mentions = v.Mentions[half:], v.Mentions[:half]
		second.Span = second.Mentions[0]
		second.Name = b.a.Text[second.Span.Start:second.Span.End]
	}
	for i := range g.Slots {
		s, err := b.slot(&g.Slots[i])
		if err != nil {
			return err
		}
		switch {
		case b.hit(b.noise.Missed):
		case second.Type != "" && b.rng.IntN(2) == 0:
			second.Slots = append(second.Slots, s)
		default:
			v.Slots = append(v.Slots, s)
		}
	}
	for _, e := range []record.Event{v, second} {
		if e.Type != "" {
			e.ID = fmt.Sprintf("v%d", len(b.r.Events)+1)
			b.r.Events = append(b.r.Events, e)
		}
	}
	return nil
}

func (b *threadRecord) slot(g *Slot) (record.Slot, error) {
	sp, err := b.find(g.Quote)
	if err != nil {
		return record.Slot{}, err
	}
	s := record.Slot{Slot: g.Slot, Value: g.Value, Span: sp, Status: g.Status, SaidBy: []string{}, By: "gold",
		Score: 1}
	if b.noise.Seed > 0 {
		s.Score = 0.5 + b.rng.Float64()/2
	}
	for _, name := range g.SaidBy {
		s.SaidBy = append(s.SaidBy, b.entity(name, sp))
	}
	if len(s.SaidBy) > 0 {
		st := record.Statement{ID: fmt.Sprintf("s%d", len(b.r.Statements)+1), Kind: "indirect",
			Source: []record.Span{}, Cue: []record.Span{},
			Content: []record.Span{sp}, Speakers: s.SaidBy, Act: record.Assert, Attitude: record.Speech,
			Commitment: record.CertainPlus,
			SaidOn:     day(b.a.Published), By: "gold", Score: 1}
		b.r.Statements = append(b.r.Statements, st)
		s.Statement = st.ID
	}
	if b.hit(b.noise.Status) {
		s.Status, s.Score = record.Statuses[b.rng.IntN(6)], 0.3+0.6*b.rng.Float64()
	}
	if b.hit(b.noise.Value) {
		if v, ok := b.otherValue(g); ok {
			s.Value, s.Score = v, 0.3+0.6*b.rng.Float64()
		}
	}
	return s, nil
}

// otherValue returns the value of another slot of that kind in the article.
func (b *threadRecord) otherValue(g *Slot) (string, bool) {
	var values []string
	for i := range b.a.Events {
		for _, s := range b.a.Events[i].Slots {
			if s.Slot == g.Slot && s.Value != g.Value {
				values = append(values, s.Value)
			}
		}
	}
	if len(values) == 0 {
		return "", false
	}
	return values[b.rng.IntN(len(values))], true
}

// misplace moves some slots to other events of the article.
func (b *threadRecord) misplace() {
	if len(b.r.Events) < 2 {
		return
	}
	for i := range b.r.Events {
		v := &b.r.Events[i]
		v.Slots = slices.DeleteFunc(v.Slots, func(s record.Slot) bool {
			if !b.hit(b.noise.Misplaced) {
				return false
			}
			j := b.rng.IntN(len(b.r.Events) - 1)
			if j >= i {
				j++
			}
			s.Score = 0.3 + 0.6*b.rng.Float64()
			b.r.Events[j].Slots = append(b.r.Events[j].Slots, s)
			return true
		})
	}
}

// setTime gives an event the day in its own slots, as a reader does.
func setTime(v *record.Event) {
	for _, s := range v.Slots {
		if s.Slot == record.DateSlot && (s.Status == record.Held || s.Status == record.Planned) &&
			len(s.Value) > len(v.Time) &&
			!strings.Contains(s.Value, "/") {
			v.Time = s.Value
		}
	}
}

// occurrence splits "the talks#2" into words and number.
var occurrence = regexp.MustCompile(`(?s)^(.*)#(\d+)$`)

func (b *threadRecord) find(quote string) (record.Span, error) { return Find(b.a.Text, quote) }

// Find returns the span of a quote such as "the talks#2", which means the second occurrence.
//
// Errors: the text does not contain it.
func Find(text, quote string) (record.Span, error) {
	words, n := quote, 1
	if m := occurrence.FindStringSubmatch(quote); m != nil && !strings.Contains(text, quote) {
		words = m[1]
		n, _ = strconv.Atoi(m[2]) // digits
	}
	start := 0
	for range n {
		i := strings.Index(text[start:], words)
		if i < 0 || words == "" {
			return record.Span{}, fmt.Errorf("it does not say %q", quote)
		}
		start += i + 1
	}
	return record.Span{Start: start - 1, End: start - 1 + len(words)}, nil
}

// entity returns the id of the entity whose name contains all words of name or the reverse,
// creating it if needed.
func (b *threadRecord) entity(name string, at record.Span) string {
	for i := range b.r.Entities {
		e := &b.r.Entities[i]
		if sameThing(e.Name, name) {
			if len(name) > len(e.Name) {
				e.Name = name
			}
			return e.ID
		}
	}
	if i := strings.Index(b.a.Text, name); i >= 0 && name != "" {
		at = record.Span{Start: i, End: i + len(name)}
	}
	e := record.Entity{ID: fmt.Sprintf("e%d", len(b.r.Entities)+1), Kind: kindOfName(name), Name: name,
		Roles: []record.Role{}, Country: states[name],
		Mentions: []record.Mention{{Span: at, Form: "name", By: "gold", Score: 1}}}
	b.r.Entities = append(b.r.Entities, e)
	return e.ID
}

// sameThing reports whether the words of one name are among those of the other.
func sameThing(x, y string) bool {
	wx, wy := strings.Fields(strings.ToLower(x)), strings.Fields(strings.ToLower(y))
	if len(wx) > len(wy) {
		wx, wy = wy, wx
	}
	for _, w := range wx {
		if !slices.Contains(wy, w) {
			return false
		}
	}
	return len(wx) > 0 && (kindOfName(x) == kindOfName(y) || len(wx) == len(wy))
}

// kindOfName guesses the kind of a gold name, which has none: two to four capitalized words
// without a word for an institution are a person.
func kindOfName(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 4 {
		return "organization"
	}
	for _, w := range words {
		r := []rune(w)
		if !unicode.IsUpper(r[0]) || len(r) > 1 && strings.ToUpper(w) == w && !strings.Contains(w, ".") {
			return "organization"
		}
		if institution.MatchString(w) {
			return "organization"
		}
	}
	return "person"
}

// states maps names of states to their codes, which a reader takes from its knowledge base.
var states = map[string]string{"United States": "US", "US": "US", "U.S.": "US", "America": "US", "Britain": "GB",
	"UK": "GB", "U.K.": "GB",
	"United Kingdom": "GB", "EU": "EU", "European Union": "EU", "North Korea": "KP", "South Korea": "KR",
	"China": "CN", "Russia": "RU", "Iran": "IR"}

var institution = regexp.MustCompile(`(?i)^(house|senate|committee|congress|party|council|court|states?|union|` +
	`kingdom|government|ministry|department|commission|parliament|republicans?|democrats?|north|south|korea|` +
	`russia|china|iran|israel|ukraine|taliban|japan|cuba|britain|france|germany|canada|mexico|bank|reserve|` +
	`university|association|group|agency|republic|nations|eu|u\.s\.|uk|americans?|pyongyang|seoul|washington|` +
	`moscow|beijing|kremlin|officials|voters|teachers|house's|press|office|panel|board|afghanistan|of|the|and)$`)

func day(published string) string { return published[:min(10, len(published))] }
