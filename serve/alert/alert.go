// Package alert notifies people and programs of what is new in a ledger: by webhook, in a chat
// or by mail.
//
// In come subscriptions, and versions of articles as they arrive; out go signed POSTs, chat
// messages and mails, at once or once a day, with the statements, changes of events,
// corrections and cards of the stream that a subscription asks for. Deliveries are retried
// until they are accepted, or given up as dead letters. It refuses addresses in private
// networks, when it connects; the mail server is the operator's.
//
// The one idea: what is to be sent is a function of the ledger and of which versions are new.
// So the only state is a journal of three things: the subscriptions, how far arrivals were
// processed, and the pending deliveries. The last two are written in one line, so that nothing
// is lost between them, nor when the process stops.
package alert

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"readout/ledger"
)

// Kinds of subscriptions.
const (
	Statements = "statements" // new statements that match a search
	Status     = "status"     // changes of an event
	Articles   = "articles"   // articles corrected, edited or withdrawn
	Cards      = "cards"      // cards of the stream
)

// Forms of what is sent to a web address. An address "mailto:…" gets mail.
const (
	JSON = ""      // a signed POST for programs
	Chat = "slack" // a message in the format of Slack's incoming webhooks, which others also accept
)

// Daily is the value of Subscription.Often for one digest a day.
const Daily = "daily"

// Subscription says who is notified of what.
//
// Shape: Query to Commitment are the conditions of a search, for Statements; Event, Slot and
// Is are those of Status, where empty means any; Outlet and Notice are those of Articles;
// Card, Person, Event, Outlet and Topic are those of Cards. Form says what is sent, and Often
// when: at once, or "daily" at the time At in Zone. What was published before the day Since is
// left out.
type Subscription struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	URL    string   `json:"url"`
	Form   string   `json:"form,omitempty"`
	Often  string   `json:"often,omitempty"`
	At     string   `json:"at,omitempty"`
	Zone   string   `json:"zone,omitempty"`
	Kind   string   `json:"kind"`
	Since  string   `json:"since,omitempty"`
	Outlet []string `json:"outlet,omitempty"`

	Query      string   `json:"q,omitempty"`
	Speaker    string   `json:"speaker,omitempty"`
	Person     string   `json:"person,omitempty"`
	Act        []string `json:"act,omitempty"`
	Commitment []string `json:"commitment,omitempty"`

	Event string   `json:"event,omitempty"`
	Slot  []string `json:"slot,omitempty"`
	Is    []string `json:"is,omitempty"`

	Notice []string `json:"notice,omitempty"`

	Card  []string `json:"card,omitempty"`
	Topic string   `json:"topic,omitempty"`

	By     string `json:"by"`
	Made   string `json:"made"`
	Paused string `json:"paused,omitempty"` // why nothing is sent any more
}

// Delivery is one pending POST. One without a body has yet to be made: Versions arrived, but
// the subscription's query failed.
type Delivery struct {
	ID           string          `json:"id"` // the same for every attempt, so that receivers can detect duplicates
	Subscription string          `json:"subscription"`
	Made         string          `json:"made"`
	Tries        int             `json:"tries"`
	Next         string          `json:"next,omitempty"` // time of the next attempt; "" for a dead letter
	Error        string          `json:"error,omitempty"`
	Dead         bool            `json:"dead"`
	Items        int             `json:"items,omitempty"` // in a digest
	Body         json.RawMessage `json:"body,omitempty"`
	Versions     []string        `json:"versions,omitempty"`
}

// Options configures Open. Ledger and Path are required.
type Options struct {
	Ledger *ledger.Ledger
	Path   string          // the journal's file
	Base   string          // the public address of the pages, for links; "" means no links
	Allow  []netip.Prefix  // private networks that may be reached
	Mail   *Mailer         // nil means no mail
	Every  time.Duration   // polling interval for arrivals; 0 is 5 s
	Waits  []time.Duration // before each retry; nil is ten attempts over three days
	Log    *slog.Logger
	Now    func() time.Time
}

