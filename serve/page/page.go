// Package page renders the ledger as pages for people.
//
// In come requests for what a ledger knows; out goes HTML that needs no script, SVG
// and CSV. It refuses to show article text as anything but text: every value goes
// through html/template, and nothing is ever marked as safe by hand.
//
// The one idea: a page is a function of the ledger and its address. All state that a
// reader sees (the day looked back to, the search, the span) stands in the address,
// so every claim can be linked to, and each is one link from the sentence that
// carries it.
package page

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/serve/alert"
	"readout/serve/auth"
	"readout/serve/cache"
	"readout/serve/intake"
)

//go:embed templates/*.html
var templateFiles embed.FS

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
}

// pages is what all handlers share.
type pages struct {
	o         Options
	mux       *http.ServeMux
	sets      sync.Map // settings without size: templates by name
	assets    assets
	listening listeners
	cache     *cache.Cache
	key       []byte // signs the tokens of forms; a new one for each process
}

// Pages is the handler of all pages.
type Pages struct{ p *pages }

// ServeHTTP answers one request.
func (h *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.p.mux.ServeHTTP(w, r) }

// Warm works out the pages that look at many articles before anybody asks for them,
// and again when the ledger has changed. It returns when the context is done.
func (h *Pages) Warm(ctx context.Context) {
	p, log := h.p, func(err error) {
		if err != nil && ctx.Err() == nil {
			h.p.o.Log.Warn("pages are not ready beforehand", "error", err)
		}
	}
	log(p.warmOverviews(ctx))
	log(p.warmEvents(ctx))
	log(p.warmOutlets(ctx))
	for tick := time.NewTicker(warmAgain); ; {
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
			log(p.warmOverviews(ctx))
		}
	}
}

// warmAgain is how often it is seen to that the overviews are of the ledger as it is.
const warmAgain = 20 * time.Second

func (p *pages) warmOverviews(ctx context.Context) error {
	today := p.now(ctx, "")
	for _, work := range [...]func() error{
		func() error { _, err := p.streamKept(ctx, today, "", false); return err },
		func() error { _, err := p.aheadKept(ctx, today, ""); return err },
		func() error { _, err := p.eventsKept(ctx, "", today, ""); return err },
		func() error { _, err := p.outletsKept(ctx, today, ""); return err },
		func() error { _, err := p.latelyKept(ctx, ""); return err },
		func() error { _, err := p.statsKept(ctx); return err },
		func() error { _, err := p.stories(ctx, today, ""); return err },
		func() error { _, err := p.reportsKept(ctx, ""); return err },
	} {
		if err := work(); err != nil {
			return fmt.Errorf("page: warming up: %w", err)
		}
	}
	return nil
}

// warmEvents works out the dossiers that the list of events and the front page lead to.
func (p *pages) warmEvents(ctx context.Context) error {
	today := p.now(ctx, "")
	list, err := p.eventsKept(ctx, "", today, "")
	if err != nil {
		return fmt.Errorf("page: warming up: %w", err)
	}
	var ids []string
	for _, e := range slices.Concat(list.Coming, list.Past) {
		ids = append(ids, e.ID)
	}
	front, err := p.aheadKept(ctx, today, "")
	if err != nil {
		return fmt.Errorf("page: warming up: %w", err)
	}
	for _, e := range slices.Concat(front.Upcoming, front.Past) {
		ids = append(ids, e.ID)
	}
	kept, err := p.streamKept(ctx, today, "", false)
	if err != nil {
		return fmt.Errorf("page: warming up: %w", err)
	}
	for i := range kept.Cards {
		if id := kept.Cards[i].Event; id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		if _, err := p.cache.Event(ctx, id, ""); err != nil && !errors.Is(err, ask.ErrUnknown) {
			return fmt.Errorf("page: warming up: %w", err)
		}
	}
	return nil
}

// outletsWarmed bounds how many outlets' pages are worked out beforehand: those with
// most articles.
const outletsWarmed = 60

