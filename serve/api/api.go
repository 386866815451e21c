// Package api opens a ledger to programs: a REST API whose OpenAPI 3.1 document is
// made from the Go types that answer.
//
// In come requests under /api/; out go JSON, CSV and the formats of package export,
// with cursors, ETags and problems (RFC 9457). It refuses parameters it does not
// know, days that are none, and submissions where nobody can read them.
//
// The one idea: a route is one line that ties a question's parameters to the
// ledger's answer; naming, checking, errors, tables, validators and the document
// follow from the types, so that none of them can be forgotten for a route.
package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"readout/ledger"
	"readout/serve/alert"
	"readout/serve/cache"
	"readout/serve/intake"
)

// Options for New. Only Ledger must be set.
type Options struct {
	Ledger *ledger.Ledger
	// Intake takes submitted articles in; nil refuses them.
	Intake *intake.Intake
	// Alerts keeps subscriptions; nil leaves their routes out.
	Alerts *alert.Desk
	// Cache holds answers that take long; nil is one of its own.
	Cache *cache.Cache
	// Base is the public address, "https://news.example"; "" is the address a request
	// came to.
	Base    string
	Version string
	Now     func() time.Time // nil is time.Now
	Log     *slog.Logger     // nil logs nothing
}

// Prefix is where the API is mounted.
const Prefix = "/api"

// service is what the routes share.
type service struct {
	o Options
	l *ledger.Ledger
}

// New makes the handler of everything under Prefix.
//
// Errors: the document cannot be made.
func New(o Options) (http.Handler, error) {
	if o.Ledger == nil {
		return nil, errors.New("api: there is no ledger")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Version == "" {
		o.Version = "1"
	}
	if o.Cache == nil {
		o.Cache = cache.New(o.Ledger)
	}
	if o.Intake == nil {
		o.Intake = intake.New(intake.Options{Ledger: o.Ledger})
	}
	s := &service{o: o, l: o.Ledger}
	mux := http.NewServeMux()
	doc := humago.New(mux, config(o.Version))
	s.routes(doc)
	sayWhatMayBeNull(doc.OpenAPI().Components.Schemas)
	raw, err := json.Marshal(doc.OpenAPI())
	if err != nil {
		return nil, fmt.Errorf("api: making the document: %w", err)
	}
	mux.HandleFunc("GET "+Prefix+"/v1/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		w.Write(raw)
	})
	page, err := docsPage(doc.OpenAPI())
	if err != nil {
		return nil, fmt.Errorf("api: making the page of the document: %w", err)
	}
	mux.HandleFunc("GET "+Prefix+"/docs", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(page)
	})
	mux.HandleFunc("GET "+Prefix+"/docs.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Write(docsCSS)
	})
	mux.Handle("GET "+Prefix+"/{$}", http.RedirectHandler(Prefix+"/docs", http.StatusFound))
	return answer(known(mux)), nil
}

// config is huma's, without what would reach another host: its own page loads
// scripts, and its "$schema" links trust X-Forwarded-Host.
func config(version string) huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{Title: "Readout", Version: version,
				Description: "Who said what, when and about what; what is planned, open and ruled out. Every text in an answer " +
					"is cut from its article byte for byte, " +
					"and comes with the article's address, the hash of its text and the bytes at which it stands."},
			Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
				"token": {Type: "http", Scheme: "bearer", Description: "A token made with 'readout token add'. A server that " +
					"only its own machine can reach asks for none."}}},
			Security: []map[string][]string{{"token": {}}, {}},
			Tags: []*huma.Tag{{Name: "statements"}, {Name: "people"}, {Name: "events"}, {Name: "articles"}, {Name: "ledger"},
				{Name: "alerts"}},
		},
		Formats: map[string]huma.Format{
			"application/json": {Marshal: marshalJSON, Unmarshal: json.Unmarshal},
			"json":             {Marshal: marshalJSON, Unmarshal: json.Unmarshal}, // what ends in +json: problems
			"text/csv":         {Marshal: marshalCSV},
		},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
}

// schemaName keeps the record's types apart from the ledger's of the same name.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if strings.HasSuffix(t.PkgPath(), "/record") && name != "Record" && name != "Span" {
		return "Record" + name
	}
	return name
}

// sayWhatMayBeNull lets the document say of each field that is a pointer and always
// there that it may be null: huma cannot say it of a reference.
func sayWhatMayBeNull(registry huma.Registry) {
	for name, schema := range registry.Map() {
		t := registry.TypeFromRef("#/components/schemas/" + name)
		if t == nil || t.Kind() != reflect.Struct {
			continue
		}
		for _, f := range reflect.VisibleFields(t) {
			field, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			p := schema.Properties[field]
			if p == nil || p.Ref == "" || f.Type.Kind() != reflect.Pointer || strings.Contains(options, "omitempty") {
				continue
			}
			schema.Properties[field] = &huma.Schema{OneOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}},
				Description: p.Description}
		}
	}
}

func marshalJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(true) // an article's markup stays inert even where a browser is told a wrong type
	return enc.Encode(v)
}

// routes is the list of everything that can be asked.
func (s *service) routes(doc huma.API) {
	s.statementRoutes(doc)
	s.personRoutes(doc)
	s.eventRoutes(doc)
	s.articleRoutes(doc)
	s.ledgerRoutes(doc)
	s.exportRoute(doc)
	if s.o.Alerts != nil {
		s.alertRoutes(doc)
	}
}
