// Package api serves a ledger to programs: a REST API whose OpenAPI 3.1 document is generated
// from the Go types of its answers.
//
// In come requests under /api/; out go JSON, CSV and the formats of package export, with
// cursors, ETags and problem details (RFC 9457). It refuses unknown parameters, invalid days,
// and submissions if the server has no reader.
//
// The one idea: a route is one line that ties a query's parameters to the ledger's answer.
// Naming, validation, errors, tables, ETags and the document follow from the types, so that no
// route can lack any of them.
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

// Options configures the API. Only Ledger is required.
type Options struct {
	Ledger *ledger.Ledger
	// Intake adds submitted articles; nil refuses them.
	Intake *intake.Intake
	// Alerts holds subscriptions; nil omits their routes.
	Alerts *alert.Dispatcher
	// Cache caches slow answers; nil uses a new one.
	Cache *cache.Cache
	// Base is the public address, "https://news.example"; "" uses the address of each request.
	Base    string
	Version string
	Now     func() time.Time // nil is time.Now
	Log     *slog.Logger     // nil logs nothing
}

// Prefix is the path under which the API is mounted.
const Prefix = "/api"

// service is what the routes share.
type service struct {
	o Options
	l *ledger.Ledger
}

// New returns the handler of everything under Prefix.
//
// Errors: the document cannot be generated.
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
	markNullable(doc.OpenAPI().Components.Schemas)
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

// config is huma's configuration, without what would involve another host: its own
// documentation page loads scripts, and its "$schema" links trust X-Forwarded-Host.
func config(version string) huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{Title: "Readout", Version: version,
				Description: "Who said what, when and about what; what is planned, open and ruled out. Every text in an answer " +
					"is cut from its article byte for byte, " +
					"and comes with the article's address, the hash of its text and the byte range of the words."},
			Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
				"token": {Type: "http", Scheme: "bearer", Description: "A token made with 'readout token add'. A server that " +
					"only its own machine can reach requires none."}}},
			Security: []map[string][]string{{"token": {}}, {}},
			Tags: []*huma.Tag{{Name: "statements"}, {Name: "people"}, {Name: "events"}, {Name: "articles"}, {Name: "outlets"},
				{Name: "ledger"}, {Name: "alerts"}},
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

// schemaName distinguishes the record's types from the ledger's of the same name.
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

// markNullable marks each pointer field that is always present as nullable in the
// document: huma cannot do so for references.
func markNullable(registry huma.Registry) {
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
	enc.SetEscapeHTML(true) // an article's markup stays inert even if a browser misjudges the media type
	return enc.Encode(v)
}

// routes registers all routes.
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
