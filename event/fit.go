package event

// settings are the numbers of the decoder that were found by experiment.
type settings struct {
	mentionBias float32 // taken from the logit of "names no event": above zero, more is found
	slotBias    float32 // the same for "fills no slot"
	newEvent    float32 // added to the logit of "names no event before"
	sureLink    float64 // the share from which a date is a mention's own
	sureParty   float64 // the share from which a name beside a mention is one of its people
	partyFrom   float64 // the share from which a name takes part
}

// fitted are the numbers in use.
//
// Source: ours; 60 articles of six threads that training left out (asia2017, brexit2019, fed2019,
// iowa2020, paris2015, singapore2018), 2026-11-28, score_slots.py.
func fitted() settings {
	return settings{mentionBias: 0.75, slotBias: 1, newEvent: -0.5, sureLink: 0.6, sureParty: 0.7, partyFrom: 0.5}
}
