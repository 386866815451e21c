package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"readout/internal/postbox"
	"readout/serve/servetest"
)

// deskUser is somebody at a browser, whose clicks are counted.
type deskUser struct {
	t      *testing.T
	tab    tab
	site   *servetest.Site
	clicks int
}

func (d *deskUser) eval(script string) string {
	d.t.Helper()
	out, err := chromedp.Run(d.tab.ctx, chromedp.Evaluate[string]("String("+script+")"))
	if err != nil {
		d.t.Fatalf("%s: %v", script, err)
	}
	return out
}

// start goes to the front page and counts anew.
func (d *deskUser) start() {
	d.t.Helper()
	d.clicks = 0
	if err := chromedp.Do(d.tab.ctx, chromedp.EmulateViewport(1200, 900), chromedp.Navigate(d.site.URL+"/")); err != nil {
		d.t.Fatal(err)
	}
}

// until asks a page again and again whether something is so.
func (d *deskUser) until(what, script string, limit time.Duration) time.Duration {
	d.t.Helper()
	began := time.Now()
	for {
		ok, err := chromedp.Run(d.tab.ctx, chromedp.Evaluate[bool]("!!("+script+")"))
		if err == nil && ok {
			return time.Since(began)
		}
		if time.Since(began) > limit {
			d.t.Fatalf("%s: not so after %v (%v)\n%s", what, limit, err, d.eval(`document.body.innerText.slice(0, 1500)`))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// click clicks the first link or button of these words inside what a selector finds, and
// waits for the page it leads to.
func (d *deskUser) click(within, words string) {
	d.t.Helper()
	d.clicks++
	target, _ := json.Marshal(words)
	scope, _ := json.Marshal(within)
	found := d.eval(fmt.Sprintf(`(() => { window.before = true;
		const all = [...document.querySelectorAll(%s)].flatMap(s => [...s.querySelectorAll("a, button")]);
		const e = all.find(e => e.textContent.trim().startsWith(%s));
		if (!e) return "none of " + all.map(e => e.textContent.trim()).join(" | ");
		e.click(); return "ok" })()`, scope, target))
	if found != "ok" {
		d.t.Fatalf("there is no %q in %s: %s", words, within, found)
	}
	d.until("the page after "+words, `!window.before && document.readyState === "complete"`, 20*time.Second)
}

// fill writes into a field.
func (d *deskUser) fill(field, value string) {
	d.t.Helper()
	v, _ := json.Marshal(value)
	f, _ := json.Marshal(field)
	if got := d.eval(fmt.Sprintf(`(() => { const e = document.querySelector(%s); if (!e) return "none"; e.value = %s; `+
		`return "ok" })()`, f, v)); got != "ok" {
		d.t.Fatalf("there is no field %s", field)
	}
}

// shows fails unless the page says all of these.
func (d *deskUser) shows(words ...string) {
	d.t.Helper()
	text := strings.Join(strings.Fields(d.eval(`document.querySelector("main").innerText`)), " ")
	for _, w := range words {
		if !strings.Contains(text, w) {
			d.t.Errorf("the page does not say %q:\n%s", w, text)
		}
	}
}

// within fails if the task took more clicks than a desk has patience for.
func (d *deskUser) within(most int, task string) {
	d.t.Helper()
	d.t.Logf("%s: %d clicks", task, d.clicks)
	if d.clicks > most {
		d.t.Errorf("%s took %d clicks, want at most %d", task, d.clicks, most)
	}
}

// mostClicks is how many clicks from the front page each task may take.
const mostClicks = 3

// townCards are what the front page must tell: each planned thing, and each change.
var townCards = []string{
	"Planned for 1 June 2024", "A night market will open at Tanner's Yard",
	"Moved from 23 May 2024 to 6 June 2024", "Planned for 23 May 2024",
	"Held on 21 May 2024", "Moved from 14 May 2024 to 21 May 2024", "Planned for 14 May 2024",
	"Radio Tarn withdrew its report “Mill Lane baths to close next week”", "Lower Vale Post corrected its report",
	"Ines Corrado says otherwise than on 6 May 2024",
	"Bus drivers' strike", "Planned for 16 May 2024", "The Larkspurs' concert", "Planned for 18 May 2024", "Called off",
	"Lower Vale Post gives Ruth Penhallow’s words otherwise than Hallowby Courier and Radio Tarn",
}

// TestDesk does a desk's tasks on local news, in a browser, and counts the clicks.
func TestDesk(t *testing.T) {
	if testing.Short() {
		t.Skip("it needs a browser and some seconds")
	}
	s := servetest.TownDesk(t)
	ctx := browser(t)
	d := &deskUser{t: t, tab: newTab(t, ctx, strings.TrimPrefix(s.URL, "http://")), site: s}

	d.start()
	d.shows(townCards...)
	d.within(0, "see what changed")
	coming := d.eval(`document.querySelector("ol.coming").innerText`)
	if !strings.Contains(coming, "Night market") || !strings.Contains(coming, "Warehouse fire hearing") {
		t.Errorf("coming up: %s", coming)
	}

	d.start()
	d.click("aside", "Said otherwise before")
	d.shows("Ines Corrado", `"Hallowby will not introduce a charge for driving into the town centre,"`,
		`"Hallowby will introduce a charge for driving into the town centre,"`,
		"Then: 6 May 2024, Hallowby Courier", "Now: 15 May 2024, Hallowby Courier")
	d.within(mostClicks, "who changed position, and on what")

	d.start()
	d.click(".story", "The Larkspurs' concert")
	d.shows("called off; it was planned for 18 May 2024", "was to be Corn Exchange")
	first := d.eval(`[...document.querySelectorAll("tr")].find(r => ` +
		`r.innerText.startsWith("Venue"))?.querySelector("[data-label='First said']").innerText`)
	if !strings.Contains(first, "Dev Marling") || !strings.Contains(first, "2 May 2024") ||
		!strings.Contains(first, "Radio Tarn") {
		t.Errorf("the venue was first named by %q", first)
	}
	d.eval(`[...document.querySelectorAll("tr")].find(r => r.innerText.startsWith("Venue")).id = "venue"`)
	d.click("#venue [data-label='First said']", "Dev Marling")
	d.shows("The concert will take place in the Corn Exchange")
	d.within(mostClicks, "first to name the venue, in which words")

	d.start()
	d.click("aside", "Wordings that differ")
	d.shows("Lower Vale Post", "Two members are away", "Two members are ill")
	d.within(mostClicks, "which outlet altered a quotation")

	d.start()
	d.fill("main form[action='/check'] [name=words]", "Two members are away and every vote counts")
	d.click("main form[action='/check']", "Check")
	d.shows("Part of a sentence", "Outlets give these words differently", "Hallowby Courier", "Two members are ill",
		"The same saying is in 3 reports of 3 outlets, first in Hallowby Courier")
	d.within(mostClicks, "check a quotation")

	d.start()
	d.click(".story", "Bus drivers' strike")
	to := d.eval(
		`[...document.querySelectorAll("a[download]")].find(a => a.innerText === "Markdown").getAttribute("href")`)
	d.clicks++
	if resp, body := s.Get(t, to); resp.StatusCode != 200 || !strings.Contains(body, "# Bus drivers' strike") ||
		!strings.Contains(body, "16 May 2024, cancelled") {
		t.Errorf("the dossier as Markdown: %d %s", resp.StatusCode, body)
	}
	d.within(mostClicks, "export a dossier")

	d.start()
	d.click(".card", "Wrong")
	d.shows("marked as wrong")
	d.within(mostClicks, "say that a card is wrong")
	d.click(".audit", "Undo")
	d.fill("textarea[name=why]", "it was right")
	d.fill("input[name=who]", "Ana Editor")
	d.click("main", "Take back")
	d.start()
	d.shows(townCards...)
}

// TestDeskOnSummit does the same tasks on the demonstration.
func TestDeskOnSummit(t *testing.T) {
	if testing.Short() {
		t.Skip("it needs a browser and some seconds")
	}
	s := servetest.SummitDesk(t)
	d := &deskUser{t: t, tab: newTab(t, browser(t), strings.TrimPrefix(s.URL, "http://")), site: s}

	d.start()
	d.shows("Planned for 28 March 2024", "Press conference, ruled out; before: not decided", "NP corrected its report",
		"Meridian withdrew its report")
	d.within(0, "see what changed")

	d.click("aside", "Said otherwise before")
	d.shows("Dravitsyn says otherwise than on 28 March 2024", "Gas transit was not discussed",
		"Gas transit was touched upon briefly")
	if n := d.eval(`document.querySelectorAll("[data-card]").length`); n != "1" {
		t.Errorf("%s people say otherwise than before, want 1", n)
	}
	d.within(mostClicks, "who changed position, and on what")

	d.start()
	d.click(".story", "Summit")
	d.eval(`[...document.querySelectorAll("tr")].find(r => r.innerText.startsWith("Venue")).id = "venue"`)
	d.click("#venue [data-label='First said']", "")
	d.shows("Lakeside Hall")
	if at := d.eval(`location.search + location.hash`); !strings.HasPrefix(at, "?at=") || !strings.HasSuffix(at, "#at") {
		t.Errorf("the venue leads to %q", at)
	}
	d.within(mostClicks, "first to name the venue, in which words")

	d.start()
	d.click("aside", "Wordings that differ")
	d.shows("NP", "impossible")
	d.within(mostClicks, "which outlet altered a quotation")

	d.start()
	d.click(".story", "Summit")
	to := d.eval(
		`[...document.querySelectorAll("a[download]")].find(a => a.innerText === "Markdown").getAttribute("href")`)
	d.clicks++
	if resp, body := s.Get(t, to); resp.StatusCode != http.StatusOK || !strings.Contains(body, "Lakeside Hall") ||
		!strings.Contains(body, "28 March 2024") {
		t.Errorf("the dossier as Markdown: %d %s", resp.StatusCode, body)
	}
	d.within(mostClicks, "export a dossier")
}

// TestDeskDoes adds, corrects, follows and alerts, on the demonstration and on local news.
func TestDeskDoes(t *testing.T) {
	if testing.Short() {
		t.Skip("it needs a browser and some seconds")
	}
	ctx := browser(t)
	for name, on := range map[string]struct {
		site func(testing.TB) *servetest.Site
		day  string // of what is added
	}{"summit": {servetest.SummitDesk, "2024-03-30"}, "town": {servetest.TownDesk, "2024-05-24"}} {
		t.Run(name, func(t *testing.T) { deskDoes(t, ctx, on.site(t), on.day) })
	}
}

// freshWithin is how soon an open front page tells of what has come, on a machine that may be
// busy with other tests; on a quiet one it is two seconds at most.
const freshWithin = 10 * time.Second

func deskDoes(t *testing.T, ctx context.Context, s *servetest.Site, day string) {
	host := strings.TrimPrefix(s.URL, "http://")
	d := &deskUser{t: t, tab: newTab(t, ctx, host), site: s}
	watcher := &deskUser{t: t, tab: newTab(t, ctx, host), site: s}

	got := make(chan string, 10)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var m struct {
			Text string `json:"text"`
		}
		raw, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Errorf("the alert is %s", raw)
		}
		got <- m.Text
	}))
	defer receiver.Close()
	d.start()
	d.click("header", "Alerts")
	d.fill("form.stacked [name=topic]", "lighthouse")
	d.fill("[name=to]", receiver.URL+"/hook")
	d.click("form.stacked", "Make the alert")
	d.shows("The alert is made", "What is new: about “lighthouse”")
	d.within(mostClicks, "make an alert")
	d.start()
	d.click("header", "Alerts")
	d.eval(`document.querySelector("[name=way][value=mail]").checked = true`)
	d.fill("form.stacked [name=topic]", "lighthouse")
	d.fill("[name=to]", "desk@news.example")
	d.fill("[name=name]", "harbour")
	d.click("form.stacked", "Make the alert")
	d.shows("The alert is made", "desk@news.example")

	watcher.start()
	d.start()
	d.click("header", "Add an article")
	d.fill("[name=text]", "Lighthouse to be painted\n\nThe lighthouse of Hallowby will be painted in June, harbour "+
		"master Lena Voss said on Friday.\n\n\"The lighthouse has waited for long enough,\" Voss told reporters.")
	d.fill("[name=outlet]", "Radio Tarn")
	d.fill("[name=published]", day)
	d.click("form.stacked", "Read and keep")
	d.shows("It is in the ledger now", "Lena Voss")
	d.within(mostClicks, "add an article")
	took := watcher.until("the front page tells of what is new",
		`!document.querySelector("[data-live]").hidden`, freshWithin)
	t.Logf("the open front page told of it after %v", took)
	if title := watcher.eval("document.title"); !strings.HasPrefix(title, "(") {
		t.Errorf("its title is %q", title)
	}
	watcher.eval(`document.querySelector("[data-fresh]").click()`)
	watcher.until("the new card is there", `document.querySelector("main").innerText.includes("waited for long enough")`,
		5*time.Second)
	select {
	case text := <-got:
		if !strings.Contains(text, "The lighthouse has waited for long enough") || !strings.Contains(text, "Lena Voss") {
			t.Errorf("the alert says %s", text)
		}
	case <-time.After(10 * time.Second):
		t.Error("no alert came")
	}
	var letters []postbox.Letter
	for began := time.Now(); len(letters) == 0 && time.Since(began) < 10*time.Second; time.Sleep(50 * time.Millisecond) {
		letters = s.Post.Letters()
	}
	if len(letters) == 0 || !strings.Contains(letters[0].Subject, "harbour") ||
		!strings.Contains(letters[0].Plain, "has waited for long enough") {
		t.Fatalf("the mails are %+v", letters)
	}
	end, err := url.Parse(strings.Trim(letters[0].Head.Get("List-Unsubscribe"), "<>"))
	if err != nil {
		t.Fatal(err)
	}
	visit := func(q string) {
		t.Helper()
		if err := chromedp.Do(d.tab.ctx, chromedp.Navigate(s.URL+"/unsubscribe?"+q)); err != nil {
			t.Fatal(err)
		}
		d.click("main", "End this alert")
	}
	visit(url.Values{"id": {end.Query().Get("id")}, "key": {"guessed"}}.Encode())
	d.shows("There is no such alert")
	visit(end.RawQuery)
	d.shows("The alert is ended")
	d.start()
	d.click("header", "Alerts")
	d.shows("1 alert", "What is new: about “lighthouse”")

	d.start()
	d.click("header", "Feeds")
	d.fill("[name=urls]", "https://courier.example/feed")
	d.click("form.stacked", "Follow")
	d.shows("It is followed from now on", "https://courier.example/feed", "not looked at yet")
	d.within(mostClicks, "add a feed")

	d.start()
	d.click("[data-card].card-change", "Correct")
	speaker := d.eval(`document.querySelector("[name=speaker][type=checkbox]:checked").value`)
	d.eval(`document.querySelectorAll("[name=speaker][type=checkbox]").forEach(e => e.checked = false)`)
	d.fill("[name=said_on]", day)
	d.fill("[name=why]", "nobody is named")
	d.fill("[name=who]", "Ana Editor")
	d.click("form.stacked", "Correct")
	d.shows("corrected by a person")
	d.within(mostClicks, "correct a speaker")
	d.start()
	d.click("header", "Corrections")
	d.shows("speaker: none, was " + speaker)
	d.click(".audit", "Undo")
	d.fill("[name=why]", "she is")
	d.click("form.stacked", "Take back")
	d.shows("taken back")
	d.within(mostClicks, "undo a correction")
}
