package serve_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"readout"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/record"
	"readout/serve"
	"readout/serve/servetest"
	"readout/source"
)

// FuzzChaos fills ledgers with reports made by chance out of the demonstration and of the scenarios, cut, doubled and
// mixed, with days, addresses and outlets that may be missing or odd, and holds what is served of them to what
// must be so of any ledger. An input is the seed. READOUT_CHAOS gives the seeds from and to, "0-200", that a test runs
// instead of a few.
func FuzzChaos(f *testing.F) {
	from, to := uint64(0), uint64(2)
	if s := os.Getenv("READOUT_CHAOS"); s != "" {
		if _, err := fmt.Sscanf(s, "%d-%d", &from, &to); err != nil {
			f.Fatal(err)
		}
	}
	for seed := from; seed < to; seed++ {
		f.Add(seed)
	}
	texts := chaosTexts(f)
	f.Fuzz(func(t *testing.T, seed uint64) { newChaos(t, texts, seed).run() })
}

// chaosTexts are the texts that reports are made of.
func chaosTexts(t testing.TB) []string {
	t.Helper()
	var texts []string
	list, err := demo.Dispatches()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		texts = append(texts, d.Text)
	}
	files, err := filepath.Glob("../testdata/scenarios/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, rest, ok := strings.Cut(string(raw), "-- text --\n"); ok {
			text, _, _ := strings.Cut(rest, "\n-- ")
			texts = append(texts, text)
		}
	}
	return texts
}

var chaosReader = sync.OnceValues(func() (*readout.Reader, error) { return readout.New(readout.Options{}) })

// chaos is one corpus made by chance.
type chaos struct {
	t       *testing.T
	rng     *rand.Rand
	texts   []string
	reader  *readout.Reader
	records []*record.Record
	read    map[string]*record.Record // what was read again
}

func newChaos(t *testing.T, texts []string, seed uint64) *chaos {
	t.Helper()
	r, err := chaosReader()
	if err != nil {
		t.Fatal(err)
	}
	c := &chaos{t: t, rng: rand.New(rand.NewPCG(seed, 7)), texts: texts, reader: r,
		read: map[string]*record.Record{}}
	c.write(6 + c.rng.IntN(10))
	return c
}

// chaosSource is an article before it is read.
type chaosSource struct {
	text string
	hint source.Hint
}

// write makes some articles and reads them. Of those without an address the number is the id.
func (c *chaos) write(n int) {
	var list []chaosSource
	for len(list) < n {
		s := chaosSource{hint: source.Hint{ID: fmt.Sprint("id", len(list)), Published: c.published(), Outlet: c.outlet(),
			URL: c.address(len(list))}}
		demos, scenarios := 23, len(c.texts)-23
		s.text = c.texts[c.rng.IntN(demos)]
		if c.rng.IntN(3) == 0 {
			s.text = c.texts[demos+c.rng.IntN(scenarios)]
		}
		if c.rng.IntN(4) > 0 {
			s.text = c.edited(s.text)
		}
		if len(list) > 0 {
			before := list[c.rng.IntN(len(list))]
			switch c.rng.IntN(5) {
			case 0: // a later version
				s.hint.URL, s.hint.ID, s.hint.Outlet = before.hint.URL, before.hint.ID, before.hint.Outlet
				s.text = c.edited(before.text)
			case 1: // a copy
				s.text = before.text
			}
		}
		list = append(list, s)
	}
	for _, s := range list {
		a, err := source.Text([]byte(s.text), s.hint)
		if err != nil {
			continue // nothing is left of it
		}
		r, err := c.reader.Read(c.t.Context(), a)
		if err != nil {
			c.t.Fatalf("%q: %v", s.text, err)
		}
		if err := r.Check(); err != nil {
			c.t.Fatalf("%q: %v", s.text, err)
		}
		if !slices.ContainsFunc(c.records, func(o *record.Record) bool { return sameMoment(o, r) }) {
			c.records = append(c.records, r)
		}
	}
}

// sameMoment: of two versions of one article from one moment the one that arrived last stands, so that their order
// matters.
func sameMoment(x, y *record.Record) bool {
	a, b := &x.Article, &y.Article
	return a.ID == b.ID && a.URL == b.URL &&
		a.Published[:min(len(a.Published), 10)] == b.Published[:min(len(b.Published), 10)]
}

func (c *chaos) pick(list ...string) string { return list[c.rng.IntN(len(list))] }

func (c *chaos) published() string {
	day := fmt.Sprintf("2024-03-%02d", 1+c.rng.IntN(29))
	switch c.rng.IntN(8) {
	case 0:
		return ""
	case 1:
		return day
	case 2:
		return c.pick("1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1999-12-31T23:59:59Z",
			"2024-02-29T00:00:00+14:00", "2031-03-05", "9999-12-31")
	case 3:
		return day + "T23:30:00-05:00"
	}
	return fmt.Sprintf("%sT%02d:%02d:00Z", day, c.rng.IntN(24), c.rng.IntN(60))
}

func (c *chaos) outlet() string {
	return c.pick("KTA", "KTA", "Meridian", "Meridian", "NP", "", "Odd & Sons <i>/50%?#", "Ünlü Gazete")
}

func (c *chaos) address(n int) string {
	switch c.rng.IntN(6) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("https://kta.example/a?id=%d&x=%%3Cb%%3E\"'#part", n)
	}
	return fmt.Sprintf("https://news.example/2024/%d", n)
}

// edited is a text with a few pieces of it dropped, doubled, or replaced by odd ones and by pieces of the others.
func (c *chaos) edited(text string) string {
	const longest, piece = 1500, 300
	text = text[:min(len(text), longest)]
	for range 1 + c.rng.IntN(5) {
		i := c.rng.IntN(len(text) + 1)
		j := i + c.rng.IntN(min(40, len(text)-i)+1)
		put := ""
		switch c.rng.IntN(4) {
		case 0: // what is between is dropped
		case 1:
			put = text[i:j] + text[i:j]
		case 2:
			put = c.pick("\n", "\n\n", "\t", " ", "\u200b", "\xff", "“", "”", "\"", "'s", "(", ")", ",", ".", "?", ":", "—",
				"Q:", "he", "<b>", "&amp;", "\u202e", "=1+1", "%d")
			j = i + c.rng.IntN(2)*(j-i)
		case 3:
			other := c.texts[c.rng.IntN(len(c.texts))]
			k := c.rng.IntN(len(other) + 1)
			put = other[k:min(len(other), k+piece)]
		}
		text = text[:i] + put + text[j:]
	}
	return text
}

// filled is a ledger of the records, added in some order.
func (c *chaos) filled(order []int) *ledger.Ledger {
	l := servetest.Ledger(c.t)
	for len(order) > 0 {
		n := 1 + c.rng.IntN(len(order))
		var items []ledger.Item
		for _, i := range order[:n] {
			items = append(items, ledger.Item{Record: c.records[i]})
		}
		order = order[n:]
		out, err := l.Add(c.t.Context(), items)
		if err != nil {
			c.t.Fatal(err)
		}
		for i, o := range out {
			if o.Err != nil {
				c.t.Fatalf("%q: %v", items[i].Record.Article.Text, o.Err)
			}
		}
	}
	return l
}

func (c *chaos) serve(l *ledger.Ledger) *servetest.Site {
	return servetest.New(c.t, l, serve.Options{Read: c.reader.Read})
}
