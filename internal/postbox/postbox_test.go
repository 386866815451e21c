package postbox

import (
	"net/smtp"
	"strings"
	"testing"
)

const letter = "Subject: =?utf-8?q?Sluice_=E2=80=93_shut?=\r\nTo: ann@ostby.example\r\n" +
	"Content-Type: multipart/alternative; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
	"The gauge =E2=80=93\r\n.\r\n..read.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>The gauge</p>\r\n--b--\r\n"

// TestBox: mail arrives as a receiver reads it, including dots at the beginning of lines.
func TestBox(t *testing.T) {
	b := New(t)
	to := []string{"ann@ostby.example"}
	if err := smtp.SendMail(b.Addr, nil, "desk@ostby.example", to, []byte(letter)); err != nil {
		t.Fatal(err)
	}
	got := b.Letters()
	if len(got) != 1 || got[0].Subject != "Sluice – shut" || got[0].Plain != "The gauge –\n.\n..read." ||
		!strings.Contains(got[0].Page, "<p>The gauge</p>") || got[0].Head.Get("To") != to[0] {
		t.Errorf("%+v", got)
	}
}

// TestRefuse: a receiver is refused as often as requested, and then accepted.
func TestRefuse(t *testing.T) {
	b := New(t)
	b.Refuse = []string{"550 no such box", "451 later"}
	for _, want := range []string{"550", "451", ""} {
		err := smtp.SendMail(b.Addr, nil, "desk@ostby.example", []string{"ann@ostby.example"}, []byte(letter))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if n := len(b.Letters()); n != 1 {
		t.Errorf("%d letters were taken, want 1", n)
	}
}
