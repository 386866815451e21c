package page

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/internal/body"
)

// An article is taken from one container and what belongs next to it. Where there are
// sentences elsewhere on the page, or in a box among the paragraphs, that choice may be wrong,
// and the reader of the record must be able to see it. So each such passage is recorded as a
// gap, at the position in the text where it would have been.

// Prefixes of the gaps' reasons: where on the page the passage is.
const (
	apartOnPage = "apart on the page"
	boxInText   = "in a box among the text"
)

// Experiment of 2026-11-28 on 60 development pages (bench/ingest): 3 gaps, none of them the
// article's own text. Without isToReader and holds there are 12, six of them notices of the
// site and three pull quotes.
const (
	minParagraph = 60  // minimum bytes of prose of a paragraph
	minApart     = 140 // minimum bytes of prose of a passage
	apartOpening = 8   // words of the passage quoted in the reason
	apartShingle = 4   // words per shingle, when comparing a paragraph with the text
)

// apartPassage is a passage of prose that was left out of the text.
type apartPassage struct {
	at     int // byte of the text where it would have been
	where  string
	chunks []*body.Chunk
}

// noteLeftOut records a chunk that is not kept if it reads like part of an article.
func (w *pageWriter) noteLeftOut(i int) {
	k := &w.c.Chunks[i]
	if i == w.s.Title || k.Kind == body.Caption ||
		k.Mark&(body.MarkBox|body.MarkCaption|body.MarkByline|body.MarkPaywall) != 0 ||
		k.Link*4 > k.Len() || w.c.Prose(k) < minParagraph || body.IsFurniture(w.c.Bytes(k), k) || isToReader(w.c.Bytes(k)) {
		return
	}
	where := apartOnPage
	switch inside := w.s.IsIn(k.Node); {
	case inside && k.Mark&body.MarkBad != 0:
		where = boxInText
	case inside, k.Mark&body.MarkBad != 0:
		return // a deck or header, handled elsewhere; or a column whose class says what it is
	}
	at := w.text.Len()
	if n := len(w.apart); n == 0 || w.apart[n-1].at != at || w.apart[n-1].where != where {
		w.apart = append(w.apart, apartPassage{at: at, where: where})
	}
	run := &w.apart[len(w.apart)-1]
	run.chunks = append(run.chunks, k)
}

// gaps returns a gap for each passage that was left out and whose words are not in the text.
func (w *pageWriter) gaps(text string) []article.Gap {
	var gaps []article.Gap
	for _, run := range w.apart {
		n, paragraphs, opening := int32(0), 0, ""
		for _, k := range run.chunks {
			words := w.c.Str(k)
			if holds(text, words) {
				continue
			}
			n += w.c.Prose(k)
			paragraphs++
			opening = cmp.Or(opening, words)
		}
		if n < minApart {
			continue
		}
		fields := strings.Fields(opening)
		opening = strings.Join(fields[:min(len(fields), apartOpening)], " ")
		gaps = append(gaps, article.Gap{Span: article.Span{Start: run.at, End: run.at},
			Why: fmt.Sprintf("%s: paragraphs left out: %d, from “%s …”", run.where, paragraphs, opening)})
	}
	return gaps
}

// holds reports whether at least half of a paragraph's shingles occur in a text, as those of a
// pull quote do.
func holds(text, paragraph string) bool {
	words := strings.Fields(strings.Trim(paragraph, "“”\"'"))
	runs, found := 0, 0
	for i := 0; i+apartShingle <= len(words); i++ {
		runs++
		if strings.Contains(text, strings.Join(words[i:i+apartShingle], " ")) {
			found++
		}
	}
	return found*2 >= runs
}

// isToReader reports whether a paragraph addresses the reader on behalf of the site: it speaks
// of consent, or says "you" or "your" outside a quotation.
func isToReader(text []byte) bool {
	low := bytes.ToLower(text)
	asked := 0
	for _, word := range consentWords {
		if bytes.Contains(low, []byte(word)) {
			asked++
		}
	}
	if asked > 1 {
		return true
	}
	if bytes.ContainsAny(low, "“\"") {
		return false
	}
	for _, word := range bytes.Fields(low) {
		switch string(bytes.Trim(word, ".,;:!?()")) {
		case "you", "your", "you're", "you’re", "you've", "you’ve":
			return true
		}
	}
	return false
}
