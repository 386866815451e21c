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

// cut is the job that cuts one archive into shards.
type cut struct {
	List    string `json:"list" river:"unique"`
	Archive string `json:"archive" river:"unique"`
	Shard   int64  `json:"shard" river:"unique"`
	Into    string `json:"into,omitempty" river:"unique"`
}

// Kind is river's name of the job.
func (cut) Kind() string { return "cut" }

// Archives is a list of archives to read.
type Archives struct {
	Files []string
	// Shard is how many bytes of an archive, as it lies on the disk, are one job; 0 is
	// 4 MiB, a hundred or two pages as crawlers pack them, and 16 MiB into files.
	Shard int64
	// Into is a folder that every worker sees: records are written there as Parquet and
	// not into the ledger.
	Into string
}

// ListTag names a list by what is in it: the same list given again is the same.
func (a *Archives) tag() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n%s", a.Shard, a.Into, strings.Join(a.Files, "\n"))
	return "list-" + hex.EncodeToString(h.Sum(nil)[:8])
}

// AddArchives queues archives to be cut and read. A list that is there already is
// left alone, and gone on with. It gives the tag to follow the list by.
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

// plan cuts an archive. It waits while too many shards wait: a list of a billion
// articles is never in the queue at once.
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
		return 0, fmt.Errorf("work: counting what waits: %w", err)
	}
	n := 0
	for _, c := range counts {
		n += int(c.CountAvailable)
	}
	return n, nil
}

// undone are the states of jobs that are still to end.
func undone() []rivertype.JobState {
	return []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
		rivertype.JobStateRunning, rivertype.JobStateScheduled}
}

// Left reports whether jobs of a list are still to end.
func (q *Queue[TTx]) Left(ctx context.Context, tag string) (bool, error) {
	got, err := q.client.JobList(ctx, river.NewJobListParams().TagsAny(tag).States(undone()...).First(1))
	if err != nil {
		return false, fmt.Errorf("work: looking what is left: %w", err)
	}
	return len(got.Jobs) > 0, nil
}

// each visits the jobs of a list, by id.
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
