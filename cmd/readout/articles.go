package main

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

// formats are the names --from takes.
const formats = "auto,text,html,feed,warc,newsml,nitf,ninjs,json,jsonl,csv"

// piece is one article still to be made, or the reason there is none. An archive
// gives one for each of its records, so that a file of any size is read in order
// and in bounded memory.
type piece struct {
	name string
	make func() ([]*article.Article, error)
}

// opener turns inputs into pieces.
type opener struct {
	ctx    context.Context
	from   string        // a format, or "auto"
	empty  *atomic.Int64 // counts pages of archives that hold no article
	hint   source.Hint
	client *fetch.Client // for addresses
}

// sniffed is how much of an input is looked at to tell its format.
const sniffed = 64 << 10

// pieces lists the articles that the inputs hold.
func (o *opener) pieces(in iter.Seq[input]) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for x := range in {
			if !o.open(x, yield) {
				return
			}
		}
	}
}

func failing(name string, err error) piece {
	return piece{name: name, make: func() ([]*article.Article, error) { return nil, err }}
}

func (o *opener) open(in input, yield func(piece) bool) bool {
	if strings.HasPrefix(in.name, "http://") || strings.HasPrefix(in.name, "https://") {
		return yield(piece{name: in.name, make: func() ([]*article.Article, error) { return o.address(in.name) }})
	}
	f, err := in.open()
	if err != nil {
		return yield(failing(in.name, plainError(err)))
	}
	r := bufio.NewReaderSize(f, sniffed)
	head, err := r.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		f.Close()
		return yield(failing(in.name, plainError(err)))
	}
	format := source.Format(o.from)
	if o.from == "auto" {
		format = source.Detect(head, in.name)
	}
	if packed(head) && format != source.FormatWARC {
		if r, head, err = unpacked(r, head); err != nil {
			f.Close()
			return yield(failing(in.name, fmt.Errorf("unpacking: %w", err)))
		}
		if o.from == "auto" {
			format = source.Detect(head, strings.TrimSuffix(in.name, filepath.Ext(in.name)))
		}
	}
	hint := o.hint
	hint.Name = in.name
	var stream iter.Seq2[*article.Article, error]
	switch format {
	case source.FormatWARC:
		defer f.Close()
		return fromArchive(in.name, r, o.empty, yield)
	case source.FormatJSONL:
		stream = source.JSONL(r, hint)
	case source.FormatJSON:
		stream = source.JSON(r, hint)
	case source.FormatCSV:
		stream = source.CSV(r, hint)
	default:
		return yield(piece{name: in.name, make: func() ([]*article.Article, error) {
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
		if !yield(piece{name: in.name, make: func() ([]*article.Article, error) { return one(a, err) }}) {
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

// reason is why an input could not be read, for a line that names the input: the
// names of the packages that found out say nothing to a user.
func reason(err error) string {
	s := err.Error()
	for _, prefix := range [...]string{"source: ", "warc: ", "plain text: ", "HTML page: "} {
		s = strings.TrimPrefix(s, prefix)
	}
	return s
}

// fromArchive yields the pages of a WARC. A record that holds no page is passed over, and
// a page that holds no article is counted;
// damage is told, and reading goes on behind it.
func fromArchive(name string, r io.Reader, empty *atomic.Int64, yield func(piece) bool) bool {
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
			if empty != nil {
				empty.Add(1)
			}
			continue
		}
		if !yield(piece{name: fmt.Sprintf("%s: %s", name, rec.Target),
			make: func() ([]*article.Article, error) { return one(a, err) }}) {
			return false
		}
	}
	return true
}

// address fetches a page and reads its article.
func (o *opener) address(url string) ([]*article.Article, error) {
	resp, err := o.client.Get(o.ctx, url)
	if err != nil {
		return nil, err
	}
	hint := resp.Hint()
	if o.hint.Published != "" {
		hint.Published = o.hint.Published
	}
	if o.hint.Outlet != "" {
		hint.Outlet = o.hint.Outlet
	}
	return readResponse(resp, o.from, hint)
}

// readResponse reads the articles of what was fetched.
func readResponse(resp *fetch.Response, from string, hint source.Hint) ([]*article.Article, error) {
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
