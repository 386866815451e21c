package work

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"readout/source"
	"readout/source/fetch"
	"readout/store"
)

// visit is the job that fetches from one host: one turn at it. A host has one such
// job at a time, which carries what is known of the host's feeds and pages; at its
// end it queues the next for when something is due. So no two workers fetch from one
// host at once, and a host with much to fetch goes behind the others after each turn.
type visit struct {
	Host string `json:"host" river:"unique"`
}

// Kind is river's name of the job.
func (visit) Kind() string { return "visit" }

func (v visit) opts() *river.InsertOpts {
	return &river.InsertOpts{Queue: queueFetch, MaxAttempts: 25,
		UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: undone()}}
}

// The bounds of a turn at a host, and of the pages that go into one reading job.
const (
	turnLooks = 20
	readBytes = 4 << 20 // packed
)

// known is what is known of a host between two turns.
type known struct{ fetch.State }

func (k *known) Load() (*fetch.State, error) { return &k.State, nil }
func (k *known) Save(s *fetch.State) error   { k.State = *s; return nil }

// read takes what a job's result holds.
func (k *known) read(j *rivertype.JobRow) error {
	k.Feeds, k.Pages = map[string]*fetch.FeedState{}, map[string]*fetch.PageState{}
	if out := j.Output(); out != nil {
		if err := json.Unmarshal(out, &k.State); err != nil {
			return fmt.Errorf("work: what is known of a host: %w", err)
		}
	}
	return nil
}

// add takes up feeds and pages that are not known yet, and reports whether there were any.
func (k *known) add(other *known) (grown bool) {
	for f, s := range other.Feeds {
		switch have := k.Feeds[f]; {
		case have == nil:
			k.Feeds[f], grown = s, true
		case have.Stopped != s.Stopped:
			have.Stopped, have.Next, grown = s.Stopped, s.Next, true
		}
	}
	for p, s := range other.Pages {
		if k.Pages[p] == nil {
			k.Pages[p], grown = s, true
		}
	}
	return grown
}

