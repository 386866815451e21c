package lexicon

import "readout/record"

// Fact is a certainty with a polarity.
type Fact struct {
	Certainty Certainty
	Negative  bool
}

// Certainty is how certain a source is, regardless of polarity.
type Certainty uint8

// The certainties in descending order: FactBank's values (Saurí and Pustejovsky 2009).
const (
	Certain Certainty = iota
	Probable
	Possible
	Uncommitted
)

// String returns FactBank's value.
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

// ParseFact parses a value in the form of String.
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

// And returns the weaker certainty with the product of the polarities.
func (f Fact) And(o Fact) Fact {
	return Fact{max(f.Certainty, o.Certainty), f.Negative != o.Negative}
}
