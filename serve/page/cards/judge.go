package cards

import (
	"fmt"
	"net/http"
	"slices"

	"readout/ledger/stream"
	"readout/serve/page/frame"
)

// judge keeps what somebody says of a card.
func (p *Pages) judge(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	card, do := form.Get("card"), form.Get("do")
	kept, err := p.Kept(r.Context(), p.Today(r.Context(), ""), "", false)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(kept.Cards, func(c stream.Card) bool { return c.ID == card })
	if at < 0 || do != "right" && do != "wrong" {
		return fmt.Errorf("%w: this card is no longer there", frame.ErrBadForm)
	}
	if _, err := p.Ledger.JudgeCard(r.Context(), p.Who(w, r, form), card, frame.Clip(300, kept.Cards[at].Tells()),
		do == "right"); err != nil {
		return frame.Refused(err)
	}
	p.Cache.Invalidate()
	to := frame.LocalPath(form.Get("back"))
	if do == "wrong" {
		to = "/corrections"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}
