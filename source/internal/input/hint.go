// Package input has what every reader of a format begins with: the hint, the errors, the
// limits, and the way from bytes to UTF-8.
//
// In come bytes and a Hint of what the caller knows; out goes text in UTF-8. It refuses
// bytes that are no text.
//
// The one idea: a declared character set is a claim. The bytes decide, in the order that
// Decode names.
package input

import (
	"errors"
	"net/url"
	"strings"

	"readout/source/internal/letters"
)

// Hint is what the caller knows of an input that the input may not say itself.
// Published was given by a person and wins over what the input says; the rest
// only fills what is missing, but for Charset, which is tried first.
type Hint struct {
	ID          string
	Name        string // of the file, for its ending
	URL         string
	Outlet      string
	Language    string
	Published   string // "2021-05-26" or RFC 3339
	Charset     string // as an HTTP header names it
	ContentType string
	Today       string // when it was fetched; nothing in it was published later
}

// The errors a caller can tell apart. Each is wrapped with what was being read.
var (
	ErrEmpty     = errors.New("there is nothing in it")
	ErrBinary    = errors.New("it is not text")
	ErrNoArticle = errors.New("no article in it")
	ErrTooLarge  = errors.New("too large")
)

// MaxDepth is how deep elements may be nested in a feed or a wire document.
const MaxDepth = 200

// ErrTooDeep says that a document nests its elements deeper than any real one.
var ErrTooDeep = errors.New("nested too deep")

// Resolve makes an address absolute against the page's own.
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

// LanguageTag brings en_US and EN-us to the form of BCP 47; what is no tag is "".
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
