package calendar

import (
	"testing"

	"readout/article"
)

// TestFuture checks whether the words around a day look ahead, judged by the nearest verb.
func TestFuture(t *testing.T) {
	for s, want := range map[string]bool{
		"They will meet on ^Friday":               true,
		"They are to meet on ^Friday":             true,
		"They are going to meet on ^Friday":       true,
		"They are set for ^Friday":                true,
		"They set it on ^Friday":                  false,
		"They may meet on ^Friday":                true,
		"In May they walked on ^Friday":           false,
		"They could meet on ^Friday":              true,
		"They could not be reached ^Friday":       false,
		"They wait until ^Friday":                 true,
		"Until ^Friday they waited":               false,
		"They talked on ^Friday":                  false,
		"They will meet, he added on ^Friday":     false,
		"On ^Friday they will meet":               true,
		"He added that they will meet on ^Friday": true,
		"The plan of ^Friday":                     false,
	} {
		r, i := marked(t, s, "2024-03-06")
		if got := r.Future(i); got != want {
			t.Errorf("%s: looks ahead: %v", s, got)
		}
	}
	for _, c := range []struct {
		s, tags string
		want    bool
	}{
		{"They are to meet on ^Friday", "_ _ _ VB", true},
		{"The road to peace on ^Friday", "_ NN _ NN", false},
		{"The fair opens on ^Friday", "_ NN VBZ", true},
		{"The fair opened on ^Friday", "_ NN VBD", false},
		{"A fair to be held on ^Friday", "_ NN _ _ VBN", true},
		{"A fair is held on ^Friday", "_ NN _ VBN", false},
		{"A fair held on ^Friday", "_ NN VBN", false},
		{"The plan follows the ^Friday talks", "_ NN VBZ _ _ NN", false}, // it describes the talks
	} {
		r, i := tagged(t, c.s, c.tags, "2024-03-06")
		if got := r.Future(i); got != c.want {
			t.Errorf("%s, tagged: looks ahead: %v", c.s, got)
		}
	}
}

// TestPresentInHeadlines checks that the present tense of a headline may report the past.
func TestPresentInHeadlines(t *testing.T) {
	r, i := tagged(t, "Fair opens ^Friday", "NN VBZ _", "2024-03-06")
	if !r.Future(i) {
		t.Error("in a paragraph it does not look ahead")
	}
	r.Doc.Article.Blocks[0].Kind = article.Headline
	if r.Future(i) {
		t.Error("in a headline it looks ahead")
	}
}
