// Package input holds what every reader of a format begins with: the hint, the errors, the
// limits, and decoding to UTF-8.
//
// The input is bytes and a Hint; the output is text in UTF-8. Bytes that are not text are
// refused.
//
// The one idea: a declared character set is only a claim. The bytes decide, in the order
// documented at Decode.
package input

import (
	"errors"
	"net/url"
	"strings"

	"readout/source/internal/letters"
)

// Hint holds what the caller knows about an input and the input may not say itself. Published
// takes precedence over a date in the input, and Charset is tried first; the other fields only
// fill in what is missing.
type Hint struct {
	ID          string
	Name        string // of the file, for its extension
	URL         string
	Outlet      string
	Language    string
	Published   string // "2021-05-26" or RFC 3339
	Charset     string // as in an HTTP header
	ContentType string
	Today       string // fetch date; nothing in it was published later
}

// Errors that a caller can tell apart. Each is wrapped with what was being read.
var (
	ErrEmpty     = errors.New("there is nothing in it")
	ErrBinary    = errors.New("it is not text")
	ErrNoArticle = errors.New("no article found")
	ErrTooLarge  = errors.New("too large")
)

// MaxDepth is the maximum nesting depth of a feed or a wire document.
const MaxDepth = 200

// ErrTooDeep means that a document is nested deeper than any real one.
var ErrTooDeep = errors.New("nested too deep")

// Resolve returns ref as an absolute http or https URL, relative to base. If there is none, it
// returns base.
func Resolve(base, ref string) string {
	if ref == "" {
		return base
	}
	r, err := url.Parse(ref)
	if err != nil {
		return base
	}
	b, err := url.Parse(base)
	if err != nil || base == "" {
		if r.IsAbs() {
			return r.String()
		}
		return base
	}
	abs := b.ResolveReference(r)
	if abs.Scheme != "http" && abs.Scheme != "https" {
		return base
	}
	return abs.String()
}

// LanguageTag normalises en_US and EN-us to BCP 47. It returns "" if s is not a language tag.
func LanguageTag(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(strings.ReplaceAll(s, "_", "-")), ",")
	if len(s) < 2 || len(s) > 12 {
		return ""
	}
	parts := strings.Split(s, "-")
	if len(parts[0]) > 3 {
		return ""
	}
	for i, part := range parts {
		for k := range len(part) {
			if !letters.IsLetter(part[k]) && !letters.IsDigit(part[k]) {
				return ""
			}
		}
		switch {
		case i > 0 && len(part) == 2:
			parts[i] = strings.ToUpper(part)
		case i > 0 && len(part) == 4:
			parts[i] = strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
		default:
			parts[i] = strings.ToLower(part)
		}
	}
	return strings.Join(parts, "-")
}
