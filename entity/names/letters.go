package names

import (
	"slices"

	"readout/doc"
	"readout/entity/lexical"
)

// maxLetters is the length of the letters behind somebody's name.
const maxLetters = 3

// isLetters reports whether a name is one to three capitals between commas behind somebody's whole name: "Tom Berg, SC,
// said". They say what he is, or are short for where he comes from.
func isLetters(w *lexical.Text, names []Name, n *Name) bool {
	first, end := int(n.First), int(n.End)
	if n.Kind == doc.Person || end-first != 1 || w.Doc.Tokens[first].Len() > maxLetters ||
		w.Tok[first].Shape&lexical.AllCaps == 0 || !w.Mark(first-1, ",") || !w.Mark(end, ",") {
		return false
	}
	return slices.ContainsFunc(names, func(o Name) bool {
		return o.Kind == doc.Person && int(o.End) == first-1 && o.End-o.First > 1
	})
}

// isCurrency reports whether a name is that of a currency: "US$ 10 billion".
func isCurrency(w *lexical.Text, n *Name) bool { return w.Mark(int(n.End), "$") && w.Glued(int(n.End)) }
