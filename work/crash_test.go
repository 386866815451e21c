package work

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"readout/ledger"
	"readout/store/postgres"
	"readout/store/postgrestest"
	"readout/store/sqlite"
)

// fastTakeover returns options under which jobs are quickly taken over from a dead worker.
func fastTakeover() Options {
	r := newQuick()
	return Options{Read: poisoned(r), Reader: r.Name(), Child: child, Workers: 2, Job: 3 * time.Second,
		Rescue: 4 * time.Second, Drain: 2 * time.Second}
}

// killedWorker is the program that TestKilledWorkers kills: a worker on the database named by
// READOUT_TEST_DB.
func killedWorker() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	q, closeStore, err := openAny(ctx, os.Getenv("READOUT_TEST_DB"))
	if err != nil {
		return err
	}
	defer closeStore()
	return q.Work(ctx)
}

func openAny(ctx context.Context, dsn string) (jobs, func() error, error) {
	if path, ok := strings.CutPrefix(dsn, "file:"); ok {
		st, err := sqlite.Open(ctx, path, sqlite.Options{})
		if err != nil {
			return nil, nil, err
		}
		q, err := Open(ctx, st, fastTakeover())
		return q, st.Close, errors.Join(err)
	}
	st, err := postgres.Open(ctx, dsn)
	if err != nil {
		return nil, nil, err
	}
	q, err := Open(ctx, st, fastTakeover())
	return q, st.Close, errors.Join(err)
}

// TestKilledWorkers kills workers with SIGKILL at random moments. Every article must be stored
// once, with the same digest as from a single process. bench/work does the same with four
// machines, network partitions and server restarts.
func TestKilledWorkers(t *testing.T) {
	if testing.Short() {
		t.Skip("jobs of workers that were killed are taken over after a while")
	}
	path := writeArchive(t, 400, nil)
	wanted := want(t, path)
	for name, dsn := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return "file:" + filepath.Join(t.TempDir(), "l.db") },
		"postgres": func(t *testing.T) string { return postgrestest.MustSchema(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			db := dsn(t)
			q, closeStore, err := openAny(ctx, db)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { closeStore() })
			tag, err := q.AddArchives(ctx, Archives{Files: []string{path}, Shard: 20_000})
			if err != nil {
				t.Fatal(err)
			}
			rng := rand.New(rand.NewPCG(3, 4))
			kill := func() {
				var workers []*exec.Cmd
				for range 2 {
					cmd := exec.Command(os.Args[0])
					cmd.Env = append(os.Environ(), "READOUT_TEST_PROGRAM=worker", "READOUT_TEST_DB="+db)
					cmd.Stderr = os.Stderr
					if err := cmd.Start(); err != nil {
						t.Fatal(err)
					}
					workers = append(workers, cmd)
				}
				for _, w := range workers {
					time.Sleep(time.Duration(150+rng.IntN(350)) * time.Millisecond)
					if err := w.Process.Kill(); err != nil {
						t.Error(err)
					}
					_ = w.Wait() // it was killed
				}
			}
			for range 4 {
				kill()
			}
			if err := during(t, q, over(t, q, tag)); err != nil {
				t.Fatal(err)
			}
			m, err := q.Manifest(ctx, tag)
			if err != nil {
				t.Fatal(err)
			}
			if m.New != 400 || m.Known != 0 || len(m.Dead) != 0 {
				t.Errorf("%d new, %d known, dead %v", m.New, m.Known, m.Dead)
			}
			if got := digestOf(t, db); got != wanted {
				t.Errorf("digest %s, want %s", got, wanted)
			}
		})
	}
}

func digestOf(t *testing.T, dsn string) string {
	t.Helper()
	ctx := context.Background()
	if path, ok := strings.CutPrefix(dsn, "file:"); ok {
		st, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		return digest(t, ledger.New(st, ledger.Options{}))
	}
	st, err := postgres.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	return digest(t, ledger.New(st, ledger.Options{}))
}
