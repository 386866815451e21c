package people

import "testing"

func TestNameKeyJoinsSpellings(t *testing.T) {
	for _, group := range [][]string{
		{"Sergei", "Sergey", "Sergej", "Serguei"},
		{"Dmitry", "Dmitri", "Dmitriy", "Dmitrij"},
		{"Alexei", "Alexey", "Aleksei", "Aleksey"},
		{"Alexander", "Aleksandr", "Alexandr"},
		{"Volsunov", "Wolsunow", "Volsounov", "Volsunoff"},
		{"Yulia", "Julia"},
		{"Zhukharev", "Zhuharev"},
		{"Evgeny", "Yevgeny", "Evgeniy"},
		{"Müller", "Muller"},
		{"Shcherbitsky", "Scherbitski"},
	} {
		for _, name := range group[1:] {
			if NameKey(name) != NameKey(group[0]) {
				t.Errorf("%s is %q, %s is %q", group[0], NameKey(group[0]), name, NameKey(name))
			}
		}
	}
	for _, pair := range [][2]string{{"Maren", "Marin"}, {"Elin", "Elena"}, {"Li", "Lu"}, {"Ivan", "Ivanov"},
		{"Petrov", "Petrova"}, {"Anna", "Ann"}} {
		if NameKey(pair[0]) == NameKey(pair[1]) {
			t.Errorf("%s and %s are both %q", pair[0], pair[1], NameKey(pair[0]))
		}
	}
}

func TestNamesAgree(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"Sergei Dravitsyn", "Sergey Dravitsyn"}:    true,
		{"Dravitsyn", "Sergei Dravitsyn"}:           true,
		{"S. Dravitsyn", "Sergei Dravitsyn"}:        true,
		{"Sergei P. Dravitsyn", "Sergei Dravitsyn"}: true,
		{"P. Dravitsyn", "Sergei P. Dravitsyn"}:     false,
		{"Anton Dravitsyn", "Sergei Dravitsyn"}:     false,
		{"A. S. Dravitsyn", "Sergei Dravitsyn"}:     false,
		{"Jan Pieter Vos Jr.", "Jan Vos"}:           true,
	} {
		if got := NamesAgree(pair[0], pair[1]); got != want {
			t.Errorf("NamesAgree(%q, %q) = %v", pair[0], pair[1], got)
		}
	}
}
