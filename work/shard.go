package work

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"readout/article"
	"readout/source"
	"readout/source/warc"
	"readout/store"
)

// Shard is the input of one reading job: the records of an archive that begin in a byte range,
// or fetched pages.
//
// Shape: From and To are half-open. Suspect is set for a shard of one document that could not be
// read with the others, and gives the reason.
type Shard struct {
	List    string `json:"list,omitempty" river:"unique"` // tag of its list
	Archive string `json:"archive,omitempty" river:"unique"`
	From    int64  `json:"from,omitempty" river:"unique"`
	To      int64  `json:"to,omitempty" river:"unique"`
	Pages   []Page `json:"pages,omitempty"`
	Into    string `json:"into,omitempty" river:"unique"` // directory for Parquet files; "" means the ledger
	Suspect string `json:"suspect,omitempty"`
}

// Page is a fetched page.
type Page struct {
	URL         string `json:"url"`
	ContentType string `json:"content_type,omitempty"`
	Body        []byte `json:"body"` // zstd
}

// Kind returns river's name of the job.
func (Shard) Kind() string { return "read" }

// job returns the job that reads the shard. Shards of archives are unique, so adding the same
// list again resumes it.
func (s Shard) job(priority int) river.InsertManyParams {
	o := &river.InsertOpts{Queue: queueRead, Priority: priority, MaxAttempts: 25}
	if s.Suspect != "" {
		o.Queue, o.MaxAttempts = queueSuspect, suspectTries
	}
	if s.Archive != "" {
		o.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: append(rivertype.UniqueOptsByStateDefault(),
			rivertype.JobStateDiscarded)}
	}
	if s.List != "" {
		o.Tags = []string{s.List}
	}
	return river.InsertManyParams{Args: s, InsertOpts: o}
}

// suspectTries is how often an article that failed with its shard is tried alone: three attempts
// in all.
const suspectTries = 2

// document is an item of a shard that may be an article. At is its offset in the archive or its
// index among the pages.
type document struct {
	name string
	at   int64
	make func() (*article.Article, error)
}

// errUnreadable ends a shard early: its archive cannot be read at the moment.
var errUnreadable = errors.New("work: the archive cannot be read")

// documents iterates over the shard. It yields damage of an archive as an error between
// documents; any other error ends the iteration.
func (s *Shard) documents() iter.Seq2[document, error] {
	if s.Archive == "" {
		return s.pages()
	}
	return func(yield func(document, error) bool) {
		f, err := os.Open(s.Archive)
		if err != nil {
			yield(document{}, fmt.Errorf("%w: %w", errUnreadable, err))
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			yield(document{}, fmt.Errorf("%w: %w", errUnreadable, err))
			return
		}
		for rec, err := range warc.ReadRange(f, info.Size(), s.From, s.To) {
			if rec == nil {
				if !yield(document{}, err) {
					return
				}
				continue
			}
			if rec.Type != warc.Response && rec.Type != warc.Resource {
				continue
			}
			own := *rec // its bytes are only valid until the next record
			own.Block, own.Fields = bytes.Clone(rec.Block), slices.Clone(rec.Fields)
			d := document{name: rec.Target, at: rec.Offset, make: func() (*article.Article, error) { return own.Article() }}
			if !yield(d, nil) {
				return
			}
		}
	}
}

func (s *Shard) pages() iter.Seq2[document, error] {
	return func(yield func(document, error) bool) {
		for i := int(s.From); i < len(s.Pages); i++ {
			p := &s.Pages[i]
			d := document{name: p.URL, at: int64(i), make: func() (*article.Article, error) {
				body, err := p.unpack()
				if err != nil {
					return nil, err
				}
				return source.HTML(body, source.Hint{URL: p.URL, Name: p.ContentType, ContentType: p.ContentType})
			}}
			if !yield(d, nil) {
				return
			}
		}
	}
}

// from returns the rest of the shard from offset at, where reading resumes.
func (s Shard) from(at int64) Shard {
	s.From = at
	return s
}

// suspect returns the shard that consists of the one document of s that could not be read.
func (s Shard) suspect(d document, why string) Shard {
	s.Suspect = why
	if s.Archive != "" {
		s.From, s.To = d.at, d.at+1
		return s
	}
	s.Pages, s.From = s.Pages[d.at:d.at+1], 0
	return s
}

// host returns the lowercase host of an address, or "".
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// archiveName names the archive in files: its base name without extensions, and a hash of its
// path, since the files of many crawls have the same names.
func (s *Shard) archiveName() string {
	name := filepath.Base(s.Archive)
	for _, ending := range []string{".gz", ".zst", ".warc"} {
		name = strings.TrimSuffix(name, ending)
	}
	return fmt.Sprintf("%s-%08x", name, uint32(store.Hash(s.Archive)))
}

// part names the shard: "CC-NEWS-20240304-1f2e3d4c-000000000000".
func (s *Shard) part() string { return fmt.Sprintf("%s-%012d", s.archiveName(), s.From) }
