package page

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/internal/body"
)

// A page's article is one container and what stands beside it. Where sentences stand
// elsewhere on the page, or in a box among the paragraphs, the choice may be wrong,
// and whoever reads the record must be able to see that: each such stretch is a gap,
// at the place in the text where it would have stood.

// The reasons begin with where the stretch stands on the page.
const (
	apartOnPage = "apart on the page"
	boxInText   = "in a box among the text"
)

// Experiment of 2026-11-28 on 60 development pages (bench/ingest): 3 gaps, in none of
// which the article's own text stood; without isToReader and holds 12, of which six
// told notices of the site and three pull quotations.
const (
	apartParagraph = 60  // bytes of prose that make a paragraph one of an article's
	apartAtLeast   = 140 // bytes of prose that make a stretch worth telling
	apartOpening   = 8   // words of the stretch that its reason gives
	apartShingle   = 4   // words in a row that a text must share to hold a paragraph
)

// apartRun is a stretch of prose that the choice of text leaves out.
type apartRun struct {
	at     int // byte of the text where it would have stood
	where  string
	chunks []*body.Chunk
}

// passOver notes a chunk that is not kept, where it reads as an article does.
func (w *pageWriter) passOver(i int) {
	k := &w.c.Chunks[i]
	if i == w.s.Title || k.Kind == body.Caption ||
		k.Mark&(body.MarkBox|body.MarkCaption|body.MarkByline|body.MarkPaywall) != 0 ||
		k.Link*4 > k.Len() || w.c.Prose(k) < apartParagraph || body.IsFurniture(w.c.Bytes(k), k) || isToReader(w.c.Bytes(k)) {
		return
	}
	where := apartOnPage
	switch inside := w.s.IsIn(k.Node); {
	case inside && k.Mark&body.MarkBad != 0:
		where = boxInText
	case inside, k.Mark&body.MarkBad != 0:
		return // a deck or header, told elsewhere; or a column whose name says what it is
	}
	at := w.text.Len()
	if n := len(w.apart); n == 0 || w.apart[n-1].at != at || w.apart[n-1].where != where {
		w.apart = append(w.apart, apartRun{at: at, where: where})
	}
	run := &w.apart[len(w.apart)-1]
	run.chunks = append(run.chunks, k)
}

// gaps are the stretches that were left out and whose words the text does not hold.
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
		if n < apartAtLeast {
			continue
		}
		fields := strings.Fields(opening)
		opening = strings.Join(fields[:min(len(fields), apartOpening)], " ")
		gaps = append(gaps, article.Gap{Span: article.Span{Start: run.at, End: run.at},
			Why: fmt.Sprintf("%s: paragraphs left out: %d, from “%s …”", run.where, paragraphs, opening)})
	}
	return gaps
}

// holds reports whether a text has a paragraph's words, as those of a pull quotation
// are: half of its runs of a few words at least.
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

// isToReader reports whether a paragraph is the site's word to whoever reads: about
// consent, or "you" and "your" outside a quotation.
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
