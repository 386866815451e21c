package record

// Sure is a commitment in plain words: how sure the speaker is that it is so. A value
// that is none of FactBank's is given back.
func Sure(commitment string) string {
	switch commitment {
	case CertainPlus:
		return "certain"
	case ProbablePlus:
		return "probably"
	case PossiblePlus:
		return "possibly"
	case CertainMinus:
		return "certainly not"
	case ProbableMinus:
		return "probably not"
	case PossibleMinus:
		return "possibly not"
	case Uncommitted:
		return "leaves it open"
	}
	return commitment
}
