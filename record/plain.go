package record

// Sure returns a commitment in plain words: how certain the speaker is. A value that is not
// FactBank's is returned unchanged.
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
