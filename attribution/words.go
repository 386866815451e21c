package attribution

import "readout/doc"

// class is a set of closed classes a word can belong to, and of parts of speech
// that its tag gives it.
type class uint64

const (
	determiner   class = 1 << iota // the, a, an, this, every: opens a noun phrase
	possessive                     // his, their
	subject                        // he, they, who: a pronoun that can be a subject
	object                         // him, them
	relative                       // who, which, that
	beForm                         // is, was, 's
	haveForm                       // has, had
	doForm                         // does, did
	modal                          // will, could
	negation                       // not, n't, never
	preposition                    // of, in, with
	subordinator                   // because, although, while
	coordinator                    // and, but, or
	adverb                         // also, repeatedly
	questionWord                   // whether, if, how, why
	toWord                         // to
	thatWord                       // that
	timeNoun                       // Monday, today
	comma                          // ,
	colon                          // : and ;
	dash                           // - -- – —
	stop                           // . ! ?
	bracket                        // ( ) [ ]
	owner                          // 's
	verb                           // by tag
	finite                         // a verb with its subject, by tag or form
	noun                           // common or proper, by tag
	adjective                      // by tag
	number                         // digits or number words
	quoted                         // a quotation, taken as one item
	occasional                     // interview, rally: where and how things are said
	asking                         // asked, question: what puts a question
	documentary                    // poll, memo: a thing that holds words of its own
	hedging                        // perhaps, not: changes how sure a clause is
	auxiliary    = beForm | haveForm | doForm | modal
	nominal      = noun | subject | object | number | quoted
)

// closedClasses lists the words of each class that has few.
var closedClasses = map[class]string{
	determiner: "the a an this that these those every each some any no all both another either neither such several many most few " +
		"much more other what whatever which half",
	possessive:   "my your his her its our their whose",
	subject:      "i you he she it we they who this that these those there everyone everybody someone somebody nobody one others many some most few both neither all several",
	object:       "me him her us them you it himself herself themselves itself one",
	relative:     "who whom whose which that",
	beForm:       "am is are was were be been being 'm 're ’m ’re",
	haveForm:     "has have had having 've ’ve",
	doForm:       "do does did",
	modal:        "will would can could may might must shall should ought 'll 'd ’ll ’d wo ca",
	negation:     "not n't n’t never",
	coordinator:  "and but or nor yet &",
	questionWord: "whether if how why what when where who which whom",
	toWord:       "to",
	thatWord:     "that",
	preposition: "of in on at by for with from to about against over into after before during between among under through without within across " +
		"toward towards upon near since until till amid despite following around along behind beyond besides except per regarding concerning " +
		"including like unlike via than as outside inside above below off onto throughout versus ahead alongside amongst",
	subordinator: "because although though while whereas unless until once since after before when whenever wherever if as lest so than whether",
	adverb: "also still already just even ever now then here there later earlier again once too only always often sometimes never rather quite very " +
		"so perhaps maybe instead meanwhile however thus therefore soon yet almost nearly far well back further once twice first ago today " +
		"tomorrow yesterday tonight away together alone else otherwise indeed moreover nevertheless nonetheless recently",
	timeNoun: "monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday tonight january february march april may june july " +
		"august september october november december morning afternoon evening night week month year weekend day",
	number: "one two three four five six seven eight nine ten eleven twelve hundred thousand million billion dozen",
	finite: "is are was were has had does did will would could may might must should shall 'll 'd ’ll ’d am 'm 're ’m ’re 've ’ve do have can",
	occasional: "interview statement conference briefing call news press speech address email e-mail letter tweet post telegram " +
		"meeting hearing debate rally summit session forum ceremony event appearance broadcast programme program show podcast column memo " +
		"note message report filing testimony remarks talks gathering sidelines",
	asking: "asked question questions pressed quizzed",
	documentary: "poll polls survey surveys study studies report reports document documents memo memos law laws bill constitution " +
		"treaty agreement filing filings records transcript transcripts email emails e-mail e-mails letter letters lawsuit complaint indictment " +
		"ruling communique communiqué resolution data figures census article editorial book website ad ads advertisement platform plan files papers",
}

// classify joins the closed classes c of a token with what its tag says.
func classify(tok doc.Token, w doc.Word, form string, c class) class {
	if tok.Kind == doc.PunctToken || tok.Kind == doc.SymbolToken {
		switch form {
		case ",":
			return comma
		case ":", ";":
			return colon
		case "-", "--", "–", "—":
			return dash
		case ".", "!", "?", "…", "...":
			return stop
		case "(", ")", "[", "]":
			return bracket
		case "$", "€", "£", "%":
			return number
		}
		return c
	}
	if tok.Kind == doc.NumberToken {
		return c | number
	}
	switch w.UPOS {
	case doc.VERB, doc.AUX:
		c |= verb
		switch w.XPOS {
		case doc.XVBD, doc.XVBZ, doc.XVBP, doc.XMD:
			c |= finite
		}
	case doc.NOUN, doc.PROPN:
		c |= noun
	case doc.ADJ:
		c |= adjective
	case doc.NUM:
		c |= number
	case doc.ADV:
		c |= adverb
	}
	if form == "'s" || form == "’s" || form == "'" || form == "’" {
		if w.UPOS == doc.AUX || w.UPOS == doc.VERB {
			c |= beForm | finite
		} else {
			c |= owner
		}
	}
	return c
}
