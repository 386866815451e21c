package fetch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"
)

// jsonStore stores a state as JSON, as a file would.
type jsonStore struct {
	raw   []byte
	saves int
}

func (s *jsonStore) Load() (*State, error) {
	if s.raw == nil {
		return nil, nil
	}
	st := &State{}
	return st, json.Unmarshal(s.raw, st)
}

func (s *jsonStore) Save(st *State) (err error) {
	s.saves++
	s.raw, err = json.Marshal(st)
	return err
}

func feedOf(s *site, paths ...string) string {
	x := `<rss version="2.0"><channel><title>Ostby Post</title>`
	for _, p := range paths {
		x += "<item><title>" + p + "</title><link>" + s.URL + p + "</link></item>"
	}
	return x + "</channel></rss>"
}

func TestWatchLooksAgainAfterHourDayAndWeek(t *testing.T) {
	s := newSite(t)
	s.page("/feed", feedOf(s, "/a"), "ETag", `"f"`)
	s.page("/a", "first text", "ETag", `"1"`)
	store := &jsonStore{}
	start := s.clock.Now()
	w := &Watch{Client: s.client(nil), Feeds: []string{s.URL + "/feed"}, Store: store}
	ctx, stop := context.WithCancel(t.Context())
	var looks []string
	err := w.Run(ctx, func(_ context.Context, v Visit) error {
		if v.Err != nil {
			t.Errorf("visit %+v", v)
		}
		if v.Page != "" {
			looks = append(looks, fmt.Sprintf("%d after %s changed=%t", v.Look, s.clock.Now().Sub(start).Round(time.Hour),
				v.Changed))
			if v.Look == 1 {
				s.page("/a", "edited text", "ETag", `"2"`)
			}
			if v.Look == 3 {
				stop()
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "[0 after 0s changed=true 1 after 1h0m0s changed=false 2 after 24h0m0s changed=true 3 after 168h0m0s " +
		"changed=false]"
	if got := fmt.Sprint(looks); got != want {
		t.Errorf("looks = %s\nwant    %s", got, want)
	}
	if n := len(s.asked("/feed")); n < 10 || n > 24*7*12 {
		t.Errorf("the feed was looked at %d times in a week", n)
	}
}

// A stopped watch resumes where it was: no article has a first fetch twice.
func TestWatchGoesOnAfterAStop(t *testing.T) {
	s := newSite(t)
	s.page("/feed", feedOf(s, "/a", "/b", "/c"))
	for _, p := range []string{"/a", "/b", "/c"} {
		s.page(p, "text of "+p)
	}
	store := &jsonStore{}
	firsts := map[string]int{}
	for range 6 {
		w := &Watch{Client: s.client(nil), Feeds: []string{s.URL + "/feed"}, Store: store, Workers: 1, Idle: time.Minute}
		ctx, stop := context.WithCancel(t.Context())
		err := w.Run(ctx, func(_ context.Context, v Visit) error {
			if v.Page != "" && v.Look == 0 {
				firsts[v.Page]++
				stop() // Ctrl-C after each article
			}
			return nil
		})
		stop()
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(firsts) != 3 {
		t.Errorf("first looks: %v", firsts)
	}
	for p, n := range firsts {
		if n != 1 {
			t.Errorf("%s had %d first looks", p, n)
		}
	}
	if n := len(s.asked("/feed")); n != 1 {
		t.Errorf("the feed was asked for %d times within minutes", n)
	}
}

func TestWatchAdaptsItsIntervals(t *testing.T) {
	s := newSite(t)
	s.page("/quiet", feedOf(s))
	s.statuses("/broken", nil, 404)
	store := &jsonStore{}
	w := &Watch{Client: s.client(nil), Feeds: []string{s.URL + "/quiet", s.URL + "/broken"}, Store: store}
	ctx, stop := context.WithCancel(t.Context())
	end := s.clock.Now().Add(48 * time.Hour)
	errs := 0
	if err := w.Run(ctx, func(_ context.Context, v Visit) error {
		if v.Err != nil {
			errs++
		}
		if s.clock.Now().After(end) {
			stop()
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	quiet := s.asked("/quiet")
	first, last := quiet[1].at.Sub(quiet[0].at), quiet[len(quiet)-1].at.Sub(quiet[len(quiet)-2].at)
	if last < 4*first || last > 7*time.Hour {
		t.Errorf("a quiet feed is looked at every %s, then every %s", first, last)
	}
	if errs == 0 || errs > 20 {
		t.Errorf("the broken feed gave %d errors in two days", errs)
	}
}

func TestWatchEndsOnTheCallersError(t *testing.T) {
	s := newSite(t)
	s.page("/feed", feedOf(s, "/a"))
	failed := errors.New("store is full")
	w := &Watch{Client: s.client(nil), Feeds: []string{s.URL + "/feed"}, Store: &jsonStore{}}
	if err := w.Run(t.Context(), func(context.Context, Visit) error { return failed }); !errors.Is(err, failed) {
		t.Errorf("Run = %v", err)
	}
}

// A forbidden address is fetched at once when the next run allows it.
func TestWatchDoesNotBackOffFromWhatItMayNotReach(t *testing.T) {
	s := newSite(t)
	s.page("/feed", feedOf(s, "/a"))
	s.page("/a", "text")
	store := &jsonStore{}
	for run, allowed := range []bool{false, false, true} {
		w := &Watch{Client: s.client(func(o *Options) {
			if !allowed {
				o.Allow = nil
			}
		}), Feeds: []string{s.URL + "/feed"}, Store: store, Idle: time.Minute}
		var visits []string
		if err := w.Run(t.Context(), func(_ context.Context, v Visit) error {
			visits = append(visits, fmt.Sprintf("refused=%t next=%t", errors.Is(v.Err, ErrForbidden),
				v.Next.After(s.clock.Now())))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		want := "[refused=true next=true]"
		if allowed {
			want = "[refused=false next=true refused=false next=true]"
		}
		if got := fmt.Sprint(visits); got != want {
			t.Errorf("run %d: %s, want %s", run, got, want)
		}
	}
}

func TestWatchHandsOnEntriesWithoutAddress(t *testing.T) {
	s := newSite(t)
	s.page("/feed", `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>`+
		`<title>Ostby Post</title>
<item><guid isPermaLink="false">n7</guid><title>Sluice</title><content:encoded>The sluice stays shut, the warden `+
		`said.</content:encoded></item>
<item><guid isPermaLink="false">n8</guid><title>No text</title></item></channel></rss>`)
	store := &jsonStore{}
	var loose []string
	for range 2 {
		w := &Watch{Client: s.client(nil), Feeds: []string{s.URL + "/feed"}, Store: store, Idle: time.Minute}
		if err := w.Run(t.Context(), func(_ context.Context, v Visit) error {
			for _, e := range v.Loose {
				loose = append(loose, e.ID)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		s.clock.now = s.clock.now.Add(24 * time.Hour)
	}
	if fmt.Sprint(loose) != "[n7]" {
		t.Errorf("handed on: %q", loose)
	}
}
