// Package signature reads signatures: a dash and a name behind words that are somebody's.
//
// In comes a tagged document with its mentions; out go the name behind a dash, the end of the account behind the name,
// and the words before it that may be signed. It makes no statement of them.
//
// The one idea: a dash signs a whole quotation that stands before it in its paragraph, or a post as it was shown, with
// the account of its author.
package signature

import (
	"strings"

	"readout/attribution/lexicon"
	"readout/attribution/marks"
	"readout/attribution/phrase"
	"readout/doc"
)

// Reader reads the signatures of a text.
type Reader struct{ *phrase.Text }

// At returns the name of the author right behind a dash at token t, and the end of the account behind the name,
// or 0. An account with a day proves a post: then all between dash and bracket is the name as it was shown there, known
// or not. Without an account, only a person signs.
func (r Reader) At(t int) (name doc.Range, end int) {
	if !isDash(r.Form(t)) {
		return doc.Range{}, 0
	}
	who := r.author(t)
	for i := t + 2; i < min(len(r.Tokens), t+2+longestName); i++ {
		if r.Paragraph(i) != r.Paragraph(t+1) || isDash(r.Form(i-1)) && r.Form(i-1) != "-" {
			break
		}
		if end = r.account(i); end > 0 && (r.Timed(end) || who >= 0 && r.Mentions[who].EndToken == i) {
			return doc.Range{First: t + 1, End: i}, end
		}
	}
	if who < 0 || r.Mentions[who].Kind != doc.Person {
		return doc.Range{}, 0
	}
	return doc.Range{First: t + 1, End: r.Mentions[who].EndToken}, 0
}

// longestName is how many tokens the name of an account has at most: "Gina Moss - Text MOSS to 88022".
const longestName = 12

// author returns the mention of somebody by name right behind a dash at token t, or -1.
func (r Reader) author(t int) int {
	m := r.FirstMention(t + 1)
	if m == len(r.Mentions) || r.Mentions[m].FirstToken != t+1 || r.Mentions[m].Form != doc.NameForm ||
		r.Mentions[m].Entity < 0 || r.Mentions[m].Kind != doc.Person && r.Mentions[m].Kind != doc.Organization {
		return -1
	}
	return m
}

func isDash(form string) bool {
	switch form {
	case "—", "–", "--", "-", "―":
		return true
	}
	return false
}

// account returns the end of an account in brackets at token i, "(@jroe)", or 0.
func (r Reader) account(i int) int {
	if i+1 >= len(r.Tokens) || r.Form(i) != "(" || !strings.HasPrefix(r.Form(i+1), "@") {
		return 0
	}
	const longest = 6
	for end := i + 2; end < min(len(r.Tokens), i+longest); end++ {
		if r.Form(end) == ")" {
			return end + 1
		}
	}
	return 0
}

// WithoutLinks drops the addresses at the end of a message.
func (r Reader) WithoutLinks(s doc.Range) doc.Range {
	for !s.Empty() {
		chunk := s.End - 1
		for chunk > s.First && !r.Tokens[chunk].SpaceBefore {
			chunk--
		}
		if text := r.Cut(r.SpanOf(chunk, s.End)); !strings.Contains(text, "/") || !strings.Contains(text, ".") {
			break
		}
		s.End = chunk
	}
	return s
}

// ClosesBlock reports whether a signature that goes on at token i ends its paragraph: with nothing,
// with a full stop or with who the author is.
func (r Reader) ClosesBlock(i int) bool {
	end := i
	for end < len(r.Tokens) && r.Paragraph(end) == r.Paragraph(i-1) {
		end++
	}
	const longest = 15
	switch {
	case end == i, end == i+1 && r.Form(i) == ".":
		return true
	case end-i >= longest, r.Form(i) != ",":
		return false
	}
	for k := i; k < end; k++ {
		if r.Is(k, lexicon.VerbTag) {
			return false
		}
	}
	return true
}

// QuotedUpTo returns the closed quotation that ends right before token t in its paragraph, or an
// empty range.
func (r Reader) QuotedUpTo(t int) doc.Range {
	if t == 0 || r.Tokens[t-1].Quote < 0 || r.Paragraph(t-1) != r.Paragraph(t) {
		return doc.Range{}
	}
	x := &r.Quotes[r.Tokens[t-1].Quote]
	if !x.Closed || x.Parent >= 0 || x.EndToken != t || !r.wholeUpTo(x, t) {
		return doc.Range{}
	}
	return doc.Range{First: x.FirstToken, End: x.EndToken}
}

// wholeUpTo reports whether a quotation that ends right before a dash at token t consists of whole sentences. A dash
// without a space before it goes on in the last of them: “It is late.”—Jane Roe.
func (r Reader) wholeUpTo(x *doc.Quote, t int) bool {
	if r.Tokens[t].SpaceBefore || x.EndToken < x.FirstToken+2 {
		return marks.WholeSentence(r.Doc, x)
	}
	ends := strings.ContainsAny(r.Form(x.EndToken-2), ".!?…")
	return ends && r.Sentences[r.Tokens[x.FirstToken].Sentence].FirstToken == x.FirstToken
}

// TellsSomething reports whether s has more than one word: a message of question marks is none.
func (r Reader) TellsSomething(s doc.Range) bool {
	words := 0
	for t := s.First; t < s.End; t++ {
		if r.Tokens[t].Kind == doc.WordToken {
			words++
		}
	}
	return words > 1
}

// Posted returns the day behind a name in its paragraph, "" where none is.
func (r Reader) Posted(name doc.Range) string {
	for i := name.End; i < len(r.Tokens) && r.Paragraph(i) == r.Paragraph(name.First); i++ {
		if day := r.Day(i); day != "" {
			return day
		}
	}
	return ""
}
