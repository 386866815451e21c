package entity

import (
	"slices"
	"strings"

	"readout/article"
	"readout/doc"
	"readout/entity/bio"
	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/lexical"
)

// name is a name found in the text, bare: without titles, articles and what stands in apposition to it.
type name struct {
	first, end int32 // tokens, half-open
	kind       doc.EntityKind
	entry      int32   // entry of the tables, or -1
	sure       float32 // probability of the kind
	country    string  // the side a name says it belongs to: "Russian Foreign Ministry"
	by         string
	wire       bool // the agency of the dateline
}

// found is an article's tokens with the names found in them.
type found struct {
	*lexical.Text
	names  []name  // in text order
	nameAt []int32 // the name that covers each token, or -1
}

// nameFinder makes names of the labels' scores.
type nameFinder struct {
	*lexical.Text
	names  []name
	bio    *bio.Inventory
	scores []float32
	taken  []bool // tokens that are part of a name
}

// findNames finds the names of an article by the scores of the labels of b: [tokens, labels].
func findNames(w *lexical.Text, b *bio.Inventory, scores []float32) *found {
	f := &nameFinder{Text: w, bio: b, scores: scores, taken: make([]bool, len(w.Tok))}
	f.dateline()
	for s := range w.Doc.Sentences {
		f.labelled(w.Doc.Sentences[s])
	}
	f.unlabelled()
	f.titled()
	f.fromTables()
	f.vote()
	f.repeated()
	f.names = slices.DeleteFunc(f.names, f.saysWhat)
	slices.SortFunc(f.names, func(a, b name) int { return int(a.first - b.first) })
	nameAt := slices.Repeat([]int32{-1}, len(w.Tok))
	for i := range f.names {
		n := &f.names[i]
		f.decide(n)
		for t := n.first; t < n.end; t++ {
			nameAt[t] = int32(i)
		}
	}
	return &found{Text: w, names: f.names, nameAt: nameAt}
}

// saysWhat reports whether a name is one word that says what somebody is, behind a determiner and at the end of its
// phrase: "the Ostby Republican said", not "the Republican Party", not "Republicans".
func (f *nameFinder) saysWhat(n name) bool {
	i := int(n.first)
	if n.end-n.first != 1 || n.kind == doc.Person || !f.Is(i, class.Calling) || f.Is(i, class.Plural) ||
		f.XPOS(i) == doc.XNNPS ||
		f.Joins(i+1) {
		return false
	}
	if u := f.UPOS(i + 1); f.Same(i, i+1) && (u == doc.NOUN || u == doc.PROPN || u == doc.ADJ) {
		return false
	}
	const longest = 4
	for k := i - 1; k >= i-longest && f.Same(k, i); k-- {
		if f.Is(k, class.Determiner|class.Indefinite) || f.Clitic(k) {
			return true
		}
		if u := f.UPOS(k); u != doc.PROPN && u != doc.ADJ && u != doc.NOUN {
			return false
		}
	}
	return false
}

// row is the scores of token i.
func (f *nameFinder) row(i int) []float32 {
	m := len(f.bio.Kind)
	return f.scores[i*m : (i+1)*m]
}

// span is tokens that labels call a name.
type span struct {
	doc.Range
	kind   doc.EntityKind
	joined bool // of several labelled spans
}

// labelled reads the names of a sentence off the best sequence of labels.
func (f *nameFinder) labelled(s doc.Sentence) {
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
			f.add(name{first: int32(x.First), end: int32(end), kind: doc.Organization, by: bodyName, sure: 0.8})
			continue
		}
		f.read(&x)
	}
	f.nicknames(s)
}

// whole joins the pieces of people's names: two names of people do not stand side by side with nothing between.
func (f *nameFinder) whole(spans []span) []span {
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
		out = append(out, b)
	}
	for i := range out {
		if x := &out[i]; x.kind == doc.Person {
			for f.Is(x.First-1, class.Given) && f.Cap(x.First-1) && !f.Is(x.First-1, class.TimeName|class.TitleWord) &&
				f.UPOS(x.First-1) == doc.PROPN && f.Same(x.First-1, x.First) &&
				(i == 0 || out[i-1].End < x.First) {
				x.First--
			}
		}
	}
	return out
}

