package calendar

// NumericDay is a date in digits as written.
type NumericDay struct {
	n    [3]int
	mark byte
}

// SplitNumeric splits a date into three numbers: two of one or two digits, and a four-digit
// year.
func SplitNumeric(w string, mark byte) (p NumericDay, ok bool) {
	const longest = len("14-05-2021")
	if len(w) > longest || len(w) < len("3/5/2021") {
		return p, false
	}
	k, width := 0, 0
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			p.n[k] = p.n[k]*10 + int(c-'0')
			width++
		case c == mark && width > 0 && k < 2:
			k, width = k+1, 0
		default:
			return p, false
		}
	}
	p.mark = mark
	isYear := func(n int) bool { return n >= 1800 && n < 2100 }
	return p, k == 2 && width > 0 && (isYear(p.n[0]) && p.n[2] < 100 || isYear(p.n[2]) && p.n[0] < 100) && p.n[1] < 100
}

// order is the order of day and month in an article's dates with slashes.
type order uint8

const (
	orderUnread order = iota
	orderOpen
	dayFirst
	monthFirst
)

// ReadNumeric returns the date, and whether it is certain which number is the month.
func ReadNumeric(p NumericDay, o order) (t Date, sure bool) {
	a, b := p.n[0], p.n[1]
	switch {
	case p.n[0] > 31:
		t = Date{p.n[0], p.n[1], p.n[2]}
	case p.mark != '/' || a == b || a > 12 || b <= 12 && o == dayFirst:
		t = Date{p.n[2], b, a}
	case b > 12 || o == monthFirst:
		t = Date{p.n[2], a, b}
	default:
		return Date{Y: p.n[2]}, false
	}
	if t.M < 1 || t.M > 12 || t.D < 1 || t.D > DaysIn(t.Y, t.M) {
		return Date{}, false
	}
	return t, true
}

// NumericOrder returns the order in the article's unambiguous dates with slashes. It is
// computed once per article.
func (r *Calendar) NumericOrder() order {
	if r.order != orderUnread {
		return r.order
	}
	r.order = orderOpen
	for i := range r.Doc.Tokens {
		p, ok := SplitNumeric(r.Doc.LowerForm(i), '/')
		switch {
		case !ok || p.n[0] > 31:
		case p.n[0] > 12:
			r.order = dayFirst
			return r.order
		case p.n[1] > 12:
			r.order = monthFirst
			return r.order
		}
	}
	return r.order
}
