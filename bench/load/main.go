// Command load requests every kind of page and route of a served ledger at a steady rate, and
// prints response times.
//
// It takes the address of a server on this machine and prints a Markdown table. It rejects any
// other address.
//
// The one idea: requests are sent when they are due, whether or not earlier ones were answered,
// so that a slow server cannot slow down its own measurement. Addresses are found by following
// the server's links and by deriving API routes from those of pages. The export of the whole
// ledger is excluded, since its duration depends on the size of the ledger.
//
// With -find it only writes the addresses to a file. With -addresses it requests each of those
// from a freshly started server, cold and warm, and then with many concurrent clients.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	address := flag.String("address", "http://127.0.0.1:8087", "the server, on this machine")
	rate := flag.Float64("rate", 50, "requests per second")
	seconds := flag.Int("seconds", 60, "duration")
	each := flag.Int("each", 200, "addresses of each kind, at most")
	seed := flag.Uint64("seed", 1, "of the order of requests")
	o := trial{}
	flag.StringVar(&o.find, "find", "", "write the addresses found to this file and exit")
	flag.StringVar(&o.addresses, "addresses", "", "request the addresses in this file")
	flag.StringVar(&o.from, "from", "", "with -find: the first day of the ledger; adds addresses as of a day")
	flag.StringVar(&o.to, "to", "", "with -find: its last day")
	flag.IntVar(&o.clients, "clients", 200, "with -addresses: concurrent clients")
	flag.IntVar(&o.pid, "pid", 0, "with -addresses: id of the server's process, to measure its memory")
	flag.BoolVar(&o.ready, "ready", false, "only check whether the server is ready")
	flag.DurationVar(&o.after, "after", 5*time.Minute, "with -pid: delay before memory is measured again")
	flag.Parse()
	if err := run(*address, *rate, *seconds, *each, *seed, o); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// trial holds the options for everything but the steady rate.
type trial struct {
	find, addresses, from, to string
	clients, pid              int
	ready                     bool
	after                     time.Duration
}

var (
	links = regexp.MustCompile(`href="(/[^"#]*)`)
	ids   = regexp.MustCompile(`[va][0-9a-z]{8,}(\.s[0-9]+)?`)
)

// kindOf returns the route of an address with the names of its parameters.
func kindOf(path string) string {
	u, err := url.Parse(path)
	if err != nil {
		return ""
	}
	kind := ids.ReplaceAllString(u.Path, "{id}")
	for _, prefix := range []string{"/outlet/", "/person/", "/event/"} {
		if rest, ok := strings.CutPrefix(kind, prefix); ok {
			_, tail, _ := strings.Cut(rest, "/")
			kind = strings.TrimSuffix(prefix+"{id}/"+tail, "/")
		}
	}
	var keys []string
	for key := range u.Query() {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	if len(keys) > 0 {
		kind += "?" + strings.Join(keys, "&")
	}
	return kind
}

// routes are requested although no page links to them with their parameters.
var routes = []string{"/", "/events", "/people", "/storylines", "/outlets", "/search", "/about", "/corrections", "/healthz", "/api/v1/stats", "/api/v1/changes?since=2024-06-01", "/api/v1/audit", "/feeds/search.atom", "/feeds/search.json",
	"/feeds/events.ics", "/api/v1/events", "/api/openapi.json"}

// also maps pages to routes about the same thing, since no page links to all of them.
var also = map[string][]string{
	"/person/":    {"/api/v1/people/%s", "/api/v1/people/%s/said", "/api/v1/people/%s/topics", "/person/%s/positions.csv"},
	"/event/":     {"/api/v1/events/%s", "/api/v1/events/%s/outcomes"},
	"/statement/": {"/api/v1/statements/%s", "/api/v1/statements/%s/wordings", "/statement/%s/wordings.csv"},
	"/article/":   {"/api/v1/articles/%s", "/api/v1/articles/%s/text", "/api/v1/articles/%s/versions", "/api/v1/articles/%s/copies", "/api/v1/articles/%s/proof", "/article/%s/versions", "/storyline/%s"},
	"/search?":    {"/api/v1/statements?%s", "/feeds/search.json?%s"},
}

// extend adds the routes of also for the addresses found.
func extend(kinds map[string][]string, each int) {
	var found []string
	for _, list := range kinds {
		found = append(found, list...)
	}
	slices.Sort(found)
	for _, path := range found {
		for prefix, formats := range also {
			rest, ok := strings.CutPrefix(path, prefix)
			if !ok || rest == "" || strings.ContainsAny(rest, "/?") || strings.Contains(rest, "cursor=") {
				continue
			}
			for _, format := range formats {
				path := fmt.Sprintf(format, rest)
				if kind := kindOf(path); len(kinds[kind]) < each && !slices.Contains(kinds[kind], path) {
					kinds[kind] = append(kinds[kind], path)
				}
			}
		}
	}
}

func run(address string, rate float64, seconds, each int, seed uint64, o trial) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != "127.0.0.1" && u.Hostname() != "localhost" && u.Hostname() != "::1" {
		return fmt.Errorf("%s is not on this machine", address)
	}
	random := rand.New(rand.NewPCG(seed, 0))
	client := &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 256, MaxConnsPerHost: 256},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if o.ready {
		if a := ask(client, address+"/readyz"); a.status != http.StatusOK {
			return fmt.Errorf("%s is not ready", address)
		}
		return nil
	}
	if o.addresses != "" {
		kinds, err := readAddresses(o.addresses)
		if err != nil {
			return err
		}
		h := &hold{client: client, address: address, kinds: kinds, pid: o.pid}
		return h.run(o.clients, seconds, o.after, seed)
	}
	var of []string
	if o.from != "" {
		if of, err = days(o.from, o.to, 10); err != nil {
			return err
		}
	}
	kinds, err := find(client, address, each, of)
	if err != nil {
		return err
	}
	if o.find != "" {
		return writeAddresses(o.find, kinds)
	}
	names := make([]string, 0, len(kinds))
	for kind := range kinds {
		names = append(names, kind)
	}
	slices.Sort(names)
	var mu sync.Mutex
	var wg sync.WaitGroup
	answers := map[string][]answer{}
	total := int(rate * float64(seconds))
	cpu := processorTime(client, address)
	began := time.Now()
	for i := range total {
		kind := names[i%len(names)]
		path := kinds[kind][random.IntN(len(kinds[kind]))]
		due := began.Add(time.Duration(float64(i) / rate * float64(time.Second)))
		time.Sleep(time.Until(due))
		wg.Go(func() {
			a := ask(client, address+path)
			a.took = time.Since(due)
			mu.Lock()
			answers[kind] = append(answers[kind], a)
			mu.Unlock()
		})
	}
	wg.Wait()
	report(names, kinds, answers, time.Since(began))
	if after := processorTime(client, address); after > cpu {
		fmt.Printf("The server used %.1f ms of a processor a request.\n", 1000*(after-cpu)/float64(total))
	}
	return nil
}

