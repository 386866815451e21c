package alert

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/stream"
	"readout/store"
)

// Alert is the body of a POST.
type Alert struct {
	Type         string            `json:"type"` // statements.added, status.changed, articles.changed, cards.added or test
	Timestamp    string            `json:"timestamp"`
	Subscription map[string]string `json:"subscription"` // id and name
	Statements   []Statement       `json:"statements,omitempty"`
	Changes      []Change          `json:"changes,omitempty"`
	Articles     []Article         `json:"articles,omitempty"`
	Cards        []Card            `json:"cards,omitempty"`
	More         int               `json:"more,omitempty"` // items of a digest that were left out
}

// typeTest is the Alert.Type of a message that only tests a receiver.
const typeTest = "test"

// Statement, Change, Article and Card are items with the page that shows them.
type (
	Statement struct {
		ledger.Statement
		Page string `json:"page,omitempty"`
	}
	Change struct {
		ledger.SlotChange
		Page string `json:"page,omitempty"`
	}
	Article struct {
		ledger.ArticleChange
		Page string `json:"page,omitempty"`
	}
	Card struct {
		stream.Card
		Page string `json:"page,omitempty"`
	}
)

const (
	// perBatch is how many versions are processed per line of the journal.
	perBatch = 100
	// remembered is how many processed arrivals are kept for comparison: more than are ever
	// taken down between two polls.
	remembered = 256
	// perPost is the number of items in a POST, perMessage in a chat message, perDigest in a
	// digest.
	perPost    = 50
	perMessage = 10
	perDigest  = 60
)

// hashOf returns the hash that identifies an arrival besides its number.
func hashOf(v *store.Version) string { return hex.EncodeToString(v.SHA256[:8]) }

