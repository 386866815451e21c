package rules

// class is a set of the classes that kb/words.tsv and kb/given.tsv put words in.
type class uint64

// The classes, by the names the tables use.
const (
	leader class = 1 << iota // heads a state, a government or a side
	office
	voice // speaks for others
	calling
	person
	kin
	plural // of any of the above; set by the loader for the plural_ rows
	male
	female
	modifier // stands before the head of a title
	courtesy
	shortTitle
	suffix
	particle
	orgHead
	orgTail
	orgLead // begins organisations' names: "Radio", "Club"
	companyHead
	facilityHead
	placeHead
	placeLead
	eventHead
	relation // "summit", "ties": what two sides joined by a hyphen have
	orgNoun
	orgPlural
	placeNoun
	placePlural
	facilityNoun
	sideNoun
	groupNoun
	seatNoun
	pronounMale
	pronounFemale
	pronounThing
	pronounPlural
	pronounFirst
	pronounWe
	pronounYou
	possessive
	determiner
	definite
	indefinite
	demonstrative
	numeral
	locative
	metonymic // "with", "against": a capital after it is its government
	said
	motion
	month
	weekday
	neverName
	deity
	direction
	language
	creed
	givenMale
	givenFemale
	familyFirst
)

// Sets of classes that rules ask for together.
const (
	given        = givenMale | givenFemale
	titleHead    = leader | office | voice | calling
	titleWord    = titleHead | courtesy | shortTitle
	personNoun   = titleHead | person | kin
	pronoun      = pronounMale | pronounFemale | pronounThing | pronounPlural | pronounFirst | pronounWe | pronounYou
	thirdPronoun = pronounMale | pronounFemale | pronounThing | pronounPlural
	thingNoun    = orgNoun | orgPlural | placeNoun | placePlural | facilityNoun
	closed       = pronoun | determiner | weekday | neverName
)

// rows names the classes of a row of kb/words.tsv.
var rows = map[string]class{
	"leader": leader, "office": office, "voice": voice, "calling": calling, "person": person, "kin": kin,
	"plural_leader": leader | plural, "plural_office": office | plural, "plural_calling": calling | plural, "plural_kin": kin | plural, "plural_person": person | plural,
	"male": male, "female": female, "modifier": modifier, "courtesy": courtesy, "shorttitle": shortTitle, "suffix": suffix,
	"particle": particle, "org_head": orgHead, "org_tail": orgTail, "org_lead": orgLead, "company_head": companyHead, "facility_head": facilityHead,
	"place_head": placeHead, "place_lead": placeLead, "event_head": eventHead, "relation": relation, "org_noun": orgNoun,
	"org_plural": orgPlural | plural, "place_noun": placeNoun, "place_plural": placePlural | plural, "facility_noun": facilityNoun,
	"side_noun": sideNoun, "group_noun": groupNoun, "seat_noun": seatNoun, "pronoun_male": pronounMale,
	"pronoun_female": pronounFemale, "pronoun_thing": pronounThing, "pronoun_plural": pronounPlural, "pronoun_first": pronounFirst,
	"pronoun_we": pronounWe, "pronoun_you": pronounYou, "possessive": possessive, "determiner": determiner, "definite": definite,
	"indefinite": indefinite, "demonstrative": demonstrative, "number": numeral, "locative": locative, "metonymic": metonymic,
	"said": said, "motion": motion, "month": month, "weekday": weekday, "never_name": neverName, "deity": deity,
	"direction": direction, "language": language, "creed": creed,
}
