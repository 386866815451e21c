package event

import (
	_ "embed"
	"strings"
)

//go:embed triggers.tsv
var triggersTSV string

// trigger is what a word can name.
type trigger struct{ family, kind string }

// The triggers by word class: nouns and verbs share forms ("visit"). "call",
// "drill" and "strike" are nouns that need more than themselves to name an event.
var nounTriggers, verbTriggers, weakTriggers = parseTriggers(triggersTSV)

func parseTriggers(tsv string) (nouns, verbs, weak map[string]trigger) {
	nouns, verbs, weak = make(map[string]trigger), make(map[string]trigger), make(map[string]trigger)
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 4 {
			continue // the comment lines
		}
		to := weak
		switch f[1] {
		case "noun":
			to = nouns
		case "verb":
			to = verbs
		}
		to[f[0]] = trigger{family: f[2], kind: f[3]}
	}
	return nouns, verbs, weak
}

// set makes a look-up table of words.
func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	anaphors   = set("the this that these those upcoming forthcoming planned next his her their its")
	upcoming   = set("upcoming forthcoming planned scheduled proposed expected future next coming possible potential")
	past       = set("last previous recent earlier past former yesterday")
	occurrence = set("held hold holds holding takes take took taken place scheduled set due planned begin begins began start starts started open opens opened convene convenes convened happen happens host hosts hosted hosting")
)
