package entity

// class is a set of the classes that kb/words.tsv, kb/grammar.tsv and kb/given.tsv put words in.
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
	facilityHead
	orgNoun
	placeNoun
	countryNoun
	facilityNoun
	companyNoun // "the company", whatever its name
	outletNoun
	bodyNoun
	sideNoun
	groupNoun
	pronounMale
	pronounFemale
	pronounThing
	pronounPlural
	pronounFirst
	pronounWe
	pronounYou
	possessive
	determiner
	indefinite
	singular // a determiner of one: "an", "this", "every"
	locative
	metonymic // "with", "against": a capital after it is its government
	urging    // "urged", "accused": a capital after it is its government
	motion
	said
	timeName // months and days of the week
	plainName
	givenMale
	givenFemale
	familyFirst
	former
	ordinary // tells no bearer of a title from another
	elect
	of
	complement // begins what says of a noun whose it is: "spokesman for the ministry"
	copula
	and
	relative
	fromTo
	cityNoun
	localNoun // what a city has and its government has not
	impersonal
	predicative // what is behind it may be said of the subject: "remains", "elected", "as"
)

// Sets of classes that rules ask for together.
const (
	given      = givenMale | givenFemale
	titleHead  = leader | office | voice | calling
	titleWord  = titleHead | courtesy | shortTitle
	personNoun = titleHead | person | kin
	pronoun    = pronounMale | pronounFemale | pronounThing | pronounPlural | pronounFirst | pronounWe | pronounYou
	thingNoun  = orgNoun | placeNoun | facilityNoun
)

// rows names the classes of a row of the tables.
func rows() map[string]class {
	return map[string]class{
		"leader": leader, "office": office, "voice": voice, "calling": calling, "person": person, "kin": kin,
		"plural_leader": leader | plural, "plural_office": office | plural, "plural_calling": calling | plural,
		"plural_kin": kin | plural, "plural_person": person | plural, "male": male, "female": female,
		"modifier": modifier, "courtesy": courtesy, "shorttitle": shortTitle, "suffix": suffix, "particle": particle,
		"org_head": orgHead, "facility_head": facilityHead, "org_noun": orgNoun, "org_plural": orgNoun | plural,
		"place_noun": placeNoun, "place_plural": placeNoun | plural, "country_noun": countryNoun,
		"facility_noun": facilityNoun,
		"company_noun":  companyNoun, "outlet_noun": outletNoun, "body_noun": bodyNoun, "side_noun": sideNoun,
		"group_noun":   groupNoun,
		"pronoun_male": pronounMale, "pronoun_female": pronounFemale, "pronoun_thing": pronounThing,
		"pronoun_plural": pronounPlural,
		"pronoun_first":  pronounFirst, "pronoun_we": pronounWe, "pronoun_you": pronounYou, "possessive": possessive,
		"determiner": determiner, "indefinite": indefinite, "singular": singular, "locative": locative,
		"metonymic": metonymic, "urging": urging,
		"motion": motion, "said": said, "month": timeName, "weekday": timeName, "plain_name": plainName, "former": former,
		"ordinary": ordinary,
		"elect":    elect, "of": of, "complement": complement, "copula": copula, "and": and, "relative": relative,
		"from_to":   fromTo,
		"city_noun": cityNoun, "local_noun": localNoun, "impersonal": impersonal,
		"predicative": predicative,
	}
}

// genderOf is the gender that a title or noun of the class tells.
func genderOf(c class) byte {
	switch c & (male | female) {
	case male:
		return 'm'
	case female:
		return 'f'
	}
	return 0
}
