package names

import (
	"readout/doc"
	"readout/entity/class"
	"readout/entity/lexical"
)

// span is tokens that labels call a name.
type span struct {
	doc.Range
	kind   doc.EntityKind
	joined bool // of several labelled spans
}

// labelled reads the names of a sentence off the best sequence of labels.
func (f *finder) labelled(s doc.Sentence) {
	if s.FirstToken >= s.EndToken {
		return
	}
	m := len(f.bio.Kind)
	labels := f.bio.Decode(f.scores[s.FirstToken*m : s.EndToken*m])
	var spans []span
	for i := 0; i < len(labels); {
		k := f.bio.Kind[labels[i]]
		end := i + 1
		for k >= 0 && end < len(labels) && f.bio.Kind[labels[end]] == k && !f.bio.Begins[labels[end]] {
			end++
		}
		if k >= 0 {
			spans = append(spans, span{Range: doc.Range{First: s.FirstToken + i, End: s.FirstToken + end},
				kind: doc.EntityKind(f.bio.Kinds[k])})
		}
		i = end
	}
	for _, x := range f.whole(spans) {
		if end := f.body(&x); end > x.End && !f.overlapsTaken(x.First, end) {
			f.add(Name{First: int32(x.First), End: int32(end), Kind: doc.Organization, By: bodyName, Sure: 0.8})
			continue
		}
		f.read(&x)
	}
	f.nicknames(s)
}

// whole joins the pieces of people's names: two names of people do not stand side by side with nothing between.
func (f *finder) whole(spans []span) []span {
	var out []span
	for _, b := range spans {
		if len(out) > 0 {
			if a := &out[len(out)-1]; f.onePerson(a, &b) {
				if a.End-a.First == 1 && f.Is(a.First, class.TitleWord) && !f.Is(a.First, class.Given) && a.End == b.First {
					a.First = b.First // "Prince" is a title
				}
				a.End, a.kind, a.joined = b.End, doc.Person, true
				continue
			}
		}
		if len(out) > 0 && !f.listed(&out[len(out)-1]) && onePlace(f.Text, &out[len(out)-1], &b) {
			out[len(out)-1].End = b.End
			continue
		}
		out = append(out, b)
	}
	for i := range out {
		if x := &out[i]; x.kind == doc.Person {
			for f.Is(x.First-1, class.Given) && f.Cap(x.First-1) && !f.Is(x.First-1, class.TimeName|class.TitleWord) &&
				f.UPOS(x.First-1) == doc.PROPN && f.Same(x.First-1, x.First) && (i == 0 || out[i-1].End < x.First) {
				x.First--
			}
		}
	}
	return out
}

// onePerson reports whether two neighbouring spans are pieces of one person's name.
func (f *finder) onePerson(a, b *span) bool {
	listed := f.listed(a)
	switch {
	case a.End == b.First && b.kind == doc.Person:
		return !listed && (a.kind == doc.Person || a.End-a.First == 1 && f.Tok[a.First].Shape&lexical.AllCaps == 0 &&
			(a.kind != doc.Organization || f.Is(a.First, class.Given)))
	case a.End == b.First && a.kind == doc.Person:
		return b.End-b.First == 1 && f.Is(a.End-1, class.Particle)
	case a.End == b.First && !listed && !f.listed(b) && a.End-a.First == 1 && f.Tok[a.First].Shape&lexical.AllCaps == 0:
		// no two places stand side by side
		return f.Is(a.First, class.Given|class.FamilyFirst) && b.kind == doc.Place || f.Is(a.First, class.Given) &&
			f.Is(b.First, class.Particle)
	case a.End+1 == b.First && f.Joins(a.End) && a.kind == doc.Person && b.kind == doc.Person:
		// "Hyde-Smith said", but "the Clinton-Trump debate"
		return !listed && (f.Is(a.End-1, class.Given) && f.Is(b.First, class.Given) || f.UPOS(b.End) != doc.NOUN ||
			f.Doc.Tokens[b.End].Kind != doc.WordToken)
	}
	return false
}

// onePlace reports whether two neighbouring spans are one place's name: "New [Halden]". A country before its town is
// none of it.
func onePlace(w *lexical.Text, a, b *span) bool {
	return a.kind == doc.Place && b.kind == doc.Place && a.End == b.First && a.End-a.First == 1 &&
		!w.Is(a.First, class.Determiner) && w.Cap(a.First) && w.Cap(b.First) &&
		w.Tok[a.First].Shape&lexical.AllCaps == 0
}

// body is where a name ends with the capitalised words behind it that names of firms and bodies end
// in: "Halden Energy".
func (f *finder) body(x *span) int {
	end := x.End
	for f.Same(x.First, end) && f.Is(end, class.OrgHead) && f.Cap(end) && !f.Is(end, class.TitleWord) {
		end++
	}
	if end == x.End || f.Tok[end-1].Shape&lexical.AllCaps != 0 || f.listed(x) || f.UPOS(end) == doc.PROPN &&
		f.Same(x.First, end) {
		return x.End
	}
	return end
}

// listed reports whether a span is a name of the tables that means one thing.
func (f *finder) listed(x *span) bool {
	e := f.Tok[x.First].Entry
	return e >= 0 && int(f.Tok[x.First].End) == x.End && !f.KB.Entry(e).Ambiguous
}

