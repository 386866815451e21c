package event

import (
	"slices"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/record"
)

// lemmas gives the words of a text the lemmas that a tagger would.
func lemmas(d *doc.Doc) {
	eventtest.Lemmas(d, "was", "be", "were", "be", "been", "be", "is", "be", "postponed", "postpone", "cancelled",
		"cancel", "called", "call", "moved", "move", "denied", "deny", "held", "hold", "delaying", "delay",
		"postponing", "postpone", "reports", "report", "lasted", "last",
		"failed", "fail", "began", "begin", "getting", "get", "proposed", "propose")
}

// TestDecidingWords reads what words decide, whatever the heads say, and leaves alone what they do not.
func TestDecidingWords(t *testing.T) {
	for _, c := range []struct {
		name   string
		lines  []string
		dates  map[string]string
		status string
		slots  []string
	}{
		{name: "put off to", lines: []string{"The/DET summit|e:meeting:0:planned ,/PUNCT set/VERB/VBN for/ADP " +
			"May|date:0:planned ,/PUNCT " +
			"was/AUX/VBD postponed/VERB/VBN to/ADP June|date:0:planned ./PUNCT"},
			dates: map[string]string{"May": "2031-05", "June": "2031-06"}, status: record.Planned,
			slots: []string{"date 2031-05 postponed", "date 2031-06 planned"}},
		{name: "put off twice", lines: []string{"The/DET summit|e:meeting:0:planned was/AUX/VBD moved/VERB/VBN " +
			"to/ADP May|date:0:planned " +
			"and/CCONJ then/ADV postponed/VERB/VBN to/ADP June|date:0:planned ./PUNCT", "It/PRON was/AUX/VBD " +
			"due/ADJ in/ADP " +
			"April|date:0:planned ./PUNCT"}, status: record.Planned,
			dates: map[string]string{"May": "2031-05", "June": "2031-06", "April": "2031-04"},
			slots: []string{"date 2031-05 postponed", "date 2031-06 planned", "date 2031-04 postponed"}},
		{name: "moved from and to", lines: []string{"The/DET summit|e:meeting:0:planned was/AUX/VBD " +
			"moved/VERB/VBN from/ADP " +
			"L:Lausen/PROPN|place:0:planned to/ADP L:Norby/PROPN|place:0:planned ./PUNCT"}, status: record.Planned,
			slots: []string{"place Lausen cancelled", "place Norby planned"}},
		{name: "called off", lines: []string{"They/PRON called/VERB/VBD off/ADP the/DET " +
			"summit|e:meeting:0:held set/VERB/VBN for/ADP " +
			"May|date:0:planned ./PUNCT"}, dates: map[string]string{"May": "2031-05"}, status: record.Cancelled,
			slots: []string{"date 2031-05 cancelled"}},
		{name: "the day of calling off", lines: []string{"The/DET summit|e:meeting:0:planned was/AUX/VBD " +
			"called/VERB/VBN off/ADP on/ADP " +
			"Monday|date:0:planned ./PUNCT"}, dates: map[string]string{"Monday": "2031-03-03"}, status: record.Cancelled},
		{name: "is delaying", lines: []string{"Vestria/PROPN is/AUX/VBZ delaying/VERB/VBG " +
			"talks|e:meeting:0:planned ./PUNCT",
			"They/PRON were/AUX/VBD to/PART open/VERB/VB in/ADP May|date:0:planned ./PUNCT"},
			dates: map[string]string{"May": "2031-05"}, status: record.Postponed, slots: []string{"date 2031-05 " +
				"postponed"}},
		{name: "failed to", lines: []string{"They/PRON failed/VERB/VBD to/PART pass/VERB|e:vote:0:held the/DET bill ./PUNCT"},
			status: record.RuledOut},
		{name: "began to", lines: []string{"They/PRON began/VERB/VBD to/PART pass/VERB|e:vote:0:held the/DET bill ./PUNCT"},
			status: record.Held},
		{name: "was due to", lines: []string{"He/PRON was/AUX/VBD due/ADJ to/PART speak/VERB|e:other:0:held " +
			"to/ADP crowds/NOUN ./PUNCT"}, status: record.Planned},
		{name: "was due to, and did", lines: []string{"He/PRON was/AUX/VBD due/ADJ to/PART speak/VERB|e:other:0:held ./PUNCT",
			"The/DET speech|e:other:0:held was/AUX/VBD long/ADJ ./PUNCT"}, status: record.Held},
		{name: "may be called off", lines: []string{"The/DET summit|e:meeting:0:planned in/ADP " +
			"May|date:0:planned may/AUX/MD be/AUX/VB " +
			"cancelled/VERB/VBN ./PUNCT"}, dates: map[string]string{"May": "2031-05"}, status: record.Planned,
			slots: []string{"date 2031-05 planned"}},
		{name: "not ruled out to put off", lines: []string{"She/PRON spoke/VERB/VBD of/ADP postponing/VERB/VBG " +
			"the/DET " +
			"summit|e:meeting:0:planned in/ADP May|date:0:planned ./PUNCT"}, dates: map[string]string{"May": "2031-05"},
			status: record.Planned, slots: []string{"date 2031-05 planned"}},
		{name: "denied that it was called off", lines: []string{"She/PRON denied/VERB/VBD that/SCONJ the/DET " +
			"summit|e:meeting:0:possible " +
			"in/ADP May|date:0:planned was/AUX/VBD cancelled/VERB/VBN " +
			"./PUNCT"}, dates: map[string]string{"May": "2031-05"},
			status: record.Planned, slots: []string{"date 2031-05 planned"}},
		{name: "denied, the day too", lines: []string{"She/PRON denied/VERB/VBD that/SCONJ the/DET " +
			"summit|e:meeting:0:planned in/ADP May|date:0:cancelled was/AUX/VBD cancelled/VERB/VBN ./PUNCT"},
			dates: map[string]string{"May": "2031-05"}, status: record.Planned, slots: []string{"date 2031-05 planned"}},
		{name: "not ruled out, the day too", lines: []string{"She/PRON did/AUX/VBD not/PART rule/VERB/VB out/ADP " +
			"postponing/VERB/VBG the/DET summit|e:meeting:0:postponed in/ADP May|date:0:postponed ./PUNCT"},
			dates: map[string]string{"May": "2031-05"}, status: record.Planned, slots: []string{"date 2031-05 planned"}},
		{name: "announced, the day too", lines: []string{"She/PRON announced/VERB/VBD " +
			"postponing/VERB/VBG the/DET summit|e:meeting:0:postponed in/ADP May|date:0:postponed ./PUNCT"},
			dates: map[string]string{"May": "2031-05"}, status: record.Postponed,
			slots: []string{"date 2031-05 postponed"}},
		{name: "false reports", lines: []string{"Reports/NOUN that/SCONJ the/DET summit|e:meeting:0:planned " +
			"was/AUX/VBD " +
			"cancelled/VERB/VBN are/AUX/VBP false/ADJ ./PUNCT"}, status: record.Planned},
		{name: "denied that it would be", lines: []string{"She/PRON denied/VERB/VBD that/SCONJ a/DET " +
			"summit|e:meeting:0:planned " +
			"would/AUX/MD be/AUX/VB held/VERB/VBN in/ADP May|date:0:planned " +
			"./PUNCT"}, dates: map[string]string{"May": "2031-05"},
			status: record.RuledOut, slots: []string{"date 2031-05 ruled out"}},
		{name: "not after", lines: []string{"They/PRON will/AUX/MD not/PART hold/VERB/VB a/DET " +
			"press|press_conference:0:planned conference|+ " +
			"after/SCONJ they/PRON meet/VERB/VBP|e:meeting:0:planned in/ADP L:Lausen/PROPN|place:0:planned ./PUNCT"},
			status: record.Planned, slots: []string{"press conference press conference ruled out", "place Lausen " +
				"planned"}},
		{name: "not only", lines: []string{"The/DET summit|e:meeting:0:planned will/AUX/MD not/PART only/ADV " +
			"be/AUX/VB held/VERB/VBN in/ADP " +
			"L:Lausen/PROPN|place:0:planned ./PUNCT"}, status: record.Planned, slots: []string{"place Lausen planned"}},
		{name: "not on board", lines: []string{"He/PRON is/AUX/VBZ not/PART on/ADP board/NOUN with/ADP the/DET " +
			"talks|e:meeting:0:planned in/ADP " +
			"L:Lausen/PROPN|place:0:planned ./PUNCT"}, status: record.Planned, slots: []string{"place Lausen planned"}},
		{name: "if", lines: []string{"If/SCONJ both/DET agree/VERB/VBP ,/PUNCT the/DET " +
			"summit|e:meeting:0:planned will/AUX/MD be/AUX/VB " +
			"held/VERB/VBN in/ADP L:Lausen/PROPN|place:0:planned ./PUNCT"}, status: record.Possible,
			slots: []string{"place Lausen possible"}},
		{name: "even if", lines: []string{"The/DET summit|e:meeting:0:planned will/AUX/MD be/AUX/VB " +
			"held/VERB/VBN in/ADP " +
			"L:Lausen/PROPN|place:0:planned even/ADV if/SCONJ it/PRON rains/VERB/VBZ ./PUNCT"}, status: record.Planned,
			slots: []string{"place Lausen planned"}},
		{name: "whether", lines: []string{"It/PRON is/AUX/VBZ unclear/ADJ whether/SCONJ the/DET " +
			"summit|e:meeting:0:planned will/AUX/MD " +
			"open/VERB/VB in/ADP May|date:0:planned ./PUNCT"}, dates: map[string]string{"May": "2031-05"},
			status: record.Undecided, slots: []string{"date 2031-05 undecided"}},
		{name: "may be held", lines: []string{"The/DET summit|e:meeting:0:planned may/AUX/MD be/AUX/VB " +
			"held/VERB/VBN in/ADP " +
			"L:Lausen/PROPN|place:0:planned ./PUNCT"}, status: record.Planned, slots: []string{"place Lausen " +
			"possible"}},
		{name: "was held", lines: []string{"The/DET summit|e:meeting:0:held was/AUX/VBD held/VERB/VBN in/ADP " +
			"L:Lausen/PROPN|place:0:planned ./PUNCT"}, status: record.Held, slots: []string{"place Lausen held"}},
		{name: "lasted", lines: []string{"The/DET summit|e:meeting:0:held had/AUX/VBD lasted/VERB/VBN " +
			"hours|format:0:planned ./PUNCT"}, status: record.Held, slots: []string{"format hours held"}},
		{name: "not getting", lines: []string{"They/PRON were/AUX/VBD not/PART getting/VERB/VBG a/DET " +
			"hearing|e:hearing:0:held in/ADP L:Lausen/PROPN|place:0:held ./PUNCT"}, status: record.RuledOut,
			slots: []string{"place Lausen ruled out"}},
		{name: "only proposed", lines: []string{"He/PRON proposed/VERB/VBD a/DET summit|e:meeting:0:held in/ADP " +
			"L:Lausen/PROPN|place:0:held ./PUNCT"}, status: record.Possible, slots: []string{"place Lausen possible"}},
		{name: "proposed and called off", lines: []string{"He/PRON proposed/VERB/VBD a/DET " +
			"summit|e:meeting:0:cancelled ./PUNCT"}, status: record.Cancelled},
		{name: "should", lines: []string{"The/DET council should/AUX/MD confirm/VERB/VB|e:vote:0:likely " +
			"P:Orr/PROPN ./PUNCT"}, status: record.Possible},
		{name: "should, on a day", lines: []string{"The/DET council should/AUX/MD confirm/VERB/VB|e:vote:0:planned " +
			"P:Orr/PROPN in/ADP May|date:0:planned ./PUNCT"}, dates: map[string]string{"May": "2031-05"},
			status: record.Planned, slots: []string{"date 2031-05 planned"}},
		{name: "other workers called off", lines: []string{"Talks|e:meeting:0:held on/ADP the/DET fact that/SCONJ " +
			"workers were/AUX/VBD cancelled/VERB/VBN ./PUNCT"}, status: record.Held},
		{name: "a session that ended", lines: []string{"The/DET session that/PRON ended/VERB/VBD in/ADP " +
			"May|date:0:held ,/PUNCT passed/VERB/VBD|e:vote:0:held it/PRON ./PUNCT"},
			dates: map[string]string{"May": "2030-05"}, status: record.Held},
		{name: "is to last", lines: []string{"The/DET summit|e:meeting:0:planned is/AUX/VBZ to/PART last/VERB/VB " +
			"hours|format:0:planned ./PUNCT"}, status: record.Planned, slots: []string{"format hours planned"}},
		{name: "a side is no place", lines: []string{"The/DET summit|e:meeting:0:planned between/ADP " +
			"L:Vestria/PROPN|place:0:planned and/CCONJ " +
			"L:Halden/PROPN opens/VERB/VBZ ./PUNCT"}, status: record.Planned},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, m := text(t, c.lines...)
			lemmas(d)
			for words, value := range c.dates {
				eventtest.Dated(d, words, value, doc.Date)
			}
			events := decode(d, m, fitted())
			if len(events) != 1 {
				t.Fatalf("%d events: %+v", len(events), events)
			}
			if events[0].Status != c.status {
				t.Errorf("status %s, want %s", events[0].Status, c.status)
			}
			if got := slotsOf(events[0]); !slices.Equal(got, c.slots) {
				t.Errorf("slots %q, want %q", got, c.slots)
			}
		})
	}
}

// TestTrim: a mention ends before what its event does.
func TestTrim(t *testing.T) {
	d, m := text(t, "The/DET|e:meeting:0:planned summit|+ will/AUX/MD|+ be/AUX/VB|+ held/VERB/VBN|+ in/ADP|+ "+
		"L:Lausen/PROPN|place:0:planned ./PUNCT")
	if e := decode(d, m, fitted())[0]; e.Name != "summit" || d.Cut(e.Spans[0]) != "The summit" {
		t.Errorf("name %q of %q", e.Name, d.Cut(e.Spans[0]))
	}
	d, m = text(t, "Halden/PROPN cancelled/VERB/VBD|e:meeting:1:held the/DET summit|e:meeting:0:planned ./PUNCT")
	lemmas(d)
	if events := decode(d, m, fitted()); len(events) != 1 || events[0].Status != record.Cancelled {
		t.Errorf("%+v", events)
	}
}
