package event

import (
	_ "embed"
	"strings"
)

//go:embed words.tsv
var wordsTSV string

// list names a list of words.tsv, which says what each is for.
type list string

// The lists.
const (
	whichWords        list = "which"
	anotherWords      list = "another"
	leadWords         list = "lead"
	directionWords    list = "direction"
	backWords         list = "back"
	asideWords        list = "aside"
	rangeWords        list = "range"
	monthWords        list = "month"
	relativeWords     list = "relative"
	thereWords        list = "there"
	newWords          list = "new"
	givenWords        list = "given"
	cancelsWords      list = "cancels"
	postponesWords    list = "postpones"
	movesWords        list = "moves"
	unrealWords       list = "unreal"
	noWords           list = "no"
	deniesWords       list = "denies"
	untrueWords       list = "untrue"
	reportWords       list = "report"
	newlyWords        list = "newly"
	formerlyWords     list = "formerly"
	laterWords        list = "later"
	formerplanWords   list = "formerplan"
	openWords         list = "open"
	conditionWords    list = "condition"
	notconditionWords list = "notcondition"
	maybeWords        list = "maybe"
	scopeWords        list = "scope"
	hollownotWords    list = "hollownot"
	insteadWords      list = "instead"
	pressWords        list = "press"
	conferenceWords   list = "conference"
	modalWords        list = "modal"
	notWords          list = "not"
	besideWords       list = "beside"
	paperWords        list = "paper"
	happensWords      list = "happens"
	withWords         list = "with"
	voiceWords        list = "voice"
	turnWords         list = "turn"
	merelyWords       list = "merely"
	thatWords         list = "that"
	beWords           list = "be"
	toldWords         list = "told"
	ofWords           list = "of"
)

// words are the lists by name.
var words = readWords(wordsTSV)

func readWords(tsv string) map[list]map[string]bool {
	out := make(map[list]map[string]bool)
	for line := range strings.Lines(tsv) {
		name, found, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		set := make(map[string]bool)
		for w := range strings.FieldsSeq(found) {
			set[w] = true
		}
		out[list(name)] = set
	}
	return out
}

// is reports whether token t is a word of a list.
func (r *reading) is(t int, l list) bool {
	return t >= 0 && t < len(r.d.Tokens) && words[l][r.d.LowerForm(t)]
}

// Kinds of event, as the head names them, that rules ask for.
const (
	meetingKind = "meeting"
	otherKind   = "other"
)
