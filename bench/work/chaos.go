package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// chaos is one trial.
type chaos struct {
	dir, program, postgres string
	shard, workers         int
	seed                   uint64
	calm                   bool // no failures, to measure throughput
	files                  bool // write Parquet files; only with calm

	rng   *rand.Rand
	mu    sync.Mutex
	procs []*exec.Cmd
	cut   []time.Time // until when each machine is disconnected
	over  bool
	kills int
	cuts  int
	again int // workers that exited by themselves
}

const (
	bridge  = "rdbench"
	gateway = "10.77.0.1"
	port    = "54349"
)

// dsn is the database as reached from every machine.
const dsn = "host=" + gateway + " port=" + port + " user=postgres dbname=readout sslmode=disable"

func (c *chaos) run() error {
	c.rng = rand.New(rand.NewPCG(c.seed, 1))
	c.procs, c.cut = make([]*exec.Cmd, c.workers), make([]time.Time, c.workers)
	list := filepath.Join(c.dir, "archives", "list.txt")
	var want summary
	var err error
	if !c.calm {
		if want, err = c.alone(list); err != nil {
			return err
		}
	}
	defer c.clean()
	if err := c.network(); err != nil {
		return err
	}
	if err := c.database(); err != nil {
		return err
	}
	start := time.Now()
	args := []string{"add", "--detach", "--from-warc-list", list, "--shard", fmt.Sprint(c.shard), "--db", dsn}
	if c.files {
		into := filepath.Join(c.dir, "parquet")
		if err := os.RemoveAll(into); err != nil {
			return err
		}
		args = append(args, "--into", into)
	}
	if out, err := exec.Command(c.program, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("queueing: %w: %s", err, out)
	}
	for i := range c.workers {
		go c.keepWorking(i)
	}
	if err := c.untilDone(start); err != nil {
		return err
	}
	took := time.Since(start)
	c.stopWorkers()
	log.Printf("done in %s: %d kills, %d cuts, %d workers ended by themselves", took.Round(time.Second), c.kills, c.cuts, c.again)
	if c.calm {
		return c.measured(took)
	}
	got, err := c.result("--db", dsn)
	if err != nil {
		return err
	}
	tries, err := c.psql("SELECT count(*) || ' shards, ' || sum(attempt) || ' attempts, ' || sum((state <> 'completed')::int) || ' not completed' FROM river_job WHERE kind = 'read'")
	if err != nil {
		return err
	}
	log.Printf("%s; %d MB of database", strings.TrimSpace(tries), got.Bytes>>20)
	log.Printf("alone:   %d articles, %d versions, %d statements, digest %s", want.Articles, want.Versions, want.Statements, want.Digest)
	log.Printf("workers: %d articles, %d versions, %d statements, digest %s", got.Articles, got.Versions, got.Statements, got.Digest)
	if got.Articles != want.Articles || got.Versions != want.Versions || got.Digest != want.Digest {
		return errors.New("FAILED: the two are not the same")
	}
	log.Printf("every article is there exactly once: %.0f articles a second", float64(got.Articles)/took.Seconds())
	return nil
}

// measured prints where the time of a calm run went.
func (c *chaos) measured(took time.Duration) error {
	out, err := c.psql(`SELECT count(*), sum((metadata->'output'->>'articles')::int), sum((metadata->'output'->>'seconds')::float),
		sum(extract(epoch from finalized_at - attempted_at)), extract(epoch from max(finalized_at) - min(attempted_at)) FROM river_job WHERE kind = 'read'`)
	if err != nil {
		return err
	}
	var shards, articles int
	var reading, whole, span float64
	if _, err := fmt.Sscanf(strings.ReplaceAll(strings.TrimSpace(out), "|", " "), "%d %d %f %f %f", &shards, &articles, &reading, &whole, &span); err != nil {
		return fmt.Errorf("%q: %w", out, err)
	}
	log.Printf("%d workers: %d articles in %d shards, %.1f s from the first to the last: %.0f articles a second; a shard is read in %.0f ms and kept in %.0f ms",
		c.workers, articles, shards, span, float64(articles)/span, 1000*reading/float64(shards), 1000*(whole-reading)/float64(shards))
	return nil
}

// summary is the content of a ledger.
type summary struct {
	Articles   int    `json:"articles"`
	Versions   int    `json:"versions"`
	Statements int    `json:"statements"`
	Bytes      int64  `json:"bytes"`
	Digest     string `json:"digest"`
}

