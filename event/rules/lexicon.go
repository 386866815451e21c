package rules

import (
	_ "embed"
	"strings"
)

//go:embed triggers.tsv
var triggersTSV string

// trigger is what a word can name.
type trigger struct{ family, kind string }

// The triggers by word class: nouns and verbs share forms ("visit"). "call",
// "drill" and "strike" are nouns that need more than themselves to name an event.
var nounTriggers, verbTriggers, weakTriggers = parseTriggers(triggersTSV)

func parseTriggers(tsv string) (nouns, verbs, weak map[string]trigger) {
	nouns, verbs, weak = make(map[string]trigger), make(map[string]trigger), make(map[string]trigger)
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 4 {
			continue // the comment lines
		}
		to := weak
		switch f[1] {
		case "noun":
			to = nouns
		case "verb":
			to = verbs
		}
		to[f[0]] = trigger{family: f[2], kind: f[3]}
	}
	return nouns, verbs, weak
}

// class is a set of the word lists a word stands in, a bit each. Every token is
// looked up once; what rules ask of a token, or of a whole clause, is then one AND.
type class uint64

// The word lists, by what their words do.
const (
	nounTrigger class = 1 << iota
	verbTrigger
	weakTrigger
	agendaVerb
	resultVerb

	anaphor    // may go back to an event named before
	upcoming   // the event is still to come
	past       // the event is over
	occurrence // says that its subject happens
	holder     // "A holds a meeting with B"

	refusal
	calledOff
	putOff
	offVerb // with "off"
	openVerb
	openNoun
	openSign
	exclusion
	doubt
	planWord
	negation
	likelyWord
	possibleWord
	plannedWord
	futureVerb
	infinitive // "to"
	happened

	venueNoun
	paper
	paperVerb
	pressWord
	agendaNoun
	formatOpening
	frame // only says that something is a matter

	body          // what meets, as well as its meeting
	settlement    // what lies in a wider place
	impossible    // "it is … that"
	choice        // "agreed on Geneva"
	optionNoun    // "Geneva is one of the options"
	pastAuxiliary // before a participle
	jointly
	pressOpening // the first words of pressPhrases
	wish         // "would like to"
	ready        // "ready for signing"
	denial
	hearsay
	several // who meet each other
	leader  // who lead a side, unnamed
	side    // who take part, unnamed

	journey   // what a traveller does with a visit
	mood      // "raise expectations": not raised for discussion
	scheduled // gives an event its day
	dateNoun
)

// words are the lists that are no table of their own.
var words = [...]struct {
	class class
	list  string
}{
	{anaphor, "the this that these those upcoming forthcoming planned next his her their its"},
	{upcoming, "upcoming forthcoming planned scheduled proposed expected future next coming possible potential"},
	{past, "last previous recent earlier past former yesterday"},
	{occurrence, "held hold holds holding takes take took taken place scheduled set due planned begin begins began start starts started open opens opened " +
		"convene convenes convened happen happens host hosts hosted hosting"},
	{holder, "hold holds held holding have has had having pay pays paid paying make makes made making"},
	{refusal, "declined refused declines refuses"},
	{calledOff, "cancelled canceled scrapped"},
	{putOff, "postponed delayed rescheduled adjourned"},
	{offVerb, "called put"},
	{openVerb, "agreed decided determined clarified specified finalised finalized settled set chosen picked confirmed announced resolved discussed considered worked defined"},
	{openNoun, "decision decisions clarity agreement"},
	{openSign, "too premature remains remain remained undecided unclear"},
	{exclusion, "ruled rule rules ruling exclude excluded excludes"},
	{doubt, "unlikely doubt doubts doubtful doubted hardly sceptical skeptical improbable"},
	{planWord, "planned planning plan plans scheduled envisaged envisioned foreseen intend intends intended intention intentions prepared provided expected mentioned considered contemplated"},
	{negation, "not n't n’t no never neither nor without cannot none"},
	{likelyWord, "expected expects expect likely probably anticipated anticipates presumably"},
	{possibleWord, "may might could possible possibly perhaps potential potentially hopes hope hoped proposed proposes proposal offered suggested"},
	{plannedWord, "will shall would scheduled due planned plans set slated upcoming forthcoming confirmed"},
	{futureVerb, "will shall would"},
	{infinitive, "to"},
	{happened, "took held ended concluded discussed agreed"},
	{venueNoun, "venue location site"},
	{paper, "document documents communique communiqué declaration declarations agreement agreements treaty treaties memorandum accord accords protocol pact roadmap statement"},
	{paperVerb, "sign signs signed signing adopt adopts adopted adopting issue issued issuing publish published release released initial initialled conclude concluded draft drafted " +
		"agreed prepare prepared preparing"},
	{pressWord, "press news"},
	{agendaNoun, "agenda table"},
	{formatOpening, "one behind via by face in expanded narrow"},
	{frame, "issue issues topic topics problem problems question questions matter matters subject subjects range number variety aspects state prospects prospect development " +
		"developments status host series"},
	{body, "congress congresses assembly assemblies"},
	{settlement, "town city village capital resort port suburb district region island country state area part"},
	{impossible, "impossible inconceivable unthinkable"},
	{choice, "agreed agree settled settle decided decide opted chose chosen picked selected"},
	{optionNoun, "option options possibility possibilities candidate candidates contender contenders alternative alternatives variant variants choice choices"},
	{pastAuxiliary, "was were has have had"},
	{jointly, "together jointly"},
	{pressOpening, "take meet brief face answer appear address speak"},
	{wish, "would wants want wanted"},
	{ready, "ready"},
	{denial, "denied denies deny denying dismissed dismisses rejected rejects refuted refutes"},
	{hearsay, "reports rumours rumors speculation allegations asked asking"},
	{several, "they both sides leaders presidents ministers delegations"},
	{leader, "leaders presidents premiers heads counterparts"},
	{journey, "cancel cancels cancelled canceled cancelling postpone postpones postponed postponing delay delays delayed scrap scraps scrapped begin begins began begun start starts " +
		"started starting end ends ended ending conclude concludes concluded plan plans planned planning announce announces announced complete completes completed undertake undertakes undertook"},
	{mood, "expectations expectation hopes hope concerns concern fears fear doubts doubt alarm eyebrows stakes awareness money funds funding capital taxes tax rates rate prices price " +
		"wages tariffs production output tensions tension spirits voices bar limit limits ceiling threshold age profile flag hand hands"},
	{dateNoun, "date dates timing"},
	{scheduled, "scheduled planned set due slated expected"},
	{side, "leaders presidents premiers heads counterparts sides parties delegations ministers diplomats officials negotiators countries nations governments states"},
}

// classes is every word of every list with the lists it stands in.
var classes = classify()

func classify() map[string]class {
	m := make(map[string]class)
	for _, w := range words {
		for _, form := range strings.Fields(w.list) {
			m[form] |= w.class
		}
	}
	addKeys(m, nounTrigger, nounTriggers)
	addKeys(m, verbTrigger, verbTriggers)
	addKeys(m, weakTrigger, weakTriggers)
	addKeys(m, agendaVerb, agendaVerbs)
	addKeys(m, resultVerb, results)
	return m
}

func addKeys[V any](m map[string]class, c class, table map[string]V) {
	for form := range table {
		m[form] |= c
	}
}
