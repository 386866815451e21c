package encoder

import (
	"unicode"

	"readout/article"
	"readout/doc"
)

// mostPieces is the most pieces of one token that are read: what is longer is an
// address or a dump, and its beginning tells as much.
const mostPieces = 8

// The classes of a token's shape. Word pieces are without case, so this is how the
// encoder sees capitals.
const (
	shapeNone    = iota // the pieces that begin and end a window
	shapeLower          // minister
	shapeTitle          // Minister
	shapeUpper          // NATO
	shapeMixed          // iPhone, McCain
	shapeNumber         // 2024
	shapeDigits         // 3.5, MH17
	shapeMark           // punctuation and symbols
	shapeInitial        // J., A, I
	shapes
)

// The classes of a token's place in quotation marks.
const (
	quoteNone = iota
	quoteOpening
	quoteClosing
	quoteInside
	quotes
)

// The classes of a token's place in its block.
const (
	placeInside    = iota
	placeSentence  // first of a sentence
	placeParagraph // first of a block
	placeHeading   // in a headline, deck or heading
	places
)

// Inputs is what the encoder sees of an article.
//
// Shape: Pieces holds the pieces of all tokens, token i those from Ends[i-1] to
// Ends[i]; Shape, Quote and Place have one class a token.
type Inputs struct {
	Pieces              []int32
	Ends                []int32
	Shape, Quote, Place []uint8
}

// NewInputs reads an article's tokens and quotations. Needs the layers Tokens and Quotes.
func NewInputs(v *Vocabulary, d *doc.Doc) *Inputs {
	n := len(d.Tokens)
	in := &Inputs{
		Pieces: make([]int32, 0, n+n/2), Ends: make([]int32, n),
		Shape: make([]uint8, n), Quote: make([]uint8, n), Place: make([]uint8, n),
	}
	for i := range d.Tokens {
		form := d.Form(i)
		from := len(in.Pieces)
		in.Pieces = v.Append(in.Pieces, form)
		switch {
		case len(in.Pieces) == from:
			in.Pieces = append(in.Pieces, v.unknown)
		case len(in.Pieces) > from+mostPieces:
			in.Pieces = in.Pieces[:from+mostPieces]
		}
		in.Ends[i] = int32(len(in.Pieces))
		in.Shape[i] = shapeOf(form)
		if d.Tokens[i].Quote >= 0 {
			in.Quote[i] = quoteInside
		}
	}
	in.markQuotes(d)
	in.markPlaces(d)
	return in
}

// markQuotes sets opening and closing marks. A quotation that runs over paragraphs
// opens a mark in each and closes one in the last.
func (in *Inputs) markQuotes(d *doc.Doc) {
	for i := range d.Quotes {
		q := &d.Quotes[i]
		for p, part := range q.Parts {
			first, end := d.TokensIn(part)
			if first >= end {
				continue
			}
			in.Quote[first] = quoteOpening
			if q.Closed && p == len(q.Parts)-1 {
				in.Quote[end-1] = quoteClosing
			}
		}
	}
}

func (in *Inputs) markPlaces(d *doc.Doc) {
	block := -1
	for _, s := range d.Sentences {
		if s.FirstToken >= s.EndToken {
			continue
		}
		switch d.Article.Blocks[s.Block].Kind {
		case article.Headline, article.Deck, article.Heading:
			for t := s.FirstToken; t < s.EndToken; t++ {
				in.Place[t] = placeHeading
			}
		default:
			in.Place[s.FirstToken] = placeSentence
			if s.Block != block {
				in.Place[s.FirstToken] = placeParagraph
			}
		}
		block = s.Block
	}
}

// shapeOf is the class of a token's letters.
func shapeOf(form string) uint8 {
	var letters, upper, digits, others int
	firstUpper := false
	for i, r := range form {
		switch {
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) {
				upper++
				firstUpper = firstUpper || i == 0
			}
		case unicode.IsDigit(r):
			digits++
		default:
			others++
		}
	}
	switch {
	case digits > 0 && letters == 0 && others == 0:
		return shapeNumber
	case digits > 0:
		return shapeDigits
	case letters == 0:
		return shapeMark
	case letters == 1 && upper == 1:
		return shapeInitial
	case upper == 0:
		return shapeLower
	case upper == letters:
		return shapeUpper
	case firstUpper && upper == 1:
		return shapeTitle
	}
	return shapeMixed
}
