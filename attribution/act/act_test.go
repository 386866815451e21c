package act

import (
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// read returns a sentence and the cue in it.
func read(t *testing.T, sentence, cue string) (*phrase.Text, phrase.Cue) {
	t.Helper()
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	x := phrase.New(tagged.Sentence(sentence), lex)
	return x, x.ReadCue(tagged.At(x.Doc, cue, 0))
}

// TestActs checks act, attitude and commitment of one sentence each.
func TestActs(t *testing.T) {
	for _, c := range []struct{ sentence, source, cue, content, act, attitude, commitment string }{
		{"Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "Marsh", "said", "it is late", "assert", "speech", "CT+"},
		{"Marsh/NNP said/VBD it/PRP is/VBZ not/RB late/JJ", "Marsh", "said", "it is not late", "assert", "speech", "CT-"},
		{"Marsh/NNP said/VBD it/PRP may/MD be/VB late/JJ", "Marsh", "said", "it may be late", "assert", "speech",
			"PS+"},
		{"Marsh/NNP said/VBD there/EX is/VBZ no/DT doubt/NN that/IN it/PRP is/VBZ late/JJ", "Marsh", "said",
			"there is no doubt that it is late", "assert", "speech", "CT+"},
		{"Marsh/NNP said/VBD there/EX is/VBZ no/DT truce/NN", "Marsh", "said", "there is no truce", "assert", "speech",
			"CT-"},
		{"Marsh/NNP said/VBD it/PRP could/MD not/RB be/VB worse/JJR", "Marsh", "said", "it could not be worse", "assert",
			"speech", "CT+"},
		{"Marsh/NNP said/VBD Orr/NNP did/VBD what/WP he/PRP could/MD", "Marsh", "said", "Orr did what he could", "assert",
			"speech", "CT+"},
		{"Marsh/NNP said/VBD Orr/NNP could/MD sink/VB it/PRP", "Marsh", "said", "Orr could sink it", "assert", "speech",
			"PS+"},
		{"Marsh/NNP said/VBD a/DT possible/JJ truce/NN is/VBZ near/JJ", "Marsh", "said", "a possible truce is near",
			"assert", "speech", "CT+"},
		{"Marsh/NNP said/VBD a/DT truce/NN is/VBZ possible/JJ", "Marsh", "said", "a truce is possible", "assert", "speech",
			"PS+"},
		{"Marsh/NNP said/VBD he/PRP doubts/VBZ that/IN it/PRP is/VBZ late/JJ", "Marsh", "said", "he doubts that it is late",
			"estimate", "speech", "PR-"},
		{"Marsh/NNP said/VBD it/PRP will/MD be/VB late/JJ", "Marsh", "said", "it will be late", "announce", "speech",
			"CT+"},
		{"Marsh/NNP said/VBD a/DT truce/NN was/VBD unlikely/JJ", "Marsh", "said", "a truce was unlikely", "estimate",
			"speech", "PR-"},
		{"Marsh/NNP denied/VBD that/IN it/PRP is/VBZ late/JJ", "Marsh", "denied", "that it is late", "deny",
			"speech", "CT-"},
		{"Marsh/NNP did/VBD not/RB say/VB whether/IN it/PRP is/VBZ late/JJ", "Marsh", "did not say",
			"whether it is late", "decline", "speech", "Uu"},
		{"Marsh/NNP declined/VBD to/TO comment/VB on/IN the/DT talks/NNS", "Marsh", "declined",
			"to comment on the talks", "decline", "speech", "Uu"},
		{"Marsh/NNP refused/VBD to/TO sign/VB the/DT treaty/NN", "Marsh", "refused", "to sign the treaty", "reject",
			"speech", "CT-"},
		{"Marsh/NNP did/VBD not/RB confirm/VB that/IN it/PRP is/VBZ late/JJ", "Marsh", "did not confirm",
			"that it is late", "reject", "speech", "Uu"},
		{"Marsh/NNP believes/VBZ it/PRP is/VBZ late/JJ", "Marsh", "believes", "it is late", "assert", "belief", "PR+"},
		{"Marsh/NNP plans/VBZ to/TO sail/VB", "Marsh", "plans", "to sail", "assert", "intention", "PR+"},
		{"Marsh/NNP said/VBD no/DT decision/NN has/VBZ been/VBN made/VBN", "Marsh", "said",
			"no decision has been made", "assert", "speech", "Uu"},
		{"Marsh/NNP said/VBD it/PRP is/VBZ too/RB early/RB to/TO say/VB", "Marsh", "said", "it is too early to say",
			"decline", "speech", "Uu"},
		{"Marsh/NNP said/VBD it/PRP is/VBZ late/JJ ?/.", "Marsh", "said", "it is late ?", "ask", "speech", "Uu"},
		{"Marsh/NNP explained/VBD why/WRB it/PRP is/VBZ late/JJ", "Marsh", "explained", "why it is late", "assert", "speech",
			"CT+"},
		{"Marsh/NNP said/VBD when/WRB it/PRP rains/VBZ we/PRP stay/VBP", "Marsh", "said", "when it rains we stay", "assert",
			"speech", "CT+"},
		{"Marsh/NNP wondered/VBD how/WRB it/PRP sank/VBD ?/.", "Marsh", "wondered", "how it sank ?", "assert",
			"speech", "Uu"},
		{"Marsh/NNP said/VBD it/PRP would/MD be/VB late/JJ", "Marsh", "said", "it would be late", "announce", "speech",
			"CT+"},
		{"Marsh/NNP promised/VBD it/PRP is/VBZ late/JJ", "Marsh", "promised", "it is late", "assert", "speech", "CT+"},
		{"Marsh/NNP promised/VBD it/PRP will/MD sail/VB", "Marsh", "promised", "it will sail", "promise", "speech", "CT+"},
		{"Marsh/NNP promised/VBD to/TO sail/VB", "Marsh", "promised", "to sail", "promise", "speech", "CT+"},
		{"Marsh/NNP questioned/VBD the/DT figures/NNS", "Marsh", "questioned", "the figures", "criticise", "speech",
			"Uu"},
		{"Marsh/NNP questioned/VBD whether/IN it/PRP is/VBZ late/JJ", "Marsh", "questioned", "whether it is late", "ask",
			"speech", "Uu"},
		{"The/DT poll/NN said/VBD it/PRP is/VBZ late/JJ", "The poll", "said", "it is late", "assert", "document",
			"CT+"},
		{"Marsh/NNP ruled/VBD that/IN it/PRP was/VBD late/JJ", "Marsh", "ruled", "that it was late", "assert", "speech",
			"CT+"},
		{"Marsh/NNP ruled/VBD that/IN it/PRP sail/VB", "Marsh", "ruled", "that it sail", "demand", "speech", "Uu"},
		{"Marsh/NNP offered/VBD a/DT bill/NN", "Marsh", "offered", "a bill", "assert", "speech", "CT+"},
		{"Marsh/NNP offered/VBD to/TO sail/VB", "Marsh", "offered", "to sail", "promise", "speech", "CT+"},
		{"Marsh/NNP says/VBZ he/PRP would/MD sail/VB", "Marsh", "says", "he would sail", "assert", "speech", "CT+"},
		{"Marsh/NNP has/VBZ often/RB said/VBN he/PRP would/MD sail/VB", "Marsh", "has often said", "he would sail", "assert",
			"speech", "CT+"},
		{"Marsh/NNP had/VBD said/VBN he/PRP would/MD sail/VB", "Marsh", "had said", "he would sail", "announce", "speech",
			"CT+"},
		{"Marsh/NNP said/VBD it/PRP would/MD not/RB be/VB a/DT ship/NN", "Marsh", "said", "it would not be a ship", "assert",
			"speech", "CT-"},
		{"Marsh/NNP said/VBD it/PRP would/MD later/RB sink/VB", "Marsh", "said", "it would later sink", "assert", "speech",
			"CT+"},
		{"Marsh/NNP said/VBD it/PRP would/MD sail/VB if/IN it/PRP rained/VBD", "Marsh", "said",
			"it would sail if it rained", "assert", "speech", "CT+"},
		{"Marsh/NNP argued/VBD it/PRP will/MD sink/VB", "Marsh", "argued", "it will sink", "assert", "speech", "CT+"},
		{"Marsh/NNP grunted/VBD it/PRP is/VBZ late/JJ", "Marsh", "grunted", "it is late", "assert", "speech", "CT+"},
	} {
		x, cue := read(t, c.sentence, c.cue)
		s := Of(x, &cue, tagged.At(x.Doc, c.source, 0), tagged.At(x.Doc, c.content, 0), false)
		if s.Act != c.act || s.Attitude != c.attitude || s.Commitment != c.commitment {
			t.Errorf("%s: act %s, attitude %s, commitment %s; want %s, %s, %s", c.sentence, s.Act, s.Attitude,
				s.Commitment, c.act, c.attitude, c.commitment)
		}
	}
}

// TestCommitments: negated cues, hedges in the content, open questions, and known refusals.
func TestCommitments(t *testing.T) {
	for _, c := range []struct {
		sentence, cue, content string
		declines               bool
		want                   Sense
	}{
		{"Marsh/NNP did/VBD not/RB deny/VB it/PRP is/VBZ late/JJ", "did not deny", "it is late", false,
			Sense{record.Speech, record.Assert, "PS+"}},
		{"Marsh/NNP does/VBZ not/RB plan/VB to/TO sail/VB", "does not plan", "to sail", false,
			Sense{record.Intention, record.Assert, "CT-"}},
		{"Marsh/NNP does/VBZ not/RB expect/VB it/PRP is/VBZ late/JJ", "does not expect", "it is late", false,
			Sense{record.Belief, record.Estimate, "PR-"}},
		{"Marsh/NNP denied/VBD it/PRP may/MD sink/VB", "denied", "it may sink", false,
			Sense{record.Speech, record.Deny, "CT-"}},
		{"Marsh/NNP said/VBD it/PRP can/MD not/RB be/VB ruled/VBN out/RP", "said", "it can not be ruled out", false,
			Sense{record.Speech, record.Assert, "PS+"}},
		{"Marsh/NNP said/VBD it/PRP will/MD probably/RB sink/VB", "said", "it will probably sink", false,
			Sense{record.Speech, record.Estimate, "PR+"}},
		{"Marsh/NNP said/VBD it/PRP sank/VBD in/IN May/NNP", "said", "it sank in May", false,
			Sense{record.Speech, record.Assert, "CT+"}},
		{"Marsh/NNP said/VBD the/DT date/NN remains/VBZ unclear/JJ", "said", "the date remains unclear", false,
			Sense{record.Speech, record.Assert, "Uu"}},
		{"Marsh/NNP said/VBD it/PRP has/VBZ yet/RB to/TO be/VB agreed/VBN", "said", "it has yet to be agreed", false,
			Sense{record.Speech, record.Assert, "Uu"}},
		{"Marsh/NNP said/VBD no/UH ,/, it/PRP floats/VBZ", "said", "no , it floats", false,
			Sense{record.Speech, record.Deny, "CT+"}},
		{"Marsh/NNP said/VBD he/PRP has/VBZ no/DT comment/NN", "said", "he has no comment", false,
			Sense{record.Speech, record.Decline, "Uu"}},
		{"Marsh/NNP said/VBD they/PRP signed/VBD a/DT good/JJ new/JJ deal/NN with/IN no/DT strings/NNS", "said",
			"they signed a good new deal with no strings", false, Sense{record.Speech, record.Assert, "CT+"}},
		{"Marsh/NNP said/VBD it/PRP was/VBD not/RB only/RB late/JJ", "said", "it was not only late", false,
			Sense{record.Speech, record.Assert, "CT+"}},
		{"Marsh/NNP said/VBD Orr/NNP ,/, who/WP did/VBD not/RB answer/VB ,/, left/VBD", "said",
			"Orr , who did not answer , left", false, Sense{record.Speech, record.Assert, "CT+"}},
		{"Marsh/NNP said/VBD Orr/NNP ,/, who/WP answered/VBD ,/, did/VBD not/RB leave/VB", "said",
			"Orr , who answered , did not leave", false, Sense{record.Speech, record.Assert, "CT-"}},
		{"Marsh/NNP said/VBD they/PRP signed/VBD no/DT deal/NN", "said", "they signed no deal", false,
			Sense{record.Speech, record.Assert, "CT-"}},
		{"Marsh/NNP said/VBD a/DT deal/NN with/IN no/DT strings/NNS was/VBD signed/VBN", "said",
			"a deal with no strings was signed", false, Sense{record.Speech, record.Assert, "CT+"}},
		{"Marsh/NNP said/VBD it/PRP is/VBZ too/RB early/RB to/TO say/VB", "said", "it is too early to say", false,
			Sense{record.Speech, record.Decline, "Uu"}},
		{"Marsh/NNP said/VBD it/PRP is/VBZ too/RB early/RB to/TO sail/VB", "said", "it is too early to sail", false,
			Sense{record.Speech, record.Assert, "Uu"}},
		{"Marsh/NNP said/VBD it/PRP sank/VBD and/CC we/PRP can/MD not/RB swim/VB", "said", "it sank and we can not swim",
			false, Sense{record.Speech, record.Assert, "CT+"}},
		{"Marsh/NNP said/VBD it/PRP sank/VBD and/CC did/VBD not/RB rise/VB", "said", "it sank and did not rise", false,
			Sense{record.Speech, record.Assert, "CT-"}},
		{"Marsh/NNP said/VBD they/PRP chose/VBD not/RB to/TO sail/VB", "said", "they chose not to sail", false,
			Sense{record.Speech, record.Assert, "CT+"}},
		{"Marsh/NNP said/VBD Orr/NNP could/MD not/RB come/VB", "said", "Orr could not come", false,
			Sense{record.Speech, record.Assert, "CT-"}},
		{"Marsh/NNP said/VBD it/PRP was/VBD not/RB to/TO blame/VB", "said", "it was not to blame", false,
			Sense{record.Speech, record.Assert, "CT-"}},
		{"Marsh/NNP said/VBD it/PRP could/MD not/RB only/RB sink/VB", "said", "it could not only sink", false,
			Sense{record.Speech, record.Assert, "PS+"}},
		{"Marsh/NNP said/VBD if/IN nobody/NN swims/VBZ we/PRP sink/VBP", "said", "if nobody swims we sink", false,
			Sense{record.Speech, record.Assert, "Uu"}},
		{"Marsh/NNP said/VBD where/WRB nobody/NN swims/VBZ ,/, we/PRP sink/VBP", "said",
			"where nobody swims , we sink", false, Sense{record.Speech, record.Assert, "CT+"}},
		{"Marsh/NNP said/VBD Orr/NNP could/MD come/VB", "said", "Orr could come", false,
			Sense{record.Speech, record.Assert, "PS+"}},
		{"No/DT doubt/NN it/PRP sank/VBD ,/, Marsh/NNP said/VBD", "said", "No doubt it sank", false,
			Sense{record.Speech, record.Assert, "CT+"}},
		{"No/DT ship/NN sank/VBD ,/, Marsh/NNP said/VBD", "said", "No ship sank", false,
			Sense{record.Speech, record.Assert, "CT-"}},
		{"Marsh/NNP would/MD not/RB comment/VB", "would not", "comment", true,
			Sense{record.Speech, record.Decline, "Uu"}},
		{"Marsh/NNP vowed/NN to/TO sail/VB", "vowed", "to sail", false,
			Sense{record.Intention, record.Assert, "CT+"}},
	} {
		x, cue := read(t, c.sentence, c.cue)
		got := Of(x, &cue, tagged.At(x.Doc, "Marsh", 0), tagged.At(x.Doc, c.content, 0), c.declines)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.sentence, got, c.want)
		}
	}
}

