// Package xmltree parses the XML of feeds and wires as found in the wild.
//
// The input is bytes; the output is text that a strict parser accepts (Clean) and a small tree
// of it (Parse). Documents nested deeper or longer than any real one are refused.
//
// The one idea: XML is repaired before it is parsed, so that no format's reader has to handle
// its faults. Entities that a document defines are never expanded.
package xmltree

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"readout/source/internal/input"
)

// MaxXML is the maximum size of an XML document, in bytes.
const MaxXML = 64 << 20

// Clean makes XML in the wild parseable: it decodes it to UTF-8 and removes control
// characters, document types and anything before the declaration; named HTML entities become
// characters, a stray & becomes &amp;. Entities that the document defines are never expanded.
//
// Errors: ErrTooDeep, ErrTooLarge, and those of input.Decode.
func Clean(raw []byte, h input.Hint) ([]byte, error) {
	if len(raw) > MaxXML {
		return nil, input.ErrTooLarge
	}
	text, _, err := input.Decode(raw, cmp.Or(h.Charset, input.CharsetIn(h.ContentType),
		input.CharsetInPage(bytes.TrimSpace(raw[:min(len(raw), 4096)]))))
	if err != nil {
		return nil, err
	}
	text = text[Start(text):]
	out := make([]byte, 0, len(text)+64)
	depth := 0
	for i := 0; i < len(text); {
		switch b := text[i]; {
		case b == '<':
			n, change := MarkupAt(text[i:])
			if depth = max(0, depth+change); depth > input.MaxDepth {
				return nil, input.ErrTooDeep
			}
			if markup := text[i : i+n]; !strings.HasPrefix(markup, "<!DOCTYPE") && !strings.HasPrefix(markup, "<!doctype") &&
				!strings.HasPrefix(markup, "<?xml") {
				out = appendMarkup(out, markup)
			}
			i += n
		case b == '&':
			n := 0
			out, n = appendEntity(out, text[i:])
			i += n
		case b < ' ' && b != '\n' && b != '\t' && b != '\r':
			i++
		case b < utf8.RuneSelf:
			out = append(out, b)
			i++
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if r != 0xfffe && r != 0xffff {
				out = append(out, text[i:i+n]...)
			}
			i += n
		}
	}
	return out, nil
}

// maxBefore is how far into a file its XML may begin.
const maxBefore = 4096

// Start returns where a document begins: at its declaration if a program's warning precedes
// it, else after leading white space.
func Start(text string) int {
	if k := strings.Index(text[:min(len(text), maxBefore)], "<?xml "); k > 0 {
		return k
	}
	return len(text) - len(strings.TrimLeft(text, " \t\r\n\u00a0\u200b"))
}

// MarkupAt returns the length of the piece of markup at the beginning of s and by how much it
// changes the depth.
func MarkupAt(s string) (n, change int) {
	end := func(mark string) int {
		if k := strings.Index(s, mark); k >= 0 {
			return k + len(mark)
		}
		return len(s)
	}
	switch {
	case strings.HasPrefix(s, "<!--"):
		return end("-->"), 0
	case strings.HasPrefix(s, "<![CDATA["):
		return end("]]>"), 0
	case strings.HasPrefix(s, "<?"):
		return end("?>"), 0
	case strings.HasPrefix(s, "<!"):
		inner := 0
		for k := range len(s) { // a document type may have an internal subset in brackets
			switch s[k] {
			case '[':
				inner++
			case ']':
				inner--
			case '>':
				if inner <= 0 {
					return k + 1, 0
				}
			}
		}
		return len(s), 0
	}
	quote := byte(0)
	for k := 1; k < len(s); k++ {
		switch c := s[k]; {
		case quote != 0:
			if c == quote || c == '<' {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			switch {
			case s[1] == '/':
				return k + 1, -1
			case s[k-1] == '/':
				return k + 1, 0
			}
			return k + 1, 1
		}
	}
	return len(s), 0
}

// appendMarkup copies a tag without control characters and with its entities converted; CDATA
// sections only lose their control characters.
func appendMarkup(out []byte, s string) []byte {
	literal := strings.HasPrefix(s, "<!")
	for i := 0; i < len(s); {
		switch b := s[i]; {
		case b == '&' && !literal:
			n := 0
			out, n = appendEntity(out, s[i:])
			i += n
			continue
		case b < ' ' && b != '\n' && b != '\t' && b != '\r':
		default:
			out = append(out, b)
		}
		i++
	}
	return out
}

// appendEntity copies the entity at the beginning of s in a form that XML knows, and returns
// its length in s.
func appendEntity(out []byte, s string) ([]byte, int) {
	end := strings.IndexByte(s[:min(len(s), 34)], ';')
	if end < 2 || strings.ContainsAny(s[1:end], " &<>\n\"'") {
		return append(out, "&amp;"...), 1
	}
	name := s[:end+1]
	switch name {
	case "&amp;", "&lt;", "&gt;", "&quot;", "&apos;":
		return append(out, name...), len(name)
	}
	plain := html.UnescapeString(name)
	if plain == name {
		return append(append(out, "&amp;"...), name[1:]...), len(name)
	}
	for _, r := range plain {
		switch {
		case r == '<':
			out = append(out, "&lt;"...)
		case r == '&':
			out = append(out, "&amp;"...)
		case r == '"':
			out = append(out, "&quot;"...)
		case r >= ' ' && r != 0xfffe && r != 0xffff && r != utf8.RuneError, r == '\n', r == '\t':
			out = utf8.AppendRune(out, r)
		}
	}
	return out, len(name)
}

// Read cleans a document; what names its format in errors.
func Read(what string, raw []byte, h input.Hint) ([]byte, error) {
	text, err := Clean(raw, h)
	if err != nil {
		return nil, fmt.Errorf("source: %s %s: %w", what, cmp.Or(h.URL, h.Name), err)
	}
	return text, nil
}