// read takes tokens that the labels call a name, and cuts off what is none of it.
func (f *finder) read(x *span) {
	first, end, kind := x.First, x.End, x.kind
	for first < end && (f.Tok[first].Shape&lexical.Wordlike == 0 && !f.Number(first) || f.Is(first, class.Determiner) &&
		f.Tok[first].Shape&lexical.Capitalised == 0) {
		first++
	}
	if first+2 < end && f.Tok[first].Shape&(lexical.AllCaps|lexical.Capitalised) != 0 &&
		f.Doc.Tokens[first].Len() == 1 && f.Joins(first+1) {
		first, kind = first+2, doc.Place // "R-Wyoming"
	}
	if kind == doc.Person {
		for !x.joined && first+1 < end && f.Is(first, class.TitleWord) && !f.Is(first, class.Given|class.Particle) &&
			!f.Hyphen(first+1) {
			first++
		}
	}
	for end > first && (f.Clitic(end-1) || f.Tok[end-1].Shape&lexical.Wordlike == 0 && !f.Number(end-1)) {
		end--
	}
	end = beforeParticiple(f.Text, first, end)
	labelled := end
	if kind == doc.Person {
		for f.Same(first-1, first) && f.Tok[first-1].Shape&lexical.Initial != 0 && !f.taken[first-1] {
			first-- // "P. D. H. Mayhew"
		}
		end = f.anew(first, f.unfinished(first, f.hyphenated(first, end)))
		labelled = min(labelled, end)
	}
	if end == first+1 && (f.describes(first) || kind == doc.Person && f.Same(first, end) && f.Cap(end) &&
		(f.Is(first, class.Modifier) && f.Is(end, class.TitleHead) || f.Is(first, class.TitleHead) &&
			!f.Is(first, class.Given))) {
		return // "Vice" of "Vice President Holm" is no name, nor "Mayor" of "Mayor Holm"
	}
	if first >= end || f.overlapsTaken(first, end) || kind == doc.Person && end == first+1 &&
		f.Is(first, class.TitleWord|class.Pronoun) && !f.Cap(first) {
		return
	}
	if n := (Name{First: int32(first), End: int32(labelled), Kind: kind}); !x.joined && !f.credible(&n) {
		return
	}
	if at := f.twoSides(first, end); at > 0 {
		f.add(Name{First: int32(first), End: int32(at), Kind: kind})
		f.add(Name{First: int32(at + 1), End: int32(end), Kind: kind})
		return
	}
	f.add(Name{First: int32(first), End: int32(end), Kind: kind})
}

// twoSides is the hyphen that stands between two names of the tables, as in "Russia-US"; 0 if there is none.
func (f *finder) twoSides(first, end int) int {
	for t := first + 1; t < end-1; t++ {
		if f.Joins(t) && f.Tok[first].Entry >= 0 && int(f.Tok[first].End) == t && f.Tok[t+1].Entry >= 0 &&
			int(f.Tok[t+1].End) == end {
			return t
		}
	}
	return 0
}

// leastName is how sure the labels of a name must be of its kind. Set on names of GUM's and
// Wikigold's development parts.
const leastName = 0.4

// credible reports whether tokens may be a name: they show a capital or a figure, and one that opens a sentence is
// no word that the article also writes small.
func (f *finder) credible(n *Name) bool {
	shown := false
	for t := n.First; t < n.End; t++ {
		shown = shown || f.Tok[t].Shape&lexical.Wordlike == 0 ||
			f.Doc.Text[f.Doc.Tokens[t].Start:f.Doc.Tokens[t].End] != f.Doc.LowerForm(int(t))
	}
	if !shown {
		return false
	}
	p := f.probability(n)
	if n.End == n.First+1 && f.Tok[n.First].Shape&lexical.Opens != 0 && f.Small[f.Doc.LowerForm(int(n.First))] && p < 0.8 {
		return false
	}
	return p >= leastName
}

// row is the scores of token i.
func (f *finder) row(i int) []float32 {
	m := len(f.bio.Kind)
	return f.scores[i*m : (i+1)*m]
}

// top is the likeliest label of token i.
func (f *finder) top(i int) int {
	best := 0
	for l, v := range f.row(i) {
		if v > f.row(i)[best] {
			best = l
		}
	}
	return best
}

// nicknames joins the two parts of a name that a nickname in marks or brackets stands between: Robert "Bobby" Kane.
func (f *finder) nicknames(s doc.Sentence) {
	for i := len(f.names) - 1; i > 0; i-- {
		b := &f.names[i]
		if int(b.First) < s.FirstToken {
			return
		}
		if a := &f.names[i-1]; a.Kind == doc.Person && b.Kind == doc.Person && b.First == a.End+1 && b.End-b.First > 2 &&
			f.opensNickname(int(a.End)) {
			a.End = b.End // the labels begin a name at the nickname
			for t := a.First; t < a.End; t++ {
				f.taken[t] = true
			}
			f.names = append(f.names[:i], f.names[i+1:]...)
			continue
		}
		for k := i - 1; k >= max(0, i-2); k-- {
			a := &f.names[k]
			first, end := int(a.End), int(b.First)
			if a.Kind != doc.Person || b.Kind != doc.Person || a.End-a.First > 2 || !f.Same(first, end) || end-first != 3 ||
				!f.opensNickname(first) || f.Tok[first+1].Shape&lexical.Capitalised == 0 {
				continue
			}
			a.End = b.End
			for t := a.First; t < a.End; t++ {
				f.taken[t] = true
			}
			f.names = append(f.names[:k+1], f.names[i+1:]...)
			i = k + 1
			break
		}
	}
}

func (f *finder) opensNickname(i int) bool {
	return f.Mark(i, "\"", "“", "‘", "``", "'", "(") && f.Mark(i+2, "\"", "”", "’", "''", "'", ")")
}
