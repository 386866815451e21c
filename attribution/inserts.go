package attribution

import (
	"readout/attribution/lexicon"
	"readout/attribution/marks"
	"readout/doc"
	"readout/record"
)

// longestInsert is how many tokens what the reporter inserts between dashes or commas may have.
const longestInsert = 40

// inserts leaves out of a content what the reporter inserts or adds to it. Each kind is a function that returns the
// tokens to leave out of those from token i on, or none.
func (r sieve) inserts(f *found) {
	var out []doc.Range
	r.opening(f)
	for _, s := range f.content {
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
	}
	if gap := r.secondVerb(f); !gap.Empty() {
		out = append(out, gap)
	}
	if left := marks.Without(f.content, out); len(out) > 0 && len(left) > 0 {
		f.content = left
		trimContent(r.Doc, f)
	}
}

// says reports whether a verb of saying stands at token i, and the end of its words.
func (r sieve) says(i int) (end int, ok bool) {
	e := r.EntryAt(i, r.SentenceAt(i).End)
	if e == nil || e.Part != lexicon.Verb || e.Attitude != record.Speech || !r.Is(i, lexicon.VerbTag) {
		return i, false
	}
	return i + 1 + len(e.Rest), true
}

// aside finds who says it in the middle of it: ", he has pointed out,", ", and I quote:".
func (r sieve) aside(i int, s doc.Range) doc.Range {
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
func (r sieve) dashed(i int, s doc.Range) doc.Range {
	if end := r.closing(i+1, s); r.dash(i) && end > 0 {
		return doc.Range{First: i, End: end + 1}
	}
	return doc.Range{}
}

// opening cuts off the rest of such a clause that a content begins with: "– as Orr calls it – and their “game”".
func (r sieve) opening(f *found) {
	s := &f.content[0]
	if end := r.closing(s.First, *s); r.dash(s.First-1) && end > 0 && end+1 < s.End {
		s.First = end + 1
	}
}

// closing returns the dash that ends the insert beginning at token i if a verb of saying is in it, or 0.
func (r sieve) closing(i int, s doc.Range) int {
	said := false
	if !r.Is(i, lexicon.Relative|lexicon.LeadIn) {
		return 0
	}
	for k := i; k < min(s.End, i+longestInsert) && r.Tokens[k].Quote < 0; k++ {
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
func (r sieve) dash(i int) bool {
	if i < 0 || i >= len(r.Tokens) {
		return false
	}
	form := r.Form(i)
	return form == "—" || r.Tokens[i].SpaceBefore && (form == "–" || form == "--" || form == "-")
}

// quoting finds a relative clause in which the reporter quotes somebody else: "the Courier, which Orr has called “the
// voice of the port,” would close".
func (r sieve) quoting(i int, s doc.Range) doc.Range {
	if r.Form(i) != "," || !r.Is(i+1, lexicon.Relative) {
		return doc.Range{}
	}
	said := false
	for k := i + 1; k < min(s.End, i+longestInsert); k++ {
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

// secondVerb finds the second verb of who speaks: "countered that the mayor has the power, and tapped Orr". A past
// tense beside a content in the present goes on with the cue.
func (r sieve) secondVerb(f *found) doc.Range {
	s := f.content[0]
	if s.First < f.cue.End || r.Word(r.ReadCue(f.cue).Head).XPOS != doc.XVBD {
		return doc.Range{}
	}
	verb := r.MainClause(s) + 1
	for verb < s.End && !r.Is(verb, lexicon.FiniteTag) {
		verb++
	}
	for i := verb; i+2 < s.End; i++ {
		if r.Tokens[i].Quote >= 0 || r.Word(i).XPOS == doc.XVBD {
			return doc.Range{}
		}
		if r.Form(i) != "," || !r.Is(i+1, lexicon.Conjunction) {
			continue
		}
		k := i + 2
		for r.Is(k, lexicon.AdverbTag) {
			k++
		}
		if k < s.End && r.Word(k).XPOS == doc.XVBD {
			return doc.Range{First: i, End: f.hull().End}
		}
	}
	return doc.Range{}
}
