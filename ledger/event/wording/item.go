package wording

import (
	"strings"

	"readout/record"
	"readout/store"
)

// Items folds what was said of lists into items by meaning.
type Items struct {
	list  []*Item
	known map[[2]string]*Item // by slot and value, met before
}

// Item is one entry of a list: an agenda item, a document, an outcome.
type Item struct {
	Slot, Name string
	words      map[string]bool
}

// NewItems makes an empty fold.
func NewItems() *Items { return &Items{known: map[[2]string]*Item{}} }

// Of gives the item that a value of a list is, nil where the value names nothing:
// "issue", "item", "possibility".
func (f *Items) Of(slot, name string) *Item {
	key := [2]string{slot, name}
	if it, ok := f.known[key]; ok {
		return it
	}
	words := ItemWords(slot, name)
	var found *Item
	if len(words) > 0 || slot == record.DocumentSlot && name != "" {
		for _, it := range f.list {
			if it.Slot == slot && sameItem(it.words, words) {
				found = it
				break
			}
		}
		if found == nil {
			found = &Item{Slot: slot, Name: name, words: words}
			f.list = append(f.list, found)
		}
	}
	f.known[key] = found
	return found
}

// ItemWords are the telling words of an item. What a document is called is none: the
// joint document of one day is the joint declaration of another.
func ItemWords(slot, name string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(store.Words(name)) {
		if stem := Stem(w); len(w) > 1 && !hollow[stem] && !(slot == record.DocumentSlot && paper[stem]) {
			out[stem] = true
		}
	}
	return out
}

// sameItem reports whether two items are one: one's words are all among the other's,
// or most words are in both.
func sameItem(x, y map[string]bool) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return len(y) == 0
	}
	n := 0
	for w := range x {
		if y[w] {
			n++
		}
	}
	return n == len(x) || 2*n > len(y) && n > 1
}
