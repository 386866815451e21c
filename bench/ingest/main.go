// Command ingest measures how well and how fast article text is extracted from HTML pages: by
// Readout's own reader, go-trafilatura, go-readability and go-domdistiller.
//
//	go run ./ingest -pages pages-dev.tar -truth ground-truth-dev.json
//	go run ./ingest -snippets $(go list -m -f '{{.Dir}}' github.com/markusmobius/go-trafilatura)
//
// The first form reads the layout of the Article Extraction Benchmark and prints its published
// metric (4-gram shingles, all pages weighted equally) and plain token F1. The second reads the
// comparison set that ships with go-trafilatura: pages with strings that must and must not be in
// the text.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"time"
)

// page is a page with the expected result of its extraction.
type page struct {
	id, url string
	html    []byte
	truth   string   // the whole text, if the set has it
	with    []string // strings that the text must contain
	without []string // strings that it must not contain
}

func main() {
	pages := flag.String("pages", "", "tar of ID.html.gz files")
	truth := flag.String("truth", "", "JSON of ID to articleBody and url")
	snippets := flag.String("snippets", "", "source directory of go-trafilatura, for its comparison set")
	only := flag.String("only", "", "comma-separated systems to run; all when empty")
	rounds := flag.Int("rounds", 3, "timed rounds over the whole set; the best CPU time counts")
	diff := flag.String("diff", "", "print predicted and true text of pages with this id prefix, or 'worst' for a list")
	meta := flag.String("meta", "", "gold file of headlines, authors and dates to measure metadata against")
	profile := flag.String("cpuprofile", "", "write a CPU profile to this file")
	flag.Parse()
	log.SetFlags(0)
	runtime.GOMAXPROCS(1)

	var set []page
	var err error
	switch {
	case *pages != "" && *truth != "":
		set, err = loadShingleSet(*pages, *truth)
	case *snippets != "":
		set, err = loadSnippetSet(*snippets)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		log.Fatal("ingest: ", err)
	}
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			log.Fatal("ingest: ", err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			log.Fatal("ingest: ", err)
		}
		defer pprof.StopCPUProfile()
	}
	size := 0
	for _, p := range set {
		size += len(p.html)
	}
	fmt.Printf("%d pages, %.1f MB, %s, GOMAXPROCS=1\n", len(set), float64(size)/1e6, runtime.Version())
	for _, sys := range systems {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), sys.name) {
			continue
		}
		if *meta != "" {
			if err := measureMetadata(sys, set, *meta); err != nil {
				log.Fatal("ingest: ", err)
			}
			continue
		}
		got, per := run(sys, set, *rounds)
		fmt.Printf("%-22s %s  %6.1f pages/s\n", sys.name, measure(set, got), float64(len(set))/per.Seconds())
		switch {
		case *diff == "worst":
			printWorst(set, got)
		case *diff != "":
			printPage(set, got, *diff)
		}
	}
}

// cpuTime returns the CPU time of this process, including garbage collection. Unlike wall time
// it hardly depends on other programs.
func cpuTime() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		log.Fatal("ingest: ", err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// run extracts every page `rounds` times and returns the texts and the best CPU time.
func run(sys system, set []page, rounds int) ([]string, time.Duration) {
	got := make([]string, len(set))
	best := time.Duration(1<<63 - 1)
	for range max(1, rounds) {
		runtime.GC()
		start := cpuTime()
		for i, p := range set {
			got[i] = sys.text(p.html, p.url)
		}
		best = min(best, cpuTime()-start)
	}
	return got, best
}
