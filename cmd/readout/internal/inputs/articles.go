// Package inputs turns what a command line names into articles: files, folders, addresses,
// archives and standard input.
//
// In come arguments; out go pieces, in order, each an article still to be made or the
// reason why there is none. It refuses single inputs that are larger than maxInput.
//
// The one idea: an input of any size is a sequence of small pieces, so that many can be
// made at once and what is printed keeps its order.
package inputs

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"readout/article"
	"readout/source"
	"readout/source/fetch"
	"readout/source/warc"
)

// Formats are the names --from takes.
const Formats = "auto,text,html,feed,warc,newsml,nitf,ninjs,json,jsonl,csv"

// Piece is one article still to be made, or the reason there is none. An archive
// gives one for each of its records, so that a file of any size is read in order
// and in bounded memory.
type Piece struct {
	Name string
	Make func() ([]*article.Article, error)
}

// Opener turns inputs into pieces.
type Opener struct {
	From   string       // a format, or "auto"
	empty  atomic.Int64 // counts pages of archives that hold no article
	Hint   source.Hint
	Client *fetch.Client // for addresses
}

// sniffed is how much of an input is looked at to tell its format.
const sniffed = 64 << 10

// Pieces lists the articles that the inputs hold.
func (o *Opener) Pieces(ctx context.Context, in iter.Seq[Input]) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		for x := range in {
			if !o.open(ctx, x, yield) {
				return
			}
		}
	}
}

// Empty is how many pages of archives held no article.
func (o *Opener) Empty() int { return int(o.empty.Load()) }

// failing is a piece that cannot be made.
func failing(name string, err error) Piece {
	return Piece{Name: name, Make: func() ([]*article.Article, error) { return nil, err }}
}

// open yields the pieces of one input, and reports whether more are wanted.
func (o *Opener) open(ctx context.Context, in Input, yield func(Piece) bool) bool {
	if strings.HasPrefix(in.Name, "http://") || strings.HasPrefix(in.Name, "https://") {
		return yield(Piece{Name: in.Name, Make: func() ([]*article.Article, error) { return o.address(ctx, in.Name) }})
	}
	f, err := in.Open()
	if err != nil {
		return yield(failing(in.Name, plainError(err)))
	}
	r := bufio.NewReaderSize(f, sniffed)
	head, err := r.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		f.Close()
		return yield(failing(in.Name, plainError(err)))
	}
	format := source.Format(o.From)
	if o.From == "auto" {
		format = source.Detect(head, in.Name)
	}
	if packed(head) && format != source.FormatWARC {
		if r, head, err = unpacked(r, head); err != nil {
			f.Close()
			return yield(failing(in.Name, fmt.Errorf("unpacking: %w", err)))
		}
		if o.From == "auto" {
			format = source.Detect(head, strings.TrimSuffix(in.Name, filepath.Ext(in.Name)))
		}
	}
	hint := o.Hint
	hint.Name = in.Name
	var stream iter.Seq2[*article.Article, error]
	switch format {
	case source.FormatWARC:
		defer f.Close()
		return fromArchive(in.Name, r, &o.empty, yield)
	case source.FormatJSONL:
		stream = source.JSONL(r, hint)
	case source.FormatJSON:
		stream = source.JSON(r, hint)
	case source.FormatCSV:
		stream = source.CSV(r, hint)
	default:
		return yield(Piece{Name: in.Name, Make: func() ([]*article.Article, error) {
			defer f.Close()
			raw, err := io.ReadAll(io.LimitReader(r, maxInput+1))
			if err != nil {
				return nil, plainError(err)
			}
			if len(raw) > maxInput {
				return nil, fmt.Errorf("larger than %d MiB", maxInput>>20)
			}
			return readAs(format, raw, hint)
		}})
	}
	defer f.Close()
	for a, err := range stream {
		if !yield(Piece{Name: in.Name, Make: func() ([]*article.Article, error) { return one(a, err) }}) {
			return false
		}
	}
	return true
}

const (
	gzipMagic = "\x1f\x8b"
	zstdMagic = "\x28\xb5\x2f\xfd"
)

// packed reports whether a file is gzip or zstd by how it begins.
func packed(head []byte) bool {
	return bytes.HasPrefix(head, []byte(gzipMagic)) || bytes.HasPrefix(head, []byte(zstdMagic))
}

