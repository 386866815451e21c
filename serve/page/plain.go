package page

import (
	"strings"

	"readout/ledger/stream"
	"readout/record"
)

// Plain words for what records keep as codes. The codebook on the About page explains
// both; pages show codes inside details only.

// actWord is what a speaker does by saying something, as a verb. Acts that have an
// object, whom one praises or accuses, are not named where nothing says whom; nor is a
// denial, whose words often hold the "not" already.
func actWord(act string) string {
	switch act {
	case record.Announce, record.Promise, record.Demand, record.Warn, record.Ask, record.Agree, record.Estimate:
		return act + "s"
	case record.Apology:
		return "apologises"
	case record.Decline:
		return "declines to say"
	case record.Refer:
		return "refers to others"
	}
	return "says"
}

// kindWord is how a kind of card is called where cards are chosen.
func kindWord(k stream.Kind) string {
	switch k {
	case stream.PositionChange:
		return "Changes of position"
	case stream.NewPlan:
		return "New plans"
	case stream.PlanChange:
		return "Plans changed"
	case stream.Wording:
		return "Wordings that differ"
	case stream.Notice:
		return "Corrected and withdrawn"
	}
	return "Statements"
}

// statusWord is a status as it is said of a point: a vote is held, a document is not.
func statusWord(slot, status string) string {
	switch {
	case status == record.Declined:
		return "nobody would say"
	case status == record.Referred:
		return "others were named to ask"
	case status == record.Undecided:
		return "not decided"
	case status == record.Held && slot == record.AgendaSlot:
		return "was discussed"
	case status == record.Held && (slot == record.DocumentSlot || slot == record.OutcomeSlot):
		return "came about"
	case status == record.Held && slot == record.ParticipantsSlot:
		return "took part"
	case status == record.Held && slot != "" && slot != record.DateSlot && slot != record.PressSlot:
		return "it was"
	}
	return status
}

// bareItem is an item without the words that say whether it comes: "no document" that is
// ruled out, and "any documents" that are, are one.
func bareItem(item string) string {
	for _, word := range [...]string{"no ", "any ", "not any ", "neither ", "the possibility of ", "a ", "an ", "the "} {
		if len(item) > len(word) && strings.EqualFold(item[:len(word)], word) {
			return item[len(word):]
		}
	}
	return item
}

// tells says in a line what a card tells: of one thing, in words that are true of it.
func tells(c *stream.Card) string {
	if name := capital(c.EventName); name != "" {
		return name + ": " + happened(c)
	}
	return happened(c)
}

// happened is tells without the name of the event.
func happened(c *stream.Card) string {
	switch {
	case c.Position != nil:
		return c.Position.Who.Name + " says otherwise than on " + longDate(c.Position.Then.Said)
	case c.Plan != nil:
		return "planned for " + longDate(c.Plan.Time)
	case len(c.Moves) > 0:
		return moved(&c.Moves[0])
	case c.Wording != nil:
		return wordingTells(c.Wording)
	case c.Notice != nil:
		return noticeTells(c)
	case c.Said != nil:
		return saidBy(c.Said) + " " + actWord(c.Said.Act)
	}
	return titled(c.Article.Headline)
}

func saidBy(q *stream.Quote) string {
	names := make([]string, 0, len(q.Who))
	for _, p := range q.Who {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return q.Article.Outlet
	}
	return strings.Join(names, ", ")
}

func noticeTells(c *stream.Card) string {
	headline := "“" + titled(c.Notice.Before.Headline) + "”"
	switch c.Notice.Kind {
	case "kill":
		return c.Article.Outlet + " withdrew its report " + headline
	case "correction":
		return c.Article.Outlet + " corrected its report " + headline
	}
	return c.Article.Outlet + " changed its report " + headline
}

func wordingTells(w *stream.Wordings) string {
	whose := "somebody’s"
	if len(w.Who) > 0 {
		whose = w.Who[0].Name + "’s"
	}
	if w.Equal || len(w.Others) > 1 {
		return "Outlets give " + whose + " words differently"
	}
	return w.Others[0].Outlet + " gives " + whose + " words otherwise than " + strings.Join(w.Outlet, " and ")
}

// moved tells of one point how it stands now, and how it stood.
func moved(m *stream.Move) string {
	is, value := m.Is.Status, longDate(m.Is.Value)
	if m.Slot == record.DateSlot {
		return dateMoved(m, value)
	}
	label := slotWord(m.Slot, m.Item)
	if m.Item == "" && m.Is.Value != "" {
		label += ": " + value
	}
	now := label + ", " + statusWord(m.Slot, is)
	if m.Was == nil {
		return now
	}
	was := statusWord(m.Slot, m.Was.Status)
	if m.Item == "" && m.Was.Value != "" && m.Was.Value != m.Is.Value {
		was = m.Was.Value + ", " + was
	}
	return now + "; before: " + was
}

func dateMoved(m *stream.Move, value string) string {
	switch m.Is.Status {
	case record.Cancelled:
		return "called off"
	case record.Postponed:
		return "put off"
	case record.Held:
		return "held on " + value
	case record.Planned, record.Likely:
		if m.Was != nil && m.Was.Value != "" && m.Was.Value != m.Is.Value {
			return "moved from " + longDate(m.Was.Value) + " to " + value
		}
		return "set for " + value
	}
	return "the day is " + statusWord(m.Slot, m.Is.Status)
}
