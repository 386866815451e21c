package attribution

import (
	"slices"
	"strings"

	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// sureSign is the score of words that carry their author's signature.
const sureSign = 0.9

// signing finds words that their author signs, where no verb says that somebody speaks: a quotation
// with a dash and a name behind it (“We will win.” — Jane Roe, mayor), and a message as it was
// posted, with the author's account (We will win. — Jane Roe (@jroe) May 3, 2031).
//
// Source: ours; 208 of 3,500 reports of 2010 to 2020 have such messages.
type signing struct{ *phrase.Text }

// signed adds the signed words of an article to all, except those that another attribution shares.
func (r signing) signed(all []found) []found {
	first := 0 // of the paragraph, or behind the signature before
	done := 0  // end of the signature before
	for t := range r.Tokens {
		if t > 0 && r.blockOf(t) != r.blockOf(t-1) {
			first = max(t, first)
		}
		source, end := r.signature(t)
		if source.Empty() || t < done {
			continue
		}
		content := doc.Range{}
		if end > 0 {
			whole := r.withoutLinks(doc.Range{First: r.wholePost(all, first, done), End: t})
			if content = r.withoutLinks(doc.Range{First: first, End: t}); !r.shared(all, whole, source) {
				content = whole
			}
			first = end
			for first < len(r.Tokens) && r.blockOf(first) == r.blockOf(t) && (r.Timed(first) || r.IsMark(first)) {
				first++
			}
			done = first
		} else if r.closesBlock(source.End) {
			content = r.quotedUpTo(t)
		}
		// Who signs it says it, not who stands before it: the credit of a picture above.
		all = slices.DeleteFunc(all, func(o found) bool {
			return !content.Empty() && content.Contains(o.hull()) && !content.Contains(o.cue) &&
				r.blockOf(o.cue.First) != r.blockOf(t)
		})
		if r.tellsSomething(content) && !r.shared(all, content, source) {
			all = append(all, found{cue: doc.Range{First: t, End: t + 1}, source: source, content: []doc.Range{content},
				score: sureSign, signed: true})
		}
	}
	return all
}

// shared reports whether an attribution other than those inside content has a part of it, or of source.
func (r signing) shared(all []found, content, source doc.Range) bool {
	return slices.ContainsFunc(all, func(o found) bool {
		inside := content.Contains(o.cue) && content.Contains(o.hull())
		return !inside && (o.hull().Overlaps(content) || o.source.Overlaps(source))
	})
}

// tellsSomething reports whether s has more than one word: a message of question marks is none.
func (r signing) tellsSomething(s doc.Range) bool {
	words := 0
	for t := s.First; t < s.End; t++ {
		if r.Tokens[t].Kind == doc.WordToken {
			words++
		}
	}
	return words > 1
}

// signature returns the name of the author right behind a dash at token t, and the end of the account behind the name,
// or 0. An account with a day proves a post: then all between dash and bracket is the name as it was shown there, known
// or not. Without an account, only a person signs.
func (r signing) signature(t int) (name doc.Range, end int) {
	if !isDash(r.Form(t)) {
		return doc.Range{}, 0
	}
	who := r.author(t)
	for i := t + 2; i < min(len(r.Tokens), t+2+longestName); i++ {
		if r.blockOf(i) != r.blockOf(t+1) || isDash(r.Form(i-1)) && r.Form(i-1) != "-" {
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

// wholePost returns the first token of the post that goes on at the first token of a paragraph, behind the signature
// before. Pages set wider gaps between the paragraphs of a post than around it; where no gap is narrower, nothing tells
// where the post begins. A wide gap may also stand before the post: behind what the report tells.
func (r signing) wholePost(all []found, first, done int) int {
	for t := first; t > done; t-- {
		if r.blockOf(t) == r.blockOf(t-1) {
			continue
		}
		gap := r.Doc.Text[r.Tokens[t-1].End:r.Tokens[t].Start]
		if strings.Count(gap, "\n") <= usualGap || strings.TrimSpace(gap) != "" || r.reported(all, r.blockOf(t-1)) {
			return t
		}
	}
	return first
}

// reported reports whether somebody is quoted in a paragraph by a word outside of the marks, as reports do.
func (r signing) reported(all []found, block int) bool {
	return slices.ContainsFunc(all, func(o found) bool {
		return r.blockOf(o.cue.First) == block && !r.IsMark(o.cue.First) && r.Tokens[o.cue.First].Quote < 0 &&
			r.Tokens[o.hull().First].Quote >= 0
	})
}

// usualGap is how many line ends stand between paragraphs: an empty line.
const usualGap = 2

// author returns the mention of somebody by name right behind a dash at token t, or -1.
func (r signing) author(t int) int {
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
func (r signing) account(i int) int {
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

// withoutLinks drops the addresses at the end of a message.
func (r signing) withoutLinks(s doc.Range) doc.Range {
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

// closesBlock reports whether a signature that goes on at token i ends its paragraph: with nothing,
// with a full stop or with who the author is.
func (r signing) closesBlock(i int) bool {
	end := i
	for end < len(r.Tokens) && r.blockOf(end) == r.blockOf(i-1) {
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

// quotedUpTo returns the closed quotation that ends right before token t in its paragraph, or an
// empty range.
func (r signing) quotedUpTo(t int) doc.Range {
	if t == 0 || r.Tokens[t-1].Quote < 0 || r.blockOf(t-1) != r.blockOf(t) {
		return doc.Range{}
	}
	x := &r.Quotes[r.Tokens[t-1].Quote]
	if !x.Closed || x.Parent >= 0 || x.EndToken != t || !r.wholeUpTo(x, t) {
		return doc.Range{}
	}
	return doc.Range{First: x.FirstToken, End: x.EndToken}
}

// wholeUpTo reports whether a quotation that ends right before a dash at token t consists of whole sentences. A dash without
// a space before it goes on in the last of them: “It is late.”—Jane Roe.
func (r signing) wholeUpTo(x *doc.Quote, t int) bool {
	if r.Tokens[t].SpaceBefore || x.EndToken < x.FirstToken+2 {
		return wholeSentence(r.Doc, x)
	}
	ends := strings.ContainsAny(r.Form(x.EndToken-2), ".!?…")
	return ends && r.Sentences[r.Tokens[x.FirstToken].Sentence].FirstToken == x.FirstToken
}

// day returns the day behind the account that signs f, "" where a label stands before it.
func (r signing) day(f *found) string {
	if f.cue.First < f.hull().First {
		return ""
	}
	for i := f.source.End; i < len(r.Tokens) && r.blockOf(i) == r.blockOf(f.source.First); i++ {
		if day := r.Day(i); day != "" {
			return day
		}
	}
	return ""
}

// blockOf returns the paragraph of a token.
func (r signing) blockOf(token int) int { return r.Sentences[r.Tokens[token].Sentence].Block }
