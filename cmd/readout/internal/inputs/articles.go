// Package inputs turns command-line arguments into articles: files, directories, addresses,
// archives and standard input.
//
// It takes arguments and returns pieces, in order, each an article still to be read or the
// reason why there is none. It rejects single inputs larger than maxInput.
//
// The one idea: an input of any size is a sequence of small pieces, so that many can be read
// concurrently while the output keeps its order.
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

// Formats are the values of --from.
const Formats = "auto,text,html,feed,warc,newsml,nitf,ninjs,json,jsonl,csv"

// Piece is an article still to be read, or the reason why there is none. An archive gives one
// piece per record, so that a file of any size is read in order and in bounded memory.
type Piece struct {
	Name string
	Make func() ([]*article.Article, error)
}

// Opener turns inputs into pieces.
type Opener struct {
	From   string       // a format, or "auto"
	empty  atomic.Int64 // counts pages of archives without an article
	Hint   source.Hint
	Client *fetch.Client // for addresses
}

// sniffLen is how many bytes of an input are examined to detect its format.
const sniffLen = 64 << 10

// Pieces returns the pieces of the inputs.
func (o *Opener) Pieces(ctx context.Context, in iter.Seq[Input]) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		for x := range in {
			if !o.open(ctx, x, yield) {
				return
			}
		}
	}
}

// Empty returns how many pages of archives had no article.
func (o *Opener) Empty() int { return int(o.empty.Load()) }

// failedPiece returns a piece whose Make fails.
func failedPiece(name string, err error) Piece {
	return Piece{Name: name, Make: func() ([]*article.Article, error) { return nil, err }}
}

// open yields the pieces of one input, and reports whether to continue.
func (o *Opener) open(ctx context.Context, in Input, yield func(Piece) bool) bool {
	if strings.HasPrefix(in.Name, "http://") || strings.HasPrefix(in.Name, "https://") {
		return yield(Piece{Name: in.Name, Make: func() ([]*article.Article, error) { return o.address(ctx, in.Name) }})
	}
	f, err := in.Open()
	if err != nil {
		return yield(failedPiece(in.Name, plainError(err)))
	}
	r := bufio.NewReaderSize(f, sniffLen)
	head, err := r.Peek(sniffLen)
	if err != nil && !errors.Is(err, io.EOF) {
		f.Close()
		return yield(failedPiece(in.Name, plainError(err)))
	}
	format := source.Format(o.From)
	if o.From == "auto" {
		format = source.Detect(head, in.Name)
	}
	if compressed(head) && format != source.FormatWARC {
		if r, head, err = decompress(r, head); err != nil {
			f.Close()
			return yield(failedPiece(in.Name, fmt.Errorf("unpacking: %w", err)))
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
		if !yield(Piece{Name: in.Name, Make: func() ([]*article.Article, error) { return single(a, err) }}) {
			return false
		}
	}
	return true
}

const (
	gzipMagic = "\x1f\x8b"
	zstdMagic = "\x28\xb5\x2f\xfd"
)

// compressed reports whether a file is gzip or zstd, judging by its beginning.
func compressed(head []byte) bool {
	return bytes.HasPrefix(head, []byte(gzipMagic)) || bytes.HasPrefix(head, []byte(zstdMagic))
}

// decompress returns the contents of a gzip or zstd file and their beginning. The result is
// limited like any other input.
func decompress(r io.Reader, head []byte) (*bufio.Reader, []byte, error) {
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
	out := bufio.NewReaderSize(inner, sniffLen)
	head, err := out.Peek(sniffLen)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	return out, head, nil
}

// Reason returns why an input could not be read, for a line that names the input. It drops
// prefixes with package names, which mean nothing to users, and the address that the line names already.
func Reason(err error) string {
	if errors.Is(err, fetch.ErrForbidden) {
		return "the address is in a private network: --allow NETWORK, such as --allow 192.168.1.0/24, lets Readout reach it"
	}
	s := err.Error()
	if rest, ok := strings.CutPrefix(s, "fetch "); ok {
		if address, why, ok := strings.Cut(rest, ": "); ok {
			s = strings.TrimPrefix(why, address+": ")
		}
	}
	s = strings.ReplaceAll(s, ": source: ", ": ")
	for _, prefix := range [...]string{"source: ", "warc: ", "plain text: ", "HTML page: "} {
		s = strings.TrimPrefix(s, prefix)
	}
	return s
}

// fromArchive yields the pages of a WARC. Records that are no page are skipped, pages without an
// article are counted, and damage is reported before reading continues after it.
func fromArchive(name string, r io.Reader, empty *atomic.Int64, yield func(Piece) bool) bool {
	for rec, err := range warc.Read(r) {
		if err != nil {
			if !yield(failedPiece(name, err)) {
				return false
			}
			continue
		}
		a, err := rec.Article() // now: the record's bytes are only valid until the next record
		switch {
		case errors.Is(err, warc.ErrNotPage):
			continue
		case errors.Is(err, source.ErrNoArticle):
			empty.Add(1)
			continue
		}
		if !yield(Piece{Name: fmt.Sprintf("%s: %s", name, rec.Target),
			Make: func() ([]*article.Article, error) { return single(a, err) }}) {
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

// ReadResponse reads the articles of a response.
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
		return single(source.HTML(raw, hint))
	case source.FormatNewsML:
		return source.NewsML(raw, hint)
	case source.FormatNITF:
		return single(source.NITF(raw, hint))
	case source.FormatNinjs:
		return single(source.Ninjs(raw, hint))
	case source.FormatFeed:
		return feedArticles(raw, hint)
	case source.FormatSitemap:
		return nil, errors.New("a sitemap, which lists articles but contains none: follow it with 'readout watch'")
	case source.FormatOPML:
		return nil, errors.New("a list of feeds: follow it with 'readout watch --opml'")
	}
	if bytes.HasPrefix(raw, []byte("filedesc://")) {
		return nil, errors.New("an ARC archive, the predecessor of WARC: convert it with 'warcio recompress'")
	}
	if format == source.FormatUnknown && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("<?xml")) {
		return nil, errors.New("XML of an unknown kind: -f text reads it with its tags")
	}
	a, err := source.Text(raw, hint)
	if err != nil {
		return nil, err
	}
	source.Slug(a)
	return []*article.Article{a}, nil
}

// feedArticles returns the articles of a full-text feed.
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
		return nil, errors.New("a feed that lists articles but contains none: follow it with 'readout watch'")
	}
	return out, nil
}

func single(a *article.Article, err error) ([]*article.Article, error) {
	if err != nil {
		return nil, err
	}
	return []*article.Article{a}, nil
}