// unpacked is what a gzip or zstd file holds, and how that begins. What comes out
// is capped like any other input.
func unpacked(r io.Reader, head []byte) (*bufio.Reader, []byte, error) {
	var inner io.Reader
	if bytes.HasPrefix(head, []byte(gzipMagic)) {
		gz, err := gzip.NewReader(r)
		if err != nil {
			return nil, nil, err
		}
		inner = gz
	} else {
		dec, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxInput))
		if err != nil {
			return nil, nil, err
		}
		inner = dec.IOReadCloser()
	}
	out := bufio.NewReaderSize(inner, sniffed)
	head, err := out.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	return out, head, nil
}

// Reason is why an input could not be read, for a line that names the input: the
// names of the packages that found out say nothing to a user.
func Reason(err error) string {
	s := err.Error()
	for _, prefix := range [...]string{"source: ", "warc: ", "plain text: ", "HTML page: "} {
		s = strings.TrimPrefix(s, prefix)
	}
	return s
}

// fromArchive yields the pages of a WARC. A record that holds no page is passed over, and
// a page that holds no article is counted;
// damage is told, and reading goes on behind it.
func fromArchive(name string, r io.Reader, empty *atomic.Int64, yield func(Piece) bool) bool {
	for rec, err := range warc.Read(r) {
		if err != nil {
			if !yield(failing(name, err)) {
				return false
			}
			continue
		}
		a, err := rec.Article() // now: the record's bytes are only good until the next one
		switch {
		case errors.Is(err, warc.ErrNotPage):
			continue
		case errors.Is(err, source.ErrNoArticle):
			empty.Add(1)
			continue
		}
		if !yield(Piece{Name: fmt.Sprintf("%s: %s", name, rec.Target),
			Make: func() ([]*article.Article, error) { return one(a, err) }}) {
			return false
		}
	}
	return true
}

// address fetches a page and reads its article.
func (o *Opener) address(ctx context.Context, url string) ([]*article.Article, error) {
	resp, err := o.Client.Get(ctx, url)
	if err != nil {
		return nil, err
	}
	hint := resp.Hint()
	if o.Hint.Published != "" {
		hint.Published = o.Hint.Published
	}
	if o.Hint.Outlet != "" {
		hint.Outlet = o.Hint.Outlet
	}
	return ReadResponse(resp, o.From, hint)
}

// ReadResponse reads the articles of what was fetched.
func ReadResponse(resp *fetch.Response, from string, hint source.Hint) ([]*article.Article, error) {
	format := source.Format(from)
	if from == "auto" {
		format = source.Detect(resp.Body, resp.ContentType)
	}
	return readAs(format, resp.Body, hint)
}

// readAs reads a whole input in one format.
func readAs(format source.Format, raw []byte, hint source.Hint) ([]*article.Article, error) {
	switch format {
	case source.FormatHTML:
		return one(source.HTML(raw, hint))
	case source.FormatNewsML:
		return source.NewsML(raw, hint)
	case source.FormatNITF:
		return one(source.NITF(raw, hint))
	case source.FormatNinjs:
		return one(source.Ninjs(raw, hint))
	case source.FormatFeed:
		return feedArticles(raw, hint)
	case source.FormatSitemap:
		return nil, errors.New("a sitemap, which lists articles and holds none: 'readout watch' follows it")
	case source.FormatOPML:
		return nil, errors.New("a list of feeds: 'readout watch --opml' follows it")
	}
	if bytes.HasPrefix(raw, []byte("filedesc://")) {
		return nil, errors.New("an ARC archive, the form before WARC: 'warcio recompress' makes a WARC of it")
	}
	if format == source.FormatUnknown && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("<?xml")) {
		return nil, errors.New("XML of a kind that Readout does not know: -f text reads it with its tags")
	}
	a, err := source.Text(raw, hint)
	if err != nil {
		return nil, err
	}
	source.Slug(a)
	return []*article.Article{a}, nil
}

// feedArticles are the articles of a feed that carries their texts.
func feedArticles(raw []byte, hint source.Hint) ([]*article.Article, error) {
	channel, err := source.Feed(raw, hint)
	if err != nil {
		return nil, err
	}
	var out []*article.Article
	for i := range channel.Entries {
		e := &channel.Entries[i]
		if e.Content == "" {
			continue
		}
		own := hint
		own.ID = e.ID
		a, err := e.Article(own)
		if errors.Is(err, source.ErrNoArticle) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		return nil, errors.New("a feed that lists articles and holds none: 'readout watch' follows it")
	}
	return out, nil
}

func one(a *article.Article, err error) ([]*article.Article, error) {
	if err != nil {
		return nil, err
	}
	return []*article.Article{a}, nil
}
