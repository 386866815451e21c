// Package stream gives what is new in a ledger as cards: one for each thing that a desk
// would want to be told.
//
// In comes a ledger and the days to look at; out come cards, the newest first: a change
// of position, a new plan, a plan that was moved, called off or settled, a quotation that
// outlets give differently, a report corrected or withdrawn, a statement of weight. It
// refuses to judge: whatever two reports say differently is shown in both their words.
//
// The one idea: a card is a function of what the ledger answers anyway, and names the
// sentences that carry it. So it can be checked in one step, and whoever keeps it can work it out again.
package stream

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/dossier"
	"readout/record"
	"readout/store"
)

// Kind is what a card tells of.
type Kind string

// The kinds of card.
const (
	PositionChange Kind = "position"  // somebody says otherwise than before
	NewPlan        Kind = "plan"      // something is planned for a day
	PlanChange     Kind = "change"    // a plan was moved, called off or settled
	Wording        Kind = "wording"   // outlets give one quotation differently
	Notice         Kind = "notice"    // a report was corrected, edited or withdrawn
	Said           Kind = "statement" // a statement of weight
)

// Kinds lists all, in the order in which filters show them.
var Kinds = [...]Kind{PositionChange, NewPlan, PlanChange, Wording, Notice, Said}

// Card is one thing that is new.
//
// Shape: the field that its Kind names is set, the others are nil. Article is the one
// that makes it news; At is when that was published, or changed.
type Card struct {
	ID        string         `json:"id"` // the same whenever the same is told
	Kind      Kind           `json:"kind"`
	At        string         `json:"at"`
	Article   ledger.Article `json:"article"`
	Event     string         `json:"event,omitempty"` // id of a dossier
	EventName string         `json:"event_name,omitempty"`
	People    []Person       `json:"people,omitempty"`
	Outlets   []string       `json:"outlets"`
	Topics    []string       `json:"topics,omitempty"`

	Position *Position             `json:"position,omitempty"`
	Plan     *Plan                 `json:"plan,omitempty"`
	Moves    []Move                `json:"moves,omitempty"`
	Wording  *Wordings             `json:"wording,omitempty"`
	Notice   *ledger.ArticleChange `json:"notice,omitempty"`
	Said     *Quote                `json:"said,omitempty"`
}

// Person is somebody whom a card is about.
type Person struct {
	ID   string `json:"id"` // resolves to a person of the ledger
	Name string `json:"name"`
}

// Statement is the statement that a card rests on most, "" where none carries it.
func (c *Card) Statement() string {
	switch {
	case c.Said != nil:
		return c.Said.Statement
	case c.Position != nil:
		return c.Position.Now.Statement
	case c.Plan != nil:
		return c.Plan.Words.Statement
	case c.Wording != nil:
		return c.Wording.Others[0].Statement
	case len(c.Moves) > 0:
		return c.Moves[0].Words.Statement
	}
	return ""
}

// Words are those that a card shows of articles, for looking something up in them.
func (c *Card) Words() string {
	var out []string
	add := func(q *Quote) { out = append(out, q.Before+q.Part+q.After) }
	if c.Said != nil {
		add(c.Said)
	}
	if c.Position != nil {
		add(&c.Position.Then)
		add(&c.Position.Now)
	}
	if c.Plan != nil {
		add(&c.Plan.Words)
	}
	for i := range c.Moves {
		add(&c.Moves[i].Words)
	}
	if c.Wording != nil {
		for _, r := range c.Wording.Most {
			out = append(out, r.Words)
		}
	}
	return strings.Join(append(out, c.Article.Headline), "\n")
}

// Options of a stream.
type Options struct {
	From, To string // days of publication, both included
	AsOf     string // as it stood at the end of that day; "" is now
	Said     int    // statements of weight at most; 0 is 12
}

// builder puts cards together.
type builder struct {
	ctx   context.Context
	l     *ledger.Ledger
	o     Options
	cards []Card
	ids   map[string]bool    // of cards
	heard []ledger.Statement // the newest of the days, newest first
}

const (
	// heardRead is how many of the newest statements are looked at for positions,
	// wordings and statements of weight.
	heardRead = 300
	// cardsShown bounds the cards: the newest.
	cardsShown = 300
	// eventsShown bounds the events that get cards: those reported last.
	eventsShown = 200
)

