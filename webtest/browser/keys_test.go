package browser

import (
	"readout/serve/servetest"

	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestKeys goes through a page by its keys.
func TestKeys(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a browser")
	}
	site := servetest.Demo(t)
	ctx := browser(t)
	is := func(what, script string) {
		t.Helper()
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script)); err != nil || !ok {
			t.Errorf("%s: %v, %v", what, ok, err)
		}
	}
	press := func(keys string) {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.KeyEvent(keys)); err != nil {
			t.Fatal(err)
		}
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1200, 900),
		chromedp.Navigate(site.URL+"/search?q=gas")); err != nil {
		t.Fatal(err)
	}
	const at = `[...document.querySelectorAll("[data-item]")].findIndex(e => e.classList.contains("here"))`
	press("j")
	is("j goes to the first item", at+` === 0`)
	press("j")
	press("j")
	press("k")
	is("j, j, k goes to the second", at+` === 1`)
	is("the item has the focus", `document.activeElement === document.querySelector(".here")`)
	press("?")
	is("? opens the list of keys", `document.getElementById("keys-dialog").open`)
	press(kb.Escape)
	is("Escape closes it", `!document.getElementById("keys-dialog").open`)
	press("/")
	is("/ goes to the search", `document.activeElement.id === "find"`)
	press("j")
	is("letters in the search are letters", `document.activeElement.value.includes("j")`)
	if err := chromedp.Do(ctx, chromedp.Navigate(site.URL+"/search?q=gas")); err != nil {
		t.Fatal(err)
	}
	press("j")
	press(kb.Enter)
	if err := chromedp.Do(ctx, chromedp.WaitVisible("article.report")); err != nil {
		t.Fatal(err)
	}
	is("Enter opens the article at the statement",
		`location.pathname.startsWith("/article/") && /^#s[0-9]+$/.test(location.hash)`)
}
