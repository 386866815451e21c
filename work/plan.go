package work

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

// cut is the job that splits one archive into shards.
type cut struct {
	List    string `json:"list" river:"unique"`
	Archive string `json:"archive" river:"unique"`
	Shard   int64  `json:"shard" river:"unique"`
	Into    string `json:"into,omitempty" river:"unique"`
}

// Kind returns river's name of the job.
func (cut) Kind() string { return "cut" }

// Archives is a list of archives to read.
type Archives struct {
	Files []string
	// Shard is the size of a shard in bytes of the (compressed) file. 0 means 4 MiB, a hundred
	// or two pages in a typical crawl, or 16 MiB when writing files.
	Shard int64
	// Into is a directory that every worker can write to. Records are written there as Parquet
	// and not to the ledger.
	Into string
}

// tag identifies a list by its content, so adding the same list again has no effect.
func (a *Archives) tag() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n%s", a.Shard, a.Into, strings.Join(a.Files, "\n"))
	return "list-" + hex.EncodeToString(h.Sum(nil)[:8])
}

// AddArchives queues archives to be split and read. Adding a list again resumes it. It returns
// the tag that identifies the list.
func (q *Queue[TTx]) AddArchives(ctx context.Context, a Archives) (tag string, err error) {
	if a.Shard <= 0 {
		a.Shard = 4 << 20
		if a.Into != "" {
			a.Shard = 16 << 20
		}
	}
	tag = a.tag()
	const step = 1000
	for i := 0; i < len(a.Files); i += step {
		var jobs []river.InsertManyParams
		for _, f := range a.Files[i:min(i+step, len(a.Files))] {
			jobs = append(jobs, river.InsertManyParams{Args: cut{List: tag, Archive: f, Shard: a.Shard, Into: a.Into},
				InsertOpts: &river.InsertOpts{Queue: queuePlan, MaxAttempts: 5, Tags: []string{tag},
					UniqueOpts: river.UniqueOpts{ByArgs: true}}})
		}
		if _, err := q.client.InsertMany(ctx, jobs); err != nil {
			return tag, fmt.Errorf("work: queueing archives: %w", err)
		}
	}
	return tag, nil
}

// plan splits an archive. It backs off while too many shards are waiting, so that a list of a
// billion articles is never in the queue all at once.
func (q *Queue[TTx]) plan(ctx context.Context, job *river.Job[cut]) error {
	waiting, err := q.waiting(ctx, queueRead)
	if err != nil {
		return err
	}
	if waiting >= q.o.Depth {
		return river.JobSnooze(5 * time.Second)
	}
	c := &job.Args
	info, err := os.Stat(c.Archive)
	if err != nil {
		return fmt.Errorf("work: cutting an archive: %w", err)
	}
	var shards []river.InsertManyParams
	for from := int64(0); from < info.Size(); from += c.Shard {
		s := Shard{List: c.List, Archive: c.Archive, From: from, To: min(from+c.Shard, info.Size()), Into: c.Into}
		shards = append(shards, s.job(priorityArchive))
	}
	type result struct {
		Bytes  int64 `json:"bytes"`
		Shards int   `json:"shards"`
	}
	return finish(ctx, q, job, result{info.Size(), len(shards)}, shards...)
}

// waiting counts the jobs of a queue that could start now.
func (q *Queue[TTx]) waiting(ctx context.Context, queue string) (int, error) {
	counts, err := q.driver.GetExecutor().JobCountByQueueAndState(ctx,
		&riverdriver.JobCountByQueueAndStateParams{QueueNames: []string{queue}})
	if err != nil {
		return 0, fmt.Errorf("work: counting waiting jobs: %w", err)
	}
	n := 0
	for _, c := range counts {
		n += int(c.CountAvailable)
	}
	return n, nil
}

// unfinished returns the states of jobs that have not ended.
func unfinished() []rivertype.JobState {
	return []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
		rivertype.JobStateRunning, rivertype.JobStateScheduled}
}

// Left reports whether a list has unfinished jobs.
func (q *Queue[TTx]) Left(ctx context.Context, tag string) (bool, error) {
	got, err := q.client.JobList(ctx, river.NewJobListParams().TagsAny(tag).States(unfinished()...).First(1))
	if err != nil {
		return false, fmt.Errorf("work: looking for unfinished jobs: %w", err)
	}
	return len(got.Jobs) > 0, nil
}

// each calls visit for the jobs of a list, in order of their ids.
func (q *Queue[TTx]) each(ctx context.Context, tag, kind string, visit func(*rivertype.JobRow) error) error {
	p := river.NewJobListParams().TagsAny(tag).Kinds(kind).First(1000).OrderBy(river.JobListOrderByID, river.SortOrderAsc)
	for {
		got, err := q.client.JobList(ctx, p)
		if err != nil {
			return fmt.Errorf("work: reading the list %s: %w", tag, err)
		}
		for _, j := range got.Jobs {
			if err := visit(j); err != nil {
				return err
			}
		}
		if got.LastCursor == nil || len(got.Jobs) == 0 {
			return nil
		}
		p = p.After(got.LastCursor)
	}
}
