package coref

import "readout/doc"

// sureItem is how sure it is whom the pronoun that opens an item means, so that nobody gives its words to who has
// spoken inside the item before.
const sureItem = 0.95

// inList is whom mention i means: where it is the pronoun that opens a numbered item, whom the one of the item before
// means, however many others that item names: "2. He is open to it." Elsewhere whom resolve finds.
func (r *resolver) inList(i int, resolve func(i int) int32) int32 {
	m := &r.Mentions[i]
	number := r.itemNumber(m.Head)
	if number == "" || m.Form != doc.PronounForm || m.Gender != 'm' && m.Gender != 'f' {
		return resolve(i)
	}
	if number == "1" || r.listed < 0 || !r.MayStandFor(m, r.listed) {
		r.listed = resolve(i)
		return r.listed
	}
	m.Score = sureItem
	return r.listed
}

// itemNumber is the number of the item that token i opens, empty if it opens none: "2. He", "(2) He".
func (r *resolver) itemNumber(i int) string {
	t := i - 1
	if r.Mark(t, ".", ")") {
		t--
	} else if !r.Number(t) || len(r.Doc.Form(t)) < 2 {
		return ""
	}
	if !r.Number(t) || t > 0 && r.Same(t-1, t) && !r.Mark(t-1, "(") {
		return ""
	}
	form := r.Doc.Form(t)
	for len(form) > 0 && (form[len(form)-1] < '0' || form[len(form)-1] > '9') {
		form = form[:len(form)-1]
	}
	return form
}
