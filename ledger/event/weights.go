package event

// LinkWeights say what speaks for and against that a report is of an occasion. They
// are points; a report joins the occasion with most points, if they reach Join.
type LinkWeights struct {
	Join float64

	Pair, SidePair, Near         float64
	OtherPeople, OneOther        float64 // of meetings, calls and visits, which are by who is there
	OtherGuests                  float64 // of any other event
	SameDay, SameTime, CloseDay  float64
	OtherDay, OtherYear          float64
	Ahead, Behind, Stale         float64
	Place, OtherPlace            float64
	OtherPlaceNoDay              float64
	Term, Terms, TermShare       float64
	Name                         float64
	Class, NearClass, OtherClass float64
	NoClass                      float64
	Which, OtherWhich            float64
	Lead, SameArticle            float64
}

// Linking are the weights in use.
//
// Source: ours; fitted by coordinate steps on the gold of 33 development threads, with and without
// noise, and then Pair, SidePair and Ahead on what is read of 27 of them, tried on the other six
// (docs/cards/dossiers.md has the figures).
func Linking() LinkWeights {
	return LinkWeights{
		Join: 4.5,

		Pair:        4,    // it takes two to meet; one person in common tells nothing, the same people have many events
		SidePair:    0,    // two states or bodies: nothing, they deal with each other every day
		Near:        0.5,  // office holders named beside it may be who takes part
		OtherPeople: -3.5, // both name people, and none in common
		OneOther:    -3.5, // two each, of whom only one is the same
		OtherGuests: -1.5, // a conference or vote names other guests in each report

		SameDay:   5.5,  // the best single evidence
		SameTime:  0,    // a month and a day in it: no evidence, but none against
		CloseDay:  0.5,  // one of them errs, another zone's day is meant, or it goes on for days
		OtherDay:  -4.5, // unless it was put off
		OtherYear: -6,   // "their last summit"
		Ahead:     2.25, // no day given: planned while this is to come, held when it has just been
		Behind:    -3.5, // planned when this was over, held when this was to come
		Stale:     -3.5, // nobody wrote of it for two months

		Place:           2.5,
		OtherPlace:      -0.5, // a town and its country are two names, as are a hall and its town
		OtherPlaceNoDay: -0.5, // with no day to tell, a little more

		Term:      1,    // a telling word in common: "harbour"
		Terms:     0.25, // each doubling of their number
		TermShare: 0.75, // all of them
		Name:      3.5,  // a name of several words, the same

		Class:       2,    // both a vote, both a visit
		NearClass:   0,    // reports confuse meetings with conferences, ceremonies with signings
		OtherClass:  -3,   // a trip is not the meeting it is made for
		NoClass:     0.5,  // one of them is of no known sort: nothing against
		Which:       2.5,  // both say "second"
		OtherWhich:  -4,   // one says "second", the other said "first"
		Lead:        0.5,  // both articles are about it
		SameArticle: -3.5, // the reader of the article told the two apart
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
	Contest  float64 // share of a value's support from which other values silence it,
	Sure     float64 // unless it has this support
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
		Contest:  0.4,
		Sure:     2,
		Fade:     0.9,
	}
}
