// Package who enforces constraints on speakers, whatever reader produced them.
//
// It takes a record and removes the speakers that its own text rules out. It rejects no record,
// names nobody whom the reader did not name, and moves no span.
//
// The one idea: a wrong name is worse than none. Each rule takes words out of a living person's
// mouth where the text itself says that they are somebody else's; no rule ever puts any in.
package who

import (
	"regexp"
	"slices"
	"strings"

	"readout/record"
)

// Hold applies all constraints to a record.
func Hold(r *record.Record) {
	h := &holder{r: r, entity: make(map[string]*record.Entity, len(r.Entities))}
	for i := range r.Entities {
		h.entity[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		was := slices.Clone(s.Speakers)
		h.passive(s)
		h.agency(s)
		h.unnamed(s)
		if !slices.Equal(was, s.Speakers) {
			h.slots(s)
		}
	}
}

type holder struct {
	r      *record.Record
	entity map[string]*record.Entity
}

// words returns the text of the only span of a list, or "" for none or several.
func (h *holder) words(spans []record.Span) string {
	if len(spans) != 1 {
		return ""
	}
	return h.r.Article.Text[spans[0].Start:spans[0].End]
}

// beenDone matches the words between a subject and a participle that form a passive.
var beenDone = regexp.MustCompile(`^\s+(?:(?:has|have|had|will|would|may|might|could|should)\s+)?(?:not\s+)?` +
	`(?:was|were|is|are|be|been|being)(?:\s+\w+ly)?\s+$`)

// quoting lists participles after which the subject's own words follow.
var quoting = []string{"quoted", "cited", "heard", "reported", "said", "recorded", "expected", "convinced",
	"concerned", "worried", "confident", "determined"}

// passive: whoever was accused, asked or told is not the speaker. "Mara Lind was accused of
// fraud" is no accusation by Mara Lind; but "was quoted as saying" introduces her words.
func (h *holder) passive(s *record.Statement) {
	source, cue := h.words(s.Source), strings.ToLower(h.words(s.Cue))
	if source == "" || cue == "" || s.Source[0].End > s.Cue[0].Start || s.Kind == record.Direct {
		return
	}
	between := h.r.Article.Text[s.Source[0].End:s.Cue[0].Start]
	first, _, _ := strings.Cut(cue, " ")
	if !beenDone.MatchString(between) || !strings.HasSuffix(first, "ed") && first != "told" ||
		slices.Contains(quoting, first) {
		return
	}
	s.Speakers = []string{}
}

// agency: the agency that publishes a report is not "it", "we" or "they" in it.
func (h *holder) agency(s *record.Statement) {
	if h.r.Article.Dateline == nil || h.r.Article.Dateline.Agency == "" {
		return
	}
	switch strings.ToLower(h.words(s.Source)) {
	case "it", "we", "they":
	default:
		return
	}
	s.Speakers = slices.DeleteFunc(slices.Clone(s.Speakers), func(id string) bool {
		e := h.entity[id]
		return e != nil && strings.EqualFold(e.Name, h.r.Article.Dateline.Agency)
	})
}

// described matches a definite description without a name or place: "the official", "the senior
// diplomat".
var described = regexp.MustCompile(`^[Tt]he ((?:[a-z]+ ){0,2}[a-z]+)$`)

// unnamed: "the official" after "a Norhaven official" is that official and nobody with a name,
// unless the named person is called an official, too.
func (h *holder) unnamed(s *record.Statement) {
	m := described.FindStringSubmatch(h.words(s.Source))
	if m == nil || len(s.Speakers) != 1 {
		return
	}
	head := m[1][strings.LastIndex(m[1], " ")+1:]
	speaker := h.entity[s.Speakers[0]]
	if speaker == nil || speaker.Kind != record.PersonKind || !named(speaker.Name) || h.called(speaker, head) {
		return
	}
	at, ok := h.introduced(head, s.Source[0].Start)
	if !ok {
		return
	}
	s.Speakers = []string{}
	for i := range h.r.Entities {
		e := &h.r.Entities[i]
		if !named(e.Name) && slices.ContainsFunc(e.Mentions,
			func(m record.Mention) bool { return m.Start < at.End && at.Start < m.End }) {
			s.Speakers = []string{e.ID}
			return
		}
	}
}

// called reports whether the article calls a person by a noun other than in such a description,
// which may have been linked wrongly and so is no evidence.
func (h *holder) called(e *record.Entity, noun string) bool {
	text := h.r.Article.Text
	for _, r := range e.Roles {
		if !slices.Contains(strings.Fields(strings.ToLower(r.Title)), noun) {
			continue
		}
		bare := r.Start >= 4 && r.End <= len(text) && r.Start < r.End &&
			strings.EqualFold(text[r.Start-4:r.Start], "the ") && !followedByName(text[r.End:])
		if !bare || strings.Contains(r.Title, " ") {
			return true
		}
	}
	return false
}

// followedByName reports whether a capital letter follows: "the official Jon Dale".
func followedByName(rest string) bool {
	rest = strings.TrimPrefix(rest, " ")
	return rest != "" && rest[0] >= 'A' && rest[0] <= 'Z'
}

// introduced returns the last place before an offset where a noun introduces somebody without a
// name: "a Norhaven official".
func (h *holder) introduced(noun string, before int) (record.Span, bool) {
	const far = 1500
	start := max(0, before-far)
	for start > 0 && start < before && h.r.Article.Text[start]&0xc0 == 0x80 {
		start++
	}
	noun = regexp.QuoteMeta(noun)
	re, err := regexp.Compile(`\b(?:(?:[Aa]n?|[Aa]nother) (?:[\w.’'-]+ ){0,3}` + noun +
		`|[Oo]ne (?:of )?(?:[\w.’'-]+ ){0,3}` + noun + `s?)\b`)
	if err != nil {
		return record.Span{}, false
	}
	found := re.FindAllStringIndex(h.r.Article.Text[start:before], -1)
	if len(found) == 0 {
		return record.Span{}, false
	}
	last := found[len(found)-1]
	return record.Span{Start: start + last[0], End: start + last[1]}, true
}

// named reports whether name is a name and not a description.
func named(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return name != "" && name != strings.ToLower(name) && !determiners[strings.ToLower(first)]
}

// determiners can begin a description.
var determiners = map[string]bool{"a": true, "an": true, "one": true, "another": true, "the": true, "some": true,
	"two": true}

// slots copies the speakers of a statement to the slots that it fills.
func (h *holder) slots(s *record.Statement) {
	for i := range h.r.Events {
		for k := range h.r.Events[i].Slots {
			if slot := &h.r.Events[i].Slots[k]; slot.Statement == s.ID {
				slot.SaidBy = append([]string{}, s.Speakers...)
			}
		}
	}
}
