package record

// The statuses of an event and of its slots. docs/guide/status.md gives the published
// equivalents (IPTC eventoccurstatus, iCalendar, FactBank).
const (
	Held       = "held"
	Planned    = "planned"
	Likely     = "likely"
	Possible   = "possible"
	Undecided  = "undecided"
	Doubted    = "doubted"
	NotPlanned = "not planned"
	RuledOut   = "ruled out"
	Postponed  = "postponed"
	Cancelled  = "cancelled"
	Declined   = "declined"
	Referred   = "referred"
)

// Statuses lists every status, in the order of the table in the guide.
var Statuses = [...]string{Held, Planned, Likely, Possible, Undecided, Doubted, NotPlanned, RuledOut, Postponed,
	Cancelled, Declined, Referred}

// The FactBank values of commitment: the source is certain (CT), or considers it probable (PR)
// or possible (PS), that the content is true (+) or not (-); Uu is uncommitted.
const (
	CertainPlus   = "CT+"
	ProbablePlus  = "PR+"
	PossiblePlus  = "PS+"
	CertainMinus  = "CT-"
	ProbableMinus = "PR-"
	PossibleMinus = "PS-"
	Uncommitted   = "Uu"
)

// Commitments lists every FactBank value.
var Commitments = [...]string{CertainPlus, ProbablePlus, PossiblePlus, CertainMinus, ProbableMinus, PossibleMinus,
	Uncommitted}

// Whether the content of a statement is in quotation marks: all of it, none of it, or some.
const (
	Direct   = "direct"
	Indirect = "indirect"
	Mixed    = "mixed"
)

// Kinds lists every kind of statement.
var Kinds = [...]string{Direct, Indirect, Mixed}

// The kinds of entity that code outside the reader uses.
const (
	PersonKind       = "person"
	OrganizationKind = "organization"
	PlaceKind        = "place"
	GroupKind        = "group"
)

// The attitudes of an attribution, with PolNeAR's scope.
const (
	Speech     = "speech"
	Belief     = "belief"
	Intention  = "intention"
	Perception = "perception"
	Document   = "document"
)

// Attitudes lists every attitude.
var Attitudes = [...]string{Speech, Belief, Intention, Perception, Document}

// The acts a statement performs.
const (
	Assert    = "assert"
	Deny      = "deny"
	Promise   = "promise"
	Announce  = "announce"
	Ask       = "ask"
	Advise    = "advise"
	Accuse    = "accuse"
	Praise    = "praise"
	Decline   = "decline"
	Refer     = "refer"
	Estimate  = "estimate"
	Demand    = "demand"
	Warn      = "warn"
	Agree     = "agree"
	Reject    = "reject"
	Thank     = "thank"
	Apology   = "apologise"
	Criticise = "criticise"
)

// Acts lists every act.
var Acts = [...]string{Assert, Deny, Promise, Announce, Ask, Advise, Accuse, Praise, Decline, Refer, Estimate,
	Demand, Warn, Agree, Reject,
	Thank, Apology, Criticise}

// The slots of an event.
const (
	DateSlot         = "date"
	TimeSlot         = "time"
	PlaceSlot        = "place"
	VenueSlot        = "venue"
	ParticipantsSlot = "participants"
	AgendaSlot       = "agenda"
	DocumentSlot     = "document"
	PressSlot        = "press conference"
	OutcomeSlot      = "outcome"
	FormatSlot       = "format"
)

// Slots lists every slot.
var Slots = [...]string{DateSlot, TimeSlot, PlaceSlot, VenueSlot, ParticipantsSlot, AgendaSlot, DocumentSlot,
	PressSlot, OutcomeSlot, FormatSlot}
