// Command work tests the jobs of a ledger on several machines: four workers in separate network
// namespaces and one PostgreSQL server. Workers are killed and disconnected at random, and the
// server is restarted once. At the end every article must be stored exactly once, and the digest
// must equal that of one process that read the same archives without a queue.
//
//	go run ./work make   -dir /tmp/w -articles 50000
//	go run ./work chaos  -dir /tmp/w -readout /tmp/readout   (as root)
//	go run ./work chaos  -dir /tmp/w -readout /tmp/readout -calm -workers 2
//	go run ./work engine -dir /tmp/w -db "host=… dbname=…"
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(log.Ltime)
	if len(os.Args) < 2 {
		usage()
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	dir := flags.String("dir", "/tmp/readout-work", "directory for archives, database and logs")
	articles := flags.Int("articles", 50_000, "number of articles")
	files := flags.Int("files", 25, "number of archives")
	program := flags.String("readout", "readout", "path of the program")
	shard := flags.Int("shard", 256, "KiB of an archive per job")
	workers := flags.Int("workers", 4, "machines")
	seed := flags.Uint64("seed", 1, "of the failures")
	postgres := flags.String("postgres", "/usr/lib/postgresql/15/bin", "directory of PostgreSQL's programs")
	calm := flags.Bool("calm", false, "no failures, to measure throughput")
	into := flags.Bool("into", false, "write Parquet files instead of a ledger")
	db := flags.String("db", "", "an empty PostgreSQL database, for engine")
	jobs := flags.Int("jobs", 20_000, "number of jobs, for engine")
	var err error
	switch os.Args[1] {
	case "make":
		_ = flags.Parse(os.Args[2:])
		_, err = makeArchives(*dir+"/archives", *files, *articles)
	case "chaos":
		_ = flags.Parse(os.Args[2:])
		err = (&chaos{dir: *dir, program: *program, shard: *shard, workers: *workers, seed: *seed, postgres: *postgres, calm: *calm, files: *into}).run()
	case "engine":
		_ = flags.Parse(os.Args[2:])
		err = engines(context.Background(), *db, *dir, *jobs)
	default:
		usage()
	}
	if err != nil {
		log.Fatal("work: ", err)
	}
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: work make|chaos|engine …")
	os.Exit(2)
}
