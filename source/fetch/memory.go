package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Validators are the fields of a response that make the next request conditional, and how long
// the response is fresh.
type Validators struct {
	Final        string    `json:"final,omitempty"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	FreshUntil   time.Time `json:"fresh_until,omitzero"`
}

// Memory stores validators by URL.
type Memory interface {
	Recall(address string) (Validators, bool)
	Remember(address string, v Validators) error
}

// memory is a Memory that lasts as long as the process.
type memory struct {
	mu sync.Mutex
	by map[string]Validators
}

func (m *memory) Recall(address string) (Validators, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.by[address]
	return v, ok
}

func (m *memory) Remember(address string, v Validators) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.by == nil {
		m.by = make(map[string]Validators)
	}
	m.by[address] = v
	return nil
}

// maxFresh limits the freshness that a server may claim, so that no article goes unchecked
// for more than a day.
const maxFresh = 24 * time.Hour

// validatorsOf returns the validators of a response. A 304 without validators keeps the known
// ones; no-store drops them.
//
// Source: RFC 9111 sections 4.2 (freshness) and 5.2 (Cache-Control).
func validatorsOf(known Validators, r *Response) Validators {
	v := Validators{Final: r.Final, ETag: r.Header.Get("ETag"), LastModified: r.Header.Get("Last-Modified")}
	if r.NotModified {
		v.ETag, v.LastModified = firstOf(v.ETag, known.ETag), firstOf(v.LastModified, known.LastModified)
	}
	age, stated := time.Duration(0), false
	for directive := range strings.SplitSeq(strings.ToLower(r.Header.Get("Cache-Control")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch name {
		case "no-store":
			return Validators{}
		case "no-cache":
			return v
		case "max-age":
			if n, err := strconv.Atoi(strings.Trim(value, `"`)); err == nil && n >= 0 {
				age, stated = time.Duration(min(n, 1<<30))*time.Second, true
			}
		}
	}
	if stated {
		if n, err := strconv.Atoi(strings.TrimSpace(r.Header.Get("Age"))); err == nil && n > 0 {
			age -= time.Duration(n) * time.Second
		}
	} else if t, err := http.ParseTime(r.Header.Get("Expires")); err == nil {
		age = t.Sub(r.At)
	}
	if age > 0 {
		v.FreshUntil = r.At.Add(min(age, maxFresh))
	}
	return v
}
