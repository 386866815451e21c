package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sort"
	"time"

	"readout/source"
)

// State is all a Watch knows, and all it needs to go on after a stop. It is plain
// data: keep it as JSON.
type State struct {
	Feeds map[string]*FeedState `json:"feeds"`
	Pages map[string]*PageState `json:"pages"`
}

// FeedState is when a feed is looked at next.
type FeedState struct {
	Next       time.Time     `json:"next"`
	Every      time.Duration `json:"every"`
	Failures   int           `json:"failures,omitempty"` // in a row
	Refused    bool          `json:"refused,omitempty"`  // the address was one that is not to be reached
	Last       time.Time     `json:"last,omitzero"`      // when it was last looked at
	Error      string        `json:"error,omitempty"`    // of the last look
	Title      string        `json:"title,omitempty"`    // what the feed calls itself
	Entries    int           `json:"entries,omitempty"`  // that it last listed
	Stopped    bool          `json:"stopped,omitempty"`  // it is no longer followed
	At         string        `json:"at,omitempty"`       // where the feed was found, if the address is a page's
	Validators Validators    `json:"validators,omitzero"`
}

// PageState is which looks at an article are still to come.
type PageState struct {
	Feed       string        `json:"feed"`
	Entry      *source.Entry `json:"entry,omitempty"` // what the feed said, until the first look
	First      time.Time     `json:"first"`           // when it was first fetched, zero before
	Next       time.Time     `json:"next"`
	Looks      int           `json:"looks"` // how many there were
	Failures   int           `json:"failures,omitempty"`
	Refused    bool          `json:"refused,omitempty"`
	SHA256     string        `json:"sha256,omitempty"` // of the body last seen
	Validators Validators    `json:"validators,omitzero"`
	Done       bool          `json:"done,omitempty"`
}

// StateStore keeps a State between runs.
type StateStore interface {
	Load() (*State, error)
	Save(*State) error
}

// Visit is one look at a feed or an article, as handed to the caller.
type Visit struct {
	Feed     string
	Entry    *source.Entry   // of an article's first visit: what the feed said
	Page     string          // address of the article; "" for a look at the feed itself
	Look     int             // 0 for the first, then 1, 2, 3
	Changed  bool            // the body is not the one seen before
	Response *Response       // nil where Err is not
	Channel  *source.Channel // of a look at a feed that was read
	Loose    []source.Entry  // of such a look: new entries that have a text and no address
	Next     time.Time       // when it is looked at again; zero for never
	Err      error
}

// Watch polls feeds and looks at each article again after an hour, a day and a
// week, so that edits are seen. The zero values of the durations are the defaults.
type Watch struct {
	Client  *Client
	Feeds   []string
	Store   StateStore
	Workers int // fetches at once, default 4; each host still has its own limits

	Shortest time.Duration   // between two looks at a feed, default 5 min
	Longest  time.Duration   // default 6 h
	Again    []time.Duration // after the first look at an article, default 1 h, 24 h, 7 d
	Forget   time.Duration   // after which an article that is done is forgotten, default 60 days

	// Mine reports whether an article that a feed names for the first time is to be looked
	// at here; nil is yes.
	Mine func(*source.Entry) bool

	// Idle, where set, ends Run once nothing is due for so long: for one round.
	Idle time.Duration
}

// task is one look that is due.
type task struct {
	feed, page string
}

type outcome struct {
	task
	visit Visit
	at    string // where the feed was found
}

// Run watches until ctx is done, which is no error. Each visit is handed to handle,
// one at a time and in no order but that of due times; an error of handle ends
// Run. State is saved after every visit that was handled, so that a stop at any
// moment repeats at most the visits in flight.
func (w *Watch) Run(ctx context.Context, handle func(context.Context, Visit) error) error {
	if err := w.prepare(); err != nil {
		return err
	}
	st, err := w.load()
	if err != nil {
		return err
	}
	clock := w.Client.o.Clock
	work, cancel := context.WithCancel(ctx)
	defer cancel()
	results := make(chan outcome)
	busy := make(map[task]bool)
	for {
		for len(busy) < w.Workers {
			t, at, ok := st.due(busy)
			if !ok || at.After(clock.Now()) {
				break
			}
			busy[t] = true
			go func(at string, v Validators) { results <- w.look(work, t, at, v) }(st.address(t), st.validators(t))
		}
		if len(busy) == 0 {
			_, at, ok := st.due(busy)
			wait := at.Sub(clock.Now())
			if !ok || w.Idle > 0 && wait > w.Idle {
				return nil
			}
			if clock.Sleep(ctx, wait) != nil {
				return nil
			}
			continue
		}
		got := <-results // a fetch is bounded in time, so what falls due meanwhile waits little
		delete(busy, got.task)
		if ctx.Err() != nil {
			for range busy {
				<-results
			}
			return nil
		}
		visits := w.settle(st, got)
		for _, v := range visits {
			if err := handle(ctx, v); err != nil {
				cancel()
				for range busy {
					<-results
				}
				return fmt.Errorf("watch %s: %w", firstOf(v.Page, v.Feed), err)
			}
		}
		if err := w.Store.Save(st); err != nil {
			cancel()
			for range busy {
				<-results
			}
			return fmt.Errorf("watch: saving state: %w", err)
		}
	}
}

