package names

import (
	"slices"

	"readout/doc"
	"readout/entity/bio"
	"readout/entity/class"
)

// vote gives all names of the same words the kind that their labels together say: a guess here gives way to certainty
// there.
func (f *finder) vote() {
	votes := make(map[string][]float32)
	for i := range f.names {
		n := &f.names[i]
		key := f.key(n)
		if votes[key] == nil {
			votes[key] = make([]float32, len(f.bio.Kinds))
		}
		for k, kind := range f.bio.Kinds {
			votes[key][k] += f.probability(&Name{First: n.First, End: n.End, Kind: doc.EntityKind(kind)})
			if kind == string(doc.Organization) && f.Is(int(n.First)-1, class.CompanyNoun) {
				votes[key][k] += 3 // "the camera maker Holm"
			}
		}
	}
	for i := range f.names {
		n := &f.names[i]
		if n.Wire || n.By == "entity/dateline" || n.By == bodyName || n.By == familyName {
			continue
		}
		best, own := -1, -1
		v := votes[f.key(n)]
		for k, kind := range f.bio.Kinds {
			if best < 0 || v[k] > v[best] {
				best = k
			}
			if kind == string(n.Kind) {
				own = k
			}
		}
		if own < 0 || v[best] > 1.5*v[own] {
			n.Kind = doc.EntityKind(f.bio.Kinds[best])
		}
	}
	f.tails()
	bearers{f}.surnames()
	bearers{f}.firms()
	f.sides()
}

// key is the words of a name in lower case.
func (f *finder) key(n *Name) string { return f.Lower(int(n.First), int(n.End)) }

// probability is the mean probability of a name's kind over its tokens.
func (f *finder) probability(n *Name) float32 {
	k := slices.Index(f.bio.Kinds, string(n.Kind))
	if k < 0 {
		return 0.5
	}
	sum := float32(0)
	for t := n.First; t < n.End; t++ {
		row := slices.Clone(f.row(int(t)))
		bio.Softmax(row)
		for l, p := range row {
			if f.bio.Kind[l] == k {
				sum += p
			}
		}
	}
	return sum / float32(n.End-n.First)
}

// sides keeps a word before somebody's title from being a person of its own, "Karvonian Foreign Minister Irina
// Beltsova", unless the article names that person elsewhere: "Holm adviser Paul Orr".
func (f *finder) sides() {
	people, begins := make(map[string]bool), make(map[int32]bool)
	for i := range f.names {
		if n := &f.names[i]; n.Kind == doc.Person {
			begins[n.First] = true
		}
	}
	side := func(n *Name) bool {
		t := n.End
		for f.Same(int(n.First), int(t)) && f.Is(int(t), class.TitleWord|class.Modifier) {
			t++
		}
		return n.Kind == doc.Person && n.End == n.First+1 && t > n.End && begins[t]
	}
	for i := range f.names {
		if n := &f.names[i]; n.Kind == doc.Person && !side(n) {
			for t := n.First; t < n.End; t++ {
				people[f.Doc.LowerForm(int(t))] = true
			}
		}
	}
	for i := range f.names {
		if n := &f.names[i]; side(n) && !people[f.key(n)] {
			n.Kind = f.otherwise(n)
		}
	}
}

// otherwise is what a name most likely is if it is no person's.
func (f *finder) otherwise(n *Name) doc.EntityKind {
	best, most := doc.Other, float32(-1)
	for _, kind := range f.bio.Kinds {
		if k := doc.EntityKind(kind); k != doc.Person {
			if p := f.probability(&Name{First: n.First, End: n.End, Kind: k}); p > most {
				best, most = k, p
			}
		}
	}
	return best
}

// tails makes a name a person's that ends in the several words of one: "Marine Le Pan" beside "Le Pan".
func (f *finder) tails() {
	people := make(map[string]bool)
	for i := range f.names {
		if n := &f.names[i]; n.Kind == doc.Person && n.End-n.First > 1 && n.Sure > 0.6 {
			people[f.key(n)] = true
		}
	}
	for i := range f.names {
		n := &f.names[i]
		if n.Kind == doc.Person || n.Entry >= 0 || n.Wire || n.Kind == doc.Organization && !f.Is(int(n.First), class.Given) {
			continue
		}
		for t := n.First + 1; t < n.End-1; t++ {
			if people[f.Lower(int(t), int(n.End))] {
				n.Kind, n.By = doc.Person, "entity/surname"
			}
		}
	}
}
