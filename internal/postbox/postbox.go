// Package postbox is a mail server for tests that stores the mail it receives.
//
// It accepts SMTP connections and returns the mail as a mail reader sees it. It rejects
// receivers on request and does not support encryption.
//
// The one idea: tests examine what was sent as a receiver would, after transmission.
package postbox

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
)

// Box is a mail server that stores the mail it receives. It answers RCPT commands with the
// elements of Refuse, one after the other, and then with 250.
type Box struct {
	t      testing.TB
	Addr   string
	mu     sync.Mutex
	Refuse []string
	mails  []string
}

// New starts a mail server that is stopped at the end of the test.
func New(t testing.TB) *Box {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	b := &Box{t: t, Addr: l.Addr().String()}
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

// talk implements as much of RFC 5321 as a sender needs.
func (b *Box) talk(c net.Conn) {
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
			if len(b.Refuse) > 0 {
				answer, b.Refuse = b.Refuse[0], b.Refuse[1:]
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

// Letter is a parsed mail.
type Letter struct {
	Head        mail.Header
	Subject     string
	Plain, Page string
}

// Letters returns the mails received, oldest first.
func (b *Box) Letters() []Letter {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []Letter
	for _, raw := range b.mails {
		m, err := mail.ReadMessage(strings.NewReader(raw))
		if err != nil {
			b.t.Fatalf("%v in\n%s", err, raw)
		}
		x := Letter{Head: m.Header}
		if x.Subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
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
				x.Page = string(text)
			} else {
				x.Plain = strings.ReplaceAll(string(text), "\r\n", "\n")
			}
		}
		out = append(out, x)
	}
	return out
}
