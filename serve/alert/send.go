package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"readout/ledger"
	"readout/source/fetch"
)

// poster sends over HTTP, guarded against private networks by package fetch.
type poster struct{ http *http.Client }

// postTime is the timeout of one attempt, including the response body.
const postTime = 15 * time.Second

func newPoster(allow []netip.Prefix) poster {
	return poster{&http.Client{Timeout: postTime,
		// No proxy: it would connect in our place and bypass the guard.
		Transport: &http.Transport{DialContext: fetch.Guarded(allow), TLSHandshakeTimeout: 10 * time.Second,
			MaxResponseHeaderBytes: 64 << 10, IdleConnTimeout: 30 * time.Second, ForceAttemptHTTP2: true},
		// No redirects: a receiver must be subscribed under its own address.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// Sign returns the signature of a POST: HMAC-SHA256 over id, time and body, joined by full
// stops. The key is the base64 after "whsec_" in secret.
//
// Source: Standard Webhooks 1.0, symmetric signatures.
func Sign(secret, id string, at time.Time, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return "", fmt.Errorf("alert: the secret is not base64: %w", err)
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}

// result is the outcome of one attempt.
type result struct {
	taken bool
	gone  bool // the receiver wants nothing more
	wait  time.Duration
	err   error
}

func (p poster) post(ctx context.Context, s *subscriber, id string, body []byte, at time.Time) result {
	signature, err := Sign(s.Secret, id, at, body)
	if err != nil {
		return result{err: err}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, bytes.NewReader(body))
	if err != nil {
		return result{err: err}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Readout")
	r.Header.Set("webhook-id", id)
	r.Header.Set("webhook-timestamp", strconv.FormatInt(at.Unix(), 10))
	r.Header.Set("webhook-signature", signature)
	res, err := p.http.Do(r)
	if err != nil {
		var with *url.Error // it quotes the address, which is a secret for many chats
		if errors.As(err, &with) {
			err = with.Err
		}
		return result{err: err}
	}
	defer res.Body.Close()
	io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10)) // so that the connection can be reused
	switch {
	case res.StatusCode >= 200 && res.StatusCode < 300:
		return result{taken: true}
	case res.StatusCode == http.StatusGone:
		return result{gone: true, err: errors.New("the receiver answered 410 Gone: it wants nothing more")}
	}
	out := result{err: fmt.Errorf("the receiver answered %s", res.Status)}
	if n, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && n > 0 {
		out.wait = min(time.Duration(n)*time.Second, 24*time.Hour)
	}
	return out
}

// atOnce is how many receivers are sent to concurrently; each gets one POST at a time, in
// order.
const atOnce = 8

// send attempts everything that is due, until nothing is.
func (d *Dispatcher) send(ctx context.Context) {
	for ctx.Err() == nil {
		due := d.due()
		if len(due) == 0 {
			return
		}
		places := make(chan struct{}, atOnce)
		var wg sync.WaitGroup
		for _, x := range due {
			places <- struct{}{}
			wg.Go(func() {
				defer func() { <-places }()
				d.attempt(ctx, x)
			})
		}
		wg.Wait()
	}
}

// due returns the oldest delivery of each subscription, if its time has come. While a receiver
// fails, one delivery is retried and the others wait behind it.
func (d *Dispatcher) due() []Delivery {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.o.Now().UTC()
	first := map[string]*Delivery{}
	for _, x := range d.queue {
		s := d.subs[x.Subscription]
		if x.Dead || s == nil || s.Paused != "" || s.Often == Daily && !x.due(now) {
			continue // a digest waiting for its hour delays nothing else
		}
		if y := first[s.ID]; y == nil || x.ID < y.ID {
			first[s.ID] = x
		}
	}
	out := make([]Delivery, 0, len(first))
	for _, x := range first {
		if x.due(now) {
			out = append(out, *x)
		}
	}
	return out
}

func (x *Delivery) due(now time.Time) bool {
	next, err := time.Parse(time.RFC3339Nano, x.Next)
	return err != nil || !next.After(now)
}

// sameDigest returns the deliveries to be sent with x: the others due for the same digest.
func (d *Dispatcher) sameDigest(s *subscriber, x *Delivery, now time.Time) []*Delivery {
	if s.Often != Daily || x.Versions != nil {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []*Delivery
	for _, y := range d.queue {
		if y.Subscription == s.ID && y.ID != x.ID && !y.Dead && y.Versions == nil && y.due(now) {
			z := *y
			out = append(out, &z)
		}
	}
	slices.SortFunc(out, func(x, y *Delivery) int { return strings.Compare(x.ID, y.ID) })
	return out
}

// deliver sends one delivery, with those that go with it, in the subscription's form.
func (d *Dispatcher) deliver(ctx context.Context, s *subscriber, x *Delivery, with []*Delivery, now time.Time) result {
	if s.way() == wayJSON {
		return d.client.post(ctx, s, x.ID, x.Body, now)
	}
	var list []Alert
	for _, y := range append([]*Delivery{x}, with...) {
		var a Alert
		if err := json.Unmarshal(y.Body, &a); err != nil {
			return result{err: fmt.Errorf("alert: reading what is to be sent: %w", err)}
		}
		list = append(list, a)
	}
	msg := d.show(s, list)
	if to := s.mailTo(); to != "" {
		if d.o.Mail == nil {
			return result{err: errors.New("this server sends no mail any more")}
		}
		return d.o.Mail.send(ctx, to, x.ID, &msg, now)
	}
	body, err := msg.chat()
	if err != nil {
		return result{err: err}
	}
	return d.client.post(ctx, s, x.ID, body, now)
}

// attempt makes one attempt at a delivery and records the outcome.
func (d *Dispatcher) attempt(ctx context.Context, x Delivery) {
	d.mu.Lock()
	s := d.subs[x.Subscription]
	d.mu.Unlock()
	if s == nil {
		return
	}
	now := d.o.Now().UTC()
	var res result
	var made []*Delivery
	with := d.sameDigest(s, &x, now)
	if x.Versions == nil {
		res = d.deliver(ctx, s, &x, with, now)
	} else {
		made, res.err = d.resolve(ctx, &s.Subscription, &x)
		res.taken = res.err == nil
	}
	if ctx.Err() != nil {
		return // stopped: retried at the next start
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	var fault *ledger.Fault
	l := line{Done: x.ID, Queue: made}
	for _, y := range with {
		l.With = append(l.With, y.ID)
	}
	if res.taken && x.Versions == nil {
		d.counts.sent.WithLabelValues(s.way()).Inc()
	}
	if !res.taken {
		d.counts.failed.WithLabelValues(s.way()).Inc()
		x.Tries++
		x.Error = publicError(res.err)
		if x.Versions != nil {
			x.Error = notLookedUp(res.err)
		}
		switch {
		case errors.As(res.err, &fault): // a subscription from before its conditions were restricted
			x.Dead, x.Next = true, ""
			l = line{Change: &x, Pause: x.Subscription, Why: x.Error}
		case res.gone:
			x.Dead, x.Next = true, ""
			l = line{Change: &x, Pause: x.Subscription, Why: x.Error}
		case x.Tries > len(d.o.Waits):
			x.Dead, x.Next = true, ""
			l = line{Change: &x}
		default:
			wait := d.o.Waits[x.Tries-1]
			wait = max(res.wait, wait+time.Duration(rand.Float64()*0.2*float64(wait))) // jitter
			x.Next = now.Add(wait).Format(time.RFC3339Nano)
			l = line{Change: &x}
		}
		for _, y := range with { // they are retried or given up together
			y.Tries, y.Error, y.Dead, y.Next = x.Tries, x.Error, x.Dead, x.Next
		}
		l.Changes = with
		d.o.Log.WarnContext(ctx, "an alert was not taken", "delivery", x.ID, "subscription", x.Subscription, "tries", x.Tries,
			"dead", x.Dead, "error", res.err)
	}
	if d.queue[x.ID] == nil {
		return // dropped in the meantime
	}
	if err := d.write(l); err != nil {
		// What was accepted may be sent again: the receiver detects that by its id.
		d.o.Log.ErrorContext(ctx, "what came of an alert could not be written down", "delivery", x.ID, "error", err)
		if y := d.queue[x.ID]; y != nil { // but not at once
			y.Next = now.Add(d.o.Waits[0]).Format(time.RFC3339Nano)
		}
	}
}

// publicError returns an error as a subscriber may see it: without what a resolver or a refused
// connection reveals about internal networks.
func publicError(err error) string {
	var opErr *net.OpError
	switch {
	case errors.Is(err, errMail):
		return errMail.Error()
	case errors.Is(err, fetch.ErrForbidden):
		return fetch.ErrForbidden.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return "the receiver did not answer in time"
	case errors.As(err, &opErr):
		return "no connection to the receiver"
	}
	return err.Error()
}
