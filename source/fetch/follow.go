package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"readout/source"
)

// followed is the list of articles at a watched URL: the entries of a feed, of a news sitemap,
// or of the feed that a page links to.
type followed struct {
	channel *source.Channel
	at      string // URL of the feed, if the watched URL is a page
}

// newestPages is how many pages of a sitemap are followed. A news sitemap covers two days, but
// that of a whole site may cover decades.
const newestPages = 200

// newestMaps is how many sitemaps of an index are fetched.
const newestMaps = 3

// follow reads a response as a list of articles.
//
// Errors: source.ErrNotFeed if it is none and links to none, and those of fetching the linked
// feed.
func (w *Watch) follow(ctx context.Context, r *Response) (followed, error) {
	channel, err := source.Feed(r.Body, r.Hint())
	if err == nil {
		return followed{channel: channel}, nil
	}
	switch source.Detect(r.Body, r.ContentType) {
	case source.FormatSitemap:
		entries, err := w.sitemap(ctx, r, true)
		return followed{channel: &source.Channel{URL: r.Final, Entries: entries}}, err
	case source.FormatHTML:
		return w.discover(ctx, r)
	}
	return followed{}, err
}

// discover fetches the first feed that a page links to.
func (w *Watch) discover(ctx context.Context, r *Response) (followed, error) {
	links, err := source.FindFeeds(r.Body, r.Hint())
	if err != nil {
		return followed{}, err
	}
	if len(links) == 0 {
		return followed{}, fmt.Errorf("fetch %s: page links to no feed: %w", r.Final, source.ErrNotFeed)
	}
	feed, err := w.Client.Get(ctx, links[0].URL)
	if err != nil {
		return followed{}, err
	}
	channel, err := source.Feed(feed.Body, feed.Hint())
	return followed{channel: channel, at: links[0].URL}, err
}

// sitemap returns the newest pages of a sitemap, and of the newest sitemaps of an index. An
// index within an index is ignored.
func (w *Watch) sitemap(ctx context.Context, r *Response, index bool) ([]source.Entry, error) {
	sm, err := source.Sitemap(r.Body, r.Hint())
	if err != nil {
		return nil, err
	}
	entries := sm.Entries
	if index {
		// Publishers append to an index or put the newest first, so take some from both ends.
		maps := sm.Sitemaps
		if len(maps) > newestMaps {
			maps = append(slices.Clone(maps[:1]), maps[len(maps)-newestMaps+1:]...)
		}
		var failed error
		for _, address := range maps {
			child, err := w.Client.Get(ctx, address)
			if err == nil && child.NotModified {
				continue
			}
			var more []source.Entry
			if err == nil {
				more, err = w.sitemap(ctx, child, false)
			}
			failed = errors.Join(failed, err)
			entries = append(entries, more...)
		}
		if len(entries) == 0 && failed != nil {
			return nil, failed
		}
	}
	slices.SortStableFunc(entries, func(a, b source.Entry) int {
		return cmp.Compare(firstOf(b.Published, b.Updated), firstOf(a.Published, a.Updated))
	})
	return entries[:min(len(entries), newestPages)], nil
}
