package body

import "testing"

// TestFurniture checks publishers' lines against sentences that begin with the same words.
func TestFurniture(t *testing.T) {
	const long = " which the council of Ostby had put off since the spring, the mayor said."
	for text, want := range map[string]bool{
		"Advertisement":                                 true,
		"Read more: How the quay came to be":            true,
		"Sponsored":                                     true,
		"Sponsored boats left the quay," + long:         false,
		"Sponsored boats left the quay on a Thursday":   true,
		"Video: the gauge is read," + long:              true, // a label with a colon
		"Comments on the plan ended the vote," + long:   false,
		"The advertisement":                             false,
		"The lock on Thursday. (Photo: Ostby Post)":     true,
		"The lock on Thursday (photographed)":           true,
		"The lock was opened (again)":                   false,
		"The lock was opened) again":                    false,
		"Write to the author at lenz@post.example":      true,
		"Write to your council, the mayor said.":        false,
		"Follow Mara Lenz on twitter":                   true,
		"Follow the river to the lock.":                 false,
		"(Reporting by Mara Lenz; Editing by Pia Holm)": true,
		"Editing by Pia Holm":                           true,
		"Reporting that the lock is shut, Aro left.":    false,
		"We use cookies":                                true,
	} {
		if got := IsFurniture([]byte(text), &Chunk{end: int32(len(text))}); got != want {
			t.Errorf("%q is furniture: %v", text, got)
		}
	}
	linked := "Sponsored boats left the quay," + long
	if !IsFurniture([]byte(linked), &Chunk{end: int32(len(linked)), Link: int32(len(linked))}) {
		t.Error("a sentence that is a link to a sponsor is taken for the article's")
	}
}

func TestEndsSentence(t *testing.T) {
	for text, want := range map[string]bool{
		"Aro left.": true, "Aro left": false, "“We left.”": true, "“We left”": false, "Did he (leave?)": true,
		"He said:": true, "He left…": true, "会談は来月に行われる。": true, "«Nous partons.»": true, "«Nous partons»": false,
		"'We left!' ": true, "The boats’": false, "": false, "”": false, "Aro left,": false,
	} {
		if got := EndsSentence([]byte(text)); got != want {
			t.Errorf("%q ends a sentence: %v", text, got)
		}
	}
}
