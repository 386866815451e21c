package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"os/user"
	"runtime"
	"runtime/debug"
	"strings"
	_ "time/tzdata" // users choose their time zone, even if the machine has no database

	"readout"
	"readout/article"
	"readout/cmd/readout/internal/cli"
	"readout/docs"
	"readout/ledger"
	"readout/record"
	"readout/serve"
	"readout/serve/alert"
	"readout/serve/auth"
	"readout/serve/page"
	"readout/source"
	"readout/source/fetch"
)

// gcPercent is how much of the heap a server lets become garbage before it collects it, in per
// cent of what is in use, where GOGC does not say: overviews leave much behind, and memory
// is worth more than the processor that it takes.
const gcPercent = 50

// DefaultListen is the default of --listen.
const DefaultListen = "127.0.0.1:8087"

// serveFlags are the flags of commands that serve a ledger.
type serveFlags struct {
	Listen  string   `default:"127.0.0.1:8087" placeholder:"ADDRESS" help:"Address to listen on (${default}). Other than on this machine it requires tokens."`
	Host    []string `placeholder:"NAME" help:"A host name of the server besides this machine's own. Requires tokens."`
	Base    string   `placeholder:"URL" help:"The public URL, for feeds and calendars: https://news.example."`
	Trust   []string `name:"trust-proxy" placeholder:"NETWORK" help:"A proxy whose X-Forwarded-For is trusted, by address or network: 127.0.0.1, 10.0.0.0/8. Requires tokens."`
	Tokens  string   `placeholder:"FILE" help:"The file of tokens (the ledger's name with .tokens)."`
	Rate    float64  `default:"100" placeholder:"N" help:"Requests per second allowed per client address (${default})."`
	Open    bool     `help:"Open the first page in a browser."`
	Fetch   bool     `help:"Fetch pages that are submitted by address and, with --work, followed feeds, as far as robots.txt and the hosts allow."`
	AlertTo []string `name:"alert-to" placeholder:"NETWORK" help:"A private network that alerts may be sent to: 127.0.0.0/8. Others are refused."`
	SMTP    string   `name:"smtp" env:"READOUT_SMTP" placeholder:"URL" help:"The mail server for alerts by e-mail: smtps://user:password@mail.example:465, smtp://mail.example:587 (with STARTTLS), or smtp+plain://127.0.0.1:25. The environment variable keeps the password out of process lists."`
	Sender  string   `name:"mail-from" env:"READOUT_MAIL_FROM" placeholder:"ADDRESS" help:"The sender of alerts by e-mail: readout@news.example."`
	LogAll  bool     `name:"log" help:"Log every request, in JSON, on standard error."`

	cli.ReaderFlags `embed:""`

	queue page.Jobs // of the ledger; nil shows none
}

