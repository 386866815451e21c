package alert

import (
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"readout/internal/postbox"
	"readout/ledger/stream"
)

// withMail is a place that can send mail.
func withMail(t *testing.T) (*place, *postbox.Box) {
	p, box := newPlace(t), postbox.New(t)
	m, err := NewMailer("smtp+plain://"+box.Addr, "readout@news.example")
	if err != nil {
		t.Fatal(err)
	}
	p.d.Close()
	p.o.Mail = m
	p.open()
	return p, box
}

// TestMail: what is new comes as a mail in the words of the stream, in plain text and in
// HTML, with a way to get no more.
func TestMail(t *testing.T) {
	p, box := withMail(t)
	p.add(1, 10)
	p.turn()
	s, _ := p.subscribe(Subscription{Name: "summit", URL: "mailto:desk@news.example", Kind: Cards,
		Card: []string{"change"}})
	p.add(11, 11)
	p.turn()
	cards, err := stream.Of(t.Context(), p.l, stream.Options{From: "2024-03-01"})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(cards, func(c stream.Card) bool {
		return c.Kind == stream.PlanChange && c.Article.ID == cards[0].Article.ID
	})
	got := box.Letters()
	if len(got) != 1 || at < 0 {
		t.Fatalf("%d mails, card %d", len(got), at)
	}
	m, c := got[0], &cards[at]
	if m.Subject != "summit: "+c.Tells() || m.Head.Get("To") != "<desk@news.example>" ||
		m.Head.Get("From") != `"Readout" <readout@news.example>` {
		t.Errorf("the mail is %q, %v", m.Subject, m.Head)
	}
	for _, want := range []string{c.Tells(), line1(c.Passages()[0].Text()), line1(c.Passages()[0].By),
		"https://news.example" + c.Path()} {
		if !strings.Contains(m.Plain, want) {
			t.Errorf("the text does not say %q:\n%s", want, m.Plain)
		}
	}
	for _, want := range []string{"<strong>", "https://news.example" + c.Path(), "Get no more of it"} {
		if !strings.Contains(m.Page, want) {
			t.Errorf("the page does not say %q:\n%s", want, m.Page)
		}
	}
	end := strings.Trim(m.Head.Get("List-Unsubscribe"), "<>")
	if !strings.HasPrefix(end, "https://news.example/unsubscribe?") ||
		m.Head.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" || !strings.Contains(m.Plain, end) {
		t.Errorf("the way to get no more is %q\n%s", end, m.Plain)
	}
	if err := p.d.End(s.ID, "guessed"); !errors.Is(err, ErrUnknown) {
		t.Errorf("ended with a guessed key: %v", err)
	}
	u, err := url.Parse(end)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.d.End(u.Query().Get("id"), u.Query().Get("key")); err != nil || len(p.d.Subscriptions()) != 0 {
		t.Errorf("ended with the key of the mail: %v", err)
	}
}

