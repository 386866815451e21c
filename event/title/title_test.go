package title

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

// dated makes times of Tuesday and of last night.
func dated(d *doc.Doc) {
	if strings.Contains(d.Text, "Tuesday") {
		eventtest.Dated(d, "Tuesday", "2031-03-04", doc.Date)
	}
	if strings.Contains(d.Text, " 2031 book") {
		eventtest.Dated(d, "2031", "2031", doc.Date)
	}
	if strings.Contains(d.Text, "last night") {
		eventtest.Dated(d, "last night", "2031-03-04", doc.Date)
	}
	if strings.Contains(d.Text, "this year") {
		eventtest.Dated(d, "this year", "2031", doc.Date)
	}
}

func TestNoun(t *testing.T) {
	for _, c := range []struct{ line, mention, want string }{
		{"The/DET next/ADJ summit ./PUNCT", "The next summit", "summit"},
		{"such/ADJ free/ADJ rallies ./PUNCT", "such free rallies", "free rallies"},
		{"talks between/ADP P:Vask/PROPN ./PUNCT", "talks between Vask", "talks"},
		{"talks of/ADP P:Vask/PROPN ./PUNCT", "talks of Vask", "talks of Vask"},
		{"a/DET fair in/ADP L:Lausen/PROPN ./PUNCT", "a fair in Lausen", "fair in Lausen"},
		{"his/DET new/ADJ role ./PUNCT", "his new", "new role"},
		{"Tuesday/PROPN ./PUNCT", "Tuesday", ""},
		{"Tuesday/PROPN vote ./PUNCT", "Tuesday vote", "Tuesday vote"},
		{"a/DET vote on/ADP Tuesday/PROPN ./PUNCT", "a vote on Tuesday", "vote"},
		{"O:Council/PROPN ./PUNCT", "Council", ""},
		{"O:Council/PROPN vote ./PUNCT", "Council vote", "Council vote"},
		{"448-page/NOUN ./PUNCT", "448-page", ""},
		{"448-page/NOUN report ./PUNCT", "448-page", "448-page report"},
		{"a/DET prisoner exchange ./PUNCT", "a prisoner", "prisoner exchange"},
		{"the/DET rescue attempt/NOUN/NN was/AUX over/ADV ./PUNCT", "the rescue", "rescue attempt"},
		{"the/DET meeting officials/NOUN/NNS described/VERB ./PUNCT", "the meeting", "meeting"},
		{"the/DET meeting ./PUNCT", "the meeting", "meeting"},
		{"Lie of/ADP the/DET Year/PROPN ./PUNCT", "Lie of the", "Lie of the Year"},
		{"a/DET vote last/ADJ night ./PUNCT", "a vote last night", "vote"},
		{"they/PRON meet/VERB last/ADJ night ./PUNCT", "meet last night", ""},
		{"they/PRON met/VERB ./PUNCT", "met", ""},
		{"this/DET year 's/PART/POS vote ./PUNCT", "this year 's vote", "vote"},
		{"this/DET year 's/PART/POS vote ./PUNCT", "year 's vote", "vote"},
		{"this/DET year vote ./PUNCT", "this year vote", "year vote"},
		{"Tuesday/PROPN 's/PART/POS vote ./PUNCT", "Tuesday 's vote", "Tuesday 's vote"},
	} {
		d := eventtest.Doc(c.line)
		dated(d)
		s, ok := Noun(phrase.New(d), eventtest.At(d, c.mention))
		if got := d.Cut(d.Bytes(s)); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %q %v, want %q", c.mention, got, ok, c.want)
		}
	}
}

