package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"os"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	_ "modernc.org/sqlite"
)

// engines measures the overhead of an empty job: river on both databases, completed by river and
// in a transaction with a result, and NATS JetStream.
func engines(ctx context.Context, postgres, dir string, jobs int) error {
	pool, err := pgxpool.New(ctx, postgres)
	if err != nil {
		return err
	}
	defer pool.Close()
	pgTx := func(ctx context.Context, do func(pgx.Tx) error) error { return pgx.BeginFunc(ctx, pool, do) }
	if err := riverEngine(ctx, "river on PostgreSQL", riverpgxv5.New(pool), pgTx, jobs); err != nil {
		return err
	}
	path := dir + "/engine.db"
	os.Remove(path)
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	liteTx := func(ctx context.Context, do func(*sql.Tx) error) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := do(tx); err != nil {
			return err
		}
		return tx.Commit()
	}
	if err := riverEngine(ctx, "river on SQLite", riversqlite.New(db), liteTx, jobs/10); err != nil {
		return err
	}
	for _, always := range []bool{false, true} {
		if err := natsEngine(ctx, dir, always, jobs); err != nil {
			return err
		}
	}
	return nil
}

// nothing is a job that does nothing.
type nothing struct {
	N   int  `json:"n"`
	Own bool `json:"own"` // complete it in a transaction of ours
}

// Kind returns river's name of the job.
func (nothing) Kind() string { return "nothing" }

func riverEngine[TTx any](ctx context.Context, name string, driver riverdriver.Driver[TTx], tx func(context.Context, func(TTx) error) error, jobs int) error {
	m, err := rivermigrate.New(driver, nil)
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	for _, own := range []bool{false, true} {
		var done atomic.Int64
		var client *river.Client[TTx]
		all := make(chan bool)
		workers := river.NewWorkers()
		river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[nothing]) error {
			if job.Args.Own {
				if err := tx(ctx, func(tx TTx) error {
					if _, err := client.JobUpdateTx(ctx, tx, job.ID, &river.JobUpdateParams{Output: map[string]int{"n": job.Args.N}}); err != nil {
						return err
					}
					_, err := river.JobCompleteTx[riverdriver.Driver[TTx]](ctx, tx, job)
					return err
				}); err != nil {
					return err
				}
			}
			if done.Add(1) == int64(jobs) {
				close(all)
			}
			return nil
		}))
		if client, err = river.NewClient(driver, &river.Config{Workers: workers, FetchCooldown: 10 * time.Millisecond, FetchPollInterval: 100 * time.Millisecond,
			Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 100}}}); err != nil {
			return err
		}
		start := time.Now()
		for n := 0; n < jobs; n += 1000 {
			var some []river.InsertManyParams
			for i := n; i < min(n+1000, jobs); i++ {
				some = append(some, river.InsertManyParams{Args: nothing{N: i, Own: own}})
			}
			if _, err := client.InsertMany(ctx, some); err != nil {
				return err
			}
		}
		inserted := time.Since(start)
		start = time.Now()
		if err := client.Start(ctx); err != nil {
			return err
		}
		<-all
		worked := time.Since(start)
		if err := client.Stop(ctx); err != nil {
			return err
		}
		log.Printf("%-20s %6d jobs: inserted %6.0f/s, worked %5.0f/s, %.2f ms a job; ended in a transaction with a result: %v", name, jobs,
			float64(jobs)/inserted.Seconds(), float64(jobs)/worked.Seconds(), 1000*worked.Seconds()/float64(jobs), own)
	}
	return nil
}

func natsEngine(ctx context.Context, dir string, always bool, jobs int) error {
	folder := dir + "/nats"
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	s, err := server.NewServer(&server.Options{JetStream: true, StoreDir: folder, DontListen: true, SyncAlways: always})
	if err != nil {
		return err
	}
	s.Start()
	defer s.Shutdown()
	if !s.ReadyForConnections(5 * time.Second) {
		return fmt.Errorf("NATS does not start")
	}
	conn, err := nats.Connect("", nats.InProcessServer(s))
	if err != nil {
		return err
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	if _, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "jobs", Subjects: []string{"jobs"}, Retention: jetstream.WorkQueuePolicy}); err != nil {
		return err
	}
	start := time.Now()
	for n := range jobs {
		if _, err := js.PublishAsync("jobs", fmt.Appendf(nil, `{"n":%d}`, n), jetstream.WithStallWait(time.Minute)); err != nil {
			return err
		}
	}
	<-js.PublishAsyncComplete()
	inserted := time.Since(start)
	consumer, err := js.CreateConsumer(ctx, "jobs", jetstream.ConsumerConfig{Durable: "w", AckPolicy: jetstream.AckExplicitPolicy})
	if err != nil {
		return err
	}
	start = time.Now()
	for done := 0; done < jobs; {
		batch, err := consumer.Fetch(100)
		if err != nil {
			return err
		}
		for msg := range batch.Messages() {
			if err := msg.DoubleAck(ctx); err != nil { // the only acknowledgement that is confirmed
				return err
			}
			done++
		}
		if err := batch.Error(); err != nil {
			return err
		}
	}
	worked := time.Since(start)
	log.Printf("%-20s %6d jobs: inserted %6.0f/s, worked %5.0f/s, %.2f ms a job; every write synced: %v", "NATS JetStream", jobs,
		float64(jobs)/inserted.Seconds(), float64(jobs)/worked.Seconds(), 1000*worked.Seconds()/float64(jobs), always)
	return nil
}
