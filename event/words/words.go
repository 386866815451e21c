// Package words holds the lists of words that the rules of package event ask for.
//
// In comes a word in lower case, or a lemma; out goes whether a list has it. It refuses
// nothing.
//
// The one idea: rules name lists and no words, so that another language is another
// words.tsv, which also says what each list is for.
package words

import (
	_ "embed"
	"strings"
)

// List names a list of words.tsv.
type List string

// The lists.
const (
	Which        List = "which"
	Another      List = "another"
	Tour         List = "tour"
	Lead         List = "lead"
	Firstly      List = "firstly"
	Between      List = "between"
	Direction    List = "direction"
	Back         List = "back"
	Aside        List = "aside"
	Range        List = "range"
	Month        List = "month"
	Relative     List = "relative"
	There        List = "there"
	New          List = "new"
	Given        List = "given"
	Cancels      List = "cancels"
	Postpones    List = "postpones"
	Moves        List = "moves"
	Unreal       List = "unreal"
	No           List = "no"
	Denies       List = "denies"
	Unmade       List = "unmade"
	Untrue       List = "untrue"
	Report       List = "report"
	Newly        List = "newly"
	Formerly     List = "formerly"
	Later        List = "later"
	Formerplan   List = "formerplan"
	Open         List = "open"
	Condition    List = "condition"
	Notcondition List = "notcondition"
	Maybe        List = "maybe"
	Scope        List = "scope"
	Hollownot    List = "hollownot"
	Instead      List = "instead"
	Press        List = "press"
	Conference   List = "conference"
	Modal        List = "modal"
	Not          List = "not"
	Beside       List = "beside"
	Paper        List = "paper"
	Happens      List = "happens"
	Lasts        List = "lasts"
	With         List = "with"
	Voice        List = "voice"
	Turn         List = "turn"
	Merely       List = "merely"
	That         List = "that"
	Be           List = "be"
	Told         List = "told"
	Of           List = "of"
	Plans        List = "plans"
	Topic        List = "topic"
	Since        List = "since"
	Some         List = "some"
	Part         List = "part"
	Body         List = "body"
	Chamber      List = "chamber"
	Asks         List = "asks"
	For          List = "for"
	Observes     List = "observes"
	Alone        List = "alone"
	Compares     List = "compares"
	Fails        List = "fails"
	Ruling       List = "ruling"
	Election     List = "election"
	Celebration  List = "celebration"
	Speaks       List = "speaks"
	Ends         List = "ends"
	Meets        List = "meets"
	Goes         List = "goes"
	Votes        List = "votes"
	Hollow       List = "hollow"
	Prevents     List = "prevents"
	Threatens    List = "threatens"
	As           List = "as"
	Gets         List = "gets"
	Including    List = "including"
	Who          List = "who"
	By           List = "by"
	Ballot       List = "ballot"
	Nonvote      List = "nonvote"
	Should       List = "should"
	Mine         List = "mine"
	Early        List = "early"
	Thing        List = "thing"
	Skips        List = "skips"
	Declines     List = "declines"
	Attends      List = "attends"
	Invites      List = "invites"
	Invitation   List = "invitation"
	Mail         List = "mail"
	Toward       List = "toward"
	Bound        List = "bound"
	Ahead        List = "ahead"
	Prior        List = "prior"
	Sets         List = "sets"
	Would        List = "would"
	Tells        List = "tells"
	Telephone    List = "telephone"
	Call         List = "call"
	Game         List = "game"
	Dinner       List = "dinner"
	Lunch        List = "lunch"
	Breakfast    List = "breakfast"
	Reception    List = "reception"
	Speech       List = "speech"
	Meeting      List = "meeting"
	Interview    List = "interview"
	Survey       List = "survey"
	Resignation  List = "resignation"
	Appointment  List = "appointment"
	Funeral      List = "funeral"
)

//go:embed words.tsv
var table string

var lists = read(table)

func read(table string) map[List]map[string]bool {
	out := make(map[List]map[string]bool)
	for line := range strings.Lines(table) {
		name, found, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		set := make(map[string]bool)
		for w := range strings.FieldsSeq(found) {
			set[w] = true
		}
		out[List(name)] = set
	}
	return out
}

// Has reports whether a list has a word.
func (l List) Has(word string) bool { return lists[l][word] }
