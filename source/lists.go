package source

import (
	"io"

	"readout/source/internal/feed"
)

// Lists of articles that are stored elsewhere: feeds, sitemaps and lists of feeds.
type (
	// Channel is a feed: its publisher, and its entries in the feed's order.
	Channel = feed.Channel

	// Entry is one item of a feed or of a news sitemap. Its dates are as ParseDate returns
	// them: "" if missing or impossible.
	Entry = feed.Entry

	// FeedLink is a link in a page to a feed.
	FeedLink = feed.FeedLink

	// SiteMap is a list of a site's pages, or of further sitemaps.
	SiteMap = feed.SiteMap

	// Subscription is one feed of an OPML list; Folders are the outlines around it, outermost
	// first.
	Subscription = feed.Subscription
)

// Feed reads RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed. Malformed XML is repaired as far as
// possible; if that fails, the entries are extracted one by one. URLs are made absolute
// against hint.URL.
//
// Errors: ErrNotFeed, ErrTooDeep, ErrTooLarge, and those of decoding.
func Feed(raw []byte, hint Hint) (*Channel, error) { return feed.Read(raw, hint) }

// FindFeeds returns the feeds linked in a page's head, in the page's order.
func FindFeeds(raw []byte, hint Hint) ([]FeedLink, error) { return feed.Find(raw, hint) }

// Sitemap reads a sitemap, a news sitemap, a sitemap index, or a plain list of URLs.
//
// Errors: ErrNotSitemap, ErrTooDeep, ErrTooLarge, and those of decoding. A truncated document
// yields the URLs before the cut.
func Sitemap(raw []byte, hint Hint) (*SiteMap, error) { return feed.Sitemap(raw, hint) }

// OPML reads a list of feeds. Outlines without a feed URL are folders.
//
// Errors: ErrNotOPML, ErrTooDeep, ErrTooLarge, and those of decoding.
func OPML(raw []byte, hint Hint) ([]Subscription, error) { return feed.OPML(raw, hint) }

// WriteOPML writes a list of feeds as OPML 2.0, nested in their folders.
func WriteOPML(w io.Writer, title string, subs []Subscription) error {
	return feed.WriteOPML(w, title, subs)
}
