package weights

import (
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// TestTable: each line is a comment or evidence, a number and a word of explanation, and no evidence is there twice.
func TestTable(t *testing.T) {
	lines := 0
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			t.Errorf("%q", line)
			continue
		}
		if n, err := strconv.ParseFloat(f[1], 64); err != nil || ForLinking().Points[f[0]] != n {
			t.Errorf("%q has %v points", f[0], ForLinking().Points[f[0]])
		}
		lines++
	}
	if w := ForLinking(); w.Join <= 0 || len(w.Points) != lines {
		t.Errorf("%d lines, %+v", lines, w)
	}
}

// TestDeciding: no weight was forgotten, and those who decide come before a report, and it before an observer.
func TestDeciding(t *testing.T) {
	w := ForDeciding()
	for i, v := 0, reflect.ValueOf(w); i < v.NumField(); i++ {
		if v.Field(i).Float() <= 0 {
			t.Errorf("%s is %v", v.Type().Field(i).Name, v.Field(i))
		}
	}
	if !(w.Decides > w.Own && w.Own > w.Observer && w.Certain > w.Open) {
		t.Errorf("%+v", w)
	}
}
