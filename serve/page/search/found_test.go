package search

import (
	"net/url"
	"strings"
	"testing"
)

func TestOperators(t *testing.T) {
	for in, want := range map[string]string{
		`gas transit`:                            "",
		`gas by:Dravitsyn`:                       "q=gas&speaker=Dravitsyn",
		`by:"Ines Corrado" is:planned is:direct`: "kind=direct&speaker=Ines+Corrado&status=planned",
		`charge in:"Radio Tarn" from:2024-05-01`: "from=2024-05-01&outlet=Radio+Tarn&q=charge",
		`is:"ruled out" "gas transit"`:           "q=%22gas+transit%22&status=ruled+out",
		`sure:probably rain`:                     "commitment=PR%2B&q=rain",
		`is:nonsense note:this by:`:              "",
		`https://a.example/x in:KTA`:             "outlet=KTA&q=https%3A%2F%2Fa.example%2Fx",
		`sure:maybe`:                             "",
		`"a phrase with by:somebody in it"`:      "",
		`gas is:planned is:planned`:              "q=gas&status=planned",
	} {
		got, ok := withOperators(url.Values{"q": {in}})
		if !ok {
			if want != "" || got.Get("q") != in {
				t.Errorf("%s: no operator was found, %v", in, got)
			}
			continue
		}
		if got.Encode() != want {
			t.Errorf("%s: %s, want %s", in, got.Encode(), want)
		}
	}
}

func TestMarkRuns(t *testing.T) {
	for _, c := range [...]struct{ query, text, want string }{
		{"gas", "Gas, or gases? GAS!", "[Gas], or gases? [GAS]!"},
		{"gas*", "Gas, or gases?", "[Gas], or [gases]?"},
		{`"gas transit" NOT planned`, "Gas transit is planned.", "[Gas] [transit] is planned."},
		{"muller", "Herr Müller sagt", "Herr [Müller] sagt"},
		{"", "nothing", "nothing"},
		{"(a OR b)", "a b c", "[a] [b] c"},
	} {
		var b strings.Builder
		for _, r := range markRuns(c.text, searchWords(c.query)) {
			if r.Hit {
				b.WriteString("[" + r.Text + "]")
			} else {
				b.WriteString(r.Text)
			}
		}
		if b.String() != c.want {
			t.Errorf("%s in %s: %s, want %s", c.query, c.text, b.String(), c.want)
		}
	}
}
