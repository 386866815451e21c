package event

// LinkWeights say what speaks for and against that a report is of an occasion. They are
// points, about the logarithm of odds; a report joins the occasion with most points, if they
// reach Join.
type LinkWeights struct {
	Join float64

	Pair, Guests, One, Near                            float64
	SidePair, OtherSides                               float64
	OtherPeople, OneOther                              float64 // of meetings, calls and visits, which are by who is there
	OtherGuests                                        float64 // of any other event
	SameDay, DayShare, MainDay, UnsureDay              float64
	SameTime, CloseDay, Moved, NewDay, NoDay           float64
	OtherDay, UnsureOtherDay, OtherYear                float64
	Ahead, After, LongAfter, YearsAfter, Behind, Stale float64
	Place, PlaceShare, OtherPlaceVisit                 float64
	Terms, TermShare, OtherTerms                       float64
	Name, NamePart, Head                               float64
	Class, BothOther, NearClass, OtherClass, NoClass   float64
	Which, First, OtherWhich, NewWhich                 float64
	Lead, Size, SameArticle                            float64
}

// Linking are the weights in use.
//
// Source: ours; a logistic regression on pairs of a report and an occasion, as the program reads 27
// development threads, each pair weighed by its slots, then coordinate steps on precision (up to 91 %) and
// recall of linked slots there and with a fifth of what is read left out; tried on the other six threads
// (docs/cards/dossiers.md has the figures). YearsAfter and OtherYear are set by hand, lower than the threads alone need.
func Linking() LinkWeights {
	return LinkWeights{
		Join: 3.18,

		Pair:        1.47,  // it takes two to meet; the same people have many events
		Guests:      1.31,  // the same two or more at what is not one by who is there: a debate, a hearing
		One:         0.6,   // the only one named is the same
		Near:        0.85,  // office holders named beside it may be who takes part
		SidePair:    -0.08, // two states or bodies: nothing, they deal with each other every day
		OtherSides:  -0.37,
		OtherPeople: -1.17, // both name people, and none in common
		OneOther:    -1.69, // two each, of whom only one is the same
		OtherGuests: -0.84, // a conference or vote names other guests in each report

		SameDay:        1.16,  // with the next two the best evidence
		DayShare:       0.34,  // all reports that give a day give this one
		MainDay:        1.3,   // its surest day is the one given most often
		UnsureDay:      -1.27, // the reader is not sure of the day
		SameTime:       0.69,  // a month and a day in it
		CloseDay:       -0.62, // one of them errs, another zone's day is meant, or it goes on for days
		Moved:          0.18,  // another day, and it was put off
		NewDay:         0.08,
		NoDay:          -0.7, // neither has a day: little to tell by
		OtherDay:       -1.35,
		UnsureOtherDay: 0.64, // half of that where the reader is not sure of the day
		OtherYear:      -3,   // "their last summit"
		Ahead:          0.9,  // no day given: planned while this is to come,
		After:          1.43, // or held when this has just been
		LongAfter:      -0.49,
		YearsAfter:     -2.5,  // what was held is not what was held in another year
		Behind:         -0.97, // planned when this was over, held when this was to come
		Stale:          -0.56, // nobody wrote of it for two months

		Place:           1.27,
		PlaceShare:      1,     // all reports that give a place give this one
		OtherPlaceVisit: -1.06, // a visit is one by where it goes; of others a town and its hall are two names

		Terms:      0.47, // each doubling of the telling words in common
		TermShare:  0.17, // all of them
		OtherTerms: -0.41,
		Name:       1.09, // a name of several words, the same
		NamePart:   0.77, // all words of one name are in the other
		Head:       0.88, // both a debate, both a dinner

		Class:       0.99,  // both a vote, both a visit
		BothOther:   1.24,  // both of no usual sort: an address, a debate
		NearClass:   -0.9,  // reports confuse meetings with conferences, ceremonies with signings
		OtherClass:  -2.1,  // a trip is not the meeting it is made for
		NoClass:     -0.22, // one of them is of no known sort
		Which:       1.02,  // both say "second"
		First:       0.82,  // both say "first": the first of many things
		OtherWhich:  -1,    // one says "second", the other said "first"
		NewWhich:    -0.26, // one says "second", the other nothing
		Lead:        0.07,  // both articles are about it
		Size:        -0.16, // each doubling of its reports: what is reported often is like much
		SameArticle: -1.72, // the reader of the article told the two apart
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
