package text

import (
	"readout/article"
	"readout/doc"
)

// family is a kind of quotation marks; a quotation closes with a mark of the family that
// opened it.
type family uint8

const (
	noMark family = iota
	double
	single
	angle
)

// direction is what a mark can do at its position.
type direction uint8

const (
	opening direction = 1 << iota
	closing
)

// open is a quotation that is not yet closed.
type open struct {
	quote    int // index into doc.Quotes, or -1 while it is only tentative
	fam      family
	straight bool
	first    int // token of the opening mark
}

// quoter builds quotations block by block.
type quoter struct {
	d     *doc.Doc
	stack []open
	// carried is the quotation left open by the last paragraph, or -1: a paragraph that begins
	// with a mark of its family continues it.
	carried    int
	carriedFam family
	started    bool
	last       []int // last token of each quotation so far
	steps      int   // tokens and open quotations examined: a test checks that this is linear
}

// block finds the quotations in the block whose tokens begin at first.
//
// Source: newspaper practice (AP Stylebook, "quotation marks"): each paragraph of a long
// quotation begins with a mark and only the last one ends with one.
func (q *quoter) block(kind article.BlockKind, first int) {
	d := q.d
	if !q.started {
		q.carried, q.started = -1, true
	}
	q.stack = q.stack[:0]
	end := len(d.Tokens)
	closers := q.countSingles(first, end)
	if kind != article.Paragraph && q.carried >= 0 {
		q.unclosed(q.carried)
		q.carried = -1
	}
	for i := first; i < end; i++ {
		fam, dir, straight := q.read(i, first, end, &closers)
		switch {
		case fam == noMark:
			q.cover(i)
		case dir&closing != 0 && q.closeAt(i, fam):
		case dir&opening != 0:
			q.openAt(i, fam, straight, i == first)
		default:
			q.cover(i)
		}
	}
	if q.carried >= 0 && (len(q.stack) == 0 || q.stack[0].quote != q.carried) {
		if end > first && !q.continuedIn(first, end) {
			q.unclosed(q.carried)
		}
		q.carried = -1
	}
	q.leave(kind, first, end)
}

// continuedIn reports whether the carried quotation has a part in this block.
func (q *quoter) continuedIn(first, end int) bool {
	return q.last[q.carried] >= first && q.last[q.carried] < end
}

// leave ends a block: an open double quotation is carried into the next paragraph; single
// marks that never closed were apostrophes.
func (q *quoter) leave(kind article.BlockKind, first, end int) {
	for depth := range q.stack {
		q.steps++
		o := q.stack[depth]
		if o.quote < 0 {
			continue
		}
		q.extend(o.quote, end)
		if depth == 0 && kind == article.Paragraph && o.fam != single {
			q.carried, q.carriedFam = o.quote, o.fam
			continue
		}
		q.unclosed(o.quote)
	}
}

// end finishes the article.
func (q *quoter) end() {
	if q.started && q.carried >= 0 {
		q.unclosed(q.carried)
		q.carried = -1
	}
}

// unclosed records a gap for an unclosed outermost quotation.
func (q *quoter) unclosed(quote int) {
	x := &q.d.Quotes[quote]
	if x.Parent < 0 {
		q.d.Gaps = append(q.d.Gaps, article.Gap{Span: x.Span, Why: "unclosed quotation"})
	}
}

// cover assigns token i to the innermost open quotation.
func (q *quoter) cover(i int) {
	if n := len(q.stack); n > 0 {
		q.d.Tokens[i].Quote = int32(q.stack[n-1].quote)
	}
}

// openAt opens a quotation at token i, or continues the one left open by the last paragraph.
func (q *quoter) openAt(i int, fam family, straight, atStart bool) {
	if atStart && q.carried >= 0 && q.d.SpeakerLabel(i+1) > 0 {
		q.carried = -1 // another speaks: a transcript may begin every paragraph with a mark, and close none
	}
	if atStart && q.carried >= 0 && fam == q.carriedFam {
		quote := q.carried
		q.stack = append(q.stack, open{quote: quote, fam: fam, straight: straight, first: i})
		x := &q.d.Quotes[quote]
		x.Parts = append(x.Parts, q.d.Tokens[i].Span)
		q.cover(i)
		return
	}
	// Straight marks do not nest in each other: the previous one was never closed.
	if n := len(q.stack); straight && fam == double && n > 0 && q.stack[n-1].straight && q.stack[n-1].fam == double {
		q.extend(q.stack[n-1].quote, i)
		q.unclosed(q.stack[n-1].quote)
		q.stack = q.stack[:n-1]
	}
	parent := -1
	if n := len(q.stack); n > 0 {
		parent = q.stack[n-1].quote
	}
	quote := len(q.d.Quotes)
	q.d.Quotes = append(q.d.Quotes, doc.Quote{Span: q.d.Tokens[i].Span, Parts: []article.Span{q.d.Tokens[i].Span},
		FirstToken: i, EndToken: i + 1, Parent: parent, Depth: len(q.stack)})
	q.last = append(q.last, i)
	q.stack = append(q.stack, open{quote: quote, fam: fam, straight: straight, first: i})
	q.cover(i)
}

