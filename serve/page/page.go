// Package page renders the ledger as pages for people.
//
// In come requests for what a ledger knows; out goes HTML that needs no script, SVG
// and CSV. It refuses to show article text as anything but text: every value goes
// through html/template, and nothing is ever marked as safe by hand.
//
// The one idea: a page is a function of the ledger and its address. All state that a
// reader sees (the day looked back to, the search, the span) stands in the address,
// so every claim can be linked to, and each is one link from the sentence that
// carries it. What a page is about has a package of its own below this one, which puts
// them together with their templates.
package page

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/serve/auth"
	"readout/serve/cache"
	"readout/serve/intake"
	"readout/serve/page/cards"
	"readout/serve/page/correct"
	"readout/serve/page/desk"
	"readout/serve/page/dossier"
	"readout/serve/page/frame"
	"readout/serve/page/front"
	"readout/serve/page/people"
	"readout/serve/page/reports"
	"readout/serve/page/said"
	"readout/serve/page/search"
)

//go:embed templates/*.html
var templateFiles embed.FS

// What the pages of those who run a server need of it.
type (
	Alerts = desk.Alerts // keeps who is told of what
	Jobs   = desk.Jobs   // the jobs of a ledger
	Card   = desk.Card   // a Markdown text of the About page
)

// Options for New. Only Ledger must be set.
type Options struct {
	Ledger *ledger.Ledger
	Cache  *cache.Cache   // of answers that take long; nil is one of its own
	Intake *intake.Intake // takes articles in; nil takes none
	Alerts Alerts         // nil: no alerts are made here
	Jobs   Jobs           // nil: no feeds are followed from here
	Keys   *auth.Keyring  // nil: nobody signs in
	// Cookie is the name of the cookie that holds a signed-in browser's token.
	Cookie  string
	Now     func() time.Time
	Log     *slog.Logger
	Version string
	Secure  bool // cookies go over HTTPS only: the public address is one of HTTPS
	// Cards are Markdown texts for the About page.
	Cards []Card
	// Quiet returns for how long nobody has asked for anything: what is prepared can wait until then.
	// nil: nobody ever asks.
	Quiet func() time.Duration
}

// Pages is the handler of all pages.
type Pages struct {
	mux     *http.ServeMux
	frame   *frame.Frame
	log     *slog.Logger
	quiet   func() time.Duration // see Options
	cards   *cards.Pages
	front   *front.Pages
	dossier *dossier.Pages
	people  *people.Pages
	reports *reports.Pages
	search  *search.Pages
}

// ServeHTTP answers one request.
func (h *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.mux.ServeHTTP(w, r) }

// New makes the handler of all pages.
//
// Errors: a template does not parse.
func New(o Options) (*Pages, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Intake == nil {
		o.Intake = intake.New(intake.Options{Ledger: o.Ledger})
	}
	templates, err := fs.Sub(templateFiles, "templates")
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	files := newAssets()
	f, err := frame.New(frame.Options{Ledger: o.Ledger, Cache: o.Cache, Now: o.Now, Log: o.Log, SignIn: o.Keys != nil,
		Secure: o.Secure, Templates: templates, Functions: functions(), Asset: files.path})
	if err != nil {
		return nil, err
	}
	h := &Pages{mux: http.NewServeMux(), frame: f, log: o.Log, quiet: o.Quiet}
	h.cards, h.reports = cards.New(f), reports.New(f)
	h.dossier, h.people, h.search = dossier.New(f, h.cards), people.New(f, h.cards), search.New(f, h.reports)
	h.front = front.New(f, h.cards, h.dossier)
	run := desk.New(f, desk.Options{Intake: o.Intake, Alerts: o.Alerts, Jobs: o.Jobs, Keys: o.Keys, Cookie: o.Cookie,
		Secure: o.Secure, Version: o.Version, Cards: o.Cards})
	h.handle(slices.Concat(h.front.Routes(), h.cards.Routes(), h.dossier.Routes(), h.reports.Routes(), h.people.Routes(),
		said.New(f).Routes(), h.search.Routes(), correct.New(f).Routes(), run.Routes(), files.routes()))
	return h, nil
}

// functions are what the templates of all pages call.
func functions() template.FuncMap {
	out := template.FuncMap{}
	for _, more := range [...]template.FuncMap{cards.Functions(), correct.Functions(), dossier.Functions(),
		said.Functions(),
		search.Functions()} {
		maps.Copy(out, more)
	}
	return out
}

// handle answers routes, and shows their errors as pages.
func (h *Pages) handle(routes []frame.Route) {
	for _, route := range routes {
		h.mux.HandleFunc(route.Pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := checkAsked(r); err != nil {
				h.frame.Fail(w, r, err)
				return
			}
			if err := route.Show(w, r); err != nil {
				h.frame.Fail(w, r, err)
			}
		})
	}
	h.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { h.frame.Fail(w, r, frame.ErrNoPage) })
}

// checkAsked refuses what no page can look back to, whichever it is.
func checkAsked(r *http.Request) error {
	q := r.URL.Query()
	return errors.Join(ask.CheckDays("as_of", q.Get("as_of"), "since", q.Get("since")),
		ask.CheckSearch("topic", q.Get("topic")))
}