func (w *Watch) prepare() error {
	if w.Client == nil || w.Store == nil {
		return errors.New("watch: needs a Client and a Store")
	}
	if w.Workers <= 0 {
		w.Workers = 4
	}
	if w.Shortest <= 0 {
		w.Shortest = 5 * time.Minute
	}
	if w.Longest <= 0 {
		w.Longest = 6 * time.Hour
	}
	if w.Again == nil {
		w.Again = []time.Duration{time.Hour, 24 * time.Hour, 7 * 24 * time.Hour}
	}
	if w.Forget <= 0 {
		w.Forget = 60 * 24 * time.Hour
	}
	return nil
}

// load reads the state and brings its feeds in line with those asked for.
func (w *Watch) load() (*State, error) {
	st, err := w.Store.Load()
	if err != nil {
		return nil, fmt.Errorf("watch: loading state: %w", err)
	}
	if st == nil {
		st = &State{}
	}
	if st.Feeds == nil {
		st.Feeds = make(map[string]*FeedState)
	}
	if st.Pages == nil {
		st.Pages = make(map[string]*PageState)
	}
	wanted := make(map[string]bool)
	now := w.Client.o.Clock.Now()
	for _, f := range w.Feeds {
		wanted[f] = true
		if st.Feeds[f] == nil {
			st.Feeds[f] = &FeedState{Next: now, Every: 2 * w.Shortest}
		} else if st.Feeds[f].Refused {
			st.Feeds[f].Next = now // it may be allowed this time
		}
	}
	for f := range st.Feeds {
		if !wanted[f] {
			delete(st.Feeds, f)
		}
	}
	for p, page := range st.Pages {
		if page.Refused {
			page.Next = now
		}
		if page.Done && now.Sub(page.First) > w.Forget {
			delete(st.Pages, p)
		}
	}
	return st, nil
}

// due is the look that is due first and not under way; ties go by address.
func (st *State) due(busy map[task]bool) (best task, at time.Time, ok bool) {
	better := func(t task, next time.Time) {
		if busy[t] {
			return
		}
		if !ok || next.Before(at) || next.Equal(at) && t.feed+t.page < best.feed+best.page {
			best, at, ok = t, next, true
		}
	}
	for f, fs := range st.Feeds {
		better(task{feed: f}, fs.Next)
	}
	for p, ps := range st.Pages {
		if !ps.Done {
			better(task{page: p}, ps.Next)
		}
	}
	return best, at, ok
}

// address is what a task fetches.
func (st *State) address(t task) string {
	if t.page != "" {
		return t.page
	}
	return firstOf(st.Feeds[t.feed].At, t.feed)
}

func (st *State) validators(t task) Validators {
	if t.page != "" {
		return st.Pages[t.page].Validators
	}
	return st.Feeds[t.feed].Validators
}

// look fetches what a task asks for. A look that is due is made: freshness only
// moves the next one.
func (w *Watch) look(ctx context.Context, t task, address string, v Validators) outcome {
	v.FreshUntil = time.Time{}
	_ = w.Client.o.Memory.Remember(address, v)
	r, err := w.Client.Get(ctx, address)
	got := outcome{task: t, visit: Visit{Feed: t.feed, Page: t.page, Response: r, Err: err}}
	if err == nil && t.page == "" && !r.NotModified {
		f, err := w.follow(ctx, r)
		got.visit.Channel, got.visit.Err, got.at = f.channel, err, f.at
	}
	return got
}

// settle notes an outcome in the state and gives what to hand to the caller.
func (w *Watch) settle(st *State, got outcome) []Visit {
	now := w.Client.o.Clock.Now()
	v := got.visit
	if got.page == "" {
		fs := st.Feeds[got.feed]
		fs.At = firstOf(got.at, fs.At)
		fresh := w.settleFeed(st, fs, &v, now)
		if v.Err == nil && fresh == 0 && v.Response.NotModified {
			return nil
		}
		v.Next = fs.Next
		return []Visit{v}
	}
	ps := st.Pages[got.page]
	v.Feed, v.Look, v.Entry = ps.Feed, ps.Looks, ps.Entry
	if v.Err != nil {
		v.Next = w.settleFailure(ps, v.Err, now)
		return []Visit{v}
	}
	ps.Failures, ps.Entry, ps.Refused = 0, nil, false
	ps.First = orNow(ps.First, now)
	if !v.Response.NotModified {
		sum := sha256.Sum256(v.Response.Body)
		hash := hex.EncodeToString(sum[:])
		v.Changed = hash != ps.SHA256
		ps.SHA256 = hash
	}
	ps.Validators, _ = w.Client.o.Memory.Recall(got.page)
	if ps.Looks >= len(w.Again) {
		ps.Done = true
	} else {
		ps.Next = ps.First.Add(w.Again[ps.Looks])
		if !ps.Next.After(now) { // looks missed while stopped are made up for once
			ps.Next = now
			for ps.Looks+1 < len(w.Again) && !ps.First.Add(w.Again[ps.Looks+1]).After(now) {
				ps.Looks++
			}
		}
	}
	ps.Looks++
	if !ps.Done {
		v.Next = ps.Next
	}
	return []Visit{v}
}

