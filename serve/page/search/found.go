package search

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/record"
	"readout/serve/page/frame"
	"readout/store"
)

// foundView is a statement that a search found, in its sentence, with the words marked
// that were searched for.
type foundView struct {
	ledger.Statement
	Before, Words, After []markRun
}

// Ref is the statement alone, for parts of pages that show one.
func (f *foundView) Ref() *ledger.Statement { return &f.Statement }

// markRun is a stretch of text, searched for or not.
type markRun struct {
	Text string
	Hit  bool
}

// inSentences shows statements in their sentences.
func (p *Pages) inSentences(ctx context.Context, list []ledger.Statement, text string) ([]foundView, error) {
	words := searchWords(text)
	out := make([]foundView, 0, len(list))
	texts := map[string]*ledger.Text{}
	for i := range list {
		s := &list[i]
		v := foundView{Statement: *s, Words: markRuns(s.Content, words)}
		if len(s.Spans) == 1 {
			t := texts[s.Article.ID]
			if t == nil {
				read, err := p.Ledger.Text(ctx, s.Article.ID)
				if err != nil {
					return nil, err
				}
				t = &read
				texts[s.Article.ID] = t
			}
			before, part, after := stream.Around(&t.Record.Article, s.Spans[0])
			v.Before, v.Words, v.After = markRuns(before, words), markRuns(part, words), markRuns(after, words)
		}
		out = append(out, v)
	}
	return out, nil
}

// searchWords are the words that a search looks for, in the alphabet of the index, a
// word that may go on with its star. What must not be there is none of them.
func searchWords(text string) []string {
	var out []string
	not := false
	for _, w := range strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"()“”", r)
	}) {
		switch w {
		case "AND", "OR":
			continue
		case "NOT":
			not = true
			continue
		}
		star := strings.HasSuffix(w, "*")
		for _, word := range strings.Fields(store.Words(w)) {
			if star {
				word += "*"
			}
			if !not {
				out = append(out, word)
			}
		}
		not = false
	}
	return out
}

// markRuns cuts a text where a word begins or ends that was searched for.
func markRuns(text string, words []string) []markRun {
	var out []markRun
	add := func(s string, hit bool) {
		if n := len(out); n > 0 && out[n-1].Hit == hit {
			out[n-1].Text += s
		} else if s != "" {
			out = append(out, markRun{s, hit})
		}
	}
	for text != "" {
		end := strings.IndexFunc(text, func(r rune) bool { return !inWord(r) })
		if end < 0 {
			end = len(text)
		}
		if end > 0 {
			add(text[:end], wanted(store.Words(text[:end]), words))
			text = text[end:]
			continue
		}
		if end = strings.IndexFunc(text, inWord); end < 0 {
			end = len(text)
		}
		add(text[:end], false)
		text = text[end:]
	}
	return out
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func wanted(word string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		if stem, ok := strings.CutSuffix(w, "*"); ok {
			return strings.HasPrefix(word, stem)
		}
		return word == w
	})
}

// operators are what may be written in the search box beside words, and the parameter
// that each sets; is: finds its own by the word after it.
var operators = map[string]string{"by": "speaker", "role": "role", "in": "outlet", "event": "event", "from": "from",
	"to": "to", "is": "", "sure": "commitment"}

// withOperators takes operators out of the words of a search: 'gas by:Dravitsyn is:planned
// in:"Radio Tarn"' is a search for gas with three conditions. It reports whether there
// were any. What is no operator stays a word.
func withOperators(q url.Values) (url.Values, bool) {
	out := url.Values{}
	for k, v := range q {
		out[k] = slices.Clone(v)
	}
	var words []string
	found := false
	for _, part := range parts(q.Get("q")) {
		name, value, ok := strings.Cut(part, ":")
		param, known := operators[name]
		value = strings.Trim(value, `"“”`)
		if name == "is" {
			param = isParam(value)
		}
		if name == "sure" {
			value = sureValue(value)
		}
		if !ok || !known || param == "" || value == "" {
			words = append(words, part)
			continue
		}
		found = true
		switch param {
		case "outlet", "kind", "act", "status", "commitment":
			if !slices.Contains(out[param], value) {
				out.Add(param, value)
			}
		default:
			out.Set(param, value)
		}
	}
	if out.Set("q", strings.Join(words, " ")); len(words) == 0 {
		out.Del("q")
	}
	return out, found
}

// isParam is the parameter whose vocabulary holds a word: planned, denies, direct.
func isParam(word string) string {
	switch {
	case slices.Contains(record.Statuses[:], word):
		return "status"
	case slices.Contains(record.Acts[:], word):
		return "act"
	case slices.Contains([]string{"direct", "indirect", "mixed"}, word):
		return "kind"
	}
	return ""
}

// sureValue is the FactBank value of plain words, "" where there is none.
func sureValue(words string) string {
	for _, c := range record.Commitments {
		if record.Sure(c) == words || c == words {
			return c
		}
	}
	return ""
}

// parts cuts what somebody wrote at its spaces, but for those between quotation marks.
func parts(s string) []string {
	var out []string
	var b strings.Builder
	quoted := false
	for _, r := range s {
		if r == '"' {
			quoted = !quoted
		}
		if unicode.IsSpace(r) && !quoted {
			if b.Len() > 0 {
				out = append(out, b.String())
			}
			b.Reset()
			continue
		}
		b.WriteRune(r)
	}
	if b.Len() > 0 {
		out = append(out, b.String())
	}
	return out
}

// foundItem is what a part of a page is given: a statement that a search found.
type foundItem struct {
	V *frame.View
	F *foundView
}
