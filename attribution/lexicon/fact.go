package lexicon

import "readout/record"

// Fact is a certainty with a sign.
type Fact struct {
	Certainty Certainty
	Negative  bool
}

// Certainty is how sure a source is, whichever way.
type Certainty uint8

// The certainties, the surest first: FactBank's values (Saurí and Pustejovsky 2009).
const (
	Certain Certainty = iota
	Probable
	Possible
	Uncommitted
)

// String is FactBank's value.
func (f Fact) String() string {
	values := [...][2]string{
		Certain:     {record.CertainPlus, record.CertainMinus},
		Probable:    {record.ProbablePlus, record.ProbableMinus},
		Possible:    {record.PossiblePlus, record.PossibleMinus},
		Uncommitted: {record.Uncommitted, record.Uncommitted},
	}
	if f.Negative {
		return values[f.Certainty][1]
	}
	return values[f.Certainty][0]
}

// ParseFact reads a value as String writes it.
func ParseFact(value string) (Fact, bool) {
	for c := Certain; c <= Uncommitted; c++ {
		for _, negative := range [...]bool{false, true} {
			if f := (Fact{c, negative}); f.String() == value {
				return f, true
			}
		}
	}
	return Fact{}, false
}

// And weakens one fact by another.
func (f Fact) And(o Fact) Fact {
	return Fact{max(f.Certainty, o.Certainty), f.Negative != o.Negative}
}
