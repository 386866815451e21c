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

// visit is the job that fetches from one host for one turn. A host has one such job at a time;
// it carries the state of the host's feeds and pages, and at its end queues the next turn for
// when something is due. So no two workers fetch from the same host at once, and a host with
// much to fetch goes to the back of the line after each turn.
type visit struct {
	Host string `json:"host" river:"unique"`
}

// Kind returns river's name of the job.
func (visit) Kind() string { return "visit" }

func (v visit) opts() *river.InsertOpts {
	return &river.InsertOpts{Queue: queueFetch, MaxAttempts: 25,
		UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished()}}
}

// The limits of one turn at a host, and of the pages in one reading job.
const (
	turnLooks = 20
	readBytes = 4 << 20 // compressed
)

// hostState is the state of a host between two turns.
type hostState struct{ fetch.State }

func (k *hostState) Load() (*fetch.State, error) { return &k.State, nil }
func (k *hostState) Save(s *fetch.State) error   { k.State = *s; return nil }

// read decodes the output of a job.
func (k *hostState) read(j *rivertype.JobRow) error {
	k.Feeds, k.Pages = map[string]*fetch.FeedState{}, map[string]*fetch.PageState{}
	if out := j.Output(); out != nil {
		if err := json.Unmarshal(out, &k.State); err != nil {
			return fmt.Errorf("work: decoding the state of a host: %w", err)
		}
	}
	return nil
}

// add adds feeds and pages that are new, and reports whether there were any.
func (k *hostState) add(other *hostState) (grown bool) {
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

// next returns when something is due.
func (k *hostState) next(now time.Time) time.Time {
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

// followed returns the feeds that are not stopped.
func (k *hostState) followed() []string {
	var out []string
	for _, f := range slices.Sorted(maps.Keys(k.Feeds)) {
		if !k.Feeds[f].Stopped {
			out = append(out, f)
		}
	}
	return out
}

// Watch starts following feeds, on all workers that fetch.
func (q *Queue[TTx]) Watch(ctx context.Context, feeds []string) error {
	found := map[string]*hostState{}
	for _, f := range feeds {
		h := host(f)
		if h == "" {
			return fmt.Errorf("work: %q is no address", f)
		}
		at(found, h).Feeds[f] = &fetch.FeedState{Next: time.Now(), Every: 10 * time.Minute}
	}
	_, err := q.st.With(func(ctx context.Context, tx TTx,
		_ []store.Outcome) error {
		return q.enqueue(ctx, tx, found)
	}).Put(ctx, nil)
	if err != nil {
		return fmt.Errorf("work: queueing feeds: %w", err)
	}
	return nil
}

// Unwatch stops following feeds. Pages that they already listed are still fetched.
func (q *Queue[TTx]) Unwatch(ctx context.Context, feeds ...string) error {
	list, err := q.Feeds(ctx)
	if err != nil {
		return err
	}
	found := map[string]*hostState{}
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
		return q.enqueue(ctx, tx, found)
	}).Put(ctx, nil)
	if err != nil {
		return fmt.Errorf("work: stopping feeds: %w", err)
	}
	return nil
}

// Feed is a followed feed and its fetch status.
type Feed struct {
	URL      string        `json:"url"`
	Title    string        `json:"title,omitempty"`
	Last     time.Time     `json:"last,omitzero"` // zero before the first fetch
	Next     time.Time     `json:"next"`
	Every    time.Duration `json:"every"`
	Entries  int           `json:"entries"`
	Failures int           `json:"failures"` // consecutive
	Error    string        `json:"error,omitempty"`
}

// maxFollowed bounds the hosts whose feeds are listed.
const maxFollowed = 10_000

