package event

import (
	"testing"

	"readout/doc"
)

// TestDates: a day faces the way its status says, two days make a range, and words that
// leave nothing open stay as they were read.
func TestDates(t *testing.T) {
	for _, c := range []struct{ line, words, value, by, status, want string }{
		{"on/ADP|date:0:S Friday/PROPN|+", "Friday", "2031-02-28", "timex/weekday@1", "planned", "2031-03-07"},
		{"on/ADP|date:0:S Friday/PROPN|+", "Friday", "2031-02-28", "timex/weekday", "held", "2031-02-28"},
		{"on/ADP|date:0:S Friday/PROPN|+", "Friday", "2031-03-07", "timex/weekday@1", "held", "2031-02-28"},
		{"on/ADP|date:0:S Friday/PROPN|+", "Friday", "2031-02-28", "timex/weekday@1", "postponed", "2031-02-28"},
		{"last/ADJ|date:0:S Friday/PROPN|+", "last Friday", "2031-02-28", "timex/last@1", "planned", "2031-02-28"},
		{"June/PROPN|date:0:S 3|+", "June 3", "2030-06-03", "", "planned", "2031-06-03"},
		{"June/PROPN|date:0:S 3|+ 2030|+", "June 3 2030", "2030-06-03", "", "planned", "2030-06-03"},
		{"February/PROPN|date:0:S 20|+", "February 20", "2031-02-20", "", "planned", "2031-02-20"},
		{"May/PROPN|date:0:S", "May", "2030-05", "", "likely", "2031-05"},
		{"May/PROPN|date:0:S 23|+ -/PUNCT|+ 25|+", "May 23", "2031-05-23", "", "planned", "2031-05-23/2031-05-25"},
		{"May/PROPN|date:0:S 23|+ and|+ 12|+", "May 23", "2031-05-23", "", "planned", "2031-05-23"},
		{"the/DET|date:0:S weekend|+", "weekend", "2031-W10-WE", "", "planned", "2031-03-08/2031-03-09"},
		{"someday|date:0:S", "", "", "", "planned", ""},
	} {
		d, m := text(t, "summit|e:meeting:0:planned "+c.line+" ./PUNCT")
		for i := range m.fills {
			m.fills[i].status = c.status
		}
		if c.words != "" {
			dated(t, d, c.words, c.value, doc.Date)
			d.Times[0].By = c.by
		}
		s := decode(d, m, fitted())[0].Slots[0]
		if s.Value != c.want {
			t.Errorf("%s, %s as %s: %q, want %q", c.line, c.status, c.value, s.Value, c.want)
		}
	}
	d, m := text(t, "summit|e:meeting:0:planned in/ADP|date:0:planned May/PROPN|+ or|+ June/PROPN|+ ./PUNCT")
	dated(t, d, "May", "2031-05", doc.Date)
	dated(t, d, "June", "2031-06", doc.Date)
	if s := decode(d, m, fitted())[0].Slots[0]; s.Value != "2031-05/2031-06" {
		t.Errorf("%q", s.Value)
	}
}
