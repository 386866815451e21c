package api

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"readout/serve/etag"
)

// answer is the middleware around all routes. It negotiates the format, holds an answer back
// until its ETag is known, and answers 304 if the caller has it.
func answer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, from := &asked{url: r.URL}, r
		r = r.Clone(context.WithValue(r.Context(), askedKey{}, a))
		// The format is decided here, so huma sees neither the parameter nor the header. Any
		// other value is left as a parameter that no route knows.
		switch q := r.URL.Query(); q.Get("format") {
		case "csv", "json":
			a.csv, a.named = q.Get("format") == "csv", true
			q.Del("format")
			r.URL.RawQuery = q.Encode()
		default:
			a.csv = prefersCSV(r.Header.Get("Accept"))
		}
		r.Header.Set("Accept", "application/json")
		h := w.Header()
		h.Add("Vary", "Accept")
		h.Set("Cache-Control", "private, no-cache")
		etag.Serve(problems{w}, r, next)
		from.Pattern = r.Pattern // the route label of metrics
	})
}

// prefersCSV reports whether an Accept header prefers text/csv to JSON.
func prefersCSV(accept string) bool {
	quality := func(want string) float64 {
		for part := range strings.SplitSeq(accept, ",") {
			kind, parameters, _ := strings.Cut(part, ";")
			if strings.TrimSpace(kind) != want {
				continue
			}
			for p := range strings.SplitSeq(parameters, ";") {
				if v, ok := strings.CutPrefix(strings.TrimSpace(p), "q="); ok {
					q, _ := strconv.ParseFloat(v, 64)
					return q
				}
			}
			return 1
		}
		return 0
	}
	csv := quality("text/csv")
	return csv > 0 && csv >= quality("application/json")
}

// problems is a ResponseWriter that gives failed answers the media type of problem details.
type problems struct{ http.ResponseWriter }

func (p problems) WriteHeader(status int) {
	if status >= 400 {
		p.Header().Set("Content-Type", "application/problem+json")
		p.Header().Set("Cache-Control", "no-store")
	}
	p.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController flush and set deadlines.
func (p problems) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// known answers requests without a matching route, or with the wrong method, with problem
// details.
func known(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != "" {
				allowed = append(allowed, method)
			}
		}
		status, detail := http.StatusNotFound, "The API has no such address. "+Prefix+"/docs lists all."
		if len(allowed) > 0 {
			if slices.Contains(allowed, http.MethodGet) {
				allowed = append(allowed, http.MethodHead)
			}
			status, detail = http.StatusMethodNotAllowed, "This address does not take "+r.Method+"."
			w.Header().Set("Allow", strings.Join(allowed, ", "))
		}
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status, "detail": detail})
	})
}