// alone reads the archives in one process without a queue. The result is cached.
func (c *chaos) alone(list string) (summary, error) {
	kept := filepath.Join(c.dir, "alone.json")
	var s summary
	if raw, err := os.ReadFile(kept); err == nil {
		return s, json.Unmarshal(raw, &s)
	}
	raw, err := os.ReadFile(list)
	if err != nil {
		return s, err
	}
	db := filepath.Join(c.dir, "alone.db")
	start := time.Now()
	if out, err := exec.Command(c.program, append([]string{"add", "-f", "warc", "--db", db}, strings.Fields(string(raw))...)...).CombinedOutput(); err != nil {
		return s, fmt.Errorf("reading alone: %w: %s", err, out)
	}
	log.Printf("alone: %s", time.Since(start).Round(time.Second))
	if s, err = c.result("--db", db); err != nil {
		return s, err
	}
	out, err := json.Marshal(s)
	if err != nil {
		return s, err
	}
	return s, os.WriteFile(kept, out, 0o644)
}

// result returns the content of a ledger.
func (c *chaos) result(db ...string) (summary, error) {
	var s summary
	out, err := exec.Command(c.program, append([]string{"stats", "--format", "json"}, db...)...).Output()
	if err != nil {
		return s, fmt.Errorf("counting: %w", err)
	}
	if err := json.Unmarshal(out, &s); err != nil {
		return s, err
	}
	file := filepath.Join(c.dir, "backup")
	defer os.Remove(file)
	if out, err = exec.Command(c.program, append([]string{"backup", file}, db...)...).Output(); err != nil {
		return s, fmt.Errorf("backing up: %w", err)
	}
	_, s.Digest, _ = strings.Cut(strings.TrimSpace(string(out)), "digest ")
	return s, nil
}

func sh(commands ...string) error {
	for _, line := range commands {
		f := strings.Fields(line)
		if out, err := exec.Command(f[0], f[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", line, err, bytes.TrimSpace(out))
		}
	}
	return nil
}

// network creates the machines: network namespaces with one address each, on one bridge.
func (c *chaos) network() error {
	c.clean()
	if err := sh("ip link add "+bridge+" type bridge", "ip addr add "+gateway+"/24 dev "+bridge, "ip link set "+bridge+" up"); err != nil {
		return err
	}
	for i := range c.workers {
		ns, veth := namespace(i), cable(i)
		if err := sh("ip netns add "+ns, "ip link add "+veth+" type veth peer name eth0 netns "+ns, "ip link set "+veth+" master "+bridge+" up",
			fmt.Sprintf("ip -n %s addr add 10.77.0.%d/24 dev eth0", ns, 11+i), "ip -n "+ns+" link set eth0 up", "ip -n "+ns+" link set lo up"); err != nil {
			return err
		}
	}
	return nil
}

func namespace(i int) string { return fmt.Sprintf("rdworker%d", i) }
func cable(i int) string     { return fmt.Sprintf("rdveth%d", i) }

func (c *chaos) data() string { return filepath.Join(c.dir, "pg", "data") }

// asPostgres runs a program of PostgreSQL as its user.
func (c *chaos) asPostgres(program string, args ...string) error {
	line := filepath.Join(c.postgres, program)
	for _, a := range args {
		line += " '" + a + "'"
	}
	out, err := exec.Command("su", "postgres", "-s", "/bin/sh", "-c", line).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %s", program, err, out)
	}
	return nil
}