// Dispatcher holds subscriptions and sends deliveries. It is safe for concurrent use.
type Dispatcher struct {
	o      Options
	l      *ledger.Ledger
	client poster
	wake   chan struct{}
	made   atomic.Uint64 // number of deliveries made
	counts counts

	mu      sync.Mutex
	journal *journal
	subs    map[string]*subscriber
	order   []string // ids, in order of subscription
	queue   map[string]*Delivery
	seen    []arrival // the last ones processed, oldest first
}

// subscriber is a subscription with its secret.
type subscriber struct {
	Subscription
	Secret string `json:"secret"`
}

// The refusals.
var (
	ErrUnknown = errors.New("there is nothing with that id")
	ErrRefused = errors.New("the subscription cannot be kept")
	ErrBusy    = errors.New("another program uses the journal of alerts")
)

// waits are those of the Standard Webhooks specification.
var waits = []time.Duration{5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour,
	10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour}

// Open reads and compacts the journal. If there is none, it is created with the first
// subscription. If another program holds the journal, that one sends, and this desk takes over
// when it is gone.
//
// Errors: the journal cannot be read or written, or is invalid.
func Open(o Options) (*Dispatcher, error) {
	if o.Ledger == nil || o.Path == "" {
		return nil, errors.New("alert: a ledger and the path of the journal are needed")
	}
	if o.Every <= 0 {
		o.Every = 5 * time.Second
	}
	if o.Waits == nil {
		o.Waits = waits
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Base = strings.TrimSuffix(o.Base, "/")
	d := &Dispatcher{o: o, l: o.Ledger, client: newPoster(o.Allow), counts: newCounts(), wake: make(chan struct{}, 1),
		subs: map[string]*subscriber{}, queue: map[string]*Delivery{}}
	if err := d.acquire(); err != nil && !errors.Is(err, ErrBusy) {
		return nil, err
	}
	return d, nil
}

// acquire locks and opens the journal if it exists and is free. The caller holds d.mu, or the
// desk is not shared yet.
func (d *Dispatcher) acquire() error {
	if d.journal != nil {
		return nil
	}
	_, err := os.Stat(d.o.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = d.open()
	}
	if err != nil {
		return fmt.Errorf("alert: %s: %w", d.o.Path, err)
	}
	return nil
}

// Busy reports whether another program holds the journal, and so knows the subscriptions and
// sends.
func (d *Dispatcher) Busy() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return errors.Is(d.acquire(), ErrBusy)
}

// Close releases the journal. Run must have ended.
func (d *Dispatcher) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.journal == nil {
		return nil
	}
	return d.journal.close()
}

// Subscribe stores a subscription and returns it with its id, and the secret with which its
// POSTs are signed, which is shown only this once. If the error is nil, it is on disk.
//
// Errors: ErrRefused with the reason; ErrBusy; the journal's and the store's.
func (d *Dispatcher) Subscribe(ctx context.Context, who string, s Subscription) (Subscription, string, error) {
	if err := d.check(&s); err != nil {
		return s, "", err
	}
	secret := make([]byte, 32)
	rand.Read(secret)
	s.ID, s.By, s.Made, s.Paused = "sub_"+strings.ToLower(rand.Text()), who, d.o.Now().UTC().Format(time.RFC3339), ""
	if s.Since == "" {
		s.Since = s.Made[:10]
	}
	x := &subscriber{s, "whsec_" + base64.StdEncoding.EncodeToString(secret)}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.subs) >= maxSubscriptions {
		return s, "", fmt.Errorf("alert: there are %d already: %w", len(d.subs), ErrRefused)
	}
	if d.journal == nil { // the first subscription creates it
		if err := d.open(); err != nil {
			return s, "", fmt.Errorf("alert: %s: %w", d.o.Path, err)
		}
	}
	if d.seen == nil { // what is already there is not new
		if err := d.markSeen(ctx); err != nil {
			return s, "", err
		}
	}
	if err := d.write(line{Subscribe: x}); err != nil {
		return s, "", err
	}
	return s, x.Secret, nil
}

// maxSubscriptions bounds the work for each arrival.
const maxSubscriptions = 1000

// Unsubscribe ends a subscription and drops its pending deliveries.
//
// Errors: ErrUnknown; ErrBusy; the journal's.
func (d *Dispatcher) Unsubscribe(id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.acquire(); err != nil {
		return err
	}
	if d.subs[id] == nil {
		return fmt.Errorf("alert: subscription %s: %w", id, ErrUnknown)
	}
	return d.write(line{Unsubscribe: id})
}

