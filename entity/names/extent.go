package names

import (
	"strings"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/lexical"
)

// family is the end of a name that begins with a family's name at token i: "Tsai Ing-wei"; i if none does.
func (f *finder) family(i int) int {
	if f.Is(i, class.FamilyFirst) && f.Cap(i) && f.Cap(i+1) && f.Joins(i+2) && f.Same(i, i+3) &&
		f.Tok[i+3].Shape&lexical.Wordlike != 0 && !f.Is(i+3, class.TitleWord|class.Modifier|class.Elect) {
		return i + 4
	}
	return i
}

// hyphenated is the end of a person's name whose last word goes on behind a hyphen: "Yoon Suk-yeol", "Hyde-Smith".
func (f *finder) hyphenated(first, end int) int {
	if at := f.family(first); at > end {
		return at
	}
	for end > first && f.Joins(end) && f.Same(first, end+1) && f.Tok[end+1].Shape&lexical.Wordlike != 0 &&
		f.bio.Kind[f.top(end+1)] < 0 && (f.Cap(end+1) || f.Is(first, class.FamilyFirst)) &&
		f.Tok[end+1].Class&(class.TitleWord|class.Modifier|class.Elect) == 0 {
		end += 2
	}
	return end
}

// beforeParticiple is where a name ends before the hyphen of a compound with what is done by or with its bearer: "the
// [Jan Berg]-led company".
func beforeParticiple(w *lexical.Text, first, end int) int {
	last := end - 1
	if u := w.UPOS(last); last-1 > first && w.Joins(last-1) && (u == doc.VERB || u == doc.ADJ) && !w.Cap(last) &&
		w.Same(last, end) && w.Noun(end) {
		return last - 1
	}
	return end
}

// unfinished is the end of a person's name that no name ends before: "Gerald S." goes on, and so does "Salman bin".
func (f *finder) unfinished(first, end int) int {
	for end > first && end < len(f.Tok) && f.Same(first, end) && f.Cap(end) && f.Tok[end].Entry < 0 &&
		(f.Tok[end-1].Shape&lexical.Initial != 0 || f.Is(end-1, class.Particle) && end-1 > first && !f.Cap(end-1) ||
			f.initialled(end)) || end > first && f.sonOf(first, end) {
		end = f.hyphenated(first, end+1)
	}
	return end
}

// anew is where a person's name begins a second time, as where the words of a picture or a link run into the text:
// "Ada Holm [Ada Maria HolmThe]"; its end if it does not. "Ford Madox Ford" is one name.
func (f *finder) anew(first, end int) int {
	for t := first + 2; t < end-1; t++ {
		if f.Doc.LowerForm(t) == f.Doc.LowerForm(first) && f.Tok[t].Shape&lexical.Initial == 0 {
			return t
		}
	}
	return end
}

// sonOf reports whether token i, behind a name that begins at token first, is one with a small
// particle before a hyphen: "al-Tarsi".
func (f *finder) sonOf(first, i int) bool {
	if !f.Same(first, i) || f.Cap(i) || f.Doc.Form(i) == f.Doc.LowerForm(i) {
		return false
	}
	before, _, ok := strings.Cut(f.Doc.Form(i), "-")
	return ok && f.KB.Look(before).Class&class.Particle != 0
}

// initialled reports whether an initial stands at token i, and a name behind it.
func (f *finder) initialled(i int) bool {
	for i < len(f.Tok) && f.Tok[i].Shape&lexical.Initial != 0 && f.Same(i, i+1) {
		i++
		if f.Cap(i) && f.Tok[i].Shape&lexical.Initial == 0 {
			return f.UPOS(i) == doc.PROPN
		}
	}
	return false
}