// Of gives the cards of some days, the newest first; of very many the newest.
//
// Errors: the ledger's.
func Of(ctx context.Context, l *ledger.Ledger, o Options) ([]Card, error) {
	ctx = dossier.ReadOnce(ctx)
	b := &builder{ctx: ctx, l: l, o: o}
	page, err := l.Search(ctx, ledger.Query{From: o.From, To: o.To, AsOf: o.AsOf, Limit: heardRead})
	if err != nil {
		return nil, fmt.Errorf("stream: %w", err)
	}
	b.heard = page.Statements
	for _, step := range [...]func() error{b.events, b.positions, b.wordings, b.notices, b.weighty} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("stream: %w", err)
		}
	}
	b.cards = slices.DeleteFunc(b.cards, func(c Card) bool {
		day := c.At[:min(len(c.At), len("2006-01-02"))]
		return day < o.From || o.To != "" && day > o.To
	})
	slices.SortStableFunc(b.cards, func(x, y Card) int {
		return cmp.Or(store.CompareTimes(y.At, x.At), cmp.Compare(rank(x.Kind), rank(y.Kind)), cmp.Compare(x.ID, y.ID))
	})
	b.cards = b.cards[:min(len(b.cards), cardsShown)]
	if err := b.sentences(); err != nil {
		return nil, fmt.Errorf("stream: %w", err)
	}
	return b.cards, nil
}

func rank(k Kind) int { return slices.Index(Kinds[:], k) }

// put adds a card. parts tell it from others of its kind; of those that they do not, such
// as the plans of two meetings that one report names alike, the order does.
func (b *builder) put(c Card, parts ...string) {
	c.ID = cardID(c.Kind, parts)
	for b.ids[c.ID] {
		parts = append(parts, "again")
		c.ID = cardID(c.Kind, parts)
	}
	if !slices.Contains(c.Outlets, c.Article.Outlet) {
		c.Outlets = append([]string{c.Article.Outlet}, c.Outlets...)
	}
	if b.ids == nil {
		b.ids = map[string]bool{}
	}
	b.ids[c.ID] = true
	b.cards = append(b.cards, c)
}

// notices makes a card of each report that was corrected, edited or withdrawn.
func (b *builder) notices() error {
	changes, err := b.l.ArticleChanges(b.ctx, b.o.From, b.o.AsOf)
	if err != nil {
		return err
	}
	for i := range changes {
		c := &changes[i]
		if c.Kind == editKind && c.Changed+c.Withdrawn+c.Added == 0 {
			continue // words that nobody is quoted with
		}
		b.notice(c)
	}
	return nil
}

// editKind is ArticleChange.Kind of a change without a notice.
const editKind = "edit"

// weight is what acts weigh; those not named are 0.
var weight = map[string]int{record.Announce: 3, record.Promise: 3, record.Deny: 3, record.Accuse: 3, record.Demand: 2,
	record.Warn:   2,
	record.Reject: 2, record.Agree: 2, record.Decline: 1, record.Criticise: 1, record.Apology: 2}

// weighty makes cards of the newest statements that bind somebody or aim at somebody,
// and that no other card quotes.
func (b *builder) weighty() error {
	most := cmp.Or(b.o.Said, 12)
	seen := map[string]bool{}
	for i := range b.cards {
		for _, id := range b.cards[i].quoted() {
			seen[id] = true
		}
	}
	said := map[string]bool{}
	n := 0
	for i := range b.heard {
		s := &b.heard[i]
		words := strings.ToLower(strings.Trim(s.Content, " \"“”.,"))
		if n == most {
			break
		}
		if seen[s.ID] || said[words] || len(s.Speakers) == 0 || len(strings.Fields(words)) < 5 || !s.Sure() ||
			weight[s.Act] == 0 && len(s.Statuses) == 0 && s.Kind == record.Indirect {
			continue
		}
		said[words] = true
		n++
		b.put(Card{Kind: Said, At: s.Article.Published, Article: s.Article, People: speakers(s), Topics: s.About,
			Said: quote(s)}, s.Article.Outlet, s.Article.URL, s.Content)
	}
	return nil
}

// quoted are the statements that a card shows.
func (c *Card) quoted() []string {
	var out []string
	if c.Position != nil {
		out = append(out, c.Position.Then.Statement, c.Position.Now.Statement)
	}
	if c.Plan != nil {
		out = append(out, c.Plan.Words.Statement)
	}
	for i := range c.Moves {
		out = append(out, c.Moves[i].Words.Statement)
	}
	if c.Wording != nil {
		for _, q := range c.Wording.Others {
			out = append(out, q.Statement)
		}
		out = append(out, c.Wording.All...)
	}
	return out
}

func speakers(s *ledger.Statement) []Person {
	var out []Person
	for _, sp := range s.Speakers {
		if !slices.ContainsFunc(out, func(p Person) bool { return p.Name == sp.Name }) {
			out = append(out, Person{sp.Agent, sp.Name})
		}
	}
	return out
}

func cardID(kind Kind, parts []string) string {
	sum := sha256.Sum256([]byte(string(kind) + "\x00" + strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:6])
}
