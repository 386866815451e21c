package said

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
	"readout/record"
	"readout/serve/cache"
	"readout/serve/page/frame"
)

// utterancePage is one statement and all wordings of the same words.
type utterancePage struct {
	ledger.Statement
	Utterance ledger.Utterance
	Classes   []ClassCount
	Alone     bool // only this one report
	Bytes     string
}

// ClassCount is how many wordings differ from the fullest one in one way.
type ClassCount struct {
	Class ledger.Difference
	Count int
}

func (p *Pages) statement(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	s, err := p.Ledger.Statement(r.Context(), id)
	if err != nil {
		return frame.NotFound(err)
	}
	v := p.View(r, titleOf(&s), "")
	u, err := p.utterance(r)
	if err != nil {
		return err
	}
	main := utterancePage{Statement: s, Utterance: u, Alone: len(u.Members) == 1}
	for _, class := range [...]ledger.Difference{ledger.Identical, ledger.Trimmed, ledger.Elided, ledger.Bracketed,
		ledger.Merged, ledger.Reworded, ledger.Altered} {
		n := 0
		for i := range u.Members {
			if u.Members[i].Difference == class && !u.Members[i].Earlier {
				n++
			}
		}
		if n > 0 {
			main.Classes = append(main.Classes, ClassCount{class, n})
		}
	}
	var spans []string
	for _, sp := range s.Spans {
		spans = append(spans, fmt.Sprintf("%d–%d", sp.Start, sp.End))
	}
	main.Bytes = strings.Join(spans, ", ")
	v.Main = &main
	return p.Show(w, r, "statement", v, http.StatusOK)
}

// titleOf is the statement's words as the title of its page.
func titleOf(s *ledger.Statement) string {
	title := "“" + frame.Clip(60, strings.Trim(s.Content, "“”\" ")) + "”"
	if deed := s.Deed(); deed != "" {
		return deed + ": " + title
	}
	return title
}

func (p *Pages) utterance(r *http.Request) (ledger.Utterance, error) {
	id := r.PathValue("id")
	return cache.Get(r.Context(), p.Cache, "utterance "+id, func(ctx context.Context) (ledger.Utterance, error) {
		return p.Ledger.Compare(ctx, id)
	})
}

func (p *Pages) wordingTable(w http.ResponseWriter, r *http.Request) error {
	u, err := p.utterance(r)
	if err != nil {
		return frame.NotFound(err)
	}
	return frame.SendCSV(w, "wordings.csv", export.UtteranceRows(&u))
}

// explained says what a wording's difference from the fullest one is, in a line. Of what is in quotation marks
// on both sides, no more can be told than that they differ.
func explained(reference *ledger.Statement, m ledger.Wording) string {
	switch direct := reference.Kind == record.Direct && m.Statement.Kind == record.Direct; {
	case m.Earlier && m.Difference == ledger.Identical:
		return "an earlier version of the article, in the same words"
	case m.Difference == ledger.Reworded && direct:
		return "many words are others: the outlets give the words differently"
	case m.Difference == ledger.Reworded:
		return "many words are others: one of the two has the outlet’s own words"
	}
	return meaning(m.Difference)
}

// meaning says what a class of difference is, in a line.
func meaning(d ledger.Difference) string {
	switch d {
	case ledger.Identical:
		return "word for word"
	case ledger.Trimmed:
		return "words are left out at the ends"
	case ledger.Elided:
		return "words are left out, and dots say so"
	case ledger.Bracketed:
		return "words are put in, in brackets"
	case ledger.Merged:
		return "longer parts are joined without a sign"
	case ledger.Reworded:
		return "many words are others"
	case ledger.ChangedSince:
		return "an earlier version of the article; its outlet has changed these words since"
	}
	return "words inside the same wording are others, and nothing says so"
}

// longEdits reports whether a wording has anything but the fullest one's words.
func longEdits(edits []ledger.Edit) bool {
	return len(edits) > 1 || len(edits) == 1 && edits[0].Op != "same"
}
