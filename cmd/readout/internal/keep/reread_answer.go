package keep

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/record"
)

// marks are shown before differences between two readings.
var marks = map[ledger.Survival]string{ledger.Gained: "+", ledger.Withdrawn: "-", ledger.Changed: "~",
	ledger.Moved: "="}

// answer formats the result of rereading: counts, also per rule, then each difference with its
// place.
func (c *Reread) answer(res *ledger.Reread) cli.Answer {
	return cli.Answer{Value: res, Text: func(w *cli.Text) {
		w.Line(0, "%s read again, %d of them to another record.", cli.Counted(res.Articles, "article"), res.Changed)
		w.Line(0, "Statements: %d stand, %d moved, %d changed, %d lost, %d gained.", res.Stands, res.Moved, res.Altered,
			res.Lost, res.Gained)
		w.Line(0, "Slots of events: %d stand, %d lost, %d gained.", res.SlotsStand, res.SlotsLost, res.SlotsGained)
		if w.Details {
			rereadRules(w, res.Rules)
		}
		if len(res.Examples) > 0 {
			w.Gap()
			w.Line(0, "%s", cli.Strong("Statements"))
		}
		for i := range res.Examples {
			writeFate(w, &res.Examples[i])
		}
		if n := res.Moved + res.Altered + res.Lost + res.Gained - len(res.Examples); n > 0 {
			w.Line(0, "%s", cli.Faint(fmt.Sprintf("and %d more: --show 0", n)))
		}
		if len(res.SlotExamples) > 0 {
			w.Gap()
			w.Line(0, "%s", cli.Strong("Slots of events"))
		}
		for i := range res.SlotExamples {
			f := &res.SlotExamples[i]
			w.Line(0, "%s %s", marks[f.Survival], cli.Clean(strings.Join(slotNotes(f, w.Details), " · ")))
		}
		if n := res.SlotsLost + res.SlotsGained - len(res.SlotExamples); n > 0 {
			w.Line(0, "%s", cli.Faint(fmt.Sprintf("and %d more: --show 0", n)))
		}
		for _, p := range res.Failed {
			w.Line(0, "%s", cli.Clean(fmt.Sprintf("could not be read again: %v", p)))
		}
		for _, o := range res.Orphans {
			w.Line(0, "%s", cli.Clean(o.String()))
		}
		if !c.Write && res.Changed > 0 {
			w.Gap()
			w.Line(0, "%s", cli.Faint("Nothing was written: --write keeps the new records."))
		}
	}, Table: func() [][]string {
		rows := [][]string{{"what", "fate", "differs", "outlet", "published", "url", "rule", "by", "words", "status",
			"was_by", "was_words"}}
		for i := range res.Examples {
			f := &res.Examples[i]
			s := cmp.Or(f.New, f.Old)
			row := []string{"statement", string(f.Survival), strings.Join(f.Differs, ";"), s.Article.Outlet, s.Article.Published,
				s.Article.URL, s.By,
				cli.SpeakerNames(s), s.Content, strings.Join(s.Statuses, ";"), "", ""}
			if f.Old != nil && f.New != nil {
				row[10], row[11] = cli.SpeakerNames(f.Old), f.Old.Content
			}
			rows = append(rows, row)
		}
		for i := range res.SlotExamples {
			f := &res.SlotExamples[i]
			rows = append(rows, []string{f.Slot, string(f.Survival), "", f.Article.Outlet, f.Article.Published, f.Article.URL,
				f.By, strings.Join(f.SaidBy, ";"),
				f.Value, f.Status, "", ""})
		}
		return rows
	}}
}

// rereadRules lists the rules whose statements changed, most changes first.
func rereadRules(w *cli.Text, rules map[string]ledger.RuleCount) {
	otherwise := func(n ledger.RuleCount) int { return n.Altered + n.Lost + n.Gained }
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(rules)), func(name string) bool {
		return otherwise(rules[name]) == 0
	})
	if len(names) == 0 {
		return
	}
	slices.SortStableFunc(names, func(x, y string) int { return cmp.Compare(otherwise(rules[y]), otherwise(rules[x])) })
	w.Gap()
	w.Line(0, "%s", cli.Strong(fmt.Sprintf("%-34s %7s %7s %7s %7s", "By rule", "stand", "changed", "lost", "gained")))
	for _, name := range names {
		n := rules[name]
		w.Line(0, "%-34s %7d %7d %7d %7d", cli.Clean(name), n.Stands, n.Altered, n.Lost, n.Gained)
	}
}

// writeFate writes a statement that changed.
func writeFate(w *cli.Text, f *ledger.StatementFate) {
	s := cmp.Or(f.New, f.Old)
	w.Line(0, "%s %s", marks[f.Survival], cli.Clean(s.Told()))
	if f.Old != nil && f.New != nil {
		for _, d := range f.Differs {
			was, is := field(f.Old, d), field(f.New, d)
			if d == "content" {
				is = "as above"
			}
			w.Line(4, "%s: %s → %s", d, cli.Clean(cmp.Or(was, "none")), cli.Clean(cmp.Or(is, "none")))
		}
	}
	notes := append(cli.StatementNotes(s, w.Details), s.Article.URL)
	w.Line(4, "%s", cli.Faint(cli.Clean(cli.Joined(notes...))))
}

// field returns a statement's value for a field of the record.
func field(s *ledger.Statement, name string) string {
	switch name {
	case "content":
		return s.Content
	case "speakers":
		return cli.SpeakerNames(s)
	case "source":
		return s.Source
	case "cue":
		return s.Cue
	case "kind":
		return s.Kind
	case "act":
		return s.Act
	case "attitude":
		return s.Attitude
	case "commitment":
		return record.Sure(s.Commitment)
	case "said_on":
		return s.SaidOn
	case "audience":
		return s.Audience
	case "occasion":
		return s.Occasion
	case "answers":
		return s.Answers
	case "via":
		return strings.Join(s.Via, " and ")
	}
	return ""
}

func slotNotes(f *ledger.SlotFate, details bool) []string {
	notes := []string{f.Event, f.Slot + " " + f.Value, f.Status}
	if len(f.SaidBy) > 0 {
		notes = append(notes, strings.Join(f.SaidBy, " and "))
	}
	notes = append(notes, f.Article.Published, f.Article.Outlet)
	if details {
		notes = append(notes, f.By)
	}
	return append(notes, f.Article.ID)
}
