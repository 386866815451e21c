// Package frame is what every page shares: the day it looks back to, a reader's settings,
// forms that only this server's pages can send, and how a page, a file or an error is
// answered.
//
// In come a ledger, templates and requests; out go whole answers. It refuses forms
// without their token, and to show text as anything but text: every value goes through
// html/template, and nothing is ever marked as safe by hand.
//
// The one idea: the packages beside it each know one kind of page. They embed a Frame,
// fill a View, and let it be shown.
package frame

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"readout/ledger"
	"readout/serve/cache"
	"readout/store"
)

// Options for New. Ledger and Templates must be set.
type Options struct {
	Ledger *ledger.Ledger
	Cache  *cache.Cache // of answers that take long; nil is one of its own
	Now    func() time.Time
	Log    *slog.Logger
	SignIn bool // readers sign in here
	Secure bool // cookies go over HTTPS only: the public address is one of HTTPS
	// Templates holds the layout, its parts and a file for each page.
	Templates fs.FS
	// Functions are those that templates call besides the ones of this package.
	Functions template.FuncMap
	// Asset is the address of a file that pages bring along.
	Asset func(name string) string
}

// Frame is what the handlers of all pages share.
type Frame struct {
	Ledger *ledger.Ledger
	Cache  *cache.Cache
	o      Options
	sets   sync.Map // settings without size: templates by name
	key    []byte   // signs the tokens of forms; a new one for each process
}

// Route is an address and what answers it; an error is shown as a page.
type Route struct {
	Pattern string
	Show    func(http.ResponseWriter, *http.Request) error
}

// New makes a frame.
//
// Errors: there is no ledger; a template does not parse.
func New(o Options) (*Frame, error) {
	if o.Ledger == nil {
		return nil, errors.New("page: there is no ledger")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Cache == nil {
		o.Cache = cache.New(o.Ledger)
	}
	if o.Asset == nil {
		o.Asset = func(name string) string { return "/static/" + name }
	}
	f := &Frame{Ledger: o.Ledger, Cache: o.Cache, o: o, key: make([]byte, 32)}
	rand.Read(f.key)
	if _, err := f.templates(unset); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return f, nil
}

// Now is the time by the server's clock.
func (p *Frame) Now() time.Time { return p.o.Now() }

// Stats is how much the ledger holds.
func (p *Frame) Stats(ctx context.Context) (store.Stats, error) {
	return cache.Get(ctx, p.Cache, "stats", p.Ledger.Store().Stats)
}

// shared are the templates that every page may use.
var shared = []string{"layout.html", "parts.html", "plots.html", "cards.html"}

// maxSets bounds the sets of templates that are kept: one for each way to write dates.
const maxSets = 64

// templates gives the templates by name: the layout and the parts with each page's own
// main. A set is made when a reader's settings first need it.
func (p *Frame) templates(s Settings) (map[string]*template.Template, error) {
	s.Size = 0
	if set, ok := p.sets.Load(s); ok {
		return set.(map[string]*template.Template), nil
	}
	set := map[string]*template.Template{}
	files, err := fs.ReadDir(p.o.Templates, ".")
	if err != nil {
		return nil, err
	}
	base := template.New(shared[0]).Funcs(s.functions(p.o.Functions))
	for _, name := range shared {
		if base, err = base.ParseFS(p.o.Templates, name); err != nil {
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
		if t, err = t.ParseFS(p.o.Templates, f.Name()); err != nil {
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

// WritePart writes one of the parts of pages by itself, as a reader without settings has it.
func (p *Frame) WritePart(w io.Writer, name string, data any) error {
	set, err := p.templates(unset)
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	if err := set["error"].ExecuteTemplate(w, name, data); err != nil {
		return fmt.Errorf("page: rendering %s: %w", name, err)
	}
	return nil
}

// Today is the day a page calls today: the day looked back to, the calendar's day, or
// the last day of a ledger that nothing has been added to for long.
func (p *Frame) Today(ctx context.Context, asOf string) string {
	if asOf != "" {
		return asOf
	}
	return p.Cache.Today(ctx, p.Now())
}

// AddDays is a day some days later, or the day itself where it is none.
func AddDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
