package work

import (
	"context"
	"slices"
	"testing"
)

// TestFeeds follows feeds, stops one, and follows it again.
func TestFeeds(t *testing.T) {
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		q := db.queue(t, Options{})
		listed := func() []string {
			t.Helper()
			list, err := q.Feeds(ctx)
			if err != nil {
				t.Fatal(err)
			}
			var out []string
			for _, f := range list {
				out = append(out, f.URL)
				if f.Next.IsZero() || !f.Last.IsZero() {
					t.Errorf("%+v was not looked at, and will be", f)
				}
			}
			return out
		}
		a, b, c := "https://a.example/feed", "https://a.example/other", "https://c.example/feed"
		if err := q.Watch(ctx, []string{c, a, b}); err != nil {
			t.Fatal(err)
		}
		if got := listed(); !slices.Equal(got, []string{a, b, c}) {
			t.Errorf("followed: %v", got)
		}
		if err := q.Unwatch(ctx, a); err != nil {
			t.Fatal(err)
		}
		if got := listed(); !slices.Equal(got, []string{b, c}) {
			t.Errorf("after one was stopped: %v", got)
		}
		if err := q.Unwatch(ctx, a); err == nil {
			t.Error("what is not followed was stopped")
		}
		if err := q.Watch(ctx, []string{a}); err != nil {
			t.Fatal(err)
		}
		if got := listed(); !slices.Equal(got, []string{a, b, c}) {
			t.Errorf("taken up again: %v", got)
		}
	})
}
