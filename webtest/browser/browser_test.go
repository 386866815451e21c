// Package browser looks at the pages in Chromium, as a reader and as a desk use them, with
// and without scripts, and by axe-core for faults of accessibility.
//
// In come both demonstrations, served; out go failures that name the page and the way in
// which it was looked at. Where there is no Chromium its tests are skipped, and say so; where
// CI is set they fail.
//
// The one idea: what a page says can be tested without a browser, and is, in package serve;
// what is here needs one.
package browser

import (
	"readout/serve/servetest"

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
func browser(t *testing.T, more ...chromedp.ExecAllocatorOption) context.Context {
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
	options := append([]chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking",
			true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("no-default-browser-check", true)}, more...)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
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
	for _, width := range []int64{390, 900, 1440} {
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

// tab is a tab of the browser with what watches it.
type tab struct {
	ctx   context.Context
	watch *watcher
}

func newTab(t *testing.T, browser context.Context, host string) tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	w := &watcher{host: host}
	if err := chromedp.Listen(ctx, w.see); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	return tab{ctx, w}
}

// visit is one page to be looked at in one way.
type visit struct {
	page servetest.Page
	way  look
	axe  string
}

// visits lists what to look at: the first page of each kind in half of all ways, and the next
// three in one way; TestAxe has one of each by axe. With READOUT_BROWSER=all the first three of
// each kind in every way, by axe too, and every other page at each width, light or
// dark and with or without script in turn; of narrowed searches, of spans of articles
// and of forms only the first thirty.
func visits(pages []servetest.Page, axe string) []visit {
	every := servetest.EveryPage()
	kinds := map[string]int{}
	all := looks()
	var out []visit
	for n, page := range pages {
		kinds[page.Kind]++
		count := kinds[page.Kind]
		many := strings.HasPrefix(page.Path, "/search") || strings.HasPrefix(page.Path, "/saved") ||
			strings.HasPrefix(page.Path, "/correct?") || strings.Contains(page.Path, "?at=")
		for k, way := range all {
			switch {
			case every && count <= 3, every && (!many || count <= 30) && k%4 == n%4:
			case !every && count == 1 && way.dark != way.script, !every && count <= 4 && k == n%len(all):
			default:
				continue
			}
			v := visit{page: page, way: way}
			if every && count <= 3 {
				v.axe = axe
			}
			out = append(out, v)
		}
	}
	return out
}

// TestPagesInBrowser walks the demonstration ledger.
func TestPagesInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	site := servetest.Demo(t)
	pages := site.Crawl(t, servetest.Demonstrations()[0].Walk)
	ctx := browser(t)
	list := visits(pages, axeSource(t))
	lookAt(t, site, ctx, list)
	t.Logf("%d pages, %d looks", len(pages), len(list))
}

// lookAt makes visits, in three tabs at a time.
func lookAt(t *testing.T, s *servetest.Site, ctx context.Context, list []visit) {
	t.Helper()
	next := make(chan visit)
	var wg sync.WaitGroup
	for range 3 {
		tab := newTab(t, ctx, strings.TrimPrefix(s.URL, "http://"))
		wg.Go(func() {
			for v := range next {
				for _, fault := range tab.look(s.URL+v.page.Path, v.way, v.axe) {
					t.Errorf("%s (%s): %s", v.page.Path, v.way, fault)
				}
			}
		})
	}
	for _, v := range list {
		next <- v
	}
	close(next)
	wg.Wait()
}

// look opens a page in one way and gives what is wrong with it.
func (b tab) look(address string, way look, axe string) []string {
	w := b.watch
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	scheme := "light"
	if way.dark {
		scheme = "dark"
	}
	w.take()
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia,
		emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme",
			Value: scheme}}}); err != nil {
		return []string{err.Error()}
	}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: !way.script}); err != nil {
		return []string{err.Error()}
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
	found, err := chromedp.Run(ctx,
		chromedp.Evaluate[[]string](`axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations
		.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + n.html.slice(0, 120)).join(" | ")))`,
			chromedp.EvalAwaitPromise))
	if err != nil {
		return append(faults, "axe: "+err.Error())
	}
	return append(faults, found...)
}
