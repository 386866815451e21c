package weights

// Deciding say what an entry counts for what stands of a slot.
type Deciding struct {
	Decides  float64 // who decides: organisers, participants, hosts
	Own      float64 // the report in its own voice
	Observer float64 // anybody else
	Certain  float64 // held, planned, ruled out: said without reserve
	Open     float64 // undecided, declined: takes no value's part
	Empty    float64 // that no value is known, against a value
	Again    float64 // each further time that one source says it
	Later    float64 // share of the support of an unsettled value that a later one needs
	Settled  float64 // support that two sources need against a settled value
	Contest  float64 // share of a value's support from which other values silence it,
	Sure     float64 // unless it has this support
	Fade     float64 // of a value's support with each later report
}

// ForDeciding are those in use.
//
// Source: ours; fitted as Linking.
func ForDeciding() Deciding {
	return Deciding{
		Decides:  1.5, // dossier.md: those who decide before observers
		Own:      1.2, // an outlet's own voice reports what was announced
		Observer: 0.8,
		Certain:  1.3,
		Open:     0.8,
		Empty:    0.5,  // "no place yet, perhaps Singapore" tells of Singapore
		Again:    0.15, // saying it five times in one report is little more than once
		Later:    0.7,  // said later before earlier
		Settled:  1.5,
		Contest:  0.4,
		Sure:     2,
		Fade:     0.9,
	}
}