// serve serves on a listener, which it closes, until the context ends. first is the path of the
// first page to open.
func (f *serveFlags) serve(ctx context.Context, t cli.Terminal, listener net.Listener, l *ledger.Ledger,
	reader func() (*readout.Reader, error), db, first string) error {
	defer listener.Close()
	o := serve.Options{Ledger: l, Hosts: f.Host, Base: strings.TrimSuffix(f.Base, "/"), Rate: f.Rate,
		Version: readout.Version, User: userName(), Jobs: f.queue}
	level := slog.LevelWarn
	if f.LogAll {
		level = slog.LevelInfo
	}
	o.Log = slog.New(slog.NewJSONHandler(t.Err, &slog.HandlerOptions{Level: level}))
	for _, c := range docs.Cards() {
		o.Cards = append(o.Cards, page.Card{Name: c.Name, Text: c.Text})
	}
	o.Read = func(ctx context.Context, a *article.Article) (*record.Record, error) {
		r, err := reader()
		if err != nil {
			return nil, err
		}
		return r.Read(ctx, a)
	}
	if f.Fetch {
		client := fetch.New(fetch.Options{})
		defer client.Close()
		o.Fetch = func(ctx context.Context, url string) ([]byte, source.Hint, error) {
			r, err := client.Get(ctx, url)
			if err != nil {
				return nil, source.Hint{}, err
			}
			return r.Body, r.Hint(), nil
		}
	}
	var err error
	if o.TrustProxy, err = networks("--trust-proxy", f.Trust); err != nil {
		return err
	}
	keys, err := f.keys(db, listener.Addr())
	if err != nil {
		return err
	}
	o.Keys = keys
	alerts, err := f.alerts(l, db, o)
	if err != nil {
		return err
	}
	o.Alerts = alerts
	defer alerts.Close()
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	}
	s, err := serve.New(o)
	if err != nil {
		return err
	}
	address := "http://" + listener.Addr().String()
	if f.Base != "" {
		address = o.Base
	}
	switch {
	case keys != nil:
		fmt.Fprintf(t.Out, "%s%s\n", address, first)
		fmt.Fprintln(t.Out, cli.Faint("Requests need a token: "+keys.Path()))
	default:
		fmt.Fprintf(t.Out, "%s%s\n", address, first)
		fmt.Fprintln(t.Out, cli.Faint("Only users of this machine can reach it, and all may correct. Ctrl-C stops it."))
	}
	if f.Open {
		if err := openBrowser(address + first); err != nil {
			fmt.Fprintln(t.Err, "readout: could not open a browser:", err)
		}
	}
	return s.Serve(ctx, listener)
}

// alerts opens the journal of alerts next to the ledger. If another server has it open, that
// server sends the alerts, and this one takes over when it is gone.
func (f *serveFlags) alerts(l *ledger.Ledger, db string, o serve.Options) (*alert.Dispatcher, error) {
	allow, err := networks("--alert-to", f.AlertTo)
	if err != nil {
		return nil, err
	}
	mailer, err := f.mailer()
	if err != nil {
		return nil, err
	}
	return alert.Open(alert.Options{Ledger: l, Path: strings.TrimSuffix(TokenFile("", db), ".tokens") + ".alerts",
		Base: o.Base, Allow: allow, Mail: mailer, Log: o.Log})
}

// mailer returns the mail server for alerts, or nil if none is configured.
func (f *serveFlags) mailer() (*alert.Mailer, error) {
	switch {
	case f.SMTP == "" && f.Sender == "":
		return nil, nil
	case f.SMTP == "" || f.Sender == "":
		return nil, errors.New("mail needs both --smtp, the server, and --mail-from, the sender")
	}
	return alert.NewMailer(f.SMTP, f.Sender)
}

// networks parses addresses and networks.
func networks(flag string, list []string) (out []netip.Prefix, err error) {
	for _, s := range list {
		p, err := netip.ParsePrefix(s)
		if a, err2 := netip.ParseAddr(s); err2 == nil {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// keys opens the tokens if they are needed: if others can reach the server, or if tokens exist.
// A server that others can reach is rejected without tokens.
func (f *serveFlags) keys(db string, addr net.Addr) (*auth.Keyring, error) {
	path := TokenFile(f.Tokens, db)
	k, err := auth.OpenKeyring(path)
	if err != nil {
		return nil, err
	}
	list, err := k.List()
	if err != nil {
		return nil, err
	}
	others := !serve.Local(addr) || len(f.Host) > 0 || f.Base != "" || len(f.Trust) > 0
	switch {
	case len(list) == 0 && others:
		return nil, fmt.Errorf("others can reach %s, but there is no token in %s: create one with 'readout token add NAME "+
			"--scope read --db %s', or listen on 127.0.0.1", addr, path, db)
	case len(list) == 0 && f.Tokens == "":
		return nil, nil
	}
	return k, nil
}

func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "local user"
}

// openBrowser opens an address in the default browser.
func openBrowser(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	return exec.Command(name, args...).Start()
}