// next is when something is due.
func (k *known) next(now time.Time) time.Time {
	at := now.Add(24 * time.Hour)
	for _, f := range k.Feeds {
		if !f.Stopped {
			at = earlier(at, f.Next)
		}
	}
	for _, p := range k.Pages {
		if !p.Done {
			at = earlier(at, p.Next)
		}
	}
	return at
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// followed are the feeds that are still to be looked at.
func (k *known) followed() []string {
	var out []string
	for _, f := range slices.Sorted(maps.Keys(k.Feeds)) {
		if !k.Feeds[f].Stopped {
			out = append(out, f)
		}
	}
	return out
}

// Watch follows feeds, from now on and on every worker that fetches.
func (q *Queue[TTx]) Watch(ctx context.Context, feeds []string) error {
	found := map[string]*known{}
	for _, f := range feeds {
		h := host(f)
		if h == "" {
			return fmt.Errorf("work: %q is no address", f)
		}
		at(found, h).Feeds[f] = &fetch.FeedState{Next: time.Now(), Every: 10 * time.Minute}
	}
	_, err := q.st.With(func(ctx context.Context, tx TTx,
		_ []store.Outcome) error {
		return q.hand(ctx, tx, found)
	}).Put(ctx, nil)
	if err != nil {
		return fmt.Errorf("work: queueing feeds: %w", err)
	}
	return nil
}

// Unwatch stops following feeds. What they named before is looked at to its end.
func (q *Queue[TTx]) Unwatch(ctx context.Context, feeds ...string) error {
	list, err := q.Feeds(ctx)
	if err != nil {
		return err
	}
	found := map[string]*known{}
	for _, f := range list {
		if slices.Contains(feeds, f.URL) {
			at(found, host(f.URL)).Feeds[f.URL] = &fetch.FeedState{Next: f.Next, Every: f.Every, Stopped: true}
		}
	}
	if len(found) == 0 {
		return fmt.Errorf("work: none of these feeds is followed: %w", store.ErrNotFound)
	}
	_, err = q.st.With(func(ctx context.Context, tx TTx,
		_ []store.Outcome) error {
		return q.hand(ctx, tx, found)
	}).Put(ctx, nil)
	if err != nil {
		return fmt.Errorf("work: stopping feeds: %w", err)
	}
	return nil
}

// Feed is a feed that is followed, and how it went.
type Feed struct {
	URL      string        `json:"url"`
	Title    string        `json:"title,omitempty"`
	Last     time.Time     `json:"last,omitzero"` // zero before the first look
	Next     time.Time     `json:"next"`
	Every    time.Duration `json:"every"`
	Entries  int           `json:"entries"`
	Failures int           `json:"failures"` // in a row
	Error    string        `json:"error,omitempty"`
}

// maxFollowed bounds the hosts whose feeds are listed.
const maxFollowed = 10_000

// Feeds lists the feeds that are followed, in the order of their addresses.
func (q *Queue[TTx]) Feeds(ctx context.Context) ([]Feed, error) {
	got, err := q.client.JobList(ctx,
		river.NewJobListParams().Kinds(visit{}.Kind()).States(undone()...).First(maxFollowed))
	if err != nil {
		return nil, fmt.Errorf("work: listing feeds: %w", err)
	}
	out := []Feed{}
	for _, j := range got.Jobs {
		var k known
		if err := k.read(j); err != nil {
			return nil, err
		}
		for _, f := range k.followed() {
			s := k.Feeds[f]
			out = append(out, Feed{URL: f, Title: s.Title, Last: s.Last, Next: s.Next, Every: s.Every, Entries: s.Entries,
				Failures: s.Failures, Error: s.Error})
		}
	}
	slices.SortFunc(out, func(x, y Feed) int { return strings.Compare(x.URL, y.URL) })
	return out, nil
}

func at(found map[string]*known, host string) *known {
	k := found[host]
	if k == nil {
		k = &known{fetch.State{Feeds: map[string]*fetch.FeedState{}, Pages: map[string]*fetch.PageState{}}}
		found[host] = k
	}
	return k
}

// hand gives feeds and pages to the jobs of their hosts, making those that are not
// there. Writers take turns, so nothing that is added meanwhile is lost.
func (q *Queue[TTx]) hand(ctx context.Context, tx TTx, found map[string]*known) error {
	for _, h := range slices.Sorted(maps.Keys(found)) {
		v := visit{Host: h}
		got, err := q.client.InsertTx(ctx, tx, v, v.opts())
		if err != nil {
			return err
		}
		var k known
		if err := k.read(got.Job); err != nil {
			return err
		}
		if !k.add(found[h]) {
			continue
		}
		if _, err := q.client.JobUpdateTx(ctx, tx, got.Job.ID, &river.JobUpdateParams{Output: &k.State}); err != nil {
			return err
		}
		if got.Job.State == rivertype.JobStateRunning {
			continue // the end of its turn takes it up
		}
		if _, err := q.client.JobRetryTx(ctx, tx, got.Job.ID); err != nil {
			return err
		}
	}
	return nil
}

// turn is what one turn at a host brought.
type turn struct {
	known
	pages     []Page
	elsewhere map[string]*known // what feeds name at other hosts
}

// visit takes a turn at a host: looks at what is due, at most so many times, and
// hands on what it got.
func (q *Queue[TTx]) visit(ctx context.Context, job *river.Job[visit]) error {
	if q.o.Client == nil {
		return river.JobSnooze(time.Minute) // a worker that fetches will take it
	}
	waiting, err := q.waiting(ctx, queueRead)
	if err != nil {
		return err
	}
	if waiting >= q.o.Depth {
		return river.JobSnooze(time.Minute) // what is fetched now could not be read now
	}
	t := turn{elsewhere: map[string]*known{}}
	if err := t.read(job.JobRow); err != nil {
		return err
	}
	if err := t.look(ctx, q.o.Client, job.Args.Host, q.o.Job/2); err != nil {
		return err
	}
	_, err = q.st.With(func(ctx context.Context, tx TTx,
		_ []store.Outcome) error {
		return settle(ctx, q, tx, job, &t)
	}).Put(ctx, nil)
	if err != nil {
		return fmt.Errorf("work: ending a turn at %s: %w", job.Args.Host, err)
	}
	q.m.pages.Add(float64(len(t.pages)))
	return nil
}

// look fetches what is due, for a while.
func (t *turn) look(ctx context.Context, client *fetch.Client, own string, limit time.Duration) error {
	ctx, stop := context.WithTimeout(ctx, limit)
	defer stop()
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	defer pack.Close()
	looks := 0
	w := fetch.Watch{Client: client, Feeds: t.followed(), Store: &t.known, Workers: 1, Idle: time.Millisecond,
		Forget: forget,
		Mine: func(e *source.Entry) bool {
			h := host(e.URL)
			if h == own || h == "" {
				return true
			}
			at(t.elsewhere, h).Pages[e.URL] = &fetch.PageState{Entry: e, Next: time.Now()}
			return false
		}}
	return w.Run(ctx, func(_ context.Context, v fetch.Visit) error {
		if v.Page != "" && v.Err == nil && v.Changed {
			r := v.Response
			t.pages = append(t.pages, Page{URL: r.Final, ContentType: r.ContentType, Body: pack.EncodeAll(r.Body, nil)})
		}
		for i := range v.Loose {
			e := &v.Loose[i]
			t.pages = append(t.pages, Page{URL: v.Feed + "#" + url.PathEscape(e.ID), ContentType: "text/html; charset=utf-8",
				Body: pack.EncodeAll(e.Page(), nil)})
		}
		if looks++; looks >= turnLooks {
			stop() // Run saves what this visit changed, and ends
		}
		return nil
	})
}

// forget is after how long a page that was looked at for the last time is forgotten:
// what is known of a host stays small.
const forget = 14 * 24 * time.Hour

// settle ends a turn, in one transaction: the pages go to be read, what feeds name
// at other hosts to the jobs of those, and what is known of this one to its next turn.
func settle[TTx any](ctx context.Context, q *Queue[TTx], tx TTx, job *river.Job[visit], t *turn) error {
	fresh, err := q.client.JobGetTx(ctx, tx, job.ID)
	if err != nil {
		return err
	}
	var before, meanwhile known
	if err := errors.Join(before.read(job.JobRow), meanwhile.read(fresh)); err != nil {
		return err
	}
	for p := range before.Pages {
		delete(meanwhile.Pages, p) // what the turn forgot stays forgotten
	}
	t.add(&meanwhile)
	type result struct {
		Pages int       `json:"pages"`
		Next  time.Time `json:"next"`
	}
	now := time.Now()
	next := t.next(now)
	if soon := now.Add(pause); next.Before(soon) {
		next = soon
	}
	if err := q.own(ctx, tx, job.JobRow, result{len(t.pages), next}); err != nil {
		return err
	}
	if jobs := reads(t.pages); len(jobs) > 0 {
		if _, err := q.client.InsertManyTx(ctx, tx, jobs); err != nil {
			return err
		}
	}
	if err := q.hand(ctx, tx, t.elsewhere); err != nil {
		return err
	}
	if _, err := river.JobCompleteTx[riverdriver.Driver[TTx]](ctx, tx, job); err != nil {
		return err
	}
	o := job.Args.opts()
	o.ScheduledAt = next
	if o.Metadata, err = json.Marshal(map[string]*fetch.State{rivertype.MetadataKeyOutput: &t.State}); err != nil {
		return err
	}
	_, err = q.client.InsertTx(ctx, tx, job.Args, o)
	return err
}

// pause is the least time between two turns at a host: another worker does not know
// when the last request was.
const pause = time.Second

// reads are the jobs that read some pages.
func reads(pages []Page) []river.InsertManyParams {
	var out []river.InsertManyParams
	for len(pages) > 0 {
		n, size := 0, 0
		for n < len(pages) && (n == 0 || size+len(pages[n].Body) <= readBytes) {
			size += len(pages[n].Body)
			n++
		}
		out = append(out, Shard{Pages: pages[:n]}.job(priorityNews))
		pages = pages[n:]
	}
	return out
}

// unpack gives a page's bytes as they were fetched.
func (p *Page) unpack() ([]byte, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxPage))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	body, err := z.DecodeAll(p.Body, nil)
	if err != nil {
		return nil, fmt.Errorf("work: unpacking %s: %w", p.URL, err)
	}
	return body, nil
}

// maxPage bounds a page unpacked: what package fetch takes, and no more.
const maxPage = 64 << 20
