package names

import (
	"slices"

	"readout/doc"
	"readout/entity/lexical"
)

// maxLetters is the length of the letters behind somebody's name.
const maxLetters = 3

// letters reports whether a name is one to three capitals between commas behind somebody's whole name: "Tom Berg, SC,
// said". They say what he is, or are short for where he comes from.
func (f *finder) letters(n *Name) bool {
	first, end := int(n.First), int(n.End)
	if n.Kind == doc.Person || end-first != 1 || f.Doc.Tokens[first].Len() > maxLetters ||
		f.Tok[first].Shape&lexical.AllCaps == 0 || !f.Mark(first-1, ",") || !f.Mark(end, ",") {
		return false
	}
	return slices.ContainsFunc(f.names, func(o Name) bool {
		return o.Kind == doc.Person && int(o.End) == first-1 && o.End-o.First > 1
	})
}

// currency reports whether a name is that of a currency: "US$ 10 billion".
func (f *finder) currency(n *Name) bool { return f.Mark(int(n.End), "$") && f.Glued(int(n.End)) }
