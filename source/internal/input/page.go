package input

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"
)

// DecodePage decodes a page to UTF-8. The character set is that of a byte order mark, else of
// the HTTP header, else of the page's first 4 kB, else the most likely one. Valid UTF-8 is
// UTF-8 whatever is declared, except for the escape-coded East Asian sets, which are ASCII on
// the wire.
//
// Source: HTML standard, "determining the character encoding", without its default by locale.
func DecodePage(raw []byte, h Hint) ([]byte, error) {
	declared := cmp.Or(h.Charset, CharsetIn(h.ContentType), CharsetInPage(raw))
	escaped := strings.HasPrefix(strings.ToLower(declared), "iso-2022")
	if !escaped && len(raw) > 0 && utf8.Valid(raw) && bytes.IndexByte(raw, 0) < 0 {
		return bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), nil
	}
	var text string
	var err error
	if escaped {
		text, _, err = decodeAs(raw, declared)
	} else {
		text, _, err = Decode(raw, declared)
	}
	if err != nil {
		return nil, fmt.Errorf("source: HTML page: %w", err)
	}
	return []byte(text), nil
}

// CharsetIn returns the charset parameter of a content type, or "".
func CharsetIn(contentType string) string {
	low := strings.ToLower(contentType)
	k := strings.Index(low, "charset")
	if k < 0 {
		return ""
	}
	rest := strings.TrimLeft(low[k+len("charset"):], " ")
	rest, ok := strings.CutPrefix(rest, "=")
	if !ok {
		return ""
	}
	rest = strings.Trim(strings.TrimLeft(rest, " "), `"'`)
	if end := strings.IndexAny(rest, ` "';,>/`); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

// CharsetInPage returns the character set in a meta element or XML declaration, or "".
func CharsetInPage(raw []byte) string {
	head := raw[:min(len(raw), 4096)]
	if bytes.HasPrefix(head, []byte("<?xml")) {
		if end := bytes.IndexByte(head, '>'); end > 0 {
			if k := bytes.Index(head[:end], []byte("encoding=")); k > 0 {
				return strings.Trim(strings.Split(string(head[k+len("encoding="):end]), " ")[0], `"'?`)
			}
		}
	}
	for {
		k := bytes.Index(head, []byte("<meta"))
		if k < 0 {
			if k = bytes.Index(head, []byte("<META")); k < 0 {
				return ""
			}
		}
		end := bytes.IndexByte(head[k:], '>')
		if end < 0 {
			return ""
		}
		if found := CharsetIn(string(head[k : k+end])); found != "" {
			return found
		}
		head = head[k+end:]
	}
}
