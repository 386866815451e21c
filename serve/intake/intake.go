// Package intake adds single articles to a served ledger.
//
// In comes an article's content, or its address; out goes the outcome. It refuses input
// without an article and addresses that may not be fetched, and reads only a few articles at a
// time.
//
// The one idea: the page's form and the API add an article by the same steps, so that both
// accept and refuse the same, for the same reasons.
package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"readout/article"
	"readout/ledger"
	"readout/record"
	"readout/source"
	"readout/source/fetch"
)

// The refusals. Each is wrapped with the cause.
var (
	ErrNoReader = errors.New("this server reads no articles: it was started without a reader")
	ErrNoFetch  = errors.New("this server fetches nothing: send the content")
	ErrEmpty    = errors.New("there is neither content nor an address")
	ErrAddress  = errors.New("only http and https addresses are taken")
	ErrRefused  = errors.New("the address is not fetched")
	ErrFailed   = errors.New("the address could not be fetched")
	ErrNone     = errors.New("there is no article in it")
	ErrUnread   = errors.New("the article cannot be read")
	ErrUnkept   = errors.New("the article cannot be kept")
	ErrErased   = errors.New("the article was taken down and is not taken in again")
)

// Options configures an Intake. Only Ledger is required.
type Options struct {
	Ledger *ledger.Ledger
	// Read reads an article; nil refuses all articles.
	Read func(context.Context, *article.Article) (*record.Record, error)
	// Fetch fetches an address, guarded against private networks; nil refuses addresses
	// without content.
	Fetch func(ctx context.Context, url string) ([]byte, source.Hint, error)
	// Added is called after articles were stored; it may be nil.
	Added func()
}

// Intake adds articles. It is safe for concurrent use.
type Intake struct {
	o       Options
	reading chan struct{} // semaphore of articles being read
}

// maxReading bounds how many articles are read at once.
const maxReading = 2

// New returns an Intake.
func New(o Options) *Intake { return &Intake{o: o, reading: make(chan struct{}, maxReading)} }

// Reads reports whether articles are accepted at all.
func (in *Intake) Reads() bool { return in.o.Read != nil }

// Fetches reports whether an address without content is accepted.
func (in *Intake) Fetches() bool { return in.o.Fetch != nil }

// Submission is an article to add: its content, or its address.
type Submission struct {
	Content, URL, Format, Outlet, Published, Language string
}

// Taken is one article that is now in the ledger.
type Taken struct {
	Text    ledger.Text
	New     bool // false: the same text of the same article was already there
	Earlier int  // number of versions already there
}

// Take reads a submission and stores it: one article, or several from a wire document.
//
// Errors: the refusals above; the ledger's.
func (in *Intake) Take(ctx context.Context, s Submission) ([]Taken, error) {
	if in.o.Read == nil {
		return nil, ErrNoReader
	}
	articles, err := in.articles(ctx, &s)
	if err != nil {
		return nil, err
	}
	items := make([]ledger.Item, len(articles))
	for i, a := range articles {
		r, err := in.read(ctx, a)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUnread, err)
		}
		items[i].Record = r
	}
	added, err := in.o.Ledger.Add(ctx, items)
	if err != nil {
		return nil, err
	}
	if in.o.Added != nil {
		in.o.Added() // whoever submits wants to see the result
	}
	var out []Taken
	for _, x := range added {
		switch {
		case x.Err != nil:
			return nil, fmt.Errorf("%w: %w", ErrUnkept, x.Err)
		case x.Erased:
			return nil, ErrErased
		}
		t, err := in.o.Ledger.Text(ctx, fmt.Sprintf("v%d", x.Version))
		if err != nil {
			return nil, err
		}
		out = append(out, Taken{Text: t, New: x.New, Earlier: x.Earlier})
	}
	return out, nil
}

// read reads one article. Reading is CPU-bound, so only a few are read at once; a reading that
// outlasts its request keeps its place, but nobody waits for it.
func (in *Intake) read(ctx context.Context, a *article.Article) (*record.Record, error) {
	select {
	case in.reading <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	type outcome struct {
		r   *record.Record
		err error
	}
	done := make(chan outcome, 1)
	go func() {
		defer func() { <-in.reading }()
		r, err := in.o.Read(ctx, a)
		done <- outcome{r, err}
	}()
	select {
	case o := <-done:
		return o.r, o.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// articles parses the articles of a submission.
func (in *Intake) articles(ctx context.Context, s *Submission) ([]*article.Article, error) {
	raw, hint := []byte(s.Content), source.Hint{URL: s.URL}
	if s.URL != "" && !strings.HasPrefix(s.URL, "http://") && !strings.HasPrefix(s.URL, "https://") {
		return nil, ErrAddress
	}
	if s.Content == "" {
		if s.URL == "" {
			return nil, ErrEmpty
		}
		if in.o.Fetch == nil {
			return nil, ErrNoFetch
		}
		var err error
		if raw, hint, err = in.o.Fetch(ctx, s.URL); err != nil {
			if errors.Is(err, fetch.ErrForbidden) || errors.Is(err, fetch.ErrScheme) || errors.Is(err, fetch.ErrRobots) {
				return nil, fmt.Errorf("%w: %w", ErrRefused, err)
			}
			return nil, fmt.Errorf("%w: %w", ErrFailed, err)
		}
	}
	if s.Outlet != "" {
		hint.Outlet = s.Outlet
	}
	if s.Published != "" {
		hint.Published = s.Published
	}
	if s.Language != "" {
		hint.Language = s.Language
	}
	format := source.Format(s.Format)
	if s.Format == "" || s.Format == "auto" {
		format = source.Detect(raw, hint.ContentType)
	}
	list, err := readAs(format, raw, hint)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	return list, nil
}

func readAs(format source.Format, raw []byte, hint source.Hint) ([]*article.Article, error) {
	var a *article.Article
	var err error
	switch format {
	case source.FormatHTML:
		a, err = source.HTML(raw, hint)
	case source.FormatNITF:
		a, err = source.NITF(raw, hint)
	case source.FormatNinjs:
		a, err = source.Ninjs(raw, hint)
	case source.FormatNewsML:
		return source.NewsML(raw, hint)
	case source.FormatFeed, source.FormatSitemap, source.FormatOPML, source.FormatWARC, source.FormatJSON,
		source.FormatJSONL, source.FormatCSV:
		return nil, errors.New("a list or an archive: 'readout add' and 'readout watch' take those")
	default:
		if a, err = source.Text(raw, hint); err == nil {
			source.Slug(a)
		}
	}
	if err != nil {
		return nil, err
	}
	return []*article.Article{a}, nil
}
