// Package class names what English words are to the rules of package entity and its parts.
//
// In comes nothing but the names of the tables' rows; out go sets of classes, one bit each. It refuses nothing. The
// words of each class stand in the tables of entity/kb.
//
// The one idea: rules name classes and no words, so that another language is other tables.
package class

// Set is a set of the classes that kb/words.tsv, kb/grammar.tsv and kb/given.tsv put words in.
type Set uint64

// The classes, by the names the tables use.
const (
	Leader Set = 1 << iota // heads a state, a government or a side
	Office
	Voice // speaks for others
	Calling
	Person
	Kin
	Plural // of any of the above; set by the loader for the plural_ rows
	Male
	Female
	Modifier // stands before the head of a title
	Courtesy
	ShortTitle
	Suffix
	Particle
	OrgHead
	FacilityHead
	OrgNoun
	PlaceNoun
	FacilityNoun
	CompanyNoun // "the company", whatever its name
	OutletNoun
	BodyNoun
	SideNoun
	GroupNoun
	PronounMale
	PronounFemale
	PronounThing
	PronounPlural
	PronounFirst
	PronounWe
	PronounYou
	Reflexive // "himself", of one
	Possessive
	Determiner
	Definite // "the"
	Indefinite
	Singular // a determiner of one: "an", "this", "every"
	Locative
	Metonymic // "with", "against": a capital after it is its government
	Urging    // "urged", "accused": a capital after it is its government
	Motion
	Said
	TimeName // months and days of the week
	GivenMale
	GivenFemale
	FamilyFirst
	Former
	FirstOfTwo  // "the former"
	SecondOfTwo // "the latter"
	Ordinary    // tells no bearer of a title from another
	Elect
	Of
	Complement // begins what says of a noun whose it is: "spokesman for the ministry"
	Copula
	And
	Relative
	FromTo
	LocalNoun   // what a city has and its government has not
	Predicative // what is behind it may be said of the subject: "remains", "elected", "as"
	Territorial // an office of a state or town: "Mayor Jane Doe of Ostby" is its mayor
	Led         // called after who leads it: "the Halden administration"
	Lesser      // makes another office of one: "vice"
	PartyOne    // of a party; nobody is of this and of the other
	PartyTwo
)

// Sets of classes that rules ask for together.
const (
	Given      = GivenMale | GivenFemale
	TitleHead  = Leader | Office | Voice | Calling
	TitleWord  = TitleHead | Courtesy | ShortTitle
	PersonNoun = TitleHead | Person | Kin
	Pronoun    = PronounMale | PronounFemale | PronounThing | PronounPlural | PronounFirst | PronounWe | PronounYou
	ThingNoun  = OrgNoun | PlaceNoun | FacilityNoun
	Party      = PartyOne | PartyTwo
)

// Rows names the classes of a row of the tables.
func Rows() map[string]Set {
	return map[string]Set{
		"leader":            Leader,
		"office":            Office,
		"voice":             Voice,
		"calling":           Calling,
		"person":            Person,
		"kin":               Kin,
		"plural_leader":     Leader | Plural,
		"plural_office":     Office | Plural,
		"plural_calling":    Calling | Plural,
		"plural_kin":        Kin | Plural,
		"plural_person":     Person | Plural,
		"male":              Male,
		"female":            Female,
		"modifier":          Modifier,
		"courtesy":          Courtesy,
		"shorttitle":        ShortTitle,
		"plural_shorttitle": ShortTitle | Plural,
		"suffix":            Suffix,
		"particle":          Particle,
		"org_head":          OrgHead,
		"facility_head":     FacilityHead,
		"org_noun":          OrgNoun,
		"org_plural":        OrgNoun | Plural,
		"place_noun":        PlaceNoun,
		"place_plural":      PlaceNoun | Plural,
		"facility_noun":     FacilityNoun,
		"company_noun":      CompanyNoun,
		"outlet_noun":       OutletNoun,
		"body_noun":         BodyNoun,
		"side_noun":         SideNoun,
		"group_noun":        GroupNoun,
		"pronoun_male":      PronounMale,
		"pronoun_female":    PronounFemale,
		"pronoun_thing":     PronounThing,
		"pronoun_plural":    PronounPlural,
		"pronoun_first":     PronounFirst,
		"pronoun_we":        PronounWe,
		"pronoun_you":       PronounYou,
		"reflexive":         Reflexive,
		"possessive":        Possessive,
		"determiner":        Determiner,
		"definite":          Definite,
		"indefinite":        Indefinite,
		"singular":          Singular,
		"locative":          Locative,
		"metonymic":         Metonymic,
		"urging":            Urging,
		"motion":            Motion,
		"said":              Said,
		"month":             TimeName,
		"weekday":           TimeName,
		"former":            Former,
		"first_of_two":      FirstOfTwo,
		"second_of_two":     SecondOfTwo,
		"ordinary":          Ordinary,
		"elect":             Elect,
		"of":                Of,
		"complement":        Complement,
		"copula":            Copula,
		"and":               And,
		"relative":          Relative,
		"from_to":           FromTo,
		"local_noun":        LocalNoun,
		"predicative":       Predicative,
		"territorial":       Territorial,
		"led":               Led,
		"lesser":            Lesser,
		"party_one":         PartyOne,
		"party_two":         PartyTwo,
	}
}

// Gender is the gender that a title or noun of the class tells.
func Gender(c Set) byte {
	switch c & (Male | Female) {
	case Male:
		return 'm'
	case Female:
		return 'f'
	}
	return 0
}
