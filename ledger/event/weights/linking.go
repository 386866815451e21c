// Package weights holds the numbers by which a ledger links reports of one event and decides what stands of it.
package weights

import (
	_ "embed"
	"strconv"
	"strings"
)

// Linking are points of what speaks for and against that a report is of an event, by kind of evidence. A report joins
// the event with most points, if they reach Join.
type Linking struct {
	Join   float64
	Points map[string]float64
}

//go:embed linking.tsv
var table string

var linking = read(table)

// ForLinking are those in use; linking.tsv says how they were found.
func ForLinking() Linking { return linking }

// joinsFrom is the line of the table with the points from which a report joins.
const joinsFrom = "joins from"

// read reads a table of evidence. What is no number there counts as nothing; a test holds that all are.
func read(tsv string) Linking {
	w := Linking{Points: map[string]float64{}}
	for line := range strings.Lines(tsv) {
		if f := strings.Split(line, "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			w.Points[f[0]], _ = strconv.ParseFloat(f[1], 64) // see above
		}
	}
	w.Join = w.Points[joinsFrom]
	return w
}
