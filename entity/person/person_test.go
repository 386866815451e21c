package person

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/entity/kb"
	"readout/entity/lexical"
)

// parsed takes a name of words between spaces apart; hyphens between spaces join.
func parsed(base *kb.Base, s string) Name {
	d := doc.Build(strings.Fields(s), nil, nil, nil)
	for i := range d.Tokens {
		if d.Form(i) == "-" {
			d.Tokens[i].SpaceBefore, d.Tokens[i+1].SpaceBefore = false, false
		}
	}
	return Parse(lexical.New(d, base), 0, len(d.Tokens))
}

func TestAgrees(t *testing.T) {
	base := kb.Builtin()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Robert Kane", "Bobby Kane", true}, {"Robert Kane", "R. Kane", true}, {"J. Robert Kane", "Robert Kane", true},
		{"Robert Kane", "Anna Kane", false}, {"Robert Kane", "Robert Dahl", false}, {"Bobby Kane", "Rob Kane", true},
		{"Robert Kane", "Robert Kane Jr.", false}, {"Robert A. Kane", "Robert Kane", true},
		{"Robert A. Kane", "Robert B. Kane", false}, {"Kane", "Robert Kane", true},
		{"Aung San Mya Kyi", "Mya Kyi", true}, {"Ann Lee", "Mary Lee", false}, {"Sinéad O'Neal", "Sinéad O’Neal", true},
		{"Robert “ Buck ” Kane", "Buck Kane", true}, {"Robert “ Buck ” Kane", "Al Kane", false},
	} {
		a, b := parsed(base, c.a), parsed(base, c.b)
		if a.Agrees(base, &b) != c.want || b.Agrees(base, &a) != c.want {
			t.Errorf("%s and %s: one person is %v", c.a, c.b, !c.want)
		}
	}
}

func TestParse(t *testing.T) {
	base := kb.Builtin()
	for s, want := range map[string]struct{ surname, plain, given, suffix, nickname string }{
		"Marine Le Pan":        {surname: "le pan", plain: "pan", given: "marine"},
		"Le Pan":               {surname: "le pan", plain: "pan"},
		"Joost van der Meer":   {surname: "van der meer", plain: "meer", given: "joost"},
		"Omar al - Tarsi":      {surname: "al-tarsi", plain: "tarsi", given: "omar"},
		"Kim Jong Ho":          {surname: "kim", plain: "kim", given: "jong ho"},
		"Kim Anna Dahl":        {surname: "dahl", plain: "dahl", given: "kim anna"},
		"Tsai Ing - wei":       {surname: "tsai", plain: "tsai", given: "ing-wei"},
		"Anna Lind":            {surname: "lind", plain: "lind", given: "anna"},
		"Robert Kane , Jr.":    {surname: "kane", plain: "kane", given: "robert", suffix: "jr"},
		"Robert “ Buck ” Kane": {surname: "kane", plain: "kane", given: "robert", nickname: "buck"},
		"1960":                 {surname: "1960", plain: "1960"},
	} {
		p := parsed(base, s)
		if p.Surname != want.surname || p.Plain != want.plain || strings.Join(p.Given, " ") != want.given ||
			p.Suffix != want.suffix || p.Nickname != want.nickname || p.Full() != (want.given != "") {
			t.Errorf("%s is %+v, want %+v", s, p, want)
		}
	}
}

func TestGender(t *testing.T) {
	base := kb.Builtin()
	for s, want := range map[string]byte{"Anna Lind": 'f', "Robert Kane": 'm', "Lind": 0, "J. Robert Kane": 'm',
		"Zzyzx Anna Kane": 0, "Anna - Maria Lind": 'f'} {
		p := parsed(base, s)
		if got := p.Gender(base); got != want {
			t.Errorf("the gender of %s is %q, want %q", s, got, want)
		}
	}
}