// TestDigest: a day's news come in one mail in the morning of the reader's zone, not
// before, and a test at once.
func TestDigest(t *testing.T) {
	p, box := withMail(t)
	p.add(1, 1)
	p.turn()
	s, _ := p.subscribe(Subscription{Name: "daily", URL: "mailto:desk@news.example", Kind: Statements, Often: Daily,
		At: "06:30", Zone: "Asia/Tokyo"})
	p.subscribe(Subscription{Name: "at once", Kind: Statements}) // what the digest is held against
	p.add(2, 6)                                                  // 08:00 UTC is 17:00 in Tokyo
	p.turn()
	p.now = time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)
	p.add(7, 9)
	p.turn()
	if n := len(box.Letters()); n != 0 || len(p.d.Deliveries(false)) < 2 {
		t.Fatalf("%d mails before the hour, %d wait", n, len(p.d.Deliveries(false)))
	}
	if _, err := p.d.Test(s.ID); err != nil {
		t.Fatal(err)
	}
	p.turn()
	if got := box.Letters(); len(got) != 1 || got[0].Subject != "daily: a test" ||
		!strings.Contains(got[0].Plain, "This is a test") {
		t.Fatalf("a test: %+v", got)
	}
	p.now = time.Date(2024, 3, 1, 21, 29, 0, 0, time.UTC)
	p.turn()
	if len(box.Letters()) != 1 {
		t.Fatal("it comes before its hour")
	}
	box.Refuse = []string{"451 try again"} // the first try fails: all of it waits, and comes together
	p.now = time.Date(2024, 3, 1, 21, 30, 0, 0, time.UTC)
	p.turn()
	p.turn()
	for _, x := range p.d.Deliveries(false) {
		if x.Tries != 1 || !strings.Contains(x.Error, "451") {
			t.Errorf("there waits %+v", x)
		}
	}
	p.now = p.now.Add(2 * time.Minute)
	p.turn()
	got := box.Letters()
	if len(got) != 2 || len(p.d.Deliveries(false)) != 0 {
		t.Fatalf("%d mails, %d wait", len(got), len(p.d.Deliveries(false)))
	}
	n := strings.Count(got[1].Plain, "/statement/")
	more := 0
	if _, rest, ok := strings.Cut(got[1].Plain, "And "); ok {
		for _, r := range rest {
			if r < '0' || r > '9' {
				break
			}
			more = 10*more + int(r-'0')
		}
	}
	want := 0
	for _, a := range p.hook.alerts(t) {
		want += len(a.Statements)
	}
	if n+more != want || n > perDigest || n == 0 {
		t.Errorf("it tells of %d and counts %d more, of %d:\n%s", n, more, want, got[1].Plain)
	}
	p.now = p.now.Add(48 * time.Hour)
	p.turn()
	if len(box.Letters()) != 2 {
		t.Error("a day without news has a mail")
	}
}

// TestChat: a message for a chat is text that the chat shows as it is, whatever a report
// says; and it is sent again as it was.
func TestChat(t *testing.T) {
	p := newPlace(t)
	p.add(1, 10)
	p.turn()
	p.subscribe(Subscription{Name: "venue", Form: Chat, Kind: Status, Event: "summit", Slot: []string{"venue"}})
	p.hook.answers = []int{500}
	for n := 11; n <= 23; n++ {
		p.add(n, n)
		p.turn()
	}
	p.now = p.now.Add(2 * time.Hour)
	p.turn()
	if len(p.hook.bodies) < 2 || string(p.hook.bodies[0]) != string(p.hook.bodies[1]) {
		t.Fatalf("%d messages", len(p.hook.bodies))
	}
	var m struct {
		Text string `json:"text"`
	}
	if err := json.Unmarshal(p.hook.bodies[1], &m); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"*Summit: Venue: ", "<https://news.example/event/", "|See it>", "\n> ",
		"Alert: “venue”"} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("the message does not say %q:\n%s", want, m.Text)
		}
	}
	for _, hostile := range []string{"<!channel>", "@everyone", "@here", "*bold*", "a & b", "<https://evil.example|click>",
		"two\nlines"} {
		if shown := inChat(hostile); strings.Contains(shown, hostile) || strings.ContainsAny(shown, "<>\n") ||
			strings.Contains(shown, "@here") {
			t.Errorf("%q is sent as %q", hostile, shown)
		}
	}
}

