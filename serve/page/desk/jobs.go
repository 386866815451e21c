package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/serve/auth"
	"readout/serve/page/frame"
	"readout/source"
	"readout/store"
	"readout/work"
)

// Jobs are the jobs of a ledger as pages need them; *work.Queue has them.
type Jobs interface {
	Feeds(ctx context.Context) ([]work.Feed, error)
	Watch(ctx context.Context, feeds []string) error
	Unwatch(ctx context.Context, feeds ...string) error
	View(ctx context.Context) (work.View, error)
	Dead(ctx context.Context, limit int) ([]work.DeadLetter, error)
	Revive(ctx context.Context, jobs ...int64) (int, error)
}

// errNoJobs is where the server was started without jobs.
var errNoJobs = fmt.Errorf("%w: this server follows no feeds: it was started without jobs", frame.ErrBadForm)

// feedsPage is the feeds that are followed.
type feedsPage struct {
	Token  string
	Off    bool // the server has no jobs
	Feeds  []feedView
	Done   string
	Failed int
}

// feedView is a feed as the page shows it.
type feedView struct {
	work.Feed
	Name, Health string
	Seen, Due    string // moments
}

const maxFeedsAdded = 2000

func (p *Pages) feedsManage(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	v := p.View(r, "Feeds", "feeds")
	main := feedsPage{Token: p.FormToken(w, r), Off: p.o.Jobs == nil, Done: doneWords[r.URL.Query().Get("done")]}
	if !main.Off {
		list, err := p.o.Jobs.Feeds(r.Context())
		if err != nil {
			return err
		}
		for _, f := range list {
			main.Feeds = append(main.Feeds, newFeedView(f))
			if f.Failures > 0 {
				main.Failed++
			}
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	v.Main = &main
	return p.Show(w, r, "feeds", v, http.StatusOK)
}

// doneWords are what was done, by the word that a redirect carries.
var doneWords = map[string]string{"followed": "It is followed from now on.", "stopped": "It is no longer followed.",
	"made":  "The alert is made.",
	"ended": "The alert is ended.", "tested": "A test is on its way.", "again": "It will be tried again.",
	"dropped": "It is dropped."}

func newFeedView(f work.Feed) feedView {
	v := feedView{Feed: f, Name: f.Title, Due: f.Next.UTC().Format(time.RFC3339)}
	if v.Name == "" {
		v.Name = f.URL
	}
	switch {
	case f.Last.IsZero():
		v.Health = "not looked at yet"
	case f.Failures > 0:
		v.Health = frame.Count(f.Failures, "failure") + " in a row"
	default:
		v.Health = "well"
	}
	if !f.Last.IsZero() {
		v.Seen = f.Last.UTC().Format(time.RFC3339)
	}
	return v
}

// feedsChange follows feeds, by address or OPML, or stops one.
func (p *Pages) feedsChange(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return frame.BadForm("it cannot be read, or is too large")
	}
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	if p.o.Jobs == nil {
		return errNoJobs
	}
	if stop := form.Get("stop"); stop != "" {
		if err := p.o.Jobs.Unwatch(r.Context(), stop); err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		http.Redirect(w, r, "/feeds/manage?done=stopped", http.StatusSeeOther)
		return nil
	}
	feeds := strings.Fields(form.Get("urls"))
	if file, _, err := r.FormFile("opml"); err == nil {
		defer file.Close()
		raw, err := io.ReadAll(io.LimitReader(file, 1<<20))
		if err != nil {
			return frame.BadForm("the file cannot be read")
		}
		if len(bytes.TrimSpace(raw)) > 0 {
			subs, err := source.OPML(raw, source.Hint{Name: "opml"})
			if err != nil {
				return frame.BadForm("the file is no OPML")
			}
			for _, s := range subs {
				feeds = append(feeds, s.URL)
			}
		}
	}
	for _, f := range feeds {
		if !frame.Web(f) {
			return frame.BadForm(frame.Clip(200, f) + " is no http or https address")
		}
	}
	if len(feeds) == 0 || len(feeds) > maxFeedsAdded {
		return frame.BadForm("name a feed, or choose an OPML file")
	}
	if err := p.o.Jobs.Watch(r.Context(), feeds); err != nil {
		return fmt.Errorf("%w: %w", frame.ErrBadForm, err)
	}
	http.Redirect(w, r, "/feeds/manage?done=followed", http.StatusSeeOther)
	return nil
}

// feedsOPML is the list of feeds, for other readers of feeds.
func (p *Pages) feedsOPML(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	if p.o.Jobs == nil {
		return errNoJobs
	}
	list, err := p.o.Jobs.Feeds(r.Context())
	if err != nil {
		return err
	}
	subs := make([]source.Subscription, 0, len(list))
	for _, f := range list {
		subs = append(subs, source.Subscription{Title: newFeedView(f).Name, URL: f.URL})
	}
	w.Header().Set("Content-Type", "text/x-opml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="feeds.opml"`)
	return source.WriteOPML(w, "Followed by Readout", subs)
}

// queuePage is the jobs of the ledger, for administrators.
type queuePage struct {
	Token string
	Off   bool
	View  work.View
	Dead  []work.DeadLetter
	Done  string
}

// deadShown bounds the dead letters of one page.
const deadShown = 100

func (p *Pages) queue(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Admin); err != nil {
		return err
	}
	v := p.View(r, "Queue", "queue")
	main := queuePage{Token: p.FormToken(w, r), Off: p.o.Jobs == nil, Done: doneWords[r.URL.Query().Get("done")]}
	if !main.Off {
		var err error
		if main.View, err = p.o.Jobs.View(r.Context()); err != nil {
			return err
		}
		if main.Dead, err = p.o.Jobs.Dead(r.Context(), deadShown); err != nil {
			return err
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	v.Main = &main
	return p.Show(w, r, "queue", v, http.StatusOK)
}

func (p *Pages) queueChange(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	if err := auth.Allow(r.Context(), auth.Admin); err != nil {
		return err
	}
	if p.o.Jobs == nil {
		return errNoJobs
	}
	var ids []int64
	for _, s := range form["job"] {
		id, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return frame.BadForm("there is no job " + frame.Clip(30, s))
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 && !slices.Contains(form["all"], "yes") {
		return frame.BadForm("choose what is to be tried again")
	}
	if _, err := p.o.Jobs.Revive(r.Context(), ids...); err != nil {
		return err
	}
	http.Redirect(w, r, "/queue?done=again", http.StatusSeeOther)
	return nil
}