// look finds new arrivals and queues deliveries for them, batch by batch.
func (d *Dispatcher) look(ctx context.Context) error {
	for ctx.Err() == nil {
		d.mu.Lock()
		before := d.seen // replaced, never modified
		d.mu.Unlock()
		if before == nil { // nobody has subscribed yet
			return nil
		}
		fresh, err := d.arrived(ctx, before)
		if err != nil || len(fresh) == 0 {
			return err
		}
		some := fresh[:min(len(fresh), perBatch)]
		queue, err := d.match(ctx, some)
		if err != nil {
			return err
		}
		seen := slices.Clone(before)
		for i := range some {
			seen = append(seen, arrival{some[i].Arrival, hashOf(&some[i])})
		}
		slices.SortFunc(seen, func(x, y arrival) int { return cmp.Compare(x.N, y.N) })
		d.mu.Lock()
		err = d.write(line{Seen: seen[max(0, len(seen)-remembered):], Queue: queue})
		if err == nil {
			err = d.pauseFull()
		}
		d.mu.Unlock()
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// maxWaiting bounds the pending deliveries of one receiver.
const maxWaiting = 500

// pauseFull pauses subscriptions whose receiver has not accepted anything for too long:
// pending deliveries are kept, but nothing is added. The caller holds d.mu.
func (d *Dispatcher) pauseFull() error {
	waiting := map[string]int{}
	for _, x := range d.queue {
		if s := d.subs[x.Subscription]; x.Tries > 0 || s == nil || s.Often != Daily { // waiting for a digest's hour is normal
			waiting[x.Subscription]++
		}
	}
	for id, n := range waiting {
		if n < maxWaiting || d.subs[id].Paused != "" {
			continue
		}
		why := fmt.Sprintf("%d alerts are pending: the receiver accepts none", n)
		if err := d.write(line{Pause: id, Why: why}); err != nil {
			return err
		}
	}
	return nil
}

// markSeen marks everything already stored as seen, since subscribers are only notified of what
// is new. The caller holds d.mu.
func (d *Dispatcher) markSeen(ctx context.Context) error {
	lo, hi := int64(0), int64(1)<<40 // the last arrival is in lo..hi
	for lo < hi {
		mid := lo + (hi-lo)/2
		v, err := d.l.Store().Versions(ctx, store.VersionFilter{Arrived: max(mid, 1), Limit: 1})
		if err != nil {
			return fmt.Errorf("alert: looking for the newest article: %w", err)
		}
		if len(v) > 0 {
			lo = v[0].Arrival
		} else {
			hi = mid
		}
	}
	seen := []arrival{{0, "start"}}
	versions, err := d.l.Store().Versions(ctx, after(lo-remembered))
	if err != nil {
		return fmt.Errorf("alert: looking for the newest article: %w", err)
	}
	for i := range versions {
		seen = append(seen, arrival{versions[i].Arrival, hashOf(&versions[i])})
	}
	slices.SortFunc(seen, func(x, y arrival) int { return cmp.Compare(x.N, y.N) })
	return d.write(line{Seen: seen[max(0, len(seen)-remembered):]})
}

// after asks for what arrived after a number; the filter has no word for "after 0".
func after(n int64) store.VersionFilter { return store.VersionFilter{Arrived: max(n, 0)} }

// arrived returns versions that were not processed yet, in order of arrival.
func (d *Dispatcher) arrived(ctx context.Context, seen []arrival) ([]store.Version, error) {
	f := after(seen[0].N - 1)
	if f.Arrived > 0 {
		f.Limit = remembered + perBatch
	}
	list, err := d.l.Store().Versions(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("alert: looking for new articles: %w", err)
	}
	known := make(map[arrival]bool, len(seen))
	for _, a := range seen {
		known[a] = true
	}
	list = slices.DeleteFunc(list, func(v store.Version) bool { return known[arrival{v.Arrival, hashOf(&v)}] })
	slices.SortFunc(list, func(x, y store.Version) int { return cmp.Compare(x.Arrival, y.Arrival) })
	return list, nil
}

// batch is versions that arrived together, with data that several subscriptions need of them.
type batch struct {
	d           *Dispatcher
	versions    []store.Version
	name        map[string]*store.Version // by the id that answers show
	steps       []ledger.VersionStep      // the steps that lead to one of them
	stepsLoaded bool
	events      []eventNews     // of events that they report on
	loaded      map[string]bool // versions and events already processed for those
	cards       []stream.Card   // cards of the days of these versions
	cardsFrom   string          // the first of those days
}

func nameOf(v *store.Version) string { return fmt.Sprintf("v%d", v.ID) }

func newBatch(d *Dispatcher, versions []store.Version) *batch {
	b := &batch{d: d, versions: versions, name: map[string]*store.Version{}}
	for i := range versions {
		b.name[nameOf(&versions[i])] = &versions[i]
	}
	return b
}

// match makes the deliveries for new versions. If a subscription's query fails, only that
// subscription is affected: a delivery that has yet to be made is queued, and retried like any
// other.
//
// Errors: the context's.
func (d *Dispatcher) match(ctx context.Context, versions []store.Version) ([]*Delivery, error) {
	b := newBatch(d, versions)
	var out []*Delivery
	for _, s := range d.Subscriptions() {
		if s.Paused != "" {
			continue
		}
		made, err := b.deliveries(ctx, &s)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err != nil {
			d.o.Log.ErrorContext(ctx, "what an alert asks for could not be looked up; it is tried again", "subscription", s.ID,
				"error", err)
			made = []*Delivery{b.unresolved(&s, err)}
		}
		out = append(out, made...)
	}
	return out, nil
}

// deliveries returns the POSTs of one subscription. A panic becomes an error.
func (b *batch) deliveries(ctx context.Context, s *Subscription) (out []*Delivery, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("alert: subscription %s: panic: %v", s.ID, p)
		}
	}()
	a, err := b.alert(ctx, s)
	if errors.Is(err, ask.ErrUnknown) {
		return nil, nil // nobody of that name yet
	}
	if err != nil {
		return nil, fmt.Errorf("alert: subscription %s: %w", s.ID, err)
	}
	per := perPost
	if s.way() != wayJSON {
		if per = perMessage; s.way() == wayMail {
			per = perDigest
		}
		if a.Cards, err = b.asCards(ctx, &a); err != nil {
			return nil, fmt.Errorf("alert: subscription %s: %w", s.ID, err)
		}
		a.Statements, a.Changes, a.Articles = nil, nil, nil
	}
	if s.Often == Daily {
		b.d.cut(s, &a)
		per = perDigest
	}
	for _, part := range a.parts(per) {
		x, err := b.d.delivery(s, part)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// unresolved returns a delivery that has yet to be made from the versions.
func (b *batch) unresolved(s *Subscription, err error) *Delivery {
	now := b.d.o.Now().UTC()
	x := &Delivery{ID: b.d.id(now), Subscription: s.ID, Made: now.Format(time.RFC3339),
		Next: now.Format(time.RFC3339Nano), Error: notLookedUp(err)}
	for i := range b.versions {
		x.Versions = append(x.Versions, nameOf(&b.versions[i]))
	}
	return x
}

// notLookedUp is what a subscriber sees of an error: a fault of the query in full. The log has
// the rest.
func notLookedUp(err error) string {
	var fault *ledger.Fault
	if errors.As(err, &fault) {
		return fault.Error()
	}
	return "what the subscription asks for could not be looked up"
}

// resolve builds the POSTs of a delivery that has yet to be made. They take its place in the
// queue, with its id and a number.
func (d *Dispatcher) resolve(ctx context.Context, s *Subscription, x *Delivery) ([]*Delivery, error) {
	var ids []store.VersionID
	for _, name := range x.Versions {
		id, err := store.ParseVersionID(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	versions, err := d.l.Store().Versions(ctx, store.VersionFilter{IDs: ids})
	if err != nil {
		return nil, fmt.Errorf("alert: subscription %s: %w", s.ID, err)
	}
	made, err := newBatch(d, versions).deliveries(ctx, s)
	for i, y := range made {
		y.ID = fmt.Sprintf("%s_%04d", x.ID, i)
	}
	return made, err
}

// asCards returns the items of an alert as cards of the stream.
func (b *batch) asCards(ctx context.Context, a *Alert) ([]Card, error) {
	if a.Cards != nil {
		return a.Cards, nil
	}
	var f stream.Found
	for i := range a.Statements {
		f.Statements = append(f.Statements, a.Statements[i].Statement)
	}
	for i := range a.Changes {
		f.Changes = append(f.Changes, a.Changes[i].SlotChange)
	}
	for i := range a.Articles {
		f.Articles = append(f.Articles, a.Articles[i].ArticleChange)
	}
	list, err := stream.Cards(ctx, b.d.l, f)
	out := make([]Card, len(list))
	for i := range list {
		out[i] = Card{list[i], b.d.page(list[i].Path())}
	}
	return out, err
}

// cut removes from a digest what exceeds its size, and counts it.
func (d *Dispatcher) cut(s *Subscription, a *Alert) {
	d.mu.Lock()
	defer d.mu.Unlock()
	room := perDigest
	for _, x := range d.queue {
		if x.Subscription == s.ID && !x.Dead {
			room -= x.Items
		}
	}
	if room = max(room, 0); len(a.Cards) > room {
		a.More, a.Cards = len(a.Cards)-room, a.Cards[:room]
	}
}

// parts splits an alert into parts of one POST each; none if it has no items.
func (a Alert) parts(perPost int) []Alert {
	var out []Alert
	if len(a.Cards) == 0 && a.More > 0 {
		return []Alert{{Type: a.Type, More: a.More}}
	}
	for n := 0; n < max(len(a.Statements), len(a.Changes), len(a.Articles), len(a.Cards)); n += perPost {
		p := Alert{Type: a.Type}
		if n == 0 {
			p.More = a.More
		}
		p.Cards = a.Cards[min(n, len(a.Cards)):min(n+perPost, len(a.Cards))]
		p.Statements = a.Statements[min(n, len(a.Statements)):min(n+perPost, len(a.Statements))]
		p.Changes = a.Changes[min(n, len(a.Changes)):min(n+perPost, len(a.Changes))]
		p.Articles = a.Articles[min(n, len(a.Articles)):min(n+perPost, len(a.Articles))]
		out = append(out, p)
	}
	return out
}

// delivery makes a delivery of an alert.
func (d *Dispatcher) delivery(s *Subscription, a Alert) (*Delivery, error) {
	now := d.o.Now().UTC()
	a.Timestamp, a.Subscription = now.Format(time.RFC3339), map[string]string{"id": s.ID, "name": s.Name}
	body, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("alert: making a POST: %w", err)
	}
	x := &Delivery{ID: d.id(now), Subscription: s.ID, Made: a.Timestamp, Next: now.Format(time.RFC3339Nano), Body: body}
	if s.Often == Daily {
		x.Next, x.Items = nextDigest(s, now).Format(time.RFC3339Nano), len(a.Cards)
	}
	return x, nil
}

// id returns the id of a new delivery. Ids sort in order of creation.
func (d *Dispatcher) id(now time.Time) string {
	return fmt.Sprintf("msg_%x_%06x_%s", now.UnixNano(), d.made.Add(1)&0xffffff, strings.ToLower(rand.Text()[:10]))
}

// page returns the address of a page on this server, or "".
func (d *Dispatcher) page(path string) string {
	if d.o.Base == "" {
		return ""
	}
	return d.o.Base + path
}

func (b *batch) alert(ctx context.Context, s *Subscription) (Alert, error) {
	switch s.Kind {
	case Statements:
		return b.statements(ctx, s)
	case Status:
		return b.status(ctx, s)
	case Cards:
		return b.news(ctx, s)
	}
	return b.articles(ctx, s)
}

// wants reports whether a subscription is about a version.
func (s *Subscription) wants(v *store.Version) bool {
	return v.Since >= s.Since && in(s.Outlet, v.Key.Outlet)
}

func in(list []string, v string) bool { return len(list) == 0 || slices.Contains(list, v) }

// statements returns the statements of the new versions that match the search, without those
// that an earlier version of the article had.
func (b *batch) statements(ctx context.Context, s *Subscription) (Alert, error) {
	a := Alert{Type: "statements.added"}
	old := map[string]bool{}
	if err := b.loadSteps(ctx); err != nil {
		return a, err
	}
	for i := range b.steps {
		for _, f := range b.steps[i].Fates {
			if f.New != nil && f.Survival != ledger.Gained && f.Survival != ledger.Changed {
				old[f.New.ID] = true
			}
		}
	}
	asked := map[store.Day]bool{}
	for i := range b.versions {
		v := &b.versions[i]
		if day := v.ID.Day(); !s.wants(v) || asked[day] {
			continue
		} else {
			asked[day] = true
			q := ledger.Query{Text: s.Query, Speaker: s.Speaker, Person: s.Person, Acts: s.Act, Commitments: s.Commitment,
				Outlets: s.Outlet, From: day.String(), To: day.String()}
			if day == 0 {
				q.To = store.Day(1).String() // undated, which comes before all days
			}
			for x, err := range b.d.l.Each(ctx, q) {
				if err != nil {
					return a, err
				}
				if v := b.name[x.Article.ID]; v != nil && s.wants(v) && !old[x.ID] {
					a.Statements = append(a.Statements, Statement{x, b.d.page("/statement/" + x.ID)})
				}
			}
		}
	}
	return a, nil
}

// loadSteps finds the steps from earlier versions to new ones.
func (b *batch) loadSteps(ctx context.Context) error {
	if b.stepsLoaded {
		return nil
	}
	done := map[store.Key]bool{}
	for i := range b.versions {
		key := b.versions[i].Key
		if done[key] {
			continue
		}
		done[key] = true
		all, err := b.d.l.Store().Versions(ctx, store.VersionFilter{Key: &key})
		if err != nil {
			return err
		}
		if len(all) < 2 {
			continue
		}
		h, err := b.d.l.History(ctx, key)
		if errors.Is(err, ask.ErrUnknown) {
			continue // taken down in the meantime
		}
		if err != nil {
			return err
		}
		for _, step := range h.Steps {
			if b.name[step.To.ID] != nil {
				b.steps = append(b.steps, step)
			}
		}
	}
	b.stepsLoaded = true
	return nil
}

func (b *batch) articles(ctx context.Context, s *Subscription) (Alert, error) {
	a := Alert{Type: "articles.changed"}
	if err := b.loadSteps(ctx); err != nil {
		return a, err
	}
	for i := range b.steps {
		step := &b.steps[i]
		c := ledger.ArticleChange{Article: step.To, Before: step.From, Kind: cmp.Or(step.To.Notice, "edit")}
		if !s.wants(b.name[step.To.ID]) || !in(s.Notice, c.Kind) {
			continue
		}
		for _, f := range step.Fates {
			switch f.Survival {
			case ledger.Changed:
				c.Changed++
			case ledger.Withdrawn:
				c.Withdrawn++
			case ledger.Gained:
				c.Added++
			}
		}
		a.Articles = append(a.Articles, Article{c, b.d.page("/article/" + step.To.ID + "/versions")})
	}
	return a, nil
}
