package browser

import (
	"readout/serve/servetest"

	"context"
	"crypto/sha256"
	"fmt"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// extensionID is the id that Chromium gives an unpacked extension: the hash of its
// folder's name, in letters from a to p.
func extensionID(dir string) string {
	sum := sha256.Sum256([]byte(dir))
	id := make([]byte, 0, 32)
	for _, b := range sum[:16] {
		id = append(id, 'a'+b>>4, 'a'+b&15)
	}
	return string(id)
}

// TestExtension loads the extension, names it the server in its options, and asks as its
// menu does.
func TestExtension(t *testing.T) {
	if testing.Short() {
		t.Skip("it needs a browser and some seconds")
	}
	dir, err := filepath.Abs("../../extension")
	if err != nil {
		t.Fatal(err)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		t.Fatal(err)
	}
	s := servetest.Demo(t)
	ctx := browser(t, chromedp.Flag("load-extension", dir), chromedp.Flag("disable-extensions-except", dir),
		chromedp.Flag("enable-unsafe-extension-debugging", true),
		chromedp.Flag("disable-features", "DisableLoadExtensionCommandLineSwitch"),
		chromedp.Flag("disable-extensions", false))
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	base := "chrome-extension://" + extensionID(dir)
	open := func(path, until string) string {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.Navigate(base+path)); err != nil {
			t.Fatal(err)
		}
		for {
			text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body?.innerText ?? ""`))
			if err != nil {
				t.Fatal(err)
			}
			ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+until+")"))
			if err != nil {
				t.Fatal(err)
			}
			if ok {
				return text
			}
			if ctx.Err() != nil {
				t.Fatalf("%s: %s", path, text)
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	open("/options.html", `document.getElementById("server")?.value.startsWith("http")`)
	save := fmt.Sprintf(`document.getElementById("server").value = %q; document.querySelector("button").click(); true`,
		s.URL)
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](save)); err != nil {
		t.Fatal(err)
	}
	for {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.getElementById("saved").textContent === "Saved."`))
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	for words, want := range map[string]string{"Four hours is enough": "part of a sentence",
		"the moon is made of green cheese and sold by weight": "not found"} {
		text := open("/answer.html?words="+url.QueryEscape(words),
			fmt.Sprintf(`document.querySelector("[data-verdict='%s']")`, want))
		t.Logf("%s: %s", words, text)
		if want == "not found" {
			continue
		}
		to, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector(".witness a").getAttribute("href")`))
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(to)
		if err != nil || u.Scheme+"://"+u.Host != s.URL {
			t.Fatalf("it links to %s", to)
		}
		if resp, _ := s.Get(t, u.RequestURI()); resp.StatusCode != 200 {
			t.Errorf("%s: %d", to, resp.StatusCode)
		}
	}
}
