package alert

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"readout/ledger/stream"
)

// message is an alert for people, in the words of the stream.
type message struct {
	Subject string
	About   string // the alert's name and what it is about
	Items   []shown
	More    int    // items of a digest beyond those shown
	Test    bool   // a test message
	Front   string // the front page, "" if the server has no public address
	End     string // where to unsubscribe, "" likewise
	Lead    string
}

// shown is one card.
type shown struct {
	Tells    string
	Page     string
	Passages []passage
}

type passage struct {
	stream.Passage
	Page string
}

// show makes the message for one or more alerts of a subscription.
func (d *Dispatcher) show(s *subscriber, list []Alert) message {
	m := message{About: "“" + s.Name + "”, " + s.Of(), Front: d.page("/")}
	if s.Name == "" {
		m.About = s.Of()
	}
	if d.o.Base != "" {
		m.End = d.page("/unsubscribe?" + url.Values{"id": {s.ID}, "key": {endKey(s)}}.Encode())
	}
	for i := range list {
		m.More += list[i].More
		m.Test = m.Test || list[i].Type == typeTest
		for k := range list[i].Cards {
			c := &list[i].Cards[k]
			item := shown{Tells: c.Tells(), Page: d.page(c.Path())}
			for _, p := range c.Passages() {
				x := passage{Passage: p}
				if p.Path != "" {
					x.Page = d.page(p.Path)
				}
				item.Passages = append(item.Passages, x)
			}
			m.Items = append(m.Items, item)
		}
	}
	m.Lead = stream.Capital(s.Of()) + "."
	m.Subject = subject(s, &m)
	return m
}

// subject returns the subject: the alert's name and its first item.
func subject(s *subscriber, m *message) string {
	name := s.Name
	if name == "" {
		name = "Readout"
	}
	switch n := len(m.Items) + m.More; {
	case m.Test:
		return name + ": a test"
	case n == 1:
		return name + ": " + m.Items[0].Tells
	case n > 1 && len(m.Items) > 0:
		return fmt.Sprintf("%s: %s, and %d more", name, m.Items[0].Tells, n-1)
	}
	return name
}

const (
	testWords = "This is a test. Alerts that you asked for come this way."
	caution   = "These are words of reports, as Readout read them. It can misread: each link shows the sentence in its " +
		"report."
)

// text returns the message as plain text.
func (m *message) text() string {
	var b strings.Builder
	if m.Test {
		b.WriteString(testWords + "\n\n")
	} else {
		b.WriteString(m.Lead + "\n\n")
	}
	for _, item := range m.Items {
		b.WriteString(line1(item.Tells) + "\n")
		for _, p := range item.Passages {
			for _, l := range [...]string{p.Head, p.Text(), p.By} {
				if l != "" {
					b.WriteString("  " + line1(l) + "\n")
				}
			}
		}
		if item.Page != "" {
			b.WriteString("  " + item.Page + "\n")
		}
		b.WriteString("\n")
	}
	if m.More > 0 {
		fmt.Fprintf(&b, "And %d more. %s\n\n", m.More, m.Front)
	}
	if len(m.Items) > 0 {
		b.WriteString(caution + "\n\n")
	}
	b.WriteString("-- \nYou get this because somebody made an alert: " + m.About + ".\n" + m.howToEnd() + "\n")
	return b.String()
}

// howToEnd says how a receiver can unsubscribe.
func (m *message) howToEnd() string {
	if m.End != "" {
		return "To get no more of it: " + m.End
	}
	return "Whoever runs this server can end it, on the page of alerts."
}

// line1 puts a text on one line.
func line1(s string) string { return strings.Join(strings.Fields(s), " ") }

// mailPage is the template of HTML mail. It loads nothing, and words of reports are only text
// in it.
const mailPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">{{/**/ -}}
<title>{{.Subject}}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 Georgia,serif"><div style="max-width:600px;margin:0 auto">
<p>{{if .Test}}{{.TestWords}}{{else}}{{.Lead}}{{end}}</p>
{{range .Items}}<h2 style="font-size:18px;line-height:1.3;margin:28px 0 6px">{{if .Page -}}
<a href="{{.Page}}">{{.Tells}}</a>{{else}}{{.Tells}}{{end}}</h2>
{{range .Passages}}{{if .Head}}<p style="margin:8px 0 2px;font:bold 14px/1.5 sans-serif">{{.Head}}</p>{{end}}
{{if .Text}}<blockquote style="margin:4px 0;padding-left:12px;border-left:3px solid #888">{{if .Page -}}
<a href="{{.Page}}" style="color:inherit;text-decoration:none">{{.Before}}<strong>{{.Part}}</strong>{{.After}}</a>
{{- else}}{{.Before}}<strong>{{.Part}}</strong>{{.After}}{{end}}</blockquote>{{end}}
{{if .By}}<p style="margin:2px 0 8px;font:14px/1.5 sans-serif">{{.By}}</p>{{end}}{{end}}{{end}}
{{if .More}}<p>And {{.More}} more{{if .Front}}, <a href="{{.Front}}">on the front page</a>{{end}}.</p>{{end}}
<hr style="margin:32px 0 12px"><div style="font:13px/1.5 sans-serif">{{if .Items}}<p>{{.Caution}}</p>{{end}}
<p>You get this because somebody made an alert: {{.About}}. {{if .End -}}
<a href="{{.End}}">Get no more of it</a>.{{else}}{{.HowToEnd}}{{end}}</p></div>
</div></body></html>
`

// html returns the message as an HTML page.
func (m *message) html() (string, error) {
	t, err := template.New("mail").Parse(mailPage)
	if err != nil {
		return "", fmt.Errorf("alert: the template of mail: %w", err)
	}
	var b strings.Builder
	err = t.Execute(&b, struct {
		*message
		TestWords, Caution, HowToEnd string
	}{m, testWords, caution, m.howToEnd()})
	return b.String(), err
}

// chat returns the message in the format of Slack's incoming webhooks, which others also
// accept: text only, since not all of them support blocks.
func (m *message) chat() ([]byte, error) {
	var b strings.Builder
	if m.Test {
		b.WriteString(testWords + "\n")
	}
	for _, item := range m.Items {
		b.WriteString("*" + inChat(item.Tells) + "*")
		if item.Page != "" {
			b.WriteString(" <" + item.Page + "|See it>")
		}
		b.WriteString("\n")
		for _, p := range item.Passages {
			if p.Head != "" {
				b.WriteString(inChat(p.Head) + "\n")
			}
			if p.Text() != "" {
				b.WriteString("> " + inChat(p.Text()) + "\n")
			}
			if p.By != "" {
				b.WriteString(inChat(p.By) + "\n")
			}
		}
		b.WriteString("\n")
	}
	if m.More > 0 {
		fmt.Fprintf(&b, "And %d more. %s\n", m.More, m.Front)
	}
	b.WriteString("_" + inChat("Alert: "+m.About) + "_")
	return json.Marshal(map[string]any{"text": b.String(), "unfurl_links": false, "unfurl_media": false})
}

// inChat escapes text so that a chat shows it literally: no words of a report can mention a
// channel, link somewhere or change formatting.
func inChat(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "@", "@\u200b", "*", "∗", "_", "_\u200b", "`", "'",
		"~", "∼").Replace(line1(s))
}

// endKey returns the key by which the receiver of a mail proves that they may unsubscribe.
func endKey(s *subscriber) string {
	mac := hmac.New(sha256.New, []byte(s.Secret))
	mac.Write([]byte("end " + s.ID))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}