// TestCut: what a name is cut short of is added, and what hangs on it of another clause is left out.
func TestCut(t *testing.T) {
	for _, c := range []struct{ line, mention, want string }{
		{"the/DET round of/ADP protests ./PUNCT", "the round of protests", "round of protests"},
		{"the/DET end of/ADP protests ./PUNCT", "the end of protests", "end of protests"},
		{"the/DET ban of/ADP protests ./PUNCT", "the ban of protests", "ban"},
		{"P:Vask/PROPN and/CCONJ P:Orr/PROPN ./PUNCT", "Vask and Orr", ""},
		{"P:Vask/PROPN and/CCONJ O:Guild/PROPN talks ./PUNCT", "Vask and Guild talks", "Vask and Guild talks"},
		{"P:Vask/PROPN 's/PART ./PUNCT", "Vask 's", ""},
		{"it/PRON passed/VERB/VBD the/DET House/PROPN ./PUNCT", "it passed the House", "passed the House"},
		{"a/DET guild -/PUNCT led/VERB/VBN inquiry ./PUNCT", "a guild", "guild-led inquiry"},
		{"a/DET guild led/VERB/VBN inquiry ./PUNCT", "a guild", "guild"},
		{"a/DET self -/PUNCT imposed/VERB/VBN limit ./PUNCT", "imposed limit", "self-imposed limit"},
		{"the/DET budget Vask/PROPN passed/VERB/VBD ./PUNCT", "the budget Vask", "budget"},
		{"the/DET budget that/SCONJ she/PRON passed/VERB/VBD ./PUNCT", "the budget that she", "budget"},
		{"the/DET budget the/DET Council/PROPN passed/VERB/VBD ./PUNCT", "the budget the Council", "budget"},
		{"the/DET Vask/PROPN Cup/PROPN ended/VERB/VBD ./PUNCT", "the Vask Cup", "Vask Cup"},
		{"the/DET budget Vask/PROPN ./PUNCT", "the budget Vask", "budget Vask"},
		{"the/DET budget vote ended/VERB/VBD ./PUNCT", "the budget vote", "budget vote"},
		{"whose/PRON budget vote ./PUNCT", "whose budget vote", "budget vote"},
		{"a/DET high/ADJ court ./PUNCT", "a high court", ""},
		{"a/DET court hearing ./PUNCT", "a court hearing", "court hearing"},
		{"the/DET plan five/NUM years ago/ADV ./PUNCT", "the plan five", "plan"},
		{"the/DET games of/ADP 2031/NUM in/ADP L:Lausen/PROPN ./PUNCT", "the games of 2031", "games"},
		{"a/DET closure of/ADP the/DET Vask/PROPN bridge ./PUNCT", "a closure", "closure of the Vask bridge"},
		{"a/DET closure of/ADP bridges ./PUNCT", "a closure", "closure"},
		{"a/DET tour of/ADP L:Lausen/PROPN and/CCONJ L:Sund/PROPN ./PUNCT", "a tour", "tour"},
		{"a/DET tour of/ADP L:Lausen/PROPN ,/PUNCT L:Sund/PROPN ./PUNCT", "a tour", "tour"},
		{"the/DET O:Herald/PROPN last/ADJ night ./PUNCT", "the Herald last night", ""},
	} {
		d := eventtest.Doc(c.line)
		eventtest.Tied(d)
		eventtest.Lemmas(d, "round", "round", "end", "end", "ban", "ban")
		dated(d)
		if strings.Contains(d.Text, "years ago") {
			eventtest.Dated(d, "five years ago", "2026", doc.Date)
		}
		mention := strings.ReplaceAll(c.mention, " - ", "-")
		s, ok := Noun(phrase.New(d), eventtest.At(d, mention))
		if got := d.Cut(d.Bytes(s)); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s of %s: %q %v, want %q", c.mention, c.line, got, ok, c.want)
		}
	}
}