func (p *pages) warmOutlets(ctx context.Context) error {
	list, err := p.outletsKept(ctx, p.now(ctx, ""), "")
	if err != nil {
		return fmt.Errorf("page: warming up: %w", err)
	}
	for _, o := range list.List[:min(len(list.List), outletsWarmed)] {
		if _, err := p.outletKept(ctx, o.Name, ""); err != nil {
			return fmt.Errorf("page: warming up: %w", err)
		}
	}
	return nil
}

// New makes the handler of all pages.
//
// Errors: a template does not parse.
func New(o Options) (*Pages, error) {
	if o.Ledger == nil {
		return nil, errors.New("page: there is no ledger")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Intake == nil {
		o.Intake = intake.New(intake.Options{Ledger: o.Ledger})
	}
	p := &pages{o: o, mux: http.NewServeMux(), assets: newAssets(), key: make([]byte, 32)}
	rand.Read(p.key)
	if p.cache = o.Cache; p.cache == nil {
		p.cache = cache.New(o.Ledger)
	}
	if _, err := p.templates(settings{zone: "UTC", lang: "en"}); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	for _, route := range [...]struct {
		pattern string
		show    func(http.ResponseWriter, *http.Request) error
	}{
		{"GET /{$}", p.stream},
		{"GET /live", p.live},
		{"POST /judge", p.judge},
		{"GET /cite/{id}", p.cite},
		{"GET /settings", p.settingsForm},
		{"POST /settings", p.saveSettings},
		{"GET /events", p.events},
		{"GET /event/{id}", p.event},
		{"GET /event/{id}/timeline.svg", p.eventPlot},
		{"GET /event/{id}/timeline.csv", p.eventTable},
		{"GET /article/{id}", p.article},
		{"GET /article/{id}/versions", p.versions},
		{"GET /article/{id}/copies", p.copies},
		{"GET /people", p.people},
		{"GET /person/{id}", p.person},
		{"GET /person/{id}/positions.svg", p.positionPlot},
		{"GET /person/{id}/positions.csv", p.positionTable},
		{"GET /statement/{id}", p.statement},
		{"GET /statement/{id}/wordings.csv", p.wordingTable},
		{"GET /search", p.search},
		{"GET /search.csv", p.searchExport},
		{"GET /search.xlsx", p.searchExport},
		{"GET /search.md", p.searchExport},
		{"GET /person/{id}/said.csv", p.personExport},
		{"GET /person/{id}/said.xlsx", p.personExport},
		{"GET /person/{id}/said.md", p.personExport},
		{"GET /event/{id}/dossier.csv", p.eventExport},
		{"GET /event/{id}/dossier.xlsx", p.eventExport},
		{"GET /event/{id}/dossier.md", p.eventExport},
		{"GET /add", p.addForm},
		{"POST /add", p.add},
		{"GET /feeds/manage", p.feedsManage},
		{"POST /feeds/manage", p.feedsChange},
		{"GET /feeds/manage.opml", p.feedsOPML},
		{"GET /alerts", p.alerts},
		{"POST /alerts", p.alertsChange},
		{"GET /unsubscribe", p.unsubscribeForm},
		{"POST /unsubscribe", p.unsubscribe},
		{"GET /queue", p.queue},
		{"POST /queue", p.queueChange},
		{"GET /storylines", p.storylines},
		{"GET /storyline/{id}", p.storyline},
		{"GET /outlets", p.outlets},
		{"GET /outlet/{name}", p.outlet},
		{"GET /about", p.about},
		{"GET /corrections", p.corrections},
		{"GET /correct", p.correctForm},
		{"POST /correct", p.correct},
		{"GET /saved", p.saveForm},
		{"POST /saved", p.saveSearch},
		{"GET /check", p.check},
		{"GET /sign-in", p.signInForm},
		{"POST /sign-in", p.signIn},
		{"POST /sign-out", p.signOut},
		{"GET /static/{file}", p.assets.serve},
		{"GET /favicon.ico", p.assets.icon},
		{"GET /robots.txt", p.assets.robots},
	} {
		p.mux.HandleFunc(route.pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := checkAsked(r); err != nil {
				p.fail(w, r, err)
				return
			}
			if err := route.show(w, r); err != nil {
				p.fail(w, r, err)
			}
		})
	}
	p.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { p.fail(w, r, errNoPage) })
	return &Pages{p}, nil
}

