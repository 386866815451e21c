package desk_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/serve/auth"
	"readout/serve/page"
	"readout/serve/page/pagetest"
	"readout/store"
	"readout/work"
)

// jobs are the jobs of a server, and what was asked of them.
type jobs struct {
	feeds []work.Feed
	dead  []work.DeadLetter
	asked []string
}

func (j *jobs) Feeds(context.Context) ([]work.Feed, error) { return j.feeds, nil }

func (j *jobs) Watch(_ context.Context, feeds []string) error {
	j.asked = append(j.asked, "watch "+strings.Join(feeds, " "))
	return nil
}

func (j *jobs) Unwatch(_ context.Context, feeds ...string) error {
	if feeds[0] == "https://gone.example/feed" {
		return fmt.Errorf("no such feed: %w", store.ErrNotFound)
	}
	j.asked = append(j.asked, "unwatch "+strings.Join(feeds, " "))
	return nil
}

func (j *jobs) View(context.Context) (work.View, error) {
	return work.View{Queues: []work.QueueView{{Name: "reading", Waiting: 1234, Running: 2}}, Workers: []string{"a"},
		Sleeping: 3, Retrying: 4, Dead: len(j.dead), Done: 5}, nil
}

func (j *jobs) Dead(_ context.Context, limit int) ([]work.DeadLetter, error) {
	return j.dead[:min(limit, len(j.dead))], nil
}

func (j *jobs) Revive(_ context.Context, ids ...int64) (int, error) {
	j.asked = append(j.asked, fmt.Sprint("revive ", ids))
	return len(ids), nil
}

// took is what was asked of the jobs since.
func (j *jobs) took() string {
	out := strings.Join(j.asked, "; ")
	j.asked = nil
	return out
}

// TestFeeds: each feed is listed with how it goes.
func TestFeeds(t *testing.T) {
	j := &jobs{feeds: []work.Feed{
		{URL: "https://ostby.example/feed", Title: "Ostby Post", Last: pagetest.Noon, Next: pagetest.Noon.Add(time.Hour),
			Entries: 7},
		{URL: "https://varn.example/feed", Last: pagetest.Noon, Failures: 3, Error: "no answer"},
		{URL: "https://new.example/feed"},
	}}
	s := pagetest.New(t, page.Options{Jobs: j})
	s.Holds(t, "/feeds/manage", "3 feeds, 1 failing", ">Ostby Post<", ">well<", "3 failures in a row", "no answer",
		"not looked at yet", ">https://new.example/feed<")
	s.Holds(t, "/feeds/manage.opml", `xmlUrl="https://ostby.example/feed"`, "Ostby Post", "https://varn.example/feed")
	s.Holds(t, "/feeds/manage?done=followed", "It is followed from now on.")
	s.Who.Scope = auth.Read
	s.Refuses(t, "/feeds/manage", 403)
	s.Refuses(t, "/feeds/manage.opml", 403)
}

// TestFollow: addresses and lists are followed, and what is neither is refused whole.
func TestFollow(t *testing.T) {
	const followed = "303 /feeds/manage?done=followed"
	j := &jobs{}
	s := pagetest.New(t, page.Options{Jobs: j})
	for urls, want := range map[string]string{
		"https://a.example/feed":                          "watch https://a.example/feed",
		" https://a.example/feed\r\nhttp://b.example/ \n": "watch https://a.example/feed http://b.example/",
		"https://a.example/feed file:///etc/passwd":       "",
		"javascript:alert(1)":                             "",
		" ":                                               "",
		strings.Repeat("https://a.example/feed ", 2001):   "",
	} {
		status, leads, _ := s.Post(t, "/feeds/manage", "/feeds/manage", url.Values{"urls": {urls}})
		if got := j.took(); got != want {
			t.Errorf("%.60q: %s, want %s", urls, got, want)
		}
		if answer := fmt.Sprint(status, " ", leads); (answer == followed) != (want != "") || want == "" && status != 400 {
			t.Errorf("%.60q answers %s", urls, answer)
		}
	}
	const list = `<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/feed"/></body></opml>`
	for content, want := range map[string]string{
		list:                                     "watch https://b.example/ https://a.example/feed",
		strings.Replace(list, "https", "ftp", 1): "",
		"no list":                                "",
	} {
		urls := url.Values{"urls": {"https://b.example/"}}
		_, _, body := s.Upload(t, "/feeds/manage", "/feeds/manage", urls, "opml", "f.opml", content)
		if got := j.took(); got != want {
			t.Errorf("%s: %s, want %s: %s", content, got, want, body)
		}
	}
}

func TestStopFollowing(t *testing.T) {
	j := &jobs{}
	s := pagetest.New(t, page.Options{Jobs: j})
	for feed, want := range map[string]string{
		"https://a.example/feed":    "unwatch https://a.example/feed",
		"https://gone.example/feed": "", // somebody else stopped it meanwhile
	} {
		status, leads, _ := s.Post(t, "/feeds/manage", "/feeds/manage", url.Values{"stop": {feed}})
		if got := j.took(); got != want || status != 303 || leads != "/feeds/manage?done=stopped" {
			t.Errorf("%s: %s; answers %d and leads to %s", feed, got, status, leads)
		}
	}
}

// TestQueue: what was given up is listed, and tried again where it is chosen.
func TestQueue(t *testing.T) {
	j := &jobs{dead: []work.DeadLetter{{Job: 17, Kind: "visit", Name: "varn.example", Tries: 5, Reason: "no answer"}}}
	s := pagetest.New(t, page.Options{Jobs: j})
	s.Holds(t, "/queue", "reading", "1\u202f234", "1 dead letter", "varn.example", "no answer", "4 to be tried again")
	for name, c := range map[string]struct {
		form  url.Values
		asked string
	}{
		"one":          {url.Values{"job": {"17"}}, "revive [17]"},
		"two":          {url.Values{"job": {"17", "18"}}, "revive [17 18]"},
		"all":          {url.Values{"all": {"yes"}}, "revive []"},
		"none":         {url.Values{}, ""},
		"all, but not": {url.Values{"all": {"no"}}, ""},
		"no number":    {url.Values{"job": {"17", "x"}}, ""},
	} {
		status, leads, _ := s.Post(t, "/queue", "/queue", c.form)
		if got := j.took(); got != c.asked {
			t.Errorf("%s: %q, want %q", name, got, c.asked)
		}
		if done := status == 303 && leads == "/queue?done=again"; done != (c.asked != "") || !done && status != 400 {
			t.Errorf("%s answers %d and leads to %s", name, status, leads)
		}
	}
	s.Who.Scope = auth.Write
	s.Refuses(t, "/queue", 403)
	if status, _, _ := s.Post(t, "/settings", "/queue", url.Values{"all": {"yes"}}); status != 403 || j.took() != "" {
		t.Errorf("who may not administer has all jobs tried again: %d", status)
	}
	j.dead = slices.Repeat(j.dead, 150)
	s.Who.Scope = auth.Admin
	if _, body := s.Get(t, "/queue"); strings.Count(body, "varn.example") != 100 {
		t.Errorf("%d dead letters on a page, want 100", strings.Count(body, "varn.example"))
	}
}
