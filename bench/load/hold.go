package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The limits that a server must keep.
const (
	coldBound   = 500 * time.Millisecond // first request of an address
	warmBound   = 100 * time.Millisecond // second request, right after it
	crowdBound  = time.Second            // all clients together
	memoryBound = 1000 << 20
	afterBound  = 600 << 20
)

// dated are the routes that are requested as of a day, and those of that day alone.
var dated = []string{"/?as_of=%s", "/events?as_of=%s", "/people?as_of=%s", "/storylines?as_of=%s", "/outlets?as_of=%s",
	"/search?from=%[1]s&to=%[1]s", "/api/v1/events?as_of=%s", "/api/v1/stories?as_of=%s"}

// datedOf are the routes of a thing that are requested as of a day.
var datedOf = []string{"/event/{id}", "/person/{id}", "/storyline/{id}"}

// days returns n days, evenly spread between two.
func days(from, to string, n int) ([]string, error) {
	first, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return nil, err
	}
	last, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return nil, err
	}
	var out []string
	for i := range n {
		out = append(out, first.Add(last.Sub(first)*time.Duration(i)/time.Duration(n)).Format(time.DateOnly))
	}
	return out, nil
}

// withDays adds addresses with days, to which no page links.
func withDays(kinds map[string][]string, each int, list []string) {
	for _, day := range list {
		for _, format := range dated {
			path := fmt.Sprintf(format, day)
			kind := kindOf(path)
			kinds[kind] = append(kinds[kind], path)
		}
		for _, of := range datedOf {
			for i, path := range kinds[of] {
				if kind := of + "?as_of"; i%len(list) < 2 && len(kinds[kind]) < each {
					kinds[kind] = append(kinds[kind], path+"?as_of="+day)
				}
			}
		}
	}
}

// writeAddresses saves addresses for a later run against a cold server.
func writeAddresses(file string, kinds map[string][]string) error {
	raw, err := json.MarshalIndent(kinds, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, raw, 0o644)
}

func readAddresses(file string) (kinds map[string][]string, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return kinds, json.Unmarshal(raw, &kinds)
}

// hold is a trial of a server: each address is requested twice in sequence, then by many
// concurrent clients, and the memory of the server's process is measured.
type hold struct {
	client  *http.Client
	address string
	kinds   map[string][]string
	pid     int
	misses  []string
}

func (h *hold) miss(format string, args ...any) {
	h.misses = append(h.misses, fmt.Sprintf(format, args...))
}

// run runs the trial and prints the results.
//
// Errors: the limits that are exceeded.
func (h *hold) run(clients, seconds int, after time.Duration, seed uint64) error {
	h.inTurn()
	h.crowd(clients, seconds, seed)
	if most := h.memory("VmHWM"); h.pid > 0 {
		fmt.Printf("memory: %d MB at most", most>>20)
		if most > memoryBound {
			h.miss("memory was %d MB", most>>20)
		}
		time.Sleep(after)
		now := h.memory("VmRSS")
		fmt.Printf(", %d MB %v later\n", now>>20, after)
		if now > afterBound {
			h.miss("memory is %d MB %v later", now>>20, after)
		}
	}
	if len(h.misses) > 0 {
		return fmt.Errorf("falls short:\n  %s", strings.Join(h.misses, "\n  "))
	}
	return nil
}

// inTurn requests every address twice, one address after the other.
func (h *hold) inTurn() {
	var names []string
	for kind := range h.kinds {
		names = append(names, kind)
	}
	slices.Sort(names)
	cold, warm := map[string][]answer{}, map[string][]answer{}
	began := time.Now()
	for _, kind := range names {
		for _, path := range h.kinds[kind] {
			for _, answers := range [...]map[string][]answer{cold, warm} {
				start := time.Now()
				a := ask(h.client, h.address+path)
				a.took = time.Since(start)
				answers[kind] = append(answers[kind], a)
			}
		}
	}
	took := time.Since(began)
	h.judge("cold", coldBound, names, cold, took)
	h.judge("warm", warmBound, names, warm, took)
}

// judge prints the response times of all kinds of address and notes those that exceed a limit.
func (h *hold) judge(name string, bound time.Duration, names []string, answers map[string][]answer, took time.Duration) {
	fmt.Printf("\n%s\n\n", name)
	report(names, h.kinds, answers, took)
	for _, kind := range names {
		list := answers[kind]
		slices.SortFunc(list, func(x, y answer) int { return cmp.Compare(x.took, y.took) })
		if p95 := list[95*(len(list)-1)/100].took; p95 > bound {
			h.miss("%s %s: 95 %% within %v", name, kind, p95.Round(time.Millisecond))
		}
		for _, a := range list {
			if a.status == 0 || a.status >= 500 {
				h.miss("%s %s: status %d", name, kind, a.status)
				break
			}
		}
	}
}

// crowd lets clients send requests in a loop for some time.
func (h *hold) crowd(clients, seconds int, seed uint64) {
	var all []string
	for _, kind := range slices.Sorted(func(yield func(string) bool) {
		for k := range h.kinds {
			if !yield(k) {
				return
			}
		}
	}) {
		all = append(all, h.kinds[kind]...)
	}
	var mu sync.Mutex
	var took []time.Duration
	var later, failed, rude atomic.Int64
	var wg sync.WaitGroup
	end := time.Now().Add(time.Duration(seconds) * time.Second)
	for c := range clients {
		random := rand.New(rand.NewPCG(seed, uint64(c)))
		wg.Go(func() {
			for time.Now().Before(end) {
				start := time.Now()
				path := all[random.IntN(len(all))]
				resp, err := h.client.Get(h.address + path)
				if err != nil {
					failed.Add(1)
					fmt.Printf("%s: %v\n", path, err)
					continue
				}
				discard(resp)
				d := time.Since(start)
				switch {
				case resp.StatusCode == http.StatusServiceUnavailable:
					if later.Add(1); resp.Header.Get("Retry-After") == "" {
						rude.Add(1)
					}
				case resp.StatusCode >= 500:
					failed.Add(1)
					fmt.Printf("%s: status %d\n", path, resp.StatusCode)
				}
				mu.Lock()
				took = append(took, d)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(took) == 0 {
		h.miss("nothing was answered")
		return
	}
	slices.Sort(took)
	p95 := took[95*(len(took)-1)/100]
	fmt.Printf("\n%d clients, %d s: %d answers, half within %v, 95 %% within %v, %d to come again later, %d failed\n",
		clients, seconds, len(took), took[len(took)/2].Round(time.Millisecond), p95.Round(time.Millisecond),
		later.Load(), failed.Load())
	if p95 > crowdBound {
		h.miss("%d clients: 95 %% within %v", clients, p95.Round(time.Millisecond))
	}
	if n := failed.Load() + rude.Load(); n > 0 {
		h.miss("%d clients: %d answers failed", clients, n)
	}
}

// memory returns a figure of the server's process, or 0 if it is not available.
func (h *hold) memory(field string) int64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", h.pid))
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(raw) {
		if v, ok := strings.CutPrefix(string(line), field+":"); ok {
			kb, err := strconv.ParseInt(strings.Fields(v)[0], 10, 64)
			if err != nil {
				return 0
			}
			return kb << 10
		}
	}
	return 0
}
