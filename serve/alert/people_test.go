package alert

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"readout/ledger/stream"
)

// postbox is a mail server that keeps what it is given. Its answers to a receiver's
// address are those of refuse, one after the other; then 250.
type postbox struct {
	t      *testing.T
	addr   string
	mu     sync.Mutex
	refuse []string
	mails  []string
}

func newPostbox(t *testing.T) *postbox {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	b := &postbox{t: t, addr: l.Addr().String()}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go b.talk(c)
		}
	}()
	return b
}

// talk is as much of RFC 5321 as a sender needs.
func (b *postbox) talk(c net.Conn) {
	defer c.Close()
	in := bufio.NewReader(c)
	say := func(s string) { io.WriteString(c, s+"\r\n") }
	say("220 postbox.example")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(strings.Fields(line + " x")[0]); verb {
		case "RCPT":
			answer := "250 yes"
			b.mu.Lock()
			if len(b.refuse) > 0 {
				answer, b.refuse = b.refuse[0], b.refuse[1:]
			}
			b.mu.Unlock()
			say(answer)
		case "DATA":
			say("354 go on")
			var text strings.Builder
			for {
				l, err := in.ReadString('\n')
				if err != nil {
					return
				}
				if l == ".\r\n" {
					break
				}
				text.WriteString(strings.TrimPrefix(l, "."))
			}
			b.mu.Lock()
			b.mails = append(b.mails, text.String())
			b.mu.Unlock()
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// letter is a mail as a program reads it.
type letter struct {
	head        mail.Header
	subject     string
	plain, page string
}

func (b *postbox) letters() []letter {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []letter
	for _, raw := range b.mails {
		m, err := mail.ReadMessage(strings.NewReader(raw))
		if err != nil {
			b.t.Fatalf("%v in\n%s", err, raw)
		}
		x := letter{head: m.Header}
		if x.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
			b.t.Fatal(err)
		}
		kind, with, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
		if err != nil || kind != "multipart/alternative" {
			b.t.Fatalf("the mail is %s, %v", kind, err)
		}
		for parts := multipart.NewReader(m.Body, with["boundary"]); ; {
			part, err := parts.NextRawPart()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				b.t.Fatal(err)
			}
			text, err := io.ReadAll(quotedprintable.NewReader(part))
			if err != nil {
				b.t.Fatal(err)
			}
			if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
				x.page = string(text)
			} else {
				x.plain = strings.ReplaceAll(string(text), "\r\n", "\n")
			}
		}
		out = append(out, x)
	}
	return out
}