// TestMailFailsAlone: a mail server that is away holds up nobody else, what it did not
// take is seen, and a mailbox that is refused for good is asked no more.
func TestMailFailsAlone(t *testing.T) {
	p, box := withMail(t)
	p.subscribe(Subscription{Name: "mail", URL: "mailto:gone@news.example", Kind: Statements, Since: "2024-01-01"})
	p.subscribe(Subscription{Name: "hook", Kind: Statements, Since: "2024-01-01"})
	box.Refuse = []string{"550 no such mailbox"}
	p.add(1, 3)
	p.turn()
	if len(p.hook.alerts(t)) == 0 {
		t.Error("the webhook was told nothing")
	}
	if s := p.d.Subscriptions()[0]; !strings.Contains(s.Paused, "gone@news.example") || len(p.d.Deliveries(true)) != 1 {
		t.Errorf("the mail's alert is paused with %q, %d given up", s.Paused, len(p.d.Deliveries(true)))
	}
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(p.d)
	list, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, f := range list {
		for _, m := range f.GetMetric() {
			name := f.GetName()
			for _, l := range m.GetLabel() {
				name += " " + l.GetValue()
			}
			got[name] = m.GetGauge().GetValue() + m.GetCounter().GetValue()
		}
	}
	for name, want := range map[string]float64{"readout_alerts": 2, "readout_alerts_dead": 1, "readout_alerts_paused": 1,
		"readout_alerts_failing":           0,
		"readout_alerts_failed_total mail": 1, "readout_alerts_failed_total slack": 0,
		"readout_alerts_sent_total json": float64(len(p.hook.got))} {
		if n, ok := got[name]; !ok || n != want {
			t.Errorf("%s is %v, want %v", name, n, want)
		}
	}

	p, _ = withMail(t)
	m, err := NewMailer("smtp+plain://127.0.0.1:1", "readout@news.example")
	if err != nil {
		t.Fatal(err)
	}
	p.d.o.Mail = m
	s, _ := p.subscribe(Subscription{URL: "mailto:desk@news.example", Kind: Statements})
	if _, err := p.d.Test(s.ID); err != nil {
		t.Fatal(err)
	}
	p.turn()
	if w := p.d.Deliveries(false); len(w) != 1 || w[0].Tries != 1 || w[0].Error != errMail.Error() {
		t.Errorf("with the mail server away there wait %+v", w)
	}
}

// TestRefusedForms: what no receiver could ever get is refused when it is asked for.
func TestRefusedForms(t *testing.T) {
	p, _ := withMail(t)
	for _, s := range []Subscription{
		{URL: "mailto:", Kind: Cards}, {URL: "mailto:nobody", Kind: Cards},
		{URL: "mailto:a@x.example,b@x.example", Kind: Cards},
		{URL: "mailto:a@x.example\r\nBcc: b@x.example", Kind: Cards}, {URL: "mailto:A <a@x.example>", Kind: Cards},
		{URL: "mailto:a@x.example", Form: Chat, Kind: Cards},
		{URL: "https://x.example", Form: "html", Kind: Cards}, {URL: "https://x.example", Kind: Cards, Often: Daily},
		{URL: "https://x.example", Form: Chat, Kind: Cards, Often: "hourly"},
		{URL: "https://x.example", Form: Chat, Kind: Cards, Often: Daily, At: "25:00"},
		{URL: "https://x.example", Form: Chat, Kind: Cards, Often: Daily, Zone: "Nowhere/Atall"},
		{URL: "https://x.example", Kind: Cards, Card: []string{"all"}}, {URL: "https://x.example", Kind: Cards, Query: "x"},
		{URL: "https://x.example", Kind: Statements, Topic: "x"},
	} {
		if _, _, err := p.d.Subscribe(t.Context(), "tester", s); !errors.Is(err, ErrRefused) {
			t.Errorf("%+v: %v", s, err)
		}
	}
	p.d.o.Mail = nil
	if _, _, err := p.d.Subscribe(t.Context(), "tester",
		Subscription{URL: "mailto:a@x.example", Kind: Cards}); !errors.Is(err, ErrRefused) ||
		!strings.Contains(err.Error(), "--smtp") {
		t.Errorf("without a mail server: %v", err)
	}
	for _, server := range []string{"", "mail.example", "http://mail.example", "smtp+plain://user:secret@mail.example",
		"smtp://mail.example:port", "smtps://"} {
		if _, err := NewMailer(server, "readout@news.example"); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("the mail server %q: %v", server, err)
		}
	}
	if _, err := NewMailer("smtps://user:secret@mail.example", "nobody"); err == nil {
		t.Error("a sender without an address is taken")
	}
}
