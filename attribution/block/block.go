// Package block reads block quotations: paragraphs that are somebody's words without marks, behind a colon that ends
// the paragraph before them.
//
// In comes a tagged document with its mentions, and an attribution as tokens; out goes the whole paragraph where its
// content is one. It finds no attributions.
//
// The one idea: a colon at the end of a paragraph sets the next one off from what the report tells.
package block

import (
	"readout/article"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// Reader reads the block quotations of a text.
type Reader struct{ *phrase.Text }

// Whole returns the paragraph that content begins if cue and source introduce it with a colon ("Orr wrote in a
// letter:"), or an empty range. A paragraph that names its source tells of it: there the report goes on.
func (r Reader) Whole(cue, source, content doc.Range) doc.Range {
	first := content.First
	if source.Empty() || content.Empty() || first == 0 || r.Form(first-1) != ":" || !r.setOff(first) ||
		r.SentenceAt(cue.First) != r.SentenceAt(first-1) || r.SentenceAt(source.First) != r.SentenceAt(first-1) {
		return doc.Range{}
	}
	whole := doc.Range{First: first, End: first + 1}
	for whole.End < len(r.Tokens) && r.Paragraph(whole.End) == r.Paragraph(first) {
		whole.End++
	}
	if content.End > whole.End || r.tellsOf(source, whole) {
		return doc.Range{}
	}
	return r.closed(whole, content.End)
}

// closed returns the words without the mark that nothing opened, and as they were read if all that is behind them is
// punctuation.
func (r Reader) closed(whole doc.Range, read int) doc.Range {
	if r.IsMark(whole.End-1) && r.Tokens[whole.End-1].Quote < 0 && isClosing(r.Form(whole.End-1)) {
		whole.End--
	}
	for t := read; t < whole.End; t++ {
		if r.Tokens[t].Kind != doc.PunctToken {
			return whole
		}
	}
	return doc.Range{First: whole.First, End: read}
}

func isClosing(form string) bool { return form == "”" || form == "\"" }

// setOff reports whether a paragraph of words without marks begins at a token. The items of a list stand side by side.
func (r Reader) setOff(first int) bool {
	form, block := r.Form(first), r.Paragraph(first)
	begins := r.Tokens[first].Kind == doc.WordToken || form == "[" || form == "…" || form == "..."
	return begins && r.Tokens[first].Quote < 0 && r.Paragraph(first-1) != block &&
		r.Article.Blocks[block].Kind == article.Paragraph
}

// tellsOf reports whether words outside of marks tell of whom a source names: by name, or as "he" and "she".
func (r Reader) tellsOf(source, words doc.Range) bool {
	of := make(map[int]bool)
	for m := r.FirstMention(source.First); m < len(r.Mentions) && r.Mentions[m].FirstToken < source.End; m++ {
		of[r.Mentions[m].Entity] = r.Mentions[m].Entity >= 0
	}
	for m := r.FirstMention(words.First); m < len(r.Mentions) && r.Mentions[m].FirstToken < words.End; m++ {
		x := &r.Mentions[m]
		told := x.Form == doc.NameForm || x.Form == doc.PronounForm && r.Word(x.FirstToken).XPOS == doc.XPRP &&
			!r.Of(x.FirstToken, lexicon.First)
		if of[x.Entity] && told && r.Tokens[x.FirstToken].Quote < 0 {
			return true
		}
	}
	return false
}

// Verbatim reports whether words are somebody's own: outside of marks, who speaks tells of himself.
func (r Reader) Verbatim(words doc.Range) bool {
	for t := words.First; t < words.End; t++ {
		if r.Tokens[t].Quote < 0 && r.IsSelf(t) {
			return true
		}
	}
	return false
}

// OfPerson reports whether a source names a person.
func (r Reader) OfPerson(source doc.Range) bool {
	for m := r.FirstMention(source.First); m < len(r.Mentions) && r.Mentions[m].FirstToken < source.End; m++ {
		if r.Mentions[m].Kind == doc.Person {
			return true
		}
	}
	return false
}

// Self reports whether a source is "I", outside of marks.
func (r Reader) Self(source doc.Range) bool {
	return source.End == source.First+1 && r.Tokens[source.First].Quote < 0 && r.Of(source.First, lexicon.Single) &&
		r.Word(source.First).XPOS == doc.XPRP
}
