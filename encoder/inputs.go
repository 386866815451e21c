package encoder

import (
	"unicode"

	"readout/article"
	"readout/doc"
)

// maxTokenPieces is the maximum number of pieces read of one token: a longer one is a URL or a
// dump, and its beginning says enough.
const maxTokenPieces = 8

// Classes of a token's shape. The vocabulary is uncased, so this is how the encoder sees
// capitals.
const (
	shapeNone    = iota // the pieces at the ends of a window
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

// Classes of a token's position in a quotation.
const (
	quoteNone = iota
	quoteOpening
	quoteClosing
	quoteInside
	quotes
)

// Classes of a token's position in its block.
const (
	placeInside    = iota
	placeSentence  // first of a sentence
	placeParagraph // first of a block
	placeHeading   // in a headline, deck or heading
	places
)

// Inputs is the encoder's input for an article.
//
// Shape: Pieces holds the pieces of all tokens, those of token i from Ends[i-1] to Ends[i];
// Shape, Quote and Place have one class per token.
type Inputs struct {
	Pieces              []int32
	Ends                []int32
	Shape, Quote, Place []uint8
}

// NewInputs builds the inputs of an article. It needs the layers Tokens and Quotes.
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
		case len(in.Pieces) > from+maxTokenPieces:
			in.Pieces = in.Pieces[:from+maxTokenPieces]
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

// markQuotes sets opening and closing marks. A quotation that spans paragraphs has an opening
// mark in each and a closing mark in the last.
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

// shapeOf returns the shape class of a token.
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