// processorTime returns the CPU seconds used by the server according to its metrics, or 0 if
// they are not available.
func processorTime(client *http.Client, address string) float64 {
	resp, err := client.Get(address + "/metrics")
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0
	}
	var seconds float64
	for line := range strings.Lines(string(body)) {
		if value, ok := strings.CutPrefix(line, "process_cpu_seconds_total "); ok {
			fmt.Sscan(value, &seconds)
		}
	}
	return seconds
}

type answer struct {
	took, first time.Duration
	status      int
	bytes       int64
}

func ask(client *http.Client, address string) answer {
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return answer{}
	}
	r.Header.Set("Accept-Encoding", "gzip")
	r.Header.Set("Accept", "text/html, application/json")
	began := time.Now()
	resp, err := client.Do(r)
	if err != nil {
		return answer{}
	}
	first := time.Since(began)
	n := discard(resp)
	return answer{status: resp.StatusCode, bytes: n, first: first}
}

// discard reads a response to its end.
func discard(resp *http.Response) int64 {
	defer resp.Body.Close()
	n, _ := io.Copy(io.Discard, resp.Body)
	return n
}

// find follows links until it has enough addresses of every kind. For the given days it also
// looks at what was published then, so that old articles and stories are included.
func find(client *http.Client, address string, each int, of []string) (map[string][]string, error) {
	kinds := map[string][]string{}
	known := map[string]bool{}
	queue := slices.Clone(routes)
	for _, day := range of {
		queue = append(queue, fmt.Sprintf("/search?from=%[1]s&to=%[1]s", day))
	}
	for _, path := range queue {
		known[path] = true
	}
	const looked = 400
	for n := 0; n < len(queue) && n < looked; n++ {
		resp, err := client.Get(address + queue[n])
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(io.LimitReader(resp.Body, 4<<20))
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if n < len(routes) && resp.StatusCode == http.StatusOK {
			kinds[kindOf(queue[n])] = []string{queue[n]}
		}
		for _, m := range links.FindAllStringSubmatch(string(body), -1) {
			path := strings.ReplaceAll(strings.ReplaceAll(m[1], "&amp;", "&"), "&#43;", "+")
			kind := kindOf(path)
			if known[path] || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/api/v1/export") || strings.Contains(kind, "as_of") || strings.Count(kind, "&") > 1 {
				continue
			}
			known[path] = true
			if len(kinds[kind]) < each {
				kinds[kind] = append(kinds[kind], path)
				queue = append(queue, path)
			}
		}
	}
	extend(kinds, each)
	withDays(kinds, each, of)
	return kinds, nil
}

func report(names []string, kinds map[string][]string, answers map[string][]answer, took time.Duration) {
	fmt.Println("| route | addresses | requests | p50 ms | p95 ms | max ms | bytes sent, most | failed |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- |")
	var all []answer
	line := func(name string, addresses int, list []answer) {
		slices.SortFunc(list, func(x, y answer) int { return cmp.Compare(x.took, y.took) })
		failed, most := 0, int64(0)
		for _, a := range list {
			if a.status == 0 || a.status >= 500 || a.status == 429 {
				failed++
			}
			most = max(most, a.bytes)
		}
		at := func(q float64) float64 { return float64(list[int(q*float64(len(list)-1))].took.Microseconds()) / 1000 }
		fmt.Printf("| %s | %d | %d | %.1f | %.1f | %.1f | %d | %d |\n", name, addresses, len(list), at(.5), at(.95), at(1), most, failed)
	}
	for _, name := range names {
		if len(answers[name]) > 0 {
			line("`"+name+"`", len(kinds[name]), answers[name])
			all = append(all, answers[name]...)
		}
	}
	line("all", 0, all)
	fmt.Printf("\n%d requests in %.1f s\n", len(all), took.Seconds())
}
