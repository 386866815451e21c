package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// answer is around all routes. It finds out which form is wanted, holds an answer
// back until it has its validator, and answers 304 where the caller has it.
func answer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, from := &asked{url: r.URL}, r
		r = r.Clone(context.WithValue(r.Context(), askedKey{}, a))
		// The form is decided here, so huma sees neither the parameter nor the header.
		// Any other value of it is a parameter that no route knows.
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
		held := &held{ResponseWriter: w, request: r}
		next.ServeHTTP(held, r)
		from.Pattern = r.Pattern // the label of metrics
		held.finish()
	})
}

// prefersCSV tells whether a list of media types puts text/csv before JSON.
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

// maxHeld is how much of an answer is held back for its ETag. A longer one streams
// without.
const maxHeld = 4 << 20

// held holds an answer back.
type held struct {
	http.ResponseWriter
	request *http.Request
	status  int
	body    bytes.Buffer
	through bool // the header is out; the rest goes straight on
}

func (h *held) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

func (h *held) Write(b []byte) (int, error) {
	if h.through {
		return h.ResponseWriter.Write(b)
	}
	if h.body.Len()+len(b) > maxHeld {
		h.release()
		return h.ResponseWriter.Write(b)
	}
	return h.body.Write(b)
}

// Flush lets a stream go out.
func (h *held) Flush() {
	h.release()
	http.NewResponseController(h.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController reach deadlines.
func (h *held) Unwrap() http.ResponseWriter { return h.ResponseWriter }

func (h *held) release() {
	if h.through {
		return
	}
	h.through = true
	h.writeHeader()
	h.ResponseWriter.Write(h.body.Bytes())
	h.body = bytes.Buffer{}
}

func (h *held) writeHeader() {
	if h.status == 0 {
		h.status = http.StatusOK
	}
	if h.status >= 400 {
		h.Header().Set("Content-Type", "application/problem+json")
		h.Header().Set("Cache-Control", "no-store")
	}
	h.ResponseWriter.WriteHeader(h.status)
}

// finish sends an answer that was held back whole.
func (h *held) finish() {
	if h.through {
		return
	}
	safe := h.request.Method == http.MethodGet || h.request.Method == http.MethodHead
	if safe && (h.status == 0 || h.status == http.StatusOK) {
		sum := sha256.Sum256(h.body.Bytes())
		// Weak: outside, the bytes may be compressed.
		tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:15]) + `"`
		h.Header().Set("ETag", tag)
		if matches(h.request.Header.Values("If-None-Match"), tag) {
			h.Header().Del("Content-Type")
			h.ResponseWriter.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.release()
}

// matches compares validators as If-None-Match does: weakly (RFC 9110, 13.1.2).
func matches(values []string, tag string) bool {
	for _, v := range values {
		for one := range strings.SplitSeq(v, ",") {
			one = strings.TrimSpace(one)
			if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}

// known answers a path or a method that is no route's with a problem.
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
