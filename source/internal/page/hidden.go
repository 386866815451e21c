package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	xhtml "html"

	"golang.org/x/net/html"

	"readout/article"
	"readout/source/internal/body"
	"readout/source/internal/input"
	"readout/source/internal/item"
	"readout/source/internal/loose"
	"readout/source/internal/meta"
	"readout/source/internal/tree"
)

// Some pages show nothing until a script has run: their text is in JSON-LD, in a noscript
// element, or in the script's initial state.

// minHidden is the minimum length of a text in a page's data, and minHiddenShare how many
// times as long as the visible text it must be.
const (
	minHidden      = 200
	minHiddenShare = 2
)

// hidden returns the article from a page's data if that is much longer than the visible text.
// Otherwise it returns shown and err unchanged.
func hidden(shown *article.Article, err error, kept int32, raw []byte, m *meta.Page, hint input.Hint) (*article.Article,
	error) {
	text := m.Body
	if len(text) < minHidden || len(text) < minHiddenShare*int(kept) {
		text = ""
	}
	if text == "" && errors.Is(err, input.ErrNoArticle) {
		if text = dataText(raw); len(text) < minHidden {
			return shown, err
		}
	}
	if text == "" {
		return shown, err
	}
	own := *m
	own.Times, own.Walled = nil, false
	title := ""
	for _, h := range append(slices.Clone(m.Headline), m.Title) {
		title = cmp.Or(title, cutOutlet(h, m.Outlet))
	}
	p := tree.Parse([]byte("<body><h1>" + xhtml.EscapeString(title) + "</h1><article itemprop=articleBody>" +
		item.AsHTML(text) + "</article>"))
	c := body.ChunksOf(p)
	w := &pageWriter{m: &own, c: c, s: c.FindBody(&body.Selection{}, &own), hint: hint}
	a, herr := w.article()
	if herr != nil {
		return shown, err
	}
	return a, nil
}

// dataText returns the longest text in a page's noscript elements and data scripts.
func dataText(raw []byte) string {
	z := html.NewTokenizer(bytes.NewReader(raw))
	best := ""
	in, data := "", false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return best
		case html.StartTagToken:
			name, more := z.TagName()
			in, data = string(name), false
			for more {
				var key, val []byte
				key, val, more = z.TagAttr()
				data = data || string(key) == "type" && bytes.Contains(val, []byte("json")) &&
					!bytes.Contains(val, []byte("ld+json"))
			}
		case html.EndTagToken:
			in = ""
		case html.TextToken:
			found := ""
			switch {
			case in == "noscript" && bytes.Contains(z.Raw(), []byte("<p")):
				found = string(z.Raw())
			case in == "script":
				found = stateText(z.Raw(), data)
			}
			if len(found) > len(best) {
				best = found
			}
		}
	}
}

// stateText returns the longest text in a script that is JSON or assigns JSON to a variable.
func stateText(script []byte, data bool) string {
	if !data {
		open, end := bytes.IndexByte(script, '{'), bytes.LastIndexByte(script, '}')
		if open < 0 || open > 200 || end < open || !bytes.Contains(script[:open], []byte("=")) {
			return ""
		}
		script = script[open : end+1]
	}
	if len(script) < minHidden || loose.Depth(script) > input.MaxDepth {
		return ""
	}
	var state any
	if json.Unmarshal(script, &state) != nil {
		return ""
	}
	return longestText(state)
}

// longestText returns the longest text in a JSON value: a single string, or the strings of a
// list's elements, each of them a paragraph.
func longestText(v any) string {
	best := ""
	take := func(s string) {
		if len(s) > len(best) {
			best = s
		}
	}
	switch v := v.(type) {
	case string:
		if len(v) >= minHidden && (item.HasMarkup(v) || strings.Count(v, ". ") > 1) {
			return v
		}
	case map[string]any:
		for _, key := range sortedKeys(v) {
			take(longestText(v[key]))
		}
	case []any:
		var parts []string
		for _, e := range v {
			take(longestText(e))
			if s := paragraphOf(e, 0); s != "" {
				parts = append(parts, s)
			}
		}
		if joined := strings.Join(parts, "\n\n"); len(parts) > 1 && len(joined) >= minHidden {
			take(joined)
		}
	}
	return best
}

// paragraphOf returns the text of one block in a list of blocks: its longest string that reads
// as a sentence.
func paragraphOf(v any, depth int) string {
	switch v := v.(type) {
	case string:
		if len(v) > 30 && strings.Contains(v, " ") && body.EndsSentence([]byte(strings.TrimSpace(tree.PlainText(v)))) {
			return v
		}
	case map[string]any:
		best := ""
		for _, key := range sortedKeys(v) {
			if s := paragraphOf(v[key], depth+1); depth < 3 && len(s) > len(best) {
				best = s
			}
		}
		return best
	}
	return ""
}

func sortedKeys(v map[string]any) []string {
	keys := make([]string, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
