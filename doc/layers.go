package doc

import (
	"strings"

	"readout/article"
)

// TokenKind is the coarse kind of a token.
type TokenKind uint8

// The kinds of token.
const (
	WordToken   TokenKind = iota // letters, with inner apostrophes, full stops, digits: "U.S.", "MH17"
	NumberToken                  // digits with their separators: "1,200", "3.5"
	PunctToken                   // punctuation, including quotation marks and brackets
	SymbolToken                  // currency, percent and other symbols
)

// KindOf guesses the kind of a treebank's word from its first byte.
func KindOf(form string) TokenKind {
	c := form[0]
	switch {
	case c >= '0' && c <= '9':
		return NumberToken
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= 0x80 && !strings.HasPrefix(form, "\u201c") &&
		!strings.HasPrefix(form, "\u201d"):
		return WordToken
	case len(form) > 1 && (c == '\'' || c == '.' || c == '-'):
		return WordToken
	case c == '$' || c == '%' || c == '+' || c == '=':
		return SymbolToken
	}
	return PunctToken
}

// Token is a word, number, punctuation mark or symbol. Tokens follow the tokenisation of UD
// English EWT: clitics are separate ("wo"+"n't", "Biden"+"'s", "can"+"not"), hyphenated words
// are split ("Russia"+"-"+"US") except after the prefixes that EWT does not split ("e-mail",
// "co-operate"), abbreviations and initials keep their full stop.
//
// Shape: Quote is the innermost quotation that contains the token (including its marks), or
// -1.
type Token struct {
	article.Span
	Kind        TokenKind
	SpaceBefore bool // preceded by white space or the start of a block
	Sentence    int32
	Quote       int32
}

// Sentence is a run of tokens within one block. Every token is in one sentence. Headings,
// headlines and furniture are sentences too, one per block.
type Sentence struct {
	article.Span
	FirstToken, EndToken int // tokens, half-open
	Block                int // index into Article.Blocks
}

// Quote is one quotation, from its opening to its closing mark; it may span several
// paragraphs.
//
// Shape: Parts has one span per paragraph, including the marks, without the text between
// paragraphs; Span extends from the first part to the last. An unclosed quotation ends with
// its paragraph and has Closed false.
type Quote struct {
	article.Span
	Parts                []article.Span
	FirstToken, EndToken int // tokens, half-open, including the marks
	Parent               int // enclosing quotation, or -1
	Depth                int // 0 for an outermost quotation
	Closed               bool
}

// Word is the syntactic analysis of the token at the same index.
//
// Shape: Head is a token index in the same sentence, or -1 for the root; without the Trees
// layer, every Head is -1 and every Rel is NoRel.
type Word struct {
	UPOS  UPOS
	XPOS  XPOS
	Lemma string // lower case except for proper nouns
	Head  int32
	Rel   Rel
}

// TimeType is a TIMEX3 type (TimeML 1.2.1).
type TimeType string

// The TIMEX3 types.
const (
	Date     TimeType = "DATE"
	Clock    TimeType = "TIME"
	Duration TimeType = "DURATION"
	Set      TimeType = "SET"
)

// Time is a TIMEX3 time expression.
type Time struct {
	article.Span
	FirstToken, EndToken int // tokens, half-open
	Type                 TimeType
	Value                string // TIMEX3 value: "2021-05-26", "2021-06", "P3D", "PRESENT_REF"
	Mod                  string // TIMEX3 mod: "APPROX", "START", ...
	Anchor               string // what a relative value was resolved against: "dateline", "published", "text"
	Zone                 string // the zone as stated: "local", "Moscow", or ""
	Settled              bool   // its words leave no doubt on which side of the report it lies: "until March"
	By                   string
	Score                float64
}

// EntityKind is the kind of thing that a mention names.
type EntityKind string

