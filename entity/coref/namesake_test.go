package coref

import "testing"

// TestNamesakes holds whom a bare surname of several people means where its bearer says something: who has spoken under
// a full name just before, and nobody where the article does not tell.
func TestNamesakes(t *testing.T) {
	const ann, ben = "person:Ann/PROPN/NNP +Orr/PROPN/NNP ", "person:Ben/PROPN/NNP +Orr/PROPN/NNP "
	const said, left = "said/VERB/VBD so/ADV/RB ./PUNCT/. ", "left/VERB/VBD ./PUNCT/. "
	const orr = "person:Orr/PROPN/NNP "
	const uncle = "'s/PART/POS uncle/NOUN/NN ,/PUNCT/, "
	for _, c := range []struct {
		about, text, want string
	}{
		{"who spoke last", ann + left + ben + said + orr + said, "person Ben Orr: [Ben Orr] [Orr]"},
		{"who spoke, and not who left last", ben + said + ann + left + orr + said, "person Ben Orr: [Ben Orr] [Orr]"},
		{"who alone is named so far", ann + left + orr + said + ben + left, "person Ann Orr: [Ann Orr] [Orr]"},
		{"whom the article calls so, after another left", ann + left + orr + said + ben + left + orr + said,
			"person Ann Orr: [Ann Orr] [Orr] [Orr]"},
		{"whom the article calls so, after another spoke", ann + left + orr + said + ben + said + orr + said,
			"person Ann Orr: [Ann Orr] [Orr]"},
		{"two together", ann + "and/CCONJ/CC " + ben + said + orr + said, "person Ben Orr: [Ben Orr]"},
		{"one's uncle", ann + uncle + ben + ",/PUNCT/, " + said + orr + said,
			"person Ben Orr: [Ann Orr 's uncle] [Ben Orr] [Orr]"},
		{"long before", ann + left + ben + said + "It/PRON/PRP rained/VERB/VBD ./PUNCT/. It/PRON/PRP rained/VERB/VBD " +
			"./PUNCT/. " + orr + said, "person Ben Orr: [Ben Orr]"},
		{"whom a reporter asks", ben + left + "person:Lee/PROPN/NNP +Dale/PROPN/NNP asked/VERB/VBD " + ann +
			"of/ADP/IN it/PRON/PRP ./PUNCT/. " + orr + ":/PUNCT/: I/PRON/PRP do/AUX/VBP ./PUNCT/. ",
			"person Ann Orr: [Ann Orr] [Orr]"},
	} {
		t.Run(c.about, func(t *testing.T) {
			holdEntities(t, readText(t, c.text), []string{c.want}, nil)
		})
	}
}

// TestItems holds whom the pronoun that opens a numbered item means: whom the item before opens with, not whom it names
// last. A new list asks anew, and the head says Dale wherever he has been named.
func TestItems(t *testing.T) {
	const ben, dale = "person:Ben/PROPN/NNP +Orr/PROPN/NNP ", "person:Jon/PROPN/NNP +Dale/PROPN/NNP "
	const he, left = "./PUNCT/. He/PRON/PRP left/VERB/VBD ./PUNCT/. ", "left/VERB/VBD ./PUNCT/. "
	const one, two = "1/NUM/CD ", "2/NUM/CD "
	for _, c := range []struct{ about, text, want string }{
		{"the next item", ben + left + one + he + dale + left + two + he, "person Ben Orr: [Ben Orr] [He] [He]"},
		{"no item", ben + left + "He/PRON/PRP left/VERB/VBD ./PUNCT/. " + dale + left + "He/PRON/PRP left/VERB/VBD " +
			"./PUNCT/. ",
			"person Jon Dale: [Jon Dale] [He]"},
		{"a new list", ben + left + one + he + dale + left + one + he, "person Jon Dale: [Jon Dale] [He]"},
	} {
		t.Run(c.about, func(t *testing.T) {
			holdEntities(t, readText(t, c.text, "He=Dale"), []string{c.want}, nil)
		})
	}
}
