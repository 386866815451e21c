package attribution

// Labels of the cue CRF and of the joint CRF. The joint one labels a token as
// what it is in any attribution of its paragraph.
const (
	cueOut = iota
	cueBegin
	cueInside
	cueLabels
)

const (
	jointOut = iota
	sourceBegin
	sourceInside
	jointCueBegin
	jointCueInside
	contentBegin
	contentInside
	jointLabels
)

// marginals are the two CRFs' answers for a whole article, and their sums.
type marginals struct {
	cue   []float32 // cueLabels for each token
	joint []float32 // jointLabels for each token
	cues  []float32 // running sum of the probability that a cue begins
	// running sums over tokens of the probability of each role
	mass [2][]float32
}

func (m *marginals) source(i int32) float32 {
	return m.joint[i*jointLabels+sourceBegin] + m.joint[i*jointLabels+sourceInside]
}

func (m *marginals) content(i int32) float32 {
	return m.joint[i*jointLabels+contentBegin] + m.joint[i*jointLabels+contentInside]
}

func (m *marginals) begin(r role, i int32) float32 {
	if r == sourceRole {
		return m.joint[i*jointLabels+sourceBegin]
	}
	return m.joint[i*jointLabels+contentBegin]
}

func (m *marginals) cueBegins(i int32) float32 { return m.cue[i*cueLabels+cueBegin] }
func (m *marginals) cueGoesOn(i int32) float32 { return m.cue[i*cueLabels+cueInside] }

// sum fills the running sums.
func (m *marginals) sum(n int) {
	m.cues = grow(m.cues, n+1)
	m.mass[0], m.mass[1] = grow(m.mass[0], n+1), grow(m.mass[1], n+1)
	m.cues[0], m.mass[0][0], m.mass[1][0] = 0, 0, 0
	for i := range int32(n) {
		m.cues[i+1] = m.cues[i] + m.cueBegins(i)
		m.mass[0][i+1] = m.mass[0][i] + m.source(i)
		m.mass[1][i+1] = m.mass[1][i] + m.content(i)
	}
}

// over is the mean and the least probability of the role over a span.
func (m *marginals) over(r role, s wordSpan) (mean, least float32) {
	mean = (m.mass[r][s.last+1] - m.mass[r][s.first]) / float32(s.last+1-s.first)
	// The ends are the weak spots; looking at them alone keeps this constant.
	if r == sourceRole {
		return mean, min(m.source(s.first), m.source(s.last))
	}
	return mean, min(m.content(s.first), m.content(s.last))
}

// cueMass is the expected number of cues that begin in [first, end).
func (m *marginals) cueMass(first, end int32) float32 {
	if end <= first {
		return 0
	}
	return m.cues[end] - m.cues[first]
}

// cuesIn is the expected number of cues in a span, save the given one.
func (m *marginals) cuesIn(s wordSpan, c cue) float32 {
	n := m.cueMass(s.first, s.last+1)
	if s.first <= c.first && c.first <= s.last {
		n -= m.cueMass(c.first, c.end)
	}
	return n
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