// bodyName names, in a record, what found the name of a firm by the word that it ends in.
const bodyName = "entity/body"

// familyName names, in a record, what found the name of a person by the family's name that it begins with.
const familyName = "entity/family"

// body is where a name ends with the capitalised words behind it that names of firms and bodies end
// in: "Halden Energy".
func (f *nameFinder) body(x *span) int {
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
func (f *nameFinder) listed(x *span) bool {
	e := f.Tok[x.First].Entry
	return e >= 0 && int(f.Tok[x.First].End) == x.End && !f.KB.Entry(e).Ambiguous
}

// onePerson reports whether two neighbouring spans are pieces of one person's name.
func (f *nameFinder) onePerson(a, b *span) bool {
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

// read takes tokens that the labels call a name, and cuts off what is none of it.
func (f *nameFinder) read(x *span) {
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
	labelled := end
	if kind == doc.Person {
		for f.Same(first-1, first) && f.Tok[first-1].Shape&lexical.Initial != 0 && !f.taken[first-1] {
			first-- // "P. D. H. Mayhew"
		}
		end = f.unfinished(first, f.hyphenated(first, end))
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
	if n := (name{first: int32(first), end: int32(labelled), kind: kind}); !x.joined && !f.credible(&n) {
		return
	}
	if at := f.twoSides(first, end); at > 0 {
		f.add(name{first: int32(first), end: int32(at), kind: kind})
		f.add(name{first: int32(at + 1), end: int32(end), kind: kind})
		return
	}
	f.add(name{first: int32(first), end: int32(end), kind: kind})
}

// leastName is how sure the labels of a name must be of its kind. Set on names of GUM's and
// Wikigold's development parts.
const leastName = 0.4

// credible reports whether tokens may be a name: they show a capital or a figure, and one that opens a sentence is
// no word that the article also writes small.
func (f *nameFinder) credible(n *name) bool {
	shown := false
	for t := n.first; t < n.end; t++ {
		shown = shown || f.Tok[t].Shape&lexical.Wordlike == 0 ||
			f.Doc.Text[f.Doc.Tokens[t].Start:f.Doc.Tokens[t].End] != f.Doc.LowerForm(int(t))
	}
	if !shown {
		return false
	}
	p := f.probability(n)
	if n.end == n.first+1 && f.Tok[n.first].Shape&lexical.Opens != 0 && f.Small[f.Doc.LowerForm(int(n.first))] && p < 0.8 {
		return false
	}
	return p >= leastName
}

// describes reports whether a capitalised noun says what somebody is and names nobody: "a
// Democrat", "Democrat Anna Lind".
func (f *nameFinder) describes(i int) bool {
	if !f.Is(i, class.Calling) || f.Is(i, class.Plural|class.Given) || f.Tok[i].Entry >= 0 &&
		f.KB.Entry(f.Tok[i].Entry).Sort != kb.Body {
		return false
	}
	return f.Is(i-1, class.Indefinite) || f.Same(i, i+1) && f.Cap(i+1) && f.bio.Kind[f.top(i+1)] >= 0 &&
		f.bio.Kinds[f.bio.Kind[f.top(i+1)]] == string(doc.Person)
}

// family is the end of a name that begins with a family's name at token i: "Tsai Ing-wei"; i if none does.
func (f *nameFinder) family(i int) int {
	if f.Is(i, class.FamilyFirst) && f.Cap(i) && f.Cap(i+1) && f.Joins(i+2) && f.Same(i, i+3) &&
		f.Tok[i+3].Shape&lexical.Wordlike != 0 && !f.Is(i+3, class.TitleWord|class.Modifier|class.Elect) {
		return i + 4
	}
	return i
}

// hyphenated is the end of a person's name whose last word goes on behind a hyphen: "Yoon Suk-yeol", "Hyde-Smith".
func (f *nameFinder) hyphenated(first, end int) int {
	if at := f.family(first); at > end {
		return at
	}
	for end > first && f.Joins(end) && f.Same(first, end+1) && f.Tok[end+1].Shape&lexical.Wordlike != 0 &&
		f.bio.Kind[f.top(end+1)] < 0 &&
		(f.Cap(end+1) || f.Is(first, class.FamilyFirst)) &&
		f.Tok[end+1].Class&(class.TitleWord|class.Modifier|class.Elect) == 0 {
		end += 2
	}
	return end
}

// unfinished is the end of a person's name that no name ends before: "Gerald S." goes on, and so does "Salman bin".
func (f *nameFinder) unfinished(first, end int) int {
	for end > first && end < len(f.Tok) && f.Same(first, end) && f.Cap(end) && f.Tok[end].Entry < 0 &&
		(f.Tok[end-1].Shape&lexical.Initial != 0 || f.Is(end-1, class.Particle) && end-1 > first && !f.Cap(end-1) ||
			f.initialled(end)) ||
		end > first && f.sonOf(first, end) {
		end = f.hyphenated(first, end+1)
	}
	return end
}

// whole names: a family's name before a hyphenated one, a given name before an unknown word.
func (f *nameFinder) unlabelled() {
	for i := range f.Tok {
		end := f.family(i)
		if end > i && f.within(i, end) {
			f.names = slices.DeleteFunc(f.names, func(n name) bool { return int(n.first) >= i && int(n.end) <= end })
			f.add(name{first: int32(i), end: int32(end), kind: doc.Person, by: familyName, sure: 0.8})
			continue
		}
		if f.Tok[i].Shape&lexical.Initial != 0 && !f.Cap(i-1) && !f.taken[i] && f.initialled(i) {
			if end = f.unfinished(i, i+1); !f.overlapsTaken(i, end) &&
				!f.Is(end-1, class.OrgHead|class.FacilityHead|class.PlaceNoun) {
				f.add(name{first: int32(i), end: int32(end), kind: doc.Person, by: familyName, sure: 0.7})
			}
			continue
		}
		if end = i + 2; f.givenBefore(i) && !f.overlapsTaken(i, end) {
			f.add(name{first: int32(i), end: int32(f.hyphenated(i, end)), kind: doc.Person, by: "entity/given", sure: 0.7})
		}
	}
}

// givenBefore reports whether token i is a given name, and the one behind it a name that the labels do not see and
// nothing else explains.
func (f *nameFinder) givenBefore(i int) bool {
	return f.Is(i, class.Given) && f.Cap(i) && f.Tok[i].Entry < 0 && f.UPOS(i) == doc.PROPN && f.Same(i, i+1) &&
		f.Cap(i+1) &&
		f.Tok[i+1].Shape&lexical.AllCaps == 0 && f.Tok[i+1].Entry < 0 &&
		f.UPOS(i+1) == doc.PROPN && f.Tok[i+1].Class&(class.TitleWord|class.TimeName|class.OrgHead|class.FacilityHead|
		class.PlaceNoun|class.Suffix) == 0 &&
		!f.AllCapitals[f.Doc.Tokens[i].Sentence] && f.UPOS(i+2) != doc.PROPN && !f.Cap(i-1) && !f.Joins(i+2)
}

// sonOf reports whether token i, behind a name that begins at token first, is one with a small
// particle before a hyphen: "al-Tarsi".
func (f *nameFinder) sonOf(first, i int) bool {
	if !f.Same(first, i) || f.Cap(i) || f.Doc.Form(i) == f.Doc.LowerForm(i) {
		return false
	}
	before, _, ok := strings.Cut(f.Doc.Form(i), "-")
	return ok && f.KB.Look(before).Class&class.Particle != 0
}

// initialled reports whether an initial stands at token i, and a name behind it.
func (f *nameFinder) initialled(i int) bool {
	for i < len(f.Tok) && f.Tok[i].Shape&lexical.Initial != 0 && f.Same(i, i+1) {
		i++
		if f.Cap(i) && f.Tok[i].Shape&lexical.Initial == 0 {
			return f.UPOS(i) == doc.PROPN
		}
	}
	return false
}

// titled reads names behind titles where the labels see none: after "Sen." comes somebody.
func (f *nameFinder) titled() {
	for i := range f.Tok {
		if !f.Cap(i) || f.taken[i] || !f.Same(i, i+1) || !f.Is(i, class.Courtesy|class.ShortTitle) && !f.officeBefore(i) {
			continue
		}
		end := i + 1
		for end < len(f.Tok) && f.Same(i, end) && !f.taken[end] && f.Tok[end].Entry < 0 && !f.Is(end, class.TitleWord) &&
			(f.Cap(end) || f.Joins(end) || f.Is(end, class.Particle) && f.Cap(end+1)) {
			end++
		}
		for end > i+1 && !f.Cap(end-1) {
			end--
		}
		if end > i+1 && !f.AllCapitals[f.Doc.Tokens[i].Sentence] {
			f.add(name{first: int32(i + 1), end: int32(end), kind: doc.Person, by: "entity/titled", sure: 0.8})
		}
	}
}

// officeBefore reports whether an office in capitals stands at token i before a word that can only be a name:
// "Secretary Holm".
func (f *nameFinder) officeBefore(i int) bool {
	return f.Is(i, class.Office|class.Leader) && f.Cap(i+1) && (f.UPOS(i+1) == doc.PROPN || f.UPOS(i+1) == doc.NOUN &&
		!f.Small[f.Doc.LowerForm(i+1)]) && f.Tok[i+1].Shape&lexical.AllCaps == 0 && f.Tok[i+1].Entry < 0 &&
		f.Tok[i+1].Class&(class.TitleWord|class.TimeName|class.OrgHead|class.FacilityHead|class.PlaceNoun|class.Elect) == 0 &&
		(!f.Is(i+1, class.Modifier) || f.UPOS(i+2) != doc.NOUN) && f.UPOS(i+2) != doc.PROPN && !f.Joins(i+2) && !f.Clitic(i+2)
}

// top is the likeliest label of token i.
func (f *nameFinder) top(i int) int {
	best := 0
	for l, v := range f.row(i) {
		if v > f.row(i)[best] {
			best = l
		}
	}
	return best
}

// twoSides is the hyphen that stands between two names of the tables, as in "Russia-US"; 0 if there is none.
func (f *nameFinder) twoSides(first, end int) int {
	for t := first + 1; t < end-1; t++ {
		if f.Joins(t) && f.Tok[first].Entry >= 0 && int(f.Tok[first].End) == t && f.Tok[t+1].Entry >= 0 &&
			int(f.Tok[t+1].End) == end {
			return t
		}
	}
	return 0
}

// add keeps a name with what its labels and the tables say of it.
func (f *nameFinder) add(n name) {
	n.entry = -1
	if n.by == "" {
		n.by = "entity/names"
	}
	if n.sure == 0 {
		n.sure = f.probability(&n)
	}
	if e := f.Tok[n.first].Entry; e >= 0 && f.Tok[n.first].End == n.end {
		n.entry = e
	} else if e >= 0 && f.Tok[n.first].End < n.end {
		n.country = f.KB.Entry(e).Country
	}
	for t := n.first; t < n.end; t++ {
		f.taken[t] = true
	}
	f.names = append(f.names, n)
}

// probability is the mean probability of a name's kind over its tokens.
func (f *nameFinder) probability(n *name) float32 {
	k := slices.Index(f.bio.Kinds, string(n.kind))
	if k < 0 {
		return 0.5
	}
	sum := float32(0)
	for t := n.first; t < n.end; t++ {
		row := slices.Clone(f.row(int(t)))
		bio.Softmax(row)
		for l, p := range row {
			if f.bio.Kind[l] == k {
				sum += p
			}
		}
	}
	return sum / float32(n.end-n.first)
}

func (f *nameFinder) overlapsTaken(first, end int) bool {
	return slices.Contains(f.taken[first:end], true)
}

// nicknames joins the two parts of a name that a nickname in marks or brackets stands between: Robert "Bobby" Kane.
func (f *nameFinder) nicknames(s doc.Sentence) {
	for i := len(f.names) - 1; i > 0; i-- {
		b := &f.names[i]
		if int(b.first) < s.FirstToken {
			return
		}
		if a := &f.names[i-1]; a.kind == doc.Person && b.kind == doc.Person && b.first == a.end+1 && b.end-b.first > 2 &&
			f.opensNickname(int(a.end)) {
			a.end = b.end // the labels begin a name at the nickname
			for t := a.first; t < a.end; t++ {
				f.taken[t] = true
			}
			f.names = append(f.names[:i], f.names[i+1:]...)
			continue
		}
		for k := i - 1; k >= max(0, i-2); k-- {
			a := &f.names[k]
			first, end := int(a.end), int(b.first)
			if a.kind != doc.Person || b.kind != doc.Person || a.end-a.first > 2 || !f.Same(first, end) || end-first != 3 ||
				!f.opensNickname(first) || f.Tok[first+1].Shape&lexical.Capitalised == 0 {
				continue
			}
			a.end = b.end
			for t := a.first; t < a.end; t++ {
				f.taken[t] = true
			}
			f.names = append(f.names[:k+1], f.names[i+1:]...)
			i = k + 1
			break
		}
	}
}

func (f *nameFinder) opensNickname(i int) bool {
	return f.Mark(i, "\"", "“", "‘", "``", "'", "(") && f.Mark(i+2, "\"", "”", "’", "''", "'", ")")
}

// fromTables adds the names of the tables that the labels have left out, and takes the place of shorter ones.
func (f *nameFinder) fromTables() {
	for i := 0; i < len(f.Tok); i++ {
		e := f.Tok[i].Entry
		if e < 0 {
			continue
		}
		end, x := int(f.Tok[i].End), f.KB.Entry(e)
		if !f.overlapsTaken(i, end) {
			if end == i+1 && f.describes(i) {
				continue
			}
			if !x.Ambiguous && f.Tok[i].Class&(class.TimeName|class.Pronoun) == 0 &&
				!(end == i+1 && f.Tok[i].Shape&lexical.Opens != 0 && f.Small[f.Doc.LowerForm(i)]) {
				f.add(name{first: int32(i), end: int32(end), kind: x.Kind, by: "entity/table", sure: 0.8})
			}
			i = end - 1
			continue
		}
		if end > i+1 && f.within(i, end) {
			f.names = slices.DeleteFunc(f.names, func(n name) bool { return int(n.first) >= i && int(n.end) <= end })
			f.add(name{first: int32(i), end: int32(end), kind: x.Kind, by: "entity/table", sure: 0.9})
			i = end - 1
		}
	}
}

// within reports whether every name that touches tokens [first, end) lies in them.
func (f *nameFinder) within(first, end int) bool {
	return !slices.ContainsFunc(f.names, func(n name) bool {
		return int(n.first) < end && int(n.end) > first && (int(n.first) < first || int(n.end) > end || n.wire)
	})
}

// vote gives all names of the same words the kind that their labels together say: a guess here gives way to certainty
// there.
func (f *nameFinder) vote() {
	votes := make(map[string][]float32)
	for i := range f.names {
		n := &f.names[i]
		key := f.key(n)
		if votes[key] == nil {
			votes[key] = make([]float32, len(f.bio.Kinds))
		}
		for k, kind := range f.bio.Kinds {
			votes[key][k] += f.probability(&name{first: n.first, end: n.end, kind: doc.EntityKind(kind)})
			if kind == string(doc.Organization) && f.Is(int(n.first)-1, class.CompanyNoun) {
				votes[key][k] += 3 // "the camera maker Holm"
			}
		}
	}
	for i := range f.names {
		n := &f.names[i]
		if n.wire || n.by == "entity/dateline" || n.by == bodyName || n.by == familyName {
			continue
		}
		best, own := -1, -1
		v := votes[f.key(n)]
		for k, kind := range f.bio.Kinds {
			if best < 0 || v[k] > v[best] {
				best = k
			}
			if kind == string(n.kind) {
				own = k
			}
		}
		if own < 0 || v[best] > 1.5*v[own] {
			n.kind = doc.EntityKind(f.bio.Kinds[best])
		}
	}
	f.tails()
	f.surnames()
	f.sides()
}

// sides keeps a word before somebody's title from being a person of its own, "Karvonian Foreign Minister Irina
// Beltsova", unless the article names that person elsewhere: "Holm adviser Paul Orr".
func (f *nameFinder) sides() {
	people, begins := make(map[string]bool), make(map[int32]bool)
	for i := range f.names {
		if n := &f.names[i]; n.kind == doc.Person {
			begins[n.first] = true
		}
	}
	side := func(n *name) bool {
		t := n.end
		for f.Same(int(n.first), int(t)) && f.Is(int(t), class.TitleWord|class.Modifier) {
			t++
		}
		return n.kind == doc.Person && n.end == n.first+1 && t > n.end && begins[t]
	}
	for i := range f.names {
		if n := &f.names[i]; n.kind == doc.Person && !side(n) {
			for t := n.first; t < n.end; t++ {
				people[f.Doc.LowerForm(int(t))] = true
			}
		}
	}
	for i := range f.names {
		if n := &f.names[i]; side(n) && !people[f.key(n)] {
			n.kind = f.otherwise(n)
		}
	}
}

// otherwise is what a name most likely is if it is no person's.
func (f *nameFinder) otherwise(n *name) doc.EntityKind {
	best, most := doc.Other, float32(-1)
	for _, kind := range f.bio.Kinds {
		if k := doc.EntityKind(kind); k != doc.Person {
			if p := f.probability(&name{first: n.first, end: n.end, kind: k}); p > most {
				best, most = k, p
			}
		}
	}
	return best
}

// key is the words of a name in lower case.
func (f *nameFinder) key(n *name) string { return f.Lower(int(n.first), int(n.end)) }

// tails makes a name a person's that ends in the several words of one: "Marine Le Pan" beside "Le Pan".
func (f *nameFinder) tails() {
	people := make(map[string]bool)
	for i := range f.names {
		if n := &f.names[i]; n.kind == doc.Person && n.end-n.first > 1 && n.sure > 0.6 {
			people[f.key(n)] = true
		}
	}
	for i := range f.names {
		n := &f.names[i]
		if n.kind == doc.Person || n.entry >= 0 || n.wire || n.kind == doc.Organization && !f.Is(int(n.first), class.Given) {
			continue
		}
		for t := n.first + 1; t < n.end-1; t++ {
			if people[f.Lower(int(t), int(n.end))] {
				n.kind, n.by = doc.Person, "entity/surname"
			}
		}
	}
}

// surnames makes a name of one word that ends the name of a person a person's.
func (f *nameFinder) surnames() {
	last := make(map[string]bool)
	for i := range f.names {
		if n := &f.names[i]; n.kind == doc.Person && n.end-n.first > 1 {
			p := personOf(f.Text, int(n.first), int(n.end))
			last[p.surname] = true
		}
	}
	for i := range f.names {
		n := &f.names[i]
		if n.end-n.first > 3 || n.kind == doc.Person || n.wire || !last[f.key(n)] {
			continue
		}
		if n.entry >= 0 {
			if e := f.KB.Entry(n.entry); e.Sort != kb.Place && e.Sort != kb.Capital && !e.Ambiguous {
				continue
			}
		}
		if f.probability(&name{first: n.first, end: n.end, kind: doc.Person}) > 0.15 || n.entry < 0 && n.kind != doc.Place &&
			!f.The(int(n.first)-1) {
			n.kind, n.entry, n.by = doc.Person, -1, "entity/surname"
		}
	}
}

// repeated adds what the article calls a name elsewhere: headlines in capitals hide what they name.
func (f *nameFinder) repeated() {
	type known struct {
		kind  doc.EntityKind
		words int
	}
	named := make(map[string]known)
	first := make(map[string]bool)
	for i := range f.names {
		n := &f.names[i]
		if n.sure < 0.6 || n.entry >= 0 {
			continue
		}
		named[f.key(n)] = known{n.kind, int(n.end - n.first)}
		first[f.Doc.LowerForm(int(n.first))] = true
		if n.kind == doc.Person && n.end-n.first > 1 {
			p := personOf(f.Text, int(n.first), int(n.end))
			if !strings.Contains(p.surname, " ") {
				named[p.surname] = known{doc.Person, 1}
				first[p.surname] = true
			}
		}
	}
	for i := range f.Tok {
		if f.taken[i] || !f.Cap(i) || !first[f.Doc.LowerForm(i)] || f.Tok[i].Shape&lexical.Initial != 0 {
			continue
		}
		for end := min(i+6, f.Sentence(i).EndToken); end > i; end-- {
			k, ok := named[f.Lower(i, end)]
			if !ok || f.overlapsTaken(i, end) || end == i+1 &&
				(f.Small[f.Doc.LowerForm(i)] || f.Is(i, class.TitleWord|class.TimeName) ||
					f.Is(i, class.Modifier) && !f.Verb(i+1)) {
				continue
			}
			if f.Joins(i-1) || f.Joins(end) && !f.AllCapitals[f.Doc.Tokens[i].Sentence] {
				continue
			}
			f.add(name{first: int32(i), end: int32(end), kind: k.kind, by: "entity/repeated", sure: 0.6})
			break
		}
	}
}

// decide gives a name the kind that the tables say: of a country, a seat, a building.
func (f *nameFinder) decide(n *name) {
	if n.entry >= 0 {
		e := f.KB.Entry(n.entry)
		if n.kind == doc.Person && (e.Sort == kb.Place || e.Sort == kb.Capital || e.Ambiguous) ||
			n.kind == doc.Organization &&
				(e.Sort == kb.Place || e.Sort == kb.Capital) && n.sure > 0.6 {
			n.entry = -1
			return
		}
		n.kind = e.Kind
		return
	}
	if n.end-n.first < 2 {
		return
	}
	last := int(n.end) - 1
	if n.kind == doc.Person {
		if f.Is(last, class.OrgHead) && !f.Is(int(n.first), class.Given) && n.sure < 0.95 &&
			f.Tok[n.first].Shape&lexical.Initial == 0 {
			n.kind = doc.Organization // "Halden Labs"
		}
		return
	}
	for f.Number(last) && last > int(n.first) {
		last--
	}
	building := f.Is(last, class.FacilityHead) && f.Cap(last)
	for t := int(n.first); t < last && !building; t++ {
		building = f.Is(t, class.FacilityHead) && f.Is(t+1, class.Of)
	}
	if building && (n.kind != doc.Organization || !f.Is(last, class.OrgHead)) || f.namesFacility(n) {
		n.kind = doc.Facility
	}
}

// namesFacility reports whether common nouns right behind a name say that it is a building or a line: "the Nord
// Stream 2 gas pipeline".
func (f *nameFinder) namesFacility(n *name) bool {
	if n.kind == doc.Person || n.entry >= 0 {
		return false
	}
	for j := int(n.end); j < int(n.end)+3 && f.Same(int(n.first), j) && f.UPOS(j) == doc.NOUN && !f.Cap(j); j++ {
		if f.Is(j, class.FacilityNoun) && !f.Is(j, class.OrgNoun|class.PlaceNoun) && f.UPOS(j+1) != doc.NOUN {
			return true
		}
	}
	return false
}

// dateline reads the places and the agency of the dateline.
func (f *nameFinder) dateline() {
	dl := f.Doc.Article.Dateline
	if dl == nil {
		return
	}
	i, _ := f.Doc.TokensIn(article.Span{Start: dl.Start, End: dl.End})
	for i < len(f.Tok) && f.Doc.Tokens[i].Start < dl.End {
		n := name{first: int32(i), kind: doc.Place, sure: 0.95, by: "entity/dateline"}
		if e := f.Tok[i].Entry; e >= 0 && f.KB.Entry(e).Sort != kb.Adjective {
			n.end, n.kind = f.Tok[i].End, f.KB.Entry(e).Kind
			n.wire = n.kind == doc.Organization
		} else if at, ok := f.StartsWith(i, dl.Agency); ok {
			n.end, n.kind, n.wire = int32(at), doc.Organization, true
		} else {
			for _, p := range append(slices.Clone(dl.Places), dl.Place) {
				if at, ok := f.StartsWith(i, p); ok {
					n.end = int32(at)
					break
				}
			}
		}
		if n.end == 0 {
			i++
			continue
		}
		f.add(n)
		if k := len(f.names) - 1; f.names[k].entry < 0 {
			f.names[k].entry = f.shouted(i, int(n.end))
		}
		i = int(n.end)
	}
}

// shouted is the entry of a place that a dateline writes in capitals: "MOSCOW"; -1 if the tables have none.
func (f *nameFinder) shouted(i, end int) int32 {
	low := f.Lower(i, end)
	for k := range f.KB.Word(f.Tok[i].Word).Spellings {
		if p := &f.KB.Word(f.Tok[i].Word).Spellings[k]; p.Lower == low {
			return p.Entry
		}
	}
	return -1
}
