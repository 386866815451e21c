// Package etag adds validators to answers, so that a client that asks again gets only what has
// changed.
//
// In come handlers; out go handlers whose GET answers carry an ETag derived from their bytes,
// and 304 if the client has them. It refuses nothing.
//
// The one idea: an answer of a ledger is a function of its address and of what is stored, and
// there is no cheaper mark of "what is stored" that all stores share. So the answer is made,
// hashed, and sent only if it differs.
package etag

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// Serve calls next, and holds its answer back until the ETag is known.
func Serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	h := &held{ResponseWriter: w, request: r}
	next.ServeHTTP(h, r)
	h.finish()
}

// maxHeld is how much of an answer is held back for its ETag. A longer one is streamed
// without.
const maxHeld = 4 << 20

// held is a ResponseWriter that holds an answer back.
type held struct {
	http.ResponseWriter
	request *http.Request
	status  int
	body    bytes.Buffer
	through bool // the header has been sent; the rest is passed on directly
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

// Flush starts streaming the answer.
func (h *held) Flush() {
	h.release()
	http.NewResponseController(h.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController set deadlines.
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
	h.ResponseWriter.WriteHeader(h.status)
}

// finish sends an answer that was held back completely.
func (h *held) finish() {
	if h.through {
		return
	}
	safe := h.request.Method == http.MethodGet || h.request.Method == http.MethodHead
	if safe && (h.status == 0 || h.status == http.StatusOK) {
		sum := sha256.Sum256(h.body.Bytes())
		// Weak, since the bytes may be compressed on the way out.
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