// withMail is a place that can send mail.
func withMail(t *testing.T) (*place, *postbox) {
	p, box := newPlace(t), newPostbox(t)
	m, err := NewMailer("smtp+plain://"+box.addr, "readout@news.example")
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
	s, _ := p.subscribe(Subscription{Name: "summit", URL: "mailto:desk@news.example", Kind: Cards, Card: []string{"change"}})
	p.add(11, 11)
	p.turn()
	cards, err := stream.Of(t.Context(), p.l, stream.Options{From: "2024-03-01"})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(cards, func(c stream.Card) bool {
		return c.Kind == stream.PlanChange && c.Article.ID == cards[0].Article.ID
	})
	got := box.letters()
	if len(got) != 1 || at < 0 {
		t.Fatalf("%d mails, card %d", len(got), at)
	}
	m, c := got[0], &cards[at]
	if m.subject != "summit: "+c.Tells() || m.head.Get("To") != "<desk@news.example>" || m.head.Get("From") != `"Readout" <readout@news.example>` {
		t.Errorf("the mail is %q, %v", m.subject, m.head)
	}
	for _, want := range []string{c.Tells(), line1(c.Passages()[0].Text()), line1(c.Passages()[0].By), "https://news.example" + c.Path()} {
		if !strings.Contains(m.plain, want) {
			t.Errorf("the text does not say %q:\n%s", want, m.plain)
		}
	}
	for _, want := range []string{"<strong>", "https://news.example" + c.Path(), "Get no more of it"} {
		if !strings.Contains(m.page, want) {
			t.Errorf("the page does not say %q:\n%s", want, m.page)
		}
	}
	end := strings.Trim(m.head.Get("List-Unsubscribe"), "<>")
	if !strings.HasPrefix(end, "https://news.example/unsubscribe?") || m.head.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" || !strings.Contains(m.plain, end) {
		t.Errorf("the way to get no more is %q\n%s", end, m.plain)
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
	s, _ := p.subscribe(Subscription{Name: "daily", URL: "mailto:desk@news.example", Kind: Statements, Often: Daily, At: "06:30", Zone: "Asia/Tokyo"})
	p.subscribe(Subscription{Name: "at once", Kind: Statements}) // what the digest is held against
	p.add(2, 6)                                                  // 08:00 UTC is 17:00 in Tokyo
	p.turn()
	p.now = time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)
	p.add(7, 9)
	p.turn()
	if n := len(box.letters()); n != 0 || len(p.d.Deliveries(false)) < 2 {
		t.Fatalf("%d mails before the hour, %d wait", n, len(p.d.Deliveries(false)))
	}
	if _, err := p.d.Test(s.ID); err != nil {
		t.Fatal(err)
	}
	p.turn()
	if got := box.letters(); len(got) != 1 || got[0].subject != "daily: a test" || !strings.Contains(got[0].plain, "This is a test") {
		t.Fatalf("a test: %+v", got)
	}
	p.now = time.Date(2024, 3, 1, 21, 29, 0, 0, time.UTC)
	p.turn()
	if len(box.letters()) != 1 {
		t.Fatal("it comes before its hour")
	}
	box.refuse = []string{"451 try again"} // the first try fails: all of it waits, and comes together
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
	got := box.letters()
	if len(got) != 2 || len(p.d.Deliveries(false)) != 0 {
		t.Fatalf("%d mails, %d wait", len(got), len(p.d.Deliveries(false)))
	}
	n := strings.Count(got[1].plain, "/statement/")
	more := 0
	if _, rest, ok := strings.Cut(got[1].plain, "And "); ok {
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
		t.Errorf("it tells of %d and counts %d more, of %d:\n%s", n, more, want, got[1].plain)
	}
	p.now = p.now.Add(48 * time.Hour)
	p.turn()
	if len(box.letters()) != 2 {
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
	for _, want := range []string{"*Summit: Venue: ", "<https://news.example/event/", "|See it>", "\n> ", "Alert: “venue”"} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("the message does not say %q:\n%s", want, m.Text)
		}
	}
	for _, hostile := range []string{"<!channel>", "@everyone", "@here", "*bold*", "a & b", "<https://evil.example|click>", "two\nlines"} {
		if shown := inChat(hostile); strings.Contains(shown, hostile) || strings.ContainsAny(shown, "<>\n") || strings.Contains(shown, "@here") {
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
	box.refuse = []string{"550 no such mailbox"}
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
	for name, want := range map[string]float64{"readout_alerts": 2, "readout_alerts_dead": 1, "readout_alerts_paused": 1, "readout_alerts_failing": 0,
		"readout_alerts_failed_total mail": 1, "readout_alerts_failed_total slack": 0, "readout_alerts_sent_total json": float64(len(p.hook.got))} {
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
		{URL: "mailto:", Kind: Cards}, {URL: "mailto:nobody", Kind: Cards}, {URL: "mailto:a@x.example,b@x.example", Kind: Cards},
		{URL: "mailto:a@x.example\r\nBcc: b@x.example", Kind: Cards}, {URL: "mailto:A <a@x.example>", Kind: Cards}, {URL: "mailto:a@x.example", Form: Chat, Kind: Cards},
		{URL: "https://x.example", Form: "html", Kind: Cards}, {URL: "https://x.example", Kind: Cards, Often: Daily}, {URL: "https://x.example", Form: Chat, Kind: Cards, Often: "hourly"},
		{URL: "https://x.example", Form: Chat, Kind: Cards, Often: Daily, At: "25:00"}, {URL: "https://x.example", Form: Chat, Kind: Cards, Often: Daily, Zone: "Nowhere/Atall"},
		{URL: "https://x.example", Kind: Cards, Card: []string{"all"}}, {URL: "https://x.example", Kind: Cards, Query: "x"}, {URL: "https://x.example", Kind: Statements, Topic: "x"},
	} {
		if _, _, err := p.d.Subscribe(t.Context(), "tester", s); !errors.Is(err, ErrRefused) {
			t.Errorf("%+v: %v", s, err)
		}
	}
	p.d.o.Mail = nil
	if _, _, err := p.d.Subscribe(t.Context(), "tester", Subscription{URL: "mailto:a@x.example", Kind: Cards}); !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "--smtp") {
		t.Errorf("without a mail server: %v", err)
	}
	for _, server := range []string{"", "mail.example", "http://mail.example", "smtp+plain://user:secret@mail.example", "smtp://mail.example:port", "smtps://"} {
		if _, err := NewMailer(server, "readout@news.example"); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("the mail server %q: %v", server, err)
		}
	}
	if _, err := NewMailer("smtps://user:secret@mail.example", "nobody"); err == nil {
		t.Error("a sender without an address is taken")
	}
}
