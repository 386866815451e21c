package lexicon

// The classes of words.tsv, in no particular order, and those derived from tags. The table
// writes multiword entries with "_".
const (
	Negation Class = 1 << iota
	OpenNegation
	BeForm
	StateVerb
	Remaining
	Future
	Conjunction
	Relative
	Question
	AskedWord
	QuestionNoun
	AskingTopic
	AskedBefore
	AboutOn
	Skipped
	Connective
	YesNo
	LeadIn
	Preposition
	Linking
	OccasionPreposition
	OccasionLink
	Occasional
	Hearing
	Documentary
	Paper
	Reply
	Soon
	CommentWord
	Refusing
	Decided
	Opening
	OpenState
	NotYet
	PossibleWord
	ProbableWord
	Improbable
	Impossible
	Quantified
	Subordinator
	PersonNoun
	BodyNoun
	AgencyWord
	Introducing
	Office
	Definite
	Nobody
	RelayCue
	TellCue
	DeclineCue
	DenialCue
	AssentCue
	ReplyCue
	KnowingCue
	NounTag
	VerbTag
	FiniteTag
	ParticipleTag
	AdjectiveTag
	NumberTag
	AdverbTag
	PronounTag
	DeterminerTag
	PossessiveTag
)

// Hedge is every class of words that say how certain a clause is.
const Hedge = PossibleWord | ProbableWord | Improbable | Impossible

// className returns the class with the given name in words.tsv.
func className(name string) (Class, bool) {
	c, ok := map[string]Class{
		"negation": Negation, "openNegation": OpenNegation, "be": BeForm, "stateVerb": StateVerb, "remains": Remaining,
		"future": Future, "conjunction": Conjunction, "relative": Relative, "question": Question, "asked": AskedWord,
		"questionNoun": QuestionNoun, "askingTopic": AskingTopic, "askedBefore": AskedBefore, "aboutOn": AboutOn,
		"skipped": Skipped, "connective": Connective, "yesNo": YesNo, "leadIn": LeadIn, "preposition": Preposition,
		"linking": Linking, "occasionPreposition": OccasionPreposition, "occasionLink": OccasionLink,
		"occasion": Occasional, "hearing": Hearing, "documentary": Documentary, "paper": Paper, "reply": Reply,
		"soon":        Soon,
		"commentWord": CommentWord, "refusing": Refusing, "decided": Decided, "opening": Opening,
		"openState": OpenState,
		"notYet":    NotYet, "possible": PossibleWord, "probable": ProbableWord, "improbable": Improbable,
		"impossible": Impossible, "quantified": Quantified, "subordinator": Subordinator,
		"personNoun": PersonNoun, "bodyNoun": BodyNoun, "agencyWord": AgencyWord, "introducing": Introducing,
		"office": Office, "definite": Definite, "nobody": Nobody, "relay": RelayCue, "tell": TellCue,
		"declineSay": DeclineCue, "denial": DenialCue, "assent": AssentCue, "replyCue": ReplyCue, "knowing": KnowingCue,
	}[name]
	return c, ok
}
