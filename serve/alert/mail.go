package alert

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// Mailer is the mail server for alerts, and the sender's address.
type Mailer struct {
	from   *netmail.Address
	client *mail.Client
}

// NewMailer parses the address of a mail server: "smtps://user:password@mail.example:465" for
// TLS from the start, "smtp://mail.example:587" for mandatory STARTTLS,
// "smtp+plain://127.0.0.1:25" without encryption, for a server on the same machine.
//
// Errors: the address or the sender is invalid; a password would be sent in the clear.
func NewMailer(server, from string) (*Mailer, error) {
	sender, err := netmail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("alert: the sender of mail: %w", err)
	}
	if sender.Name == "" {
		sender.Name = "Readout"
	}
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" {
		// Not quoted: the address may contain a password.
		return nil, errors.New("alert: the mail server needs an address like smtps://user:password@mail.example")
	}
	ports := map[string]int{"smtps": 465, "smtp": 587, "smtp+plain": 25}
	port, ok := ports[u.Scheme]
	if !ok {
		return nil, fmt.Errorf("alert: the mail server's address starts with %q instead of smtps, smtp or smtp+plain",
			u.Scheme)
	}
	if u.Port() != "" {
		if port, err = strconv.Atoi(u.Port()); err != nil {
			return nil, fmt.Errorf("alert: the mail server's port: %w", err)
		}
	}
	options := []mail.Option{mail.WithPort(port), mail.WithTimeout(postTime), mail.WithTLSPolicy(mail.TLSMandatory)}
	switch u.Scheme {
	case "smtps":
		options = append(options, mail.WithSSL())
	case "smtp+plain":
		if u.User != nil {
			return nil, errors.New("alert: the password of the mail server would be sent in the clear: use smtp or smtps")
		}
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if u.User != nil {
		password, _ := u.User.Password()
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(u.User.Username()),
			mail.WithPassword(password))
	}
	client, err := mail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, fmt.Errorf("alert: the mail server: %w", err)
	}
	return &Mailer{sender, client}, nil
}

// send makes one attempt to send a message. id is the same for every attempt.
func (m *Mailer) send(ctx context.Context, to, id string, msg *message, at time.Time) result {
	x, err := m.build(to, id, msg, at)
	if err != nil {
		return result{err: err}
	}
	err = m.client.DialAndSendWithContext(ctx, x)
	var said *mail.SendError
	switch {
	case err == nil:
		return result{taken: true}
	case errors.As(err, &said) && said.Reason == mail.ErrSMTPRcptTo && !said.IsTemp():
		return result{gone: true, err: fmt.Errorf("the mail server permanently refuses %s", to)}
	case errors.As(err, &said) && said.ErrorCode() > 0:
		return result{err: fmt.Errorf("the mail server did not take it: code %d", said.ErrorCode())}
	case errors.Is(err, context.DeadlineExceeded):
		return result{err: errors.New("the mail server did not answer in time")}
	}
	// The library's errors quote the server, and may reveal internal networks.
	return result{err: fmt.Errorf("%w: %w", errMail, err)}
}

// errMail is what a subscriber sees if there is nothing better to say.
var errMail = errors.New("the mail server was not reached, or refuses this server")

// build makes a mail with the same content as plain text and HTML.
func (m *Mailer) build(to, id string, msg *message, at time.Time) (*mail.Msg, error) {
	page, err := msg.html()
	if err != nil {
		return nil, err
	}
	x := mail.NewMsg()
	if err := x.FromFormat(m.from.Name, m.from.Address); err != nil {
		return nil, fmt.Errorf("alert: the sender of mail: %w", err)
	}
	if err := x.To(to); err != nil {
		return nil, fmt.Errorf("alert: the receiver of mail: %w", err)
	}
	x.Subject(line1(msg.Subject))
	_, domain, _ := strings.Cut(m.from.Address, "@")
	x.SetMessageIDWithValue(id + "@" + domain)
	x.SetDateWithValue(at)
	x.SetUserAgent("Readout")
	x.SetGenHeader("Auto-Submitted", "auto-generated")
	if msg.End != "" { // RFC 2369, RFC 8058
		x.SetGenHeaderPreformatted("List-Unsubscribe", "<"+msg.End+">")
		x.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	x.SetBodyString(mail.TypeTextPlain, msg.text())
	x.AddAlternativeString(mail.TypeTextHTML, page)
	return x, nil
}