func TestVerb(t *testing.T) {
	for _, c := range []struct{ line, mention, want string }{
		{"She/PRON sent/VERB a/DET letter on/ADP Tuesday/PROPN ./PUNCT", "sent", "sent a letter"},
		{"He/PRON left/VERB for/ADP L:Lausen/PROPN ./PUNCT", "left", "left for Lausen"},
		{"He/PRON left/VERB Tuesday/PROPN ./PUNCT", "left", "left"},
		{"He/PRON left/VERB and/CCONJ rain fell/VERB ./PUNCT", "left", "left"},
		{"She/PRON returned/VERB Orr/PROPN 's/PART first/ADJ calls ./PUNCT", "returned Orr 's first",
			"returned Orr 's first calls"},
		{"They/PRON opened/VERB the/DET gate ./PUNCT", "opened the gate", "opened the gate"},
		{"They/PRON step/VERB down/ADP/RP Tuesday/PROPN ./PUNCT", "step down Tuesday", "step down"},
		{"They/PRON meet/VERB on/ADP/IN Tuesday/PROPN ./PUNCT", "meet on Tuesday", "meet"},
		{"They/PRON signed/VERB its/DET charter ./PUNCT", "signed its", "signed its charter"},
		{"They/PRON issued/VERB a/DET rule which/PRON they/PRON like/VERB ./PUNCT", "issued a rule which", "issued a rule"},
		{"They/PRON opened/VERB it/PRON Tuesday/PROPN ./PUNCT", "opened it Tuesday", "opened it"},
		{"She/PRON dropped/VERB out/ADP/RP of/ADP the/DET race ./PUNCT", "dropped", "dropped out of the race"},
		{"She/PRON gave/VERB up/ADP/RP ./PUNCT", "gave", "gave up"},
		{"It/PRON paid/VERB $/SYM 7.2/NUM billion/NUM for/ADP it/PRON ./PUNCT", "paid $ 7.2", "paid $ 7.2 billion"},
		{"It/PRON paid/VERB $/SYM 7.2/NUM billion/NUM for/ADP it/PRON ./PUNCT", "paid $", "paid $ 7.2 billion"},
		{"They/PRON wrote/VERB the/DET act back/ADV on/ADP Tuesday/PROPN ./PUNCT", "wrote the act back", "wrote the act"},
		{"They/PRON wrote/VERB the/DET act early/ADV Tuesday/PROPN ./PUNCT", "wrote the act early", "wrote the act"},
		{"They/PRON met/VERB late/ADV on/ADP Tuesday/PROPN ./PUNCT", "met late on Tuesday", "met"},
		{"They/PRON gave/VERB the/DET act back/ADV to/ADP Vask/PROPN ./PUNCT", "gave the act back", "gave the act back"},
		{"He/PRON named/VERB her/PRON before/SCONJ resigning/VERB ./PUNCT", "before resigning", "resigning"},
		{"He/PRON wrote/VERB a/DET 2031/NUM book ./PUNCT", "wrote", "wrote a 2031 book"},
	} {
		d := eventtest.Doc(c.line)
		dated(d)
		if got := d.Cut(d.Bytes(Verb(phrase.New(d), eventtest.At(d, c.mention)))); got != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
}

// TestNameless: a pronoun, a name and a day say nothing of an event.
func TestNameless(t *testing.T) {
	for line, want := range map[string]bool{
		"her/PRON left/VERB ./PUNCT|her":                                   true,
		"L:Lausen/PROPN left/VERB ./PUNCT|Lausen":                          true,
		"Tuesday/PROPN left/VERB ./PUNCT|Tuesday":                          true,
		"her/PRON speech/NOUN ended/VERB ./PUNCT|her speech":               false,
		"they/PRON left/VERB ./PUNCT|left":                                 false,
		"they/PRON announced/VERB it/PRON would/AUX|announced it":          true,
		"they/PRON announced/VERB Tuesday/PROPN ./PUNCT|announced Tuesday": true,
		"they/PRON announced/VERB the/DET deal ./PUNCT|announced the deal": false,
	} {
		words, mention, _ := strings.Cut(line, "|")
		d := eventtest.Doc(words)
		dated(d)
		eventtest.Lemmas(d, "announced", "announce")
		if got := Nameless(phrase.New(d), eventtest.At(d, mention)); got != want {
			t.Errorf("%s: %v, want %v", line, got, want)
		}
	}
}
