package work

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/riverqueue/river/rivertype"
)

// Manifest summarizes a list: what was read, by which reader, and what failed.
type Manifest struct {
	List       string         `json:"list"`
	Done       bool           `json:"done"`
	Archives   int            `json:"archives"`
	Bytes      int64          `json:"bytes"`
	Shards     int            `json:"shards"`
	Articles   int            `json:"articles"`
	New        int            `json:"new"`
	Known      int            `json:"known"`
	Statements int            `json:"statements"`
	Skipped    int            `json:"skipped"`
	Readers    map[string]int `json:"readers"` // articles per reader
	Files      []File         `json:"files,omitempty"`
	Damage     []string       `json:"damage,omitempty"`
	Dead       []Failure      `json:"dead,omitempty"` // articles and shards that could not be read
}

// File is a Parquet file.
type File struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Rows   int    `json:"rows"`
}

// maxListed bounds the damage and failures that a manifest lists.
const maxListed = 10_000

// Manifest summarizes a list as it stands.
func (q *Queue[TTx]) Manifest(ctx context.Context, tag string) (Manifest, error) {
	m := Manifest{List: tag, Readers: map[string]int{}}
	left, err := q.Left(ctx, tag)
	if err != nil {
		return m, err
	}
	m.Done = !left
	err = q.each(ctx, tag, cut{}.Kind(), func(j *rivertype.JobRow) error {
		var r struct {
			Bytes int64 `json:"bytes"`
		}
		if out := j.Output(); out != nil {
			if err := json.Unmarshal(out, &r); err != nil {
				return fmt.Errorf("work: result of job %d: %w", j.ID, err)
			}
		}
		m.Archives++
		m.Bytes += r.Bytes
		m.dead(j)
		return nil
	})
	if err != nil {
		return m, err
	}
	err = q.each(ctx, tag, Shard{}.Kind(), func(j *rivertype.JobRow) error {
		m.Shards++
		m.dead(j)
		if j.State != rivertype.JobStateCompleted {
			return nil
		}
		var r Reading
		if err := json.Unmarshal(j.Output(), &r); err != nil {
			return fmt.Errorf("work: result of job %d: %w", j.ID, err)
		}
		m.add(&r)
		return nil
	})
	return m, err
}

// add adds the result of one shard.
func (m *Manifest) add(r *Reading) {
	m.Articles += r.Articles
	m.New += r.New
	m.Known += r.Known
	m.Statements += r.Statements
	m.Skipped += r.Skipped
	if r.Articles > 0 {
		m.Readers[r.Reader] += r.Articles
	}
	if r.File != "" {
		m.Files = append(m.Files, File{Path: r.File, SHA256: r.SHA256, Rows: r.Statements})
	}
	m.Damage = append(m.Damage, r.Damage[:min(len(r.Damage), maxListed-len(m.Damage))]...)
}

func (m *Manifest) dead(j *rivertype.JobRow) {
	if j.State == rivertype.JobStateDiscarded && len(m.Dead) < maxListed {
		d := deadOf(j)
		m.Dead = append(m.Dead, Failure{Name: d.Name, At: d.At, Reason: d.Reason})
	}
}
