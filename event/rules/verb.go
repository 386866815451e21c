package rules

import "readout/doc"

// verbMention reads "Putin met Biden in Geneva", "he visited Israel".
func (r *reading) verbMention(i int) (mention, bool) {
	if !r.isA(i, verbTrigger) || r.upos(i) != doc.VERB && !r.is(i-1, "to", "will", "would") || r.nounContext(i) {
		return mention{}, false
	}
	t := verbTriggers[r.d.LowerForm(i)]
	c := r.clauseOf(i)
	m := mention{trigger: t, head: i, first: i, end: i + 1, verb: true, asserted: true, time: -1, hour: -1}
	subject := r.entitiesIn(c.first, i)
	j := i + 1
	if r.is(j, "with", "to") || t.family == "visit" && r.is(j, "in") {
		j++
	}
	end := r.coordination(j, c.end)
	object := r.entitiesIn(j, end)
	if t.family == "visit" {
		m.places = addPlaces(r.d, nil, object)
		if len(m.places) == 0 {
			return mention{}, false
		}
	} else {
		m.participants = addAgents(r.d, m.participants, object)
		m.together = len(m.participants) == 0 && r.theyMeet(c, i)
		if len(m.participants) == 0 && !r.groupSubject(subject) && !m.together {
			return mention{}, false
		}
	}
	if agents := addAgents(r.d, nil, subject); !m.together || len(agents) > 1 {
		m.participants = append(agents, m.participants...)
	}
	if len(m.participants) == 0 && !m.together {
		return mention{}, false
	}
	m.end = max(m.end, end)
	for k := i; k < c.end; k++ {
		if at := r.timeAt[k]; at >= 0 && r.datesEvent(k) {
			m.time = r.better(m.time, int(at))
			k = r.d.Times[at].EndToken - 1
		}
		if r.is(k, "in", "at") && t.family != "visit" && k > i && k+1 < c.end && !r.whereOf(k) {
			m.places = addPlaces(r.d, m.places, r.entitiesIn(k+1, r.coordination(k+1, c.end)))
		}
	}
	for k := c.first; k < i && m.time < 0; k++ { // "On Tuesday he met …"
		if at := r.timeAt[k]; at >= 0 && r.datesEvent(k) {
			m.time = int(at)
		}
	}
	if m.time < 0 {
		m.time = r.antecedentTime(c)
	}
	return m, true
}

// antecedentTime is the time a clause is relative to: "since January 2020, when he visited".
func (r *reading) antecedentTime(c clause) int {
	if !r.is(c.first, "when") {
		return -1
	}
	for j := c.first - 1; j >= 0 && j >= c.first-2; j-- {
		if r.timeAt[j] >= 0 {
			return int(r.timeAt[j])
		}
	}
	return -1
}

// theyMeet tells whether the subject of the verb at i is several named before:
// "when they meet", "the two leaders will meet".
func (r *reading) theyMeet(c clause, i int) bool {
	for j := i - 1; j >= c.first; j-- {
		switch {
		case r.isA(j, several):
			return true
		case r.upos(j) == doc.AUX, r.upos(j) == doc.ADV, r.upos(j) == doc.PART:
			continue
		}
		return false
	}
	return false
}

// groupSubject tells whether a verb's subject is several: "the leaders will meet".
func (r *reading) groupSubject(subject []int) bool { return len(subject) > 1 }
