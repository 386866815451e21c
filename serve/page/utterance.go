package page

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/quote"
	"readout/serve/cache"
)

// utterancePage is one statement and all wordings of the same words.
type utterancePage struct {
	ledger.Statement
	Utterance ledger.Utterance
	Classes   []classCount
	Alone     bool // only this one report
	Bytes     string
}

type classCount struct {
	Class ledger.Difference
	Count int
}

func (p *pages) statement(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	s, err := p.o.Ledger.Statement(r.Context(), id)
	if err != nil {
		return notFound(err)
	}
	v := p.view(r, "“"+clip(60, strings.Trim(s.Content, "“”\" "))+"”", "")
	u, err := p.utterance(r)
	if err != nil {
		return err
	}
	main := utterancePage{Statement: s, Utterance: u, Alone: len(u.Members) == 1}
	for _, class := range [...]ledger.Difference{ledger.Identical, ledger.Trimmed, ledger.Elided, ledger.Bracketed, ledger.Merged, ledger.Reworded, ledger.Altered} {
		n := 0
		for i := range u.Members {
			if u.Members[i].Difference == class {
				n++
			}
		}
		if n > 0 {
			main.Classes = append(main.Classes, classCount{class, n})
		}
	}
	var spans []string
	for _, sp := range s.Spans {
		spans = append(spans, fmt.Sprintf("%d–%d", sp.Start, sp.End))
	}
	main.Bytes = strings.Join(spans, ", ")
	v.Main = &main
	return p.show(w, r, "statement", v, http.StatusOK)
}

func (p *pages) utterance(r *http.Request) (ledger.Utterance, error) {
	id := r.PathValue("id")
	return cache.Get(r.Context(), p.cache, "utterance "+id, func(ctx context.Context) (ledger.Utterance, error) { return p.o.Ledger.Compare(ctx, id) })
}

func (p *pages) wordingTable(w http.ResponseWriter, r *http.Request) error {
	u, err := p.utterance(r)
	if err != nil {
		return notFound(err)
	}
	return sendCSV(w, "wordings.csv", export.UtteranceRows(&u))
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
		return "many words are others: another translation, or indirect speech"
	}
	return "words inside the same wording are others, and nothing says so"
}

// longEdits reports whether a wording has anything but the fullest one's words.
func longEdits(edits []ledger.Edit) bool {
	return len(edits) > 1 || len(edits) == 1 && edits[0].Op != "same"
}

// checkPage is a quotation and what the ledger knows of it.
type checkPage struct {
	Words, By string
	Found     *ledger.Quotation
}

// check answers whether somebody said something in these words.
func (p *pages) check(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "Check a quotation", "check")
	main := checkPage{Words: strings.TrimSpace(r.URL.Query().Get("words")), By: strings.TrimSpace(r.URL.Query().Get("by"))}
	if main.Words != "" {
		q, err := p.o.Ledger.CheckQuotation(r.Context(), ledger.Claim{Words: main.Words, By: main.By, AsOf: v.AsOf, Limit: 8})
		if errors.Is(err, quote.ErrNoWords) {
			return fmt.Errorf("%w: %w", errBadAsk, err)
		}
		if err != nil {
			return err
		}
		main.Found = &q
	}
	v.Main = &main
	return p.show(w, r, "check", v, http.StatusOK)
}