// settleFailure notes that an article could not be had and gives when it is tried
// again, zero for never. An address that was not to be reached is no fault of its
// host's: nothing is counted against it.
func (w *Watch) settleFailure(ps *PageState, err error, now time.Time) time.Time {
	if ps.Refused = errors.Is(err, ErrForbidden); ps.Refused {
		ps.Next = now.Add(w.Longest)
		return ps.Next
	}
	if ps.Failures++; ps.Failures > 3 || final(err) {
		ps.Done = true
		ps.First = orNow(ps.First, now)
		return time.Time{}
	}
	ps.Next = now.Add(w.jitter(time.Hour << min(ps.Failures-1, 6)))
	return ps.Next
}

// final reports whether an article will not come back.
func final(err error) bool {
	return errors.Is(err, ErrRobots) || errors.Is(err, ErrScheme) || errors.Is(err, ErrTooLarge) ||
		errors.Is(err, ErrRatio)
}

func orNow(t, now time.Time) time.Time {
	if t.IsZero() {
		return now
	}
	return t
}

// settleFeed sets when a feed is looked at next: sooner where it had news, later
// where it had none or failed, and never sooner than its own word of freshness.
// It gives how many entries were new.
func (w *Watch) settleFeed(st *State, fs *FeedState, v *Visit, now time.Time) int {
	fresh := 0
	fs.Refused = errors.Is(v.Err, ErrForbidden)
	fs.Last, fs.Error = now, ""
	if v.Err != nil {
		fs.Error = v.Err.Error()
	}
	switch {
	case fs.Refused:
	case v.Err != nil:
		fs.Failures++
		fs.Every = min(fs.Every*2, w.Longest)
	case v.Channel != nil:
		fs.Failures = 0
		fs.Title, fs.Entries = v.Channel.Title, len(v.Channel.Entries)
		entries := append([]source.Entry(nil), v.Channel.Entries...)
		sort.SliceStable(entries, func(i, j int) bool { return entries[i].Published < entries[j].Published })
		for _, e := range entries {
			if e.URL == "" {
				fresh += w.takeLoose(st, v, e, now)
				continue
			}
			if st.Pages[e.URL] != nil {
				continue
			}
			e.Content, e.Summary = "", ""
			if w.Mine != nil && !w.Mine(&e) {
				continue
			}
			st.Pages[e.URL] = &PageState{Feed: v.Feed, Next: now, Entry: &e}
			fresh++
		}
		fs.Every = fs.Every * 3 / 2
		if fresh > 0 {
			fs.Every /= 3
		}
		if usual := v.Channel.Every() / 2; usual > 0 {
			fs.Every = min(fs.Every, max(usual, w.Shortest))
		}
	default:
		fs.Failures = 0
		fs.Every = fs.Every * 3 / 2
	}
	fs.Every = min(max(fs.Every, w.Shortest), w.Longest)
	fs.Next = now.Add(w.jitter(fs.Every))
	fs.Validators, _ = w.Client.o.Memory.Recall(firstOf(fs.At, v.Feed))
	if until := fs.Validators.FreshUntil; v.Err == nil && until.After(fs.Next) {
		fs.Next = until
		if last := now.Add(w.Longest); fs.Next.After(last) {
			fs.Next = last
		}
	}
	return fresh
}

// takeLoose hands an entry without an address on, once, and tells how many were
// new: 0 or 1. Only its own name tells it from the others of its feed.
func (w *Watch) takeLoose(st *State, v *Visit, e source.Entry, now time.Time) int {
	key := v.Feed + "#" + firstOf(e.ID, e.Title)
	if e.Content == "" || st.Pages[key] != nil {
		return 0
	}
	st.Pages[key] = &PageState{Feed: v.Feed, First: now, Done: true}
	v.Loose = append(v.Loose, e)
	return 1
}

// jitter spreads a wait over a tenth to either side, so that feeds do not fall due
// together.
func (w *Watch) jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.9 + 0.2*w.Client.o.Rand()))
}
