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

// State is the state of a Watch, from which it resumes after a stop. It is plain data that can
// be stored as JSON.
type State struct {
	Feeds map[string]*FeedState `json:"feeds"`
	Pages map[string]*PageState `json:"pages"`
}

// FeedState is the schedule of a feed and the result of its last fetch.
type FeedState struct {
	Next       time.Time     `json:"next"`
	Every      time.Duration `json:"every"`
	Failures   int           `json:"failures,omitempty"` // consecutive
	Refused    bool          `json:"refused,omitempty"`  // the last fetch failed with ErrForbidden
	Last       time.Time     `json:"last,omitzero"`      // time of the last fetch
	Error      string        `json:"error,omitempty"`    // of the last fetch
	Title      string        `json:"title,omitempty"`    // the feed's own title
	Entries    int           `json:"entries,omitempty"`  // number of entries in the last fetch
	Stopped    bool          `json:"stopped,omitempty"`  // the feed is no longer followed
	At         string        `json:"at,omitempty"`       // URL of the feed, if the watched URL is a page
	Validators Validators    `json:"validators,omitzero"`
}

// PageState is the schedule of an article's fetches.
type PageState struct {
	Feed       string        `json:"feed"`
	Entry      *source.Entry `json:"entry,omitempty"` // what the feed said, until the first fetch
	First      time.Time     `json:"first"`           // time of the first fetch
	Next       time.Time     `json:"next"`
	Looks      int           `json:"looks"` // number of fetches so far
	Failures   int           `json:"failures,omitempty"`
	Refused    bool          `json:"refused,omitempty"`
	SHA256     string        `json:"sha256,omitempty"` // of the last body
	Validators Validators    `json:"validators,omitzero"`
	Done       bool          `json:"done,omitempty"`
}

// StateStore stores a State between runs.
type StateStore interface {
	Load() (*State, error)
	Save(*State) error
}

// Visit is one fetch of a feed or an article, as passed to the handler.
type Visit struct {
	Feed     string
	Entry    *source.Entry   // what the feed said; first visit of an article only
	Page     string          // URL of the article; "" for a visit to the feed itself
	Look     int             // 0 for the first visit, then 1, 2, 3
	Changed  bool            // the body differs from the last one
	Response *Response       // nil if Err is not
	Channel  *source.Channel // the feed, if one was read
	Loose    []source.Entry  // new entries of the feed that have a text but no URL
	Next     time.Time       // time of the next visit; zero for never
	Err      error
}

// Watch polls feeds and fetches each article again after an hour, a day and a week, to see
// edits. Zero durations mean the defaults.
type Watch struct {
	Client  *Client
	Feeds   []string
	Store   StateStore
	Workers int // concurrent fetches, default 4; each host still has its own limits

	Shortest time.Duration   // between two fetches of a feed, default 5 min
	Longest  time.Duration   // default 6 h
	Again    []time.Duration // after the first fetch of an article, default 1 h, 24 h, 7 d
	Forget   time.Duration   // time after which a finished article is forgotten, default 60 days

	// Mine reports whether this process should fetch an article that a feed lists for the
	// first time; nil means yes.
	Mine func(*source.Entry) bool

	// Idle, if set, ends Run when nothing is due for that long, so that it makes one round.
	Idle time.Duration
}

// task is a fetch that is due.
type task struct {
	feed, page string
}

type outcome struct {
	task
	visit Visit
	at    string // URL of the feed, if the watched URL is a page
}

// Run watches until ctx is done, which is not an error. It calls handle with one visit at a
// time, ordered only by due time; an error of handle ends Run. State is saved after every
// handled visit, so a stop at any moment repeats at most the visits in flight.
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
		got := <-results // fetches have a timeout, so other due tasks do not wait long
		delete(busy, got.task)
		if ctx.Err() != nil {
			for range busy {
				<-results
			}
			return nil
		}
		visits := w.record(st, got)
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

// load reads the state and reconciles its feeds with w.Feeds.
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
			st.Feeds[f].Next = now // it may be allowed now
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

// due returns the earliest task that is not running; ties are broken by URL.
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

// address returns the URL that a task fetches.
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

// look runs a task. A task that is due is always fetched: freshness only postpones the next
// one.
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

// record updates the state with an outcome and returns the visits for the handler.
func (w *Watch) record(st *State, got outcome) []Visit {
	now := w.Client.o.Clock.Now()
	v := got.visit
	if got.page == "" {
		fs := st.Feeds[got.feed]
		fs.At = firstOf(got.at, fs.At)
		fresh := w.recordFeed(st, fs, &v, now)
		if v.Err == nil && fresh == 0 && v.Response.NotModified {
			return nil
		}
		v.Next = fs.Next
		return []Visit{v}
	}
	ps := st.Pages[got.page]
	v.Feed, v.Look, v.Entry = ps.Feed, ps.Looks, ps.Entry
	if v.Err != nil {
		v.Next = w.recordFailure(ps, v.Err, now)
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
		if !ps.Next.After(now) { // fetches missed while stopped are made up for once
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

// recordFailure updates the state of an article that could not be fetched and returns the time
// of the next attempt, zero for never. A forbidden address is not the host's fault, so it does
// not count as a failure.
func (w *Watch) recordFailure(ps *PageState, err error, now time.Time) time.Time {
	if ps.Refused = errors.Is(err, ErrForbidden); ps.Refused {
		ps.Next = now.Add(w.Longest)
		return ps.Next
	}
	if ps.Failures++; ps.Failures > 3 || isFinal(err) {
		ps.Done = true
		ps.First = orNow(ps.First, now)
		return time.Time{}
	}
	ps.Next = now.Add(w.jitter(time.Hour << min(ps.Failures-1, 6)))
	return ps.Next
}

// isFinal reports whether an error rules out a retry.
func isFinal(err error) bool {
	return errors.Is(err, ErrRobots) || errors.Is(err, ErrScheme) || errors.Is(err, ErrTooLarge) ||
		errors.Is(err, ErrRatio)
}

func orNow(t, now time.Time) time.Time {
	if t.IsZero() {
		return now
	}
	return t
}

// recordFeed schedules the next fetch of a feed: sooner if it had news, later if it had none
// or failed, and not while its last response is fresh. It returns the number of new entries.
func (w *Watch) recordFeed(st *State, fs *FeedState, v *Visit, now time.Time) int {
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
				fresh += w.addLoose(st, v, e, now)
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

// addLoose adds an entry without a URL to the visit, once, and returns how many were new: 0
// or 1. Such an entry is identified by its ID or title within the feed.
func (w *Watch) addLoose(st *State, v *Visit, e source.Entry, now time.Time) int {
	key := v.Feed + "#" + firstOf(e.ID, e.Title)
	if e.Content == "" || st.Pages[key] != nil {
		return 0
	}
	st.Pages[key] = &PageState{Feed: v.Feed, First: now, Done: true}
	v.Loose = append(v.Loose, e)
	return 1
}

// jitter varies a wait by up to a tenth, so that feeds do not fall due together.
func (w *Watch) jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.9 + 0.2*w.Client.o.Rand()))
}
