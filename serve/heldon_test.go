package serve_test

import (
	"readout/serve/servetest"

	"regexp"
	"strings"
	"testing"

	"readout"
	"readout/article"
	"readout/ledger/demo"
	"readout/record"
	"readout/source"
)

// readDemo is the demonstration as our own reader reads it.
func readDemo(t *testing.T) []*record.Record {
	t.Helper()
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dispatches, err := demo.Dispatches()
	if err != nil {
		t.Fatal(err)
	}
	var out []*record.Record
	for _, d := range dispatches {
		a, err := source.Text([]byte(d.Text), source.Hint{Outlet: d.Outlet, URL: d.URL, Published: d.Published})
		if err != nil {
			t.Fatal(err)
		}
		a.Updated, a.Notice = d.Updated, article.Notice(d.Notice)
		r, err := reader.Read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// summitName is the name of the summit in a row of a page, and what is before the rest of the row.
const summitName = `(?s)(Ostrella summit|Summit in Ostrella)</a></p>\s*<p class="by">`

// summit is the row of a page about the summit, and heldOn such a row that says when it was.
var (
	summit = regexp.MustCompile(summitName + `.*?</p>`)
	heldOn = regexp.MustCompile(summitName + `<span class="status firm">` +
		`<span class="glyph" aria-hidden="true">.</span> held</span> <span class="sep">·</span> ` +
		`<time datetime="2024-03-28">28 March 2024</time>`)
)

// TestHeldOn: once the summit of the demonstration is over, its front page, its events and its
// calendar say that it was held on 28 March in Ostrella, with the records of a careful reader
// and with our own.
func TestHeldOn(t *testing.T) {
	golds, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string][]*record.Record{"by hand": golds, "read": readDemo(t)} {
		t.Run(name, func(t *testing.T) {
			s := servetest.Desk(t, list, servetest.Noon)
			for _, path := range []string{"/", "/events"} {
				_, body := s.Get(t, path)
				if !heldOn.MatchString(body) {
					t.Errorf("%s does not say that the summit was held on 28 March: %s", path, summit.FindString(body))
				}
			}
			_, ics := s.Get(t, "/feeds/events.ics")
			ics = strings.ReplaceAll(ics, "\r\n ", "")
			entry := ""
			for e := range strings.SplitSeq(ics, "BEGIN:VEVENT") {
				if strings.Contains(e, `date: held\, 2024-03-28`) {
					entry = e
				}
			}
			if !strings.Contains(entry, "DTSTART;VALUE=DATE:20240328") || !strings.Contains(entry, `place: held\, Ostrella`) {
				t.Errorf("the calendar says: %q", entry)
			}
		})
	}
}