// checkAsked refuses what no page can look back to, whichever it is.
func checkAsked(r *http.Request) error {
	q := r.URL.Query()
	return errors.Join(ask.CheckDays("as_of", q.Get("as_of"), "since", q.Get("since")), ask.CheckSearch("topic", q.Get("topic")))
}

// shared are the templates that every page may use.
var shared = []string{"layout.html", "parts.html", "plots.html", "cards.html"}

// maxSets bounds the sets of templates that are kept: one for each way to write dates.
const maxSets = 64

// templates gives the templates by name: the layout and the parts with each page's own
// main. A set is made when a reader's settings first need it.
func (p *pages) templates(s settings) (map[string]*template.Template, error) {
	s.size = 0
	if set, ok := p.sets.Load(s); ok {
		return set.(map[string]*template.Template), nil
	}
	set := map[string]*template.Template{}
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		return nil, err
	}
	base := template.New(shared[0]).Funcs(s.functions())
	for _, name := range shared {
		if base, err = base.ParseFS(templateFiles, "templates/"+name); err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		if slices.Contains(shared, f.Name()) {
			continue
		}
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if t, err = t.ParseFS(templateFiles, "templates/"+f.Name()); err != nil {
			return nil, err
		}
		set[strings.TrimSuffix(f.Name(), ".html")] = t
	}
	n := 0
	p.sets.Range(func(any, any) bool { n++; return n < maxSets })
	if n >= maxSets {
		p.sets.Clear()
	}
	p.sets.Store(s, set)
	return set, nil
}

// The errors a page can end in, besides the ledger's.
var (
	errNoPage  = errors.New("there is no such page")
	errBadForm = errors.New("the form is not complete")
	errStale   = errors.New("the form has expired: go back, load the page again and repeat")
)

// view is what every template gets.
type view struct {
	Title   string // of the document, without the site's name
	Section string // the entry of the navigation that is marked
	AsOf    string // the day looked back to, or ""
	Today   string
	Who     auth.Principal
	SignIn  bool // readers sign in here
	Style   string
	Script  string
	Feed    string // an Atom feed of what this page shows, or ""
	Path    string
	Here    string  // the page's own address, without as_of
	Asked   []param // the query of Here, for a form that changes the day only
	Query   string  // in the search box of the masthead
	Main    any     // what the page's own template shows
}

type param struct{ Name, Value string }

// To gives an address on this site that keeps the day looked back to. Parts that
// come from outside go in as arguments and are escaped.
func (v *view) To(format string, parts ...any) string { return address(v.AsOf, format, parts...) }

// unnamed stands in an address for an outlet without a name.
const unnamed = "-"

// address fills a format's %s and %d, escaped for the path or, after a question
// mark, for the query.
func address(asOf, format string, parts ...any) string {
	to := format
	if len(parts) > 0 {
		var b strings.Builder
		query := false
		for i := 0; i < len(format); i++ {
			switch c := format[i]; {
			case c == '%' && i+1 < len(format) && (format[i+1] == 's' || format[i+1] == 'd') && len(parts) > 0:
				switch value := fmt.Sprint(parts[0]); {
				case query:
					b.WriteString(url.QueryEscape(value))
				case value == "":
					b.WriteString(unnamed)
				default:
					b.WriteString(url.PathEscape(value))
				}
				parts = parts[1:]
				i++
			default:
				query = query || c == '?'
				b.WriteByte(c)
			}
		}
		to = b.String()
	}
	if asOf == "" {
		return to
	}
	to, anchor, hasAnchor := strings.Cut(to, "#")
	sep := "?"
	if strings.Contains(to, "?") {
		sep = "&"
	}
	to += sep + "as_of=" + url.QueryEscape(asOf)
	if hasAnchor {
		to += "#" + anchor
	}
	return to
}