// End ends a subscription by the key in its mails.
//
// Errors: ErrUnknown, also for the key of another subscription; ErrBusy; the journal's.
func (d *Dispatcher) End(id, key string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.acquire(); err != nil {
		return err
	}
	s := d.subs[id]
	if s == nil || !hmac.Equal([]byte(endKey(s)), []byte(key)) {
		return fmt.Errorf("alert: subscription %.60s: %w", id, ErrUnknown)
	}
	return d.write(line{Unsubscribe: id})
}

// Mails reports whether mail can be sent.
func (d *Dispatcher) Mails() bool { return d.o.Mail != nil }

// Subscriptions lists all subscriptions, oldest first.
func (d *Dispatcher) Subscriptions() []Subscription {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make([]Subscription, 0, len(d.order))
	for _, id := range d.order {
		out = append(out, d.subs[id].Subscription)
	}
	return out
}

// Deliveries lists pending deliveries, or dead letters, oldest first.
func (d *Dispatcher) Deliveries(dead bool) []Delivery {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := []Delivery{}
	for _, x := range d.queue {
		if x.Dead == dead {
			out = append(out, *x)
		}
	}
	slices.SortFunc(out, func(x, y Delivery) int { return strings.Compare(x.ID, y.ID) })
	return out
}

// Again sends a delivery at once: a dead letter, or one that waits for its next attempt. A
// paused subscription is resumed.
//
// Errors: ErrUnknown; ErrBusy; the journal's.
func (d *Dispatcher) Again(id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.acquire(); err != nil {
		return err
	}
	x := d.queue[id]
	if x == nil {
		return fmt.Errorf("alert: delivery %s: %w", id, ErrUnknown)
	}
	y := *x
	y.Dead, y.Tries, y.Next = false, 0, d.o.Now().UTC().Format(time.RFC3339Nano)
	if err := d.write(line{Change: &y, Resume: y.Subscription}); err != nil {
		return err
	}
	d.nudge()
	return nil
}

// Drop discards a delivery.
//
// Errors: ErrUnknown; ErrBusy; the journal's.
func (d *Dispatcher) Drop(id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.acquire(); err != nil {
		return err
	}
	if d.queue[id] == nil {
		return fmt.Errorf("alert: delivery %s: %w", id, ErrUnknown)
	}
	return d.write(line{Done: id})
}

// Test queues a POST without items, to test a receiver.
//
// Errors: ErrUnknown; ErrBusy; the journal's.
func (d *Dispatcher) Test(id string) (Delivery, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.acquire(); err != nil {
		return Delivery{}, err
	}
	s := d.subs[id]
	if s == nil {
		return Delivery{}, fmt.Errorf("alert: subscription %s: %w", id, ErrUnknown)
	}
	x, err := d.delivery(&s.Subscription, Alert{Type: typeTest})
	if err != nil {
		return Delivery{}, err
	}
	x.Next = d.o.Now().UTC().Format(time.RFC3339Nano) // not in the digest: somebody is waiting for it
	if err := d.write(line{Queue: []*Delivery{x}}); err != nil {
		return Delivery{}, err
	}
	d.nudge()
	return *x, nil
}

// nudge makes Run look at once.
func (d *Dispatcher) nudge() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// Run polls for arrivals and sends deliveries until the context ends. While another program
// holds the journal, it only waits to take over.
func (d *Dispatcher) Run(ctx context.Context) {
	tick := time.NewTicker(d.o.Every)
	defer tick.Stop()
	for {
		d.mu.Lock()
		err := d.acquire()
		d.mu.Unlock()
		if err != nil && !errors.Is(err, ErrBusy) {
			d.o.Log.ErrorContext(ctx, "the journal of alerts cannot be taken over; it is tried again", "error", err)
		}
		if err := d.look(ctx); err != nil && ctx.Err() == nil {
			d.o.Log.ErrorContext(ctx, "looking for what is new failed; it is tried again", "error", err)
		}
		d.send(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-d.wake:
		}
	}
}
