// Package insert finds what a reporter puts into or adds to the words of somebody else.
//
// In comes a tagged document with its quotations and the tokens of some words; out go those of them that are the
// reporter's. It decides nothing about who speaks.
//
// The one idea: between dashes or commas a verb of saying shows that somebody tells something of the words themselves.
package insert

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// longest is how many tokens what the reporter inserts between dashes or commas may have.
const longest = 40

// Reader reads the inserts of a text.
type Reader struct{ *phrase.Text }

// In returns the inserts among tokens s, outside quotation marks. Each kind is a function that returns the tokens of
// the insert at token i, or none.
func (r Reader) In(s doc.Range) []doc.Range {
	var out []doc.Range
	for i := s.First; i < s.End; i++ {
		if r.Tokens[i].Quote >= 0 {
			continue
		}
		for _, kind := range [...]func(int, doc.Range) doc.Range{r.aside, r.dashed, r.quoting} {
			if gap := kind(i, s); !gap.Empty() {
				out = append(out, gap)
				i = gap.End - 1
				break
			}
		}
	}
	return out
}

// Opened returns the first token behind the rest of an insert that words begin with: "– as Orr calls it – and their
// “game”". It is s.First where they begin with none.
func (r Reader) Opened(s doc.Range) int {
	if end := r.closing(s.First, s); r.dash(s.First-1) && end > 0 && end+1 < s.End {
		return end + 1
	}
	return s.First
}

// says reports whether a verb of saying stands at token i, and the end of its words.
func (r Reader) says(i int) (end int, ok bool) {
	e := r.EntryAt(i, r.SentenceAt(i).End)
	if e == nil || e.Part != lexicon.Verb || e.Attitude != record.Speech || !r.Is(i, lexicon.VerbTag) {
		return i, false
	}
	return i + 1 + len(e.Rest), true
}

// aside finds who says it in the middle of it: ", he has pointed out,", ", and I quote:".
func (r Reader) aside(i int, s doc.Range) doc.Range {
	k := i + 1
	if r.Is(k, lexicon.Conjunction) {
		k++
	}
	if !r.IsMark(i) || r.Word(k).XPOS != doc.XPRP {
		return doc.Range{}
	}
	for k++; k < s.End && r.Of(k, lexicon.Auxiliary); k++ {
	}
	if k >= s.End {
		return doc.Range{}
	}
	end, ok := r.says(k)
	if !ok || end >= s.End || !r.IsMark(end) || r.Tokens[end].Quote >= 0 {
		return doc.Range{}
	}
	return doc.Range{First: i, End: end + 1}
}

// dashed finds a clause between dashes that tells what is or was said: "– which has been widely reported –".
func (r Reader) dashed(i int, s doc.Range) doc.Range {
	if end := r.closing(i+1, s); r.dash(i) && end > 0 {
		return doc.Range{First: i, End: end + 1}
	}
	return doc.Range{}
}

// closing returns the dash that ends the insert beginning at token i if a verb of saying is in it, or 0.
func (r Reader) closing(i int, s doc.Range) int {
	said := false
	if !r.Is(i, lexicon.Relative|lexicon.LeadIn) {
		return 0
	}
	for k := i; k < min(s.End, i+longest) && r.Tokens[k].Quote < 0; k++ {
		switch {
		case r.dash(k) && said:
			return k
		case r.dash(k):
			return 0
		}
		_, says := r.says(k)
		said = said || says
	}
	return 0
}

// dash reports whether token i is a dash between words.
func (r Reader) dash(i int) bool {
	if i < 0 || i >= len(r.Tokens) {
		return false
	}
	form := r.Form(i)
	return form == "—" || r.Tokens[i].SpaceBefore && (form == "–" || form == "--" || form == "-")
}

// quoting finds a relative clause in which the reporter quotes somebody else: "the Courier, which Orr has called “the
// voice of the port,” would close".
func (r Reader) quoting(i int, s doc.Range) doc.Range {
	if r.Form(i) != "," || !r.Is(i+1, lexicon.Relative) {
		return doc.Range{}
	}
	said := false
	for k := i + 1; k < min(s.End, i+longest); k++ {
		if q := r.Tokens[k].Quote; q >= 0 {
			end := r.Quotes[q].EndToken
			if said && r.Quotes[q].Closed && end < s.End && (r.Form(end) == "," || r.Form(end-2) == ",") {
				return doc.Range{First: i, End: end}
			}
			return doc.Range{}
		}
		if r.IsMark(k) {
			return doc.Range{}
		}
		_, says := r.says(k)
		said = said || says
	}
	return doc.Range{}
}