// asOf is the day a request looks back to; what is no day is taken as none.
func asOf(r *http.Request) string {
	day := r.URL.Query().Get("as_of")
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}

// view makes what every page of a request shares.
func (p *pages) view(r *http.Request, title, section string) *view {
	v := &view{Title: title, Section: section, AsOf: asOf(r), Who: auth.From(r.Context()), SignIn: p.o.Keys != nil,
		Style: p.assets.path("style.css"), Script: p.assets.path("page.js")}
	v.Today = p.now(r.Context(), v.AsOf)
	q := r.URL.Query()
	q.Del("as_of")
	v.Path, v.Here = r.URL.EscapedPath(), r.URL.EscapedPath()
	if enc := q.Encode(); enc != "" {
		v.Here += "?" + enc
	}
	for _, name := range slices.Sorted(maps.Keys(q)) {
		for _, value := range q[name] {
			v.Asked = append(v.Asked, param{name, value})
		}
	}
	return v
}

// now is the day a page calls today: the day looked back to, the calendar's day, or
// the last day of a ledger that nothing has been added to for long.
func (p *pages) now(ctx context.Context, asOf string) string {
	if asOf != "" {
		return asOf
	}
	return p.cache.Today(ctx, p.o.Now())
}

// show renders a page. It is rendered whole before the first byte goes out, so that
// a page is never cut short, and carries an ETag.
func (p *pages) show(w http.ResponseWriter, r *http.Request, name string, v *view, status int) error {
	set, err := p.templates(p.settings(r))
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	t := set[name]
	if t == nil {
		return fmt.Errorf("page: no template %q", name)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return fmt.Errorf("page: rendering %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if status != http.StatusOK {
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		w.Write(b.Bytes())
		return nil
	}
	answer(w, r, b.Bytes())
	return nil
}

// answer sends a body with its ETag, or 304 where the reader has it.
func answer(w http.ResponseWriter, r *http.Request, body []byte) {
	sum := sha256.Sum256(body)
	w.Header().Set("ETag", `W/"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "private, no-cache")
	}
	w.Header().Add("Vary", "Cookie")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// fail shows an error as a page.
func (p *pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	err = asked(err)
	status, text := http.StatusInternalServerError, "Something went wrong here. The server's log says what."
	switch {
	case errors.Is(err, errNoPage):
		status, text = http.StatusNotFound, "There is no such page."
	case errors.Is(err, ask.ErrUnknown):
		status, text = http.StatusNotFound, "The ledger holds nothing of that name or number. It may have been taken down, or this may be another ledger than the one the link was made for."
	case errors.Is(err, auth.ErrUnknown), errors.Is(err, auth.ErrForbidden):
		status, text = auth.Status(err), err.Error()
	case errors.Is(err, errBadForm), errors.Is(err, errStale), errors.Is(err, errBadAsk):
		status, text = http.StatusBadRequest, err.Error()
	case errors.Is(err, alert.ErrBusy):
		status = http.StatusServiceUnavailable
		text = "Another server on this ledger sends the alerts. Ask that one, or try again later."
	case errors.Is(err, context.DeadlineExceeded):
		status, text = http.StatusServiceUnavailable, "This took too long. Ask for less, or try again."
	case errors.Is(err, context.Canceled):
		return // nobody waits for it
	}
	if status >= 500 {
		p.o.Log.ErrorContext(r.Context(), "page", "path", r.URL.Path, "request", w.Header().Get("X-Request-Id"), "error", err)
	}
	v := p.view(r, http.StatusText(status), "")
	v.Main = struct {
		Status  int
		Text    string
		Request string
	}{status, text, w.Header().Get("X-Request-Id")}
	if err := p.show(w, r, "error", v, status); err != nil {
		http.Error(w, text, status)
	}
}

// badForm is errBadForm with what is wrong in it.
func badForm(why string) error { return fmt.Errorf("%w: %s", errBadForm, why) }

// errBadAsk is wrapped around what the ledger says of a question it cannot read.
var errBadAsk = errors.New("this question cannot be read")

func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