// The kinds of entity. A group is several people or sides named at once
// ("the two leaders", "Moscow and Washington"); Entity.Members lists them.
const (
	Person       EntityKind = "person"
	Organization EntityKind = "organization"
	Place        EntityKind = "place"
	Facility     EntityKind = "facility"
	Group        EntityKind = "group"
	Work         EntityKind = "work"
	Other        EntityKind = "other"
)

// MentionForm is the way in which a mention names its entity.
type MentionForm string

// The forms of mention. A metonym is a seat that stands for a government or an
// office: "Moscow said", "the White House".
const (
	NameForm    MentionForm = "name"
	NominalForm MentionForm = "nominal"
	PronounForm MentionForm = "pronoun"
	MetonymForm MentionForm = "metonym"
)

// Mention is a phrase that names something. The span includes a title: "Kremlin Spokesman
// Dmitry Peskov".
//
// Shape: Name is the span of the bare name in a name mention ("Dmitry Peskov"), Title that of
// the title or role; each is empty if there is none. Entity is -1 while unresolved. Mentions
// are in text order, an outer one before those inside it.
type Mention struct {
	article.Span
	FirstToken, EndToken int // tokens, half-open
	Head                 int // head token
	Form                 MentionForm
	Kind                 EntityKind
	Name                 article.Span
	Title                article.Span
	Entity               int
	By                   string
	Score                float64
}

// Role is a title or office, with its span in the text.
type Role struct {
	Title string
	article.Span
}

// Entity is what one or more mentions in the article name.
type Entity struct {
	Kind      EntityKind
	Name      string // the fullest name in the article: "Dmitry Peskov", "the Kremlin"
	Roles     []Role
	StandsFor string // for a metonym: "Presidency of Russia"
	Country   string // ISO 3166-1 alpha-2 of its side; a name if the tables lack the country; or ""
	Wikidata  string
	Members   []int // entities of a group
	Mentions  []int
	Gender    byte // 'f', 'm', 'n' (a thing), 'p' (several), 0 unknown
}

// StatementKind is determined by quotation marks alone.
type StatementKind string

// The kinds of statement.
const (
	Direct   StatementKind = "direct"   // all of the content is in quotation marks
	Indirect StatementKind = "indirect" // none of it is
	Mixed    StatementKind = "mixed"
)

// Statement is an attribution: a source, a cue and a content (Pareti 2012).
//
// Shape: spans are in text order. NestedIn is the index of a statement; Speakers, Via and
// About are indices of entities. SaidOn is a date or "". Commitment is a FactBank value.
type Statement struct {
	Kind       StatementKind
	Source     []article.Span
	Cue        []article.Span
	Content    []article.Span
	Speakers   []int
	Via        []int // from the speaker outwards: quoted by, quoted by, …
	NestedIn   int
	Audience   string
	Occasion   string
	SaidOn     string
	Act        string
	Attitude   string
	Commitment string
	About      []int
	Answers    article.Span // the question the content replies to; empty if none
	By         string
	Score      float64
}

// Event is something that people hold, attend or sign, planned or past.
//
// Shape: Time is a TIMEX3 value or ""; Places and Participants index Entities; Spans holds all
// its mentions in text order.
type Event struct {
	Type         string // kind by the annotation guide: meeting, visit, vote, ...
	Name         string // "summit", "Russia-US summit"
	Spans        []article.Span
	Status       string
	Participants []int
	Unsure       []int // those of Participants that are uncertain
	Places       []int
	Time         string
	Slots        []Slot
	Which        string // the report's word that distinguishes it from similar events: "second", "another"
	Background   bool   // mentioned only to explain something else
	By           string
	Score        float64
	StatusScore  float64 // confidence in Status
}

// Slot is one detail about an event, with its status.
//
// Shape: Statement is the index of the statement that says it, or -1 if the report says it in
// its own voice; SaidBy holds that statement's speakers.
type Slot struct {
	Slot      string // date, time, place, venue, participants, agenda, document, press conference, outcome, format, ...
	Value     string
	Span      article.Span
	Status    string
	SaidBy    []int
	Statement int
	By        string
	Score     float64

	// Background marks a clause that only explains something else.
	Background bool
}
