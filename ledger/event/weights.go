package event

// LinkWeights say what speaks for and against that a report is of an occasion. They
// are points; a report joins the occasion with most points, if they reach Join.
type LinkWeights struct {
	Join float64

	Person, Pair                float64
	Side, SidePair              float64
	Near                        float64
	OtherPeople, OneOther       float64 // of meetings, calls and visits, which are by who is there
	OtherGuests                 float64 // of any other event
	OtherSides                  float64
	Lead, SameArticle           float64
	OtherPlaceNoDay             float64
	SameDay, SameTime, CloseDay float64
	OtherDay, OtherYear         float64
	Place, OtherPlace           float64
	Term, Terms, TermShare      float64
	Name, PlainName             float64
	Class, OtherClass, NoClass  float64
	NearClass                   float64
	Which, OtherWhich           float64
	Ahead, Behind               float64
	Stale                       float64
}

// Linking are the weights in use.
//
// Source: ours; fitted by coordinate steps on the gold of 33 development threads, with
// and without noise, and checked by leaving threads out (docs/cards/events.md).
func Linking() LinkWeights {
	return LinkWeights{
		Join:            4.5,
		Person:          0,   // names alone: the same people meet often
		Pair:            5.5, // a second person in common: it takes two to meet
		Side:            0,
		SidePair:        1,
		Near:            0.5,
		OtherPeople:     -3.5, // both name people, and none in common
		OneOther:        -3.5, // two each, of whom only one is the same
		OtherGuests:     -1.5,
		OtherSides:      0,
		Lead:            0.5,
		SameArticle:     -3.5,
		OtherPlaceNoDay: -0.5,
		TermShare:       0.75,
		NearClass:       0,
		SameDay:         5.5,
		SameTime:        0,   // a month and a day in it
		CloseDay:        0.5, // one of them errs, or another zone's day is meant
		OtherDay:        -4.5,
		OtherYear:       -6,
		Place:           2.5,
		OtherPlace:      -0.5,
		Term:            1,
		Terms:           0.25,
		Name:            3.5,
		PlainName:       0,
		Class:           2,
		OtherClass:      -3,
		NoClass:         0.5,
		Which:           2.5,
		OtherWhich:      -3.5,
		Ahead:           1.75,
		Behind:          -3.5,
		Stale:           -3.5,
	}
}

// Weights say what an entry counts for what stands of a slot.
type Weights struct {
	Decides  float64 // who decides: organisers, participants, hosts
	Own      float64 // the report in its own voice
	Observer float64 // anybody else
	Certain  float64 // held, planned, ruled out: said without reserve
	Open     float64 // undecided, declined: takes no value's part
	Empty    float64 // that no value is known, against a value
	Again    float64 // each further time that one source says it
	Later    float64 // share of the support of an unsettled value that a later one needs
	Settled  float64 // support that two sources need against a settled value
	Fade     float64 // of a value's support with each later report
}

// Deciding are the weights in use.
//
// Source: ours; fitted as Linking.
func Deciding() Weights {
	return Weights{
		Decides:  1.5, // dossier.md: those who decide before observers
		Own:      1.2, // an outlet's own voice reports what was announced
		Observer: 0.8,
		Certain:  1.3,
		Open:     0.8,
		Empty:    0.5,  // "no place yet, perhaps Singapore" tells of Singapore
		Again:    0.15, // saying it five times in one report is little more than once
		Later:    0.7,  // said later before earlier
		Settled:  1.5,
		Fade:     0.9,
	}
}
