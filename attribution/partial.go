package attribution

import (
	"readout/attribution/lexicon"
	"readout/attribution/marks"
	"readout/doc"
)

// cut reports whether the content was cut so that it means something else, and cannot be made whole: a subordinate
// clause or a fronted phrase without its main clause, or "not only" without "but".
func (r making) cut(f *found) bool {
	if len(f.content) == 0 {
		return false
	}
	last := f.content[len(f.content)-1]
	return r.fronted(f, last) || r.halfPair(last)
}

// fronted reports whether the content is what its sentence begins with, "though it is small —", "after the promise
// of “land”", and the sentence goes on without it.
func (r making) fronted(f *found, last doc.Range) bool {
	main := r.MainClause(f.hull())
	if !r.Is(main, lexicon.LeadIn) || marks.KindOf(r.Doc, f.content) == doc.Direct ||
		r.SentenceOf(main) != r.SentenceOf(last.End-1) {
		return false
	}
	if r.Is(main, lexicon.Preposition) && r.goesOn(main, last.End) {
		return false // "in 1920 it called the act a law"
	}
	if f.cue.First > f.hull().First {
		return r.goesOn(last.End, f.cue.First)
	}
	return !r.Is(main, lexicon.Question) && r.IsMark(last.End) && r.goesOn(last.End+1, r.SentenceAt(main).End)
}

// goesOn reports whether there is a finite verb among tokens [t, end).
func (r making) goesOn(t, end int) bool {
	for ; t < end; t++ {
		if r.Is(t, lexicon.FiniteTag) {
			return true
		}
	}
	return false
}

// halfPair reports whether "not only" in the content has its "but" right behind it, outside.
func (r making) halfPair(last doc.Range) bool {
	next := last.End
	for next < len(r.Tokens) && r.IsMark(next) {
		next++
	}
	if !r.Is(next, lexicon.Connective) || r.SentenceAt(last.First).End <= next {
		return false
	}
	for i := last.First; i+1 < last.End; i++ {
		if r.Is(i, lexicon.Negation) && r.Of(i+1, lexicon.Limiting) {
			return true
		}
	}
	return false
}

// exception adds to a content what it leaves out: "is always an option, unless a law forbids it". Without it the
// content claims too much.
func (r sieve) exception(f *found) {
	last := &f.content[len(f.content)-1]
	next := last.End
	if next < len(r.Tokens) && r.Form(next) == "," {
		next++
	}
	sentence := r.SentenceAt(last.First)
	if next >= sentence.End || !r.Of(next, lexicon.Exception) || last.First < f.cue.First {
		return
	}
	end := next + 1
	for end < sentence.End && !r.IsMark(end) {
		end++
	}
	last.End = end
}
