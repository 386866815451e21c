package serve_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser starts Chromium, or skips the test where there is none. In CI there is one.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no chromium, and CI skips nothing")
		}
		t.Skip("there is no chromium: apt-get install chromium")
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("no-default-browser-check", true))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting chromium: %v", err)
	}
	return ctx
}

// axeSource is axe-core, which finds faults of accessibility. READOUT_AXE names the
// file; .ci/run gets it from the npm registry.
func axeSource(t *testing.T) string {
	t.Helper()
	path := os.Getenv("READOUT_AXE")
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("READOUT_AXE names no axe.min.js, and CI skips nothing")
		}
		t.Log("READOUT_AXE is not set: accessibility is not looked at")
		return ""
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// watcher collects what a page does that it should not.
type watcher struct {
	mu     sync.Mutex
	host   string
	faults []string
	bytes  float64
}

func (w *watcher) see(ev any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && u.Scheme != "data" && u.Host != w.host {
			w.faults = append(w.faults, "a request to "+e.Request.URL)
		}
	case *network.EventLoadingFinished:
		w.bytes += e.EncodedDataLength
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			w.faults = append(w.faults, fmt.Sprintf("console: %s %s", e.Entry.Text, e.Entry.URL))
		}
	case *runtime.EventExceptionThrown:
		w.faults = append(w.faults, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			w.faults = append(w.faults, fmt.Sprintf("console.%s", e.Type))
		}
	}
}

func (w *watcher) take() (faults []string, bytes float64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	faults, bytes = w.faults, w.bytes
	w.faults, w.bytes = nil, 0
	return faults, bytes
}

// look is one way of looking at a page.
type look struct {
	width  int64
	dark   bool
	script bool
}

func (l look) String() string {
	return fmt.Sprintf("width %d, dark %v, script %v", l.width, l.dark, l.script)
}

func looks() []look {
	var out []look
	for _, width := range []int64{360, 820, 1440} {
		for _, dark := range []bool{false, true} {
			for _, script := range []bool{true, false} {
				out = append(out, look{width, dark, script})
			}
		}
	}
	return out
}

// maxTransferred is the budget of a page with everything, in bytes.
const maxTransferred = 150_000

// TestPagesInBrowser walks the demonstration ledger: the first page of each kind is
// looked at in every way, by axe too, and the next ten in one way. With
// READOUT_BROWSER=all every page is looked at in every way, but of narrowed searches
// and of spans of articles only the first sixty, and axe looks at the first three of
// each kind.
func TestPagesInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	site := demoSite(t)
	list := site.crawl(t)
	ctx := browser(t)
	axe := axeSource(t)
	w := &watcher{host: strings.TrimPrefix(site.URL, "http://")}
	if err := chromedp.Listen(ctx, w.see); err != nil {
		t.Fatal(err)
	}
	for _, enable := range []func() error{
		func() error {
			_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
			return err
		},
		func() error { _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); return err },
	} {
		if err := enable(); err != nil {
			t.Fatal(err)
		}
	}
	kinds := map[string]int{}
	all := looks()
	seen := 0
	for n, page := range list {
		ways := []look{all[n%len(all)]}
		every := os.Getenv("READOUT_BROWSER") == "all"
		switch kinds[page.kind]++; {
		case every && (strings.HasPrefix(page.path, "/search") || strings.Contains(page.path, "?at=")) && kinds[page.kind] > 60, !every && kinds[page.kind] > 11:
			continue
		case every, kinds[page.kind] == 1:
			ways = all
		}
		with := axe
		if kinds[page.kind] > 3 || !every && kinds[page.kind] > 1 {
			with = ""
		}
		for _, way := range ways {
			for _, fault := range lookAt(t, ctx, w, site.URL+page.path, way, with) {
				t.Errorf("%s (%s): %s", page.path, way, fault)
			}
			seen++
		}
		if t.Failed() && n > 40 {
			t.Fatal("enough")
		}
	}
	t.Logf("%d pages of %d kinds, %d looks", len(list), len(kinds), seen)
}

func lookAt(t *testing.T, ctx context.Context, w *watcher, address string, way look, axe string) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	scheme := "light"
	if way.dark {
		scheme = "dark"
	}
	w.take()
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !way.script}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(way.width, 900), chromedp.Navigate(address)); err != nil {
		return []string{err.Error()}
	}
	faults, bytes := w.take()
	if bytes > maxTransferred {
		faults = append(faults, fmt.Sprintf("%.0f bytes were transferred", bytes))
	}
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`))
	if err != nil {
		return append(faults, err.Error())
	}
	if wide > way.width {
		faults = append(faults, fmt.Sprintf("the page is %d wide", wide))
	}
	words, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.querySelector("main").innerText.length`))
	if err != nil || words < 20 {
		faults = append(faults, fmt.Sprintf("%d characters in it, %v", words, err))
	}
	if axe == "" || !way.script { // without script axe cannot run either
		return faults
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](axe+"; true")); err != nil {
		return append(faults, "axe: "+err.Error())
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations
		.filter(v => v.impact === "serious" || v.impact === "critical")
		.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + n.html.slice(0, 120)).join(" | ")))`, chromedp.EvalAwaitPromise))
	if err != nil {
		return append(faults, "axe: "+err.Error())
	}
	return append(faults, found...)
}
