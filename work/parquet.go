package work

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/statement"
)

// ArticleRow is a row of the Parquet files of articles.
type ArticleRow struct {
	SHA256     string `parquet:"sha256"`
	Outlet     string `parquet:"outlet,dict"`
	URL        string `parquet:"url"`
	Headline   string `parquet:"headline"`
	Published  string `parquet:"published"`
	Reader     string `parquet:"reader,dict"`
	Statements int32  `parquet:"statements"`
	Events     int32  `parquet:"events"`
	Record     string `parquet:"record,json"` // the whole record with its text
}

// write writes the records of the shard to two Parquet files, and then a manifest:
//
//	statements/archive=NAME/part-OFFSET.parquet
//	articles/archive=NAME/part-OFFSET.parquet
//	manifest/NAME-OFFSET.json
//
// Files are written atomically, so a file that exists is complete, and rereading a shard writes
// the same names.
func (b *reading) write() error {
	dir := "archive=" + b.shard.archiveName()
	name := fmt.Sprintf("part-%012d.parquet", b.shard.From)
	if b.shard.Suspect != "" {
		name = "suspect-" + name
	}
	b.r.New = b.r.Articles
	var rows []ArticleRow
	for _, r := range b.records {
		whole, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("work: writing a part: %w", err)
		}
		row := ArticleRow{SHA256: r.Article.SHA256, Outlet: r.Article.Outlet, URL: r.Article.URL,
			Published: r.Article.Published,
			Reader:    b.r.Reader, Statements: int32(len(r.Statements)), Events: int32(len(r.Events)), Record: string(whole)}
		if h := r.Article.Headline; h != nil {
			row.Headline = r.Article.Text[h.Start:h.End]
		}
		rows = append(rows, row)
	}
	_, err := writeAtomically(filepath.Join(b.shard.Into, "articles", dir, name), func(w io.Writer) error {
		p := parquet.NewGenericWriter[ArticleRow](w, parquet.Compression(&parquet.Zstd),
			parquet.CreatedBy("readout", "1", ""))
		_, err := p.Write(rows)
		return errors.Join(err, p.Close())
	})
	if err != nil {
		return err
	}
	b.r.File = filepath.Join("statements", dir, name)
	b.r.SHA256, err = writeAtomically(filepath.Join(b.shard.Into, b.r.File), func(w io.Writer) error {
		return export.Parquet(w, func(yield func(ledger.Statement, error) bool) {
			for _, r := range b.records {
				list, err := statement.StatementsOf(r)
				if err != nil {
					yield(ledger.Statement{}, err)
					return
				}
				for _, s := range list {
					if !yield(s, nil) {
						return
					}
				}
			}
		}, export.Options{})
	})
	if err != nil {
		return err
	}
	_, err = writeAtomically(b.shard.manifest(), func(w io.Writer) error { return json.NewEncoder(w).Encode(&b.r) })
	return err
}

// earlierReading returns the result of an earlier run of this reader on the shard, or nil.
func earlierReading(s *Shard, reader string) (*Reading, error) {
	raw, err := os.ReadFile(s.manifest())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("work: looking for an earlier part: %w", err)
	}
	var r Reading
	// A run that stopped early wrote less than this shard asks for.
	if err := json.Unmarshal(raw, &r); err != nil || r.Reader != reader || r.To != s.To || len(r.Failed) > 0 {
		return nil, nil
	}
	return &r, nil
}

func (s *Shard) manifest() string {
	name := s.part() + ".json"
	if s.Suspect != "" {
		name = "suspect-" + name
	}
	return filepath.Join(s.Into, "manifest", name)
}

// writeAtomically writes a temporary file in the same directory, syncs it and renames it to
// path. It returns the SHA-256 of the content.
func writeAtomically(path string, write func(io.Writer) error) (sum string, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", fmt.Errorf("work: writing a part: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".part-*")
	if err != nil {
		return "", fmt.Errorf("work: writing a part: %w", err)
	}
	defer os.Remove(f.Name())
	h := sha256.New()
	err = write(io.MultiWriter(f, h))
	if err == nil {
		err = errors.Join(f.Chmod(0o644), f.Sync())
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return "", fmt.Errorf("work: writing %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
