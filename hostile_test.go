//go:build hostile && unix

package readout_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"readout"
	"readout/article"
	"readout/internal/fixture"
	"readout/source"
)

// Environment of a child process of TestHostile: the text and its size in bytes. For the
// parent, hostileOnly selects texts by a part of their name.
const (
	hostileName = "READOUT_HOSTILE_NAME"
	hostileSize = "READOUT_HOSTILE_SIZE"
	hostileOnly = "READOUT_HOSTILE_ONLY"
)

const (
	// hostileGrowth is the maximum ratio of times for twice the text, hostileLeast the time
	// below which texts are not compared, hostileMemory the maximum memory of a process.
	hostileGrowth = 2.2
	hostileLeast  = 300 * time.Millisecond
	hostileMemory = 400 << 20
)

// TestHostile reads every hostile text at 1, 2 and 4 MB, each in its own process: twice the
// text may take at most 2.2 times the processor time, and no process may take 400 MB. It takes
// an hour of processor time and needs -tags hostile.
func TestHostile(t *testing.T) {
	if name := os.Getenv(hostileName); name != "" {
		hostileChild(t, name)
		return
	}
	for _, h := range fixture.HostileTexts() {
		if !strings.Contains(h.Name, os.Getenv(hostileOnly)) {
			continue
		}
		t.Run(h.Name, func(t *testing.T) {
			var before time.Duration
			for _, mega := range []int{1, 2, 4} {
				took, most := hostileRead(t, h.Name, mega<<20)
				t.Logf("%-22s %d MB %8.2f s %4d MB", h.Name, mega, took.Seconds(), most>>20)
				if before > 0 && float64(took) > hostileGrowth*float64(max(before, hostileLeast)) {
					t.Errorf("%d MB took %v, half of it %v", mega, took, before)
				}
				if most >= hostileMemory {
					t.Errorf("%d MB took %d MB of memory", mega, most>>20)
				}
				before = took
			}
		})
	}
}

// hostileRead reads a text in its own process. It returns the processor time of the reading
// and the peak memory of the process.
func hostileRead(t *testing.T, name string, size int) (took time.Duration, most int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestHostile$", "-test.v", "-test.timeout", "30m")
	cmd.Env = append(os.Environ(), hostileName+"="+name, fmt.Sprintf("%s=%d", hostileSize, size))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for line := range bytes.Lines(out) {
		if s, ok := strings.CutPrefix(string(line), "took "); ok {
			if took, err = time.ParseDuration(strings.TrimSpace(s)); err != nil {
				t.Fatal(err)
			}
		}
	}
	used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if took == 0 || !ok {
		t.Fatalf("nothing was measured: %s", out)
	}
	return took, used.Maxrss << 10
}

// hostileChild reads one text and prints how long it took.
func hostileChild(t *testing.T, name string) {
	list := fixture.HostileTexts()
	at := slices.IndexFunc(list, func(h fixture.Hostile) bool { return h.Name == name })
	var size int
	if _, err := fmt.Sscan(os.Getenv(hostileSize), &size); err != nil || at < 0 {
		t.Fatal(name, err)
	}
	raw := list[at].Make(size)
	reader, err := readout.New(readout.Options{Time: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	began := processorTime(t)
	var a *article.Article
	if list[at].HTML {
		a, err = source.HTML(raw, source.Hint{})
	} else {
		a, err = source.Text(raw, source.Hint{})
	}
	if err == nil { // refused input was examined too
		a.Language = "en"
		r, err := reader.Read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Error(err)
		}
	}
	fmt.Printf("\ntook %v\n", max(processorTime(t)-began, time.Microsecond))
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
