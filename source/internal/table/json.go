package table

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/loose"
	"readout/source/internal/wire"
)

// envelopes are common names of the list in an object that wraps articles: a page of a content
// API, search hits, a scraper's dump.
var envelopes = map[string]bool{"_items": true, "items": true, "articles": true, "data": true, "results": true,
	"docs": true, "documents": true,
	"hits": true, "posts": true, "news": true, "stories": true, "entries": true, "records": true, "response": true,
	"_source": true}

// maxEnvelopes is the maximum number of nested envelopes.
const maxEnvelopes = 4

// JSON reads a stream of articles from JSON of any layout: a single object, an array, or
// concatenated objects, on one line or several. An object that is not an article but holds a
// list under a commonly used name is descended into. Each object is a ninjs item or has the
// fields that JSONL names.
//
// An object that is not an article is yielded as an error with its position, and reading
// continues; malformed JSON ends the sequence. Memory is bounded by one object of an array.
func JSON(r io.Reader, hint input.Hint) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		d := &jsonReader{hint: hint, yield: yield}
		d.src.Reader = input.Reader(r, hint)
		d.in = json.NewDecoder(&d.src)
		if err := d.read(); err != nil && !d.stopped {
			yield(nil, fmt.Errorf("source: JSON: after byte %d: %w", d.in.InputOffset(), err))
		}
	}
}

// jsonReader reads the values of one stream.
type jsonReader struct {
	src     limitedReader
	in      *json.Decoder
	hint    input.Hint
	yield   func(*article.Article, error) bool
	stopped bool
	number  int
}

// read reads the top-level values. An array is read element by element, to keep memory
// bounded.
func (d *jsonReader) read() error {
	first, err := firstByte(d.src.Reader)
	if err != nil {
		return err
	}
	if first == '[' {
		if _, err := d.in.Token(); err != nil {
			return err
		}
	}
	for !d.stopped && (first != '[' || d.in.More()) {
		d.src.used = 0
		var raw json.RawMessage
		if err := d.in.Decode(&raw); err == io.EOF && first != '[' {
			return nil
		} else if err != nil {
			return err
		}
		d.value(raw, 0)
	}
	return nil
}

// firstByte returns the next byte that is not white space, without consuming it.
func firstByte(in *bufio.Reader) (byte, error) {
	for {
		b, err := in.ReadByte()
		if err != nil {
			return 0, err
		}
		if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return b, in.UnreadByte()
		}
	}
}

// limitedReader refuses a value longer than maxLine.
type limitedReader struct {
	*bufio.Reader
	used int
}

func (r *limitedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if r.used += n; r.used > maxLine {
		return n, input.ErrTooLarge
	}
	return n, err
}

// value yields the article of one value, or those of the list it wraps.
func (d *jsonReader) value(raw json.RawMessage, depth int) {
	if loose.Depth(raw) > input.MaxDepth {
		d.give(nil, input.ErrTooDeep)
		return
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, e := range list {
			if d.value(e, depth+1); d.stopped {
				return
			}
		}
		return
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		d.give(nil, fmt.Errorf("value is not an object: %w", input.ErrNoArticle))
		return
	}
	if inner := unwrap(fields); inner != nil && depth < maxEnvelopes {
		d.value(inner, depth+1)
		return
	}
	d.give(objectArticle(raw, fields, d.hint))
}

func (d *jsonReader) give(a *article.Article, err error) {
	d.number++
	if err != nil {
		err = fmt.Errorf("source: JSON: object %d: %w", d.number, err)
	}
	if !d.yield(a, err) {
		d.stopped = true
	}
}

// unwrap returns the list or object wrapped by an object without text of its own, or nil.
func unwrap(fields map[string]json.RawMessage) json.RawMessage {
	var inner json.RawMessage
	for name, raw := range fields {
		low := strings.ToLower(name)
		s := strings.TrimSpace(string(raw))
		if isTextName(fieldName(name)) && s != "" && s[0] == '{' && jsonText(raw) == "" {
			low = "data" // an object under a text's name
		}
		switch {
		case envelopes[low] && s != "" && (s[0] == '[' && strings.Contains(s, "{") || s[0] == '{'):
			if len(raw) > len(inner) {
				inner = raw
			}
		case isTextName(fieldName(low)) && len(s) > 2:
			return nil
		}
	}
	return inner
}

// objectArticle reads the article of one JSON object.
func objectArticle(raw []byte, fields map[string]json.RawMessage, hint input.Hint) (*article.Article, error) {
	if wire.IsNinjs(fields) {
		return wire.Ninjs(raw, hint)
	}
	r := make(row, len(fields))
	r.take(fields)
	return r.article(hint)
}

// take adds an object's fields to a row. Fields of an inner object count only if the outer one
// lacks them.
func (r row) take(fields map[string]json.RawMessage) {
	for name, raw := range fields {
		name = fieldName(name)
		if text := jsonText(raw); text != "" || r[name] == "" {
			r[name] = text
		}
		if isTextName(name) {
			r[name] = cmp.Or(jsonParagraphs(raw), r[name])
		}
	}
	for name, raw := range fields {
		var inner map[string]json.RawMessage
		if !fieldSets[fieldName(name)] || json.Unmarshal(raw, &inner) != nil {
			continue
		}
		within := make(row, len(inner))
		within.take(inner)
		for name, text := range within {
			r[name] = cmp.Or(r[name], text)
		}
	}
}

// fieldSets are names of inner objects that hold fields of the article itself.
var fieldSets = map[string]bool{"fields": true, "attributes": true}

// jsonParagraphs joins a list of paragraphs into one text. It returns "" if the value is not
// such a list.
func jsonParagraphs(raw json.RawMessage) string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return ""
	}
	var paragraphs []string
	for _, raw := range list {
		var o map[string]json.RawMessage
		text := ""
		if json.Unmarshal(raw, &o) == nil {
			for _, name := range rowNames.text {
				text = cmp.Or(text, jsonText(o[name]))
			}
		} else {
			_ = json.Unmarshal(raw, &text)
		}
		if text = strings.TrimSpace(text); text != "" {
			paragraphs = append(paragraphs, text)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}
