package days

import "slices"

// Dated is a mention of an event and the days that are said of it there.
type Dated struct {
	Mention int
	Days    []string
}

// Apart are the mentions that are on other days than most are. brief reports whether the next day is another one.
func Apart(list []Dated, brief bool) []int {
	near := func(x, y Dated) bool {
		return slices.ContainsFunc(x.Days, func(a string) bool {
			return slices.ContainsFunc(y.Days, func(b string) bool { return a == b || !brief && Near(a, b) })
		})
	}
	main, most := 0, 0
	for i, x := range list {
		n := 0
		for _, y := range list {
			if near(x, y) {
				n += len(y.Days)
			}
		}
		if n > most {
			main, most = i, n
		}
	}
	var out []int
	for _, x := range list {
		if !near(x, list[main]) {
			out = append(out, x.Mention)
		}
	}
	return out
}