// closeAt closes the innermost open quotation of a family and reports whether there is one.
// Unclosed quotations inside it end with it.
func (q *quoter) closeAt(i int, fam family) bool {
	at := -1
	// Unclosed marks of other families may be on top; looking one below the top is enough for
	// real text and keeps the work linear.
	for depth := len(q.stack) - 1; depth >= 0 && depth >= len(q.stack)-2; depth-- {
		if q.stack[depth].fam == fam {
			at = depth
			break
		}
	}
	if at < 0 {
		return false
	}
	for _, o := range q.stack[at+1:] {
		q.steps++
		q.extend(o.quote, i)
	}
	quote := q.stack[at].quote
	q.extend(quote, i+1)
	q.d.Quotes[quote].Closed = true
	q.d.Tokens[i].Quote = int32(quote)
	q.stack = q.stack[:at]
	if quote == q.carried {
		q.carried = -1
	}
	return true
}

// extend sets the end of a quotation to before token end.
func (q *quoter) extend(quote, end int) {
	x := &q.d.Quotes[quote]
	x.EndToken = end
	x.Span.End = q.d.Tokens[end-1].End
	x.Parts[len(x.Parts)-1].End = x.Span.End
	q.last[quote] = end - 1
}

// read returns the family of token i, what it can do at its position, and whether it is
// straight.
func (q *quoter) read(i, first, end int, singles *int) (family, direction, bool) {
	q.steps++
	d := q.d
	tok := d.Tokens[i]
	if tok.Kind != doc.PunctToken || tok.Len() > 6 {
		return noMark, 0, false
	}
	spaceAfter := i+1 == end || d.Tokens[i+1].SpaceBefore
	switch d.Form(i) {
	case "“", "``", "„", "‘‘":
		if spaceAfter && !tok.SpaceBefore && d.Form(i) == "“" {
			return double, opening | closing, false // a reversed mark
		}
		if d.Form(i) == "“" && len(q.stack) > 0 && q.d.Form(q.stack[len(q.stack)-1].first) == "„" {
			return double, closing, false // „German marks“
		}
		return double, opening, false
	case "”", "''", "’’":
		if tok.SpaceBefore && !spaceAfter && !q.inside(double) {
			return double, opening, false // a reversed mark
		}
		return double, closing, false
	case "«":
		if q.inside(angle) && spaceAfter && !tok.SpaceBefore {
			return angle, closing, false
		}
		return angle, opening, false
	case "»":
		if !q.inside(angle) && !spaceAfter {
			return angle, opening, false
		}
		return angle, closing, false
	case "\"":
		return double, q.straight(i, spaceAfter), true
	case "‘", "`":
		*singles = max(0, *singles)
		if *singles > 0 && !spaceAfter {
			return single, opening, false
		}
	case "’", "'":
		return q.readSingle(i, end, spaceAfter, singles)
	}
	return noMark, 0, false
}

// inside reports whether one of the two innermost open quotations is of a family.
func (q *quoter) inside(fam family) bool {
	n := len(q.stack)
	return n > 0 && q.stack[n-1].fam == fam || n > 1 && q.stack[n-2].fam == fam
}

// straight determines the direction of a " from the spaces around it.
func (q *quoter) straight(i int, spaceAfter bool) direction {
	before := q.d.Tokens[i].SpaceBefore
	if i > 0 && !before {
		switch q.d.Form(i - 1) {
		case "(", "[", "—", "–", "--", "-", "‘", "“":
			before = !q.inside(double)
		}
	}
	switch {
	case before && !spaceAfter:
		return opening
	case !before && spaceAfter:
		if q.inside(double) {
			return closing
		}
		return 0
	case q.inside(double):
		return closing
	case spaceAfter:
		return 0
	}
	return opening
}

// countSingles counts the marks in a block that could close a single quotation, so that an
// apostrophe before a word is not taken for an opening mark that is never closed.
func (q *quoter) countSingles(first, end int) int {
	n := 0
	for i := first; i < end; i++ {
		if q.closesSingle(i, end) {
			n++
		}
	}
	return n
}

// closesSingle reports whether a ' or ’ can close a quotation: there is no space before it,
// and a space or another mark after it.
func (q *quoter) closesSingle(i, end int) bool {
	q.steps++
	if q.d.Tokens[i].Kind != doc.PunctToken {
		return false
	}
	if form := q.d.Form(i); form != "’" && form != "'" || q.d.Tokens[i].SpaceBefore {
		return false
	}
	return i+1 == end || q.d.Tokens[i+1].SpaceBefore || q.d.Tokens[i+1].Kind == doc.PunctToken
}

func (q *quoter) readSingle(i, end int, spaceAfter bool, singles *int) (family, direction, bool) {
	if q.closesSingle(i, end) {
		*singles--
		if !q.inside(single) {
			return noMark, 0, false // "the workers’ party"
		}
		// A plural's apostrophe inside a quotation: a later mark closes it.
		if *singles > 0 && i > 0 && q.endsInS(i-1) && spaceAfter && i+1 < end && startsLower(q.d.Form(i+1)) {
			return noMark, 0, false
		}
		return single, closing, false
	}
	tok := q.d.Tokens[i]
	opener := tok.SpaceBefore || i > 0 && opens(q.d.Form(i-1)) || i > 0 && q.d.Form(i-1) == "\""
	if opener && !spaceAfter && *singles > 0 && q.d.Form(i) == "'" && i+1 < end &&
		q.d.Tokens[i+1].Kind == doc.WordToken && !elided[q.d.LowerForm(i+1)] {
		return single, opening, true
	}
	return noMark, 0, false
}

// elided are words written with a leading apostrophe.
var elided = set("s tis twas em til cause bout n round")

func (q *quoter) endsInS(i int) bool {
	form := q.d.Form(i)
	return form[len(form)-1] == 's'
}