// Feeds returns the followed feeds, sorted by URL.
func (q *Queue[TTx]) Feeds(ctx context.Context) ([]Feed, error) {
	got, err := q.client.JobList(ctx,
		river.NewJobListParams().Kinds(visit{}.Kind()).States(unfinished()...).First(maxFollowed))
	if err != nil {
		return nil, fmt.Errorf("work: listing feeds: %w", err)
	}
	out := []Feed{}
	for _, j := range got.Jobs {
		var k hostState
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

func at(found map[string]*hostState, host string) *hostState {
	k := found[host]
	if k == nil {
		k = &hostState{fetch.State{Feeds: map[string]*fetch.FeedState{}, Pages: map[string]*fetch.PageState{}}}
		found[host] = k
	}
	return k
}

// enqueue merges feeds and pages into the jobs of their hosts, creating jobs as needed. Writers
// take turns, so no concurrent addition is lost.
func (q *Queue[TTx]) enqueue(ctx context.Context, tx TTx, found map[string]*hostState) error {
	for _, h := range slices.Sorted(maps.Keys(found)) {
		v := visit{Host: h}
		got, err := q.client.InsertTx(ctx, tx, v, v.opts())
		if err != nil {
			return err
		}
		var k hostState
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
			continue // picked up at the end of its turn
		}
		if _, err := q.client.JobRetryTx(ctx, tx, got.Job.ID); err != nil {
			return err
		}
	}
	return nil
}

// turn is the result of one turn at a host.
type turn struct {
	hostState
	pages     []Page
	elsewhere map[string]*hostState // entries of the feeds that are on other hosts
}

// visit takes one turn at a host: it fetches what is due, up to a limit, and queues the results.
func (q *Queue[TTx]) visit(ctx context.Context, job *river.Job[visit]) error {
	if q.o.Client == nil {
		return river.JobSnooze(time.Minute) // a worker that fetches will take it
	}
	waiting, err := q.waiting(ctx, queueRead)
	if err != nil {
		return err
	}
	if waiting >= q.o.Depth {
		return river.JobSnooze(time.Minute) // more pages could not be read yet
	}
	t := turn{elsewhere: map[string]*hostState{}}
	if err := t.read(job.JobRow); err != nil {
		return err
	}
	if err := t.look(ctx, q.o.Client, job.Args.Host, q.o.Job/2); err != nil {
		return err
	}
	_, err = q.st.With(func(ctx context.Context, tx TTx,
		_ []store.Outcome) error {
		return finishTurn(ctx, q, tx, job, &t)
	}).Put(ctx, nil)
	if err != nil {
		return fmt.Errorf("work: ending a turn at %s: %w", job.Args.Host, err)
	}
	q.m.pages.Add(float64(len(t.pages)))
	return nil
}

// look fetches what is due until the limit of time or of requests.
func (t *turn) look(ctx context.Context, client *fetch.Client, own string, limit time.Duration) error {
	ctx, stop := context.WithTimeout(ctx, limit)
	defer stop()
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	defer pack.Close()
	looks := 0
	w := fetch.Watch{Client: client, Feeds: t.followed(), Store: &t.hostState, Workers: 1, Idle: time.Millisecond,
		Forget: forgetAfter,
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
			stop() // Run saves the state that this visit changed, and returns
		}
		return nil
	})
}

// forgetAfter is how long after its last fetch a page is forgotten, to keep the state of a host
// small.
const forgetAfter = 14 * 24 * time.Hour

// finishTurn ends a turn in one transaction: it queues the pages for reading, passes entries on
// other hosts to their jobs, and queues the next turn with the state of this host.
func finishTurn[TTx any](ctx context.Context, q *Queue[TTx], tx TTx, job *river.Job[visit], t *turn) error {
	fresh, err := q.client.JobGetTx(ctx, tx, job.ID)
	if err != nil {
		return err
	}
	var before, meanwhile hostState
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
	if soon := now.Add(minPause); next.Before(soon) {
		next = soon
	}
	if err := q.claim(ctx, tx, job.JobRow, result{len(t.pages), next}); err != nil {
		return err
	}
	if jobs := readJobs(t.pages); len(jobs) > 0 {
		if _, err := q.client.InsertManyTx(ctx, tx, jobs); err != nil {
			return err
		}
	}
	if err := q.enqueue(ctx, tx, t.elsewhere); err != nil {
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

// minPause is the minimum time between two turns at a host: another worker does not know when
// the last request was.
const minPause = time.Second

// readJobs returns the jobs that read pages.
func readJobs(pages []Page) []river.InsertManyParams {
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

// unpack decompresses the body of a page.
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

// maxPage bounds a decompressed page: the limit of package fetch.
const maxPage = 64 << 20
