package source

import (
	"io"

	"readout/source/internal/feed"
)

// What names articles that stand elsewhere: feeds, sitemaps and lists of feeds.
type (
	// Channel is a feed: who publishes, and its entries in the feed's order.
	Channel = feed.Channel

	// Entry is one item of a feed or of a news sitemap. Its days are as ParseDate gives
	// them: one that cannot be, or is missing, is "".
	Entry = feed.Entry

	// FeedLink is a feed that a page names.
	FeedLink = feed.FeedLink

	// SiteMap is a list of a site's pages, or of other such lists.
	SiteMap = feed.SiteMap

	// Subscription is one feed of an OPML list; Folders are the outlines around it,
	// outermost first.
	Subscription = feed.Subscription
)

// Feed reads RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed. XML that is broken is
// mended as far as it can be; where nothing helps, the entries are picked out one
// by one. Addresses are made absolute against hint.URL.
//
// Errors: ErrNotFeed, ErrTooDeep, ErrTooLarge, and Decode's.
func Feed(raw []byte, hint Hint) (*Channel, error) { return feed.Read(raw, hint) }

// FindFeeds finds the feeds a page names in its head, in the page's order.
func FindFeeds(raw []byte, hint Hint) ([]FeedLink, error) { return feed.Find(raw, hint) }

// Sitemap reads a sitemap, a news sitemap, a sitemap index, or a plain list of
// addresses.
//
// Errors: ErrNotSitemap, ErrTooDeep, ErrTooLarge, and Decode's. A document that
// breaks off gives what it listed.
func Sitemap(raw []byte, hint Hint) (*SiteMap, error) { return feed.Sitemap(raw, hint) }

// OPML reads a list of feeds. Outlines without a feed's address are folders.
//
// Errors: ErrNotOPML, ErrTooDeep, ErrTooLarge, and Decode's.
func OPML(raw []byte, hint Hint) ([]Subscription, error) { return feed.OPML(raw, hint) }

// WriteOPML writes a list of feeds as OPML 2.0, folders around them.
func WriteOPML(w io.Writer, title string, subs []Subscription) error {
	return feed.WriteOPML(w, title, subs)
}