// database starts a server that the machines can reach, with default settings except for memory.
func (c *chaos) database() error {
	if err := errors.Join(os.RemoveAll(filepath.Dir(c.data())), os.MkdirAll(filepath.Dir(c.data()), 0o755), sh("chown postgres "+filepath.Dir(c.data()))); err != nil {
		return err
	}
	if err := c.asPostgres("initdb", "-D", c.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8"); err != nil {
		return err
	}
	hba, err := os.OpenFile(filepath.Join(c.data(), "pg_hba.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	fmt.Fprintln(hba, "host all all 10.77.0.0/24 trust")
	if err := hba.Close(); err != nil {
		return err
	}
	if err := c.startServer(); err != nil {
		return err
	}
	return c.asPostgres("createdb", "-h", gateway, "-p", port, "-U", "postgres", "readout")
}

func (c *chaos) startServer() error {
	return c.asPostgres("pg_ctl", "-D", c.data(), "-w", "-l", filepath.Join(filepath.Dir(c.data()), "log"), "-o",
		"-p "+port+" -k "+filepath.Dir(c.data())+" -c listen_addresses="+gateway+" -c shared_buffers=512MB -c max_wal_size=4GB", "start")
}

func (c *chaos) psql(query string) (string, error) {
	out, err := exec.Command(filepath.Join(c.postgres, "psql"), "-At", "-c", query, dsn).Output()
	return string(out), err
}

// keepWorking runs a machine's worker and restarts it whenever it exits.
func (c *chaos) keepWorking(i int) {
	for n := 0; ; n++ {
		out, err := os.Create(filepath.Join(c.dir, fmt.Sprintf("worker-%d-%03d.log", i, n)))
		if err != nil {
			log.Fatal("work: ", err)
		}
		args := []string{"netns", "exec", namespace(i), c.program, "worker", "--db", dsn + " connect_timeout=5", "--workers", "2", "--per-job", "15s", "--drain", "10s",
			"--name", fmt.Sprintf("machine-%d-%d", i, n)}
		cmd := exec.Command("ip", args...)
		cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
		cmd.Stderr = out
		c.mu.Lock()
		if c.over {
			c.mu.Unlock()
			return
		}
		err = cmd.Start()
		c.procs[i] = cmd
		c.mu.Unlock()
		if err != nil {
			log.Fatal("work: ", err)
		}
		_ = cmd.Wait() // killed, or unable to reach the server
		out.Close()
		if cmd.ProcessState.Sys().(syscall.WaitStatus).Signaled() {
			time.Sleep(time.Second)
			continue
		}
		c.mu.Lock()
		if !c.over {
			c.again++
		}
		c.mu.Unlock()
		time.Sleep(2 * time.Second)
	}
}

func (c *chaos) stopWorkers() {
	c.mu.Lock()
	c.over = true
	procs := c.procs
	c.mu.Unlock()
	for i, p := range procs {
		if !c.cut[i].IsZero() {
			_ = sh("ip link set " + cable(i) + " master " + bridge)
		}
		if p != nil && p.Process != nil {
			_ = p.Process.Signal(syscall.SIGTERM) // it may have exited
		}
	}
	time.Sleep(2 * time.Second)
}

// untilDone causes failures until the list is finished.
func (c *chaos) untilDone(start time.Time) error {
	restarted := c.calm
	for tick := time.NewTicker(time.Second); ; <-tick.C {
		if time.Since(start) > 40*time.Minute {
			return errors.New("FAILED: not done in 40 minutes")
		}
		out, err := c.psql("SELECT count(*) FILTER (WHERE state NOT IN ('completed','discarded','cancelled')), count(*) FILTER (WHERE state = 'completed') FROM river_job")
		if err != nil {
			continue // the server is down
		}
		var left, done int
		fmt.Sscanf(strings.TrimSpace(out), "%d|%d", &left, &done)
		if int(time.Since(start).Seconds())%20 == 0 {
			log.Printf("%4.0f s: %d jobs done, %d to do; %d kills, %d cuts", time.Since(start).Seconds(), done, left, c.kills, c.cuts)
		}
		if left == 0 && done > 0 {
			return nil
		}
		if c.calm {
			continue
		}
		c.mend()
		if !restarted && done > 30 && done > left*2/3 {
			restarted = true
			log.Printf("the server is killed and started again")
			if err := c.asPostgres("pg_ctl", "-D", c.data(), "-m", "immediate", "stop"); err != nil {
				return err
			}
			time.Sleep(3 * time.Second)
			if err := c.startServer(); err != nil {
				return err
			}
		}
		if left > 20 { // the last jobs only wait to be taken over
			c.harm()
		}
	}
}

// harm kills a worker, disconnects one, or does nothing.
func (c *chaos) harm() {
	i := c.rng.IntN(c.workers)
	switch p := c.rng.IntN(100); {
	case p < 10:
		c.mu.Lock()
		if cmd := c.procs[i]; cmd != nil && cmd.Process != nil && cmd.ProcessState == nil {
			_ = cmd.Process.Kill() // it may have exited
			c.kills++
		}
		c.mu.Unlock()
	case p < 15 && c.cut[i].IsZero():
		if err := sh("ip link set " + cable(i) + " nomaster"); err != nil {
			log.Print(err)
			return
		}
		c.cut[i] = time.Now().Add(time.Duration(2+c.rng.IntN(30)) * time.Second)
		c.cuts++
	}
}

// mend reconnects machines whose time is over.
func (c *chaos) mend() {
	for i, until := range c.cut {
		if !until.IsZero() && time.Now().After(until) {
			if err := sh("ip link set " + cable(i) + " master " + bridge); err != nil {
				log.Print(err)
				continue
			}
			c.cut[i] = time.Time{}
		}
	}
}

// clean removes everything that a trial created.
func (c *chaos) clean() {
	c.mu.Lock()
	c.over = len(c.procs) > 0 && c.procs[0] != nil
	for _, p := range c.procs {
		if p != nil && p.Process != nil && p.ProcessState == nil {
			_ = p.Process.Kill()
		}
	}
	c.mu.Unlock()
	if _, err := os.Stat(filepath.Join(c.data(), "postmaster.pid")); err == nil {
		_ = c.asPostgres("pg_ctl", "-D", c.data(), "-m", "immediate", "stop")
	}
	for i := range c.workers {
		_ = sh("ip netns del "+namespace(i), "ip link del "+cable(i))
	}
	_ = sh("ip link del " + bridge)
}