// TestUnheld: a statement that is not actually made is uncommitted.
func TestUnheld(t *testing.T) {
	x, cue := read(t, "Nobody/NN said/VBD it/PRP is/VBZ late/JJ", "said")
	cue.Unheld = true
	s := Of(x, &cue, tagged.At(x.Doc, "Nobody", 0), tagged.At(x.Doc, "it is late", 0), false)
	if s.Commitment != record.Uncommitted {
		t.Errorf("%+v", s)
	}
}

// TestWouldBe: "would" in reported speech is to come, but not where it is quoted.
func TestWouldBe(t *testing.T) {
	for quote, want := range map[int32]string{-1: record.Announce, 0: record.Assert} {
		x, cue := read(t, "Marsh/NNP said/VBD it/PRP would/MD be/VB late/JJ", "said")
		content := tagged.At(x.Doc, "it would be late", 0)
		x.Quotes = []doc.Quote{{FirstToken: content.First, EndToken: content.End, Closed: true, Parent: -1}}
		for i := content.First; i < content.End; i++ {
			x.Tokens[i].Quote = quote
		}
		if s := Of(x, &cue, tagged.At(x.Doc, "Marsh", 0), content, false); s.Act != want {
			t.Errorf("in quotation %d: %s, want %s", quote, s.Act, want)
		}
	}
}
