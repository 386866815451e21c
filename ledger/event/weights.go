package event

import (
	_ "embed"
	"strconv"
	"strings"
)

// LinkWeights say what speaks for and against that a report is of an occasion. A report joins
// the occasion with most points, if they reach Join.
type LinkWeights struct {
	Join   float64
	Points map[string]float64 // by kind of evidence
}

//go:embed linking.tsv
var linkingTSV string

var linking = readLinking(linkingTSV)

// Linking are the weights in use.
func Linking() LinkWeights { return linking }

// joinsFrom is the line of the table with the points from which a report joins.
const joinsFrom = "joins from"

// readLinking reads a table of evidence. What is no number there counts as nothing; a test holds
// that all are.
func readLinking(tsv string) LinkWeights {
	w := LinkWeights{Points: map[string]float64{}}
	for line := range strings.Lines(tsv) {
		if f := strings.Split(line, "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			w.Points[f[0]], _ = strconv.ParseFloat(f[1], 64) // see above
		}
	}
	w.Join = w.Points[joinsFrom]
	return w
}

// Weights say what an entry counts for what stands of a slot.
type Weights struct {
	Decides  float64 // who decides: organisers, participants, hosts
	Own      float64 // the report in its own voice
	Observer float64 // anybody else
	Certain  float64 // held, planned, ruled out: said without reserve
	Open     float64 // undecided, declined: takes no value's part
	Empty    float64 // that no value is known, against a value
	Again    float64 // each further time that one source says it
	Later    float64 // share of the support of an unsettled value that a later one needs
	Settled  float64 // support that two sources need against a settled value
	Contest  float64 // share of a value's support from which other values silence it,
	Sure     float64 // unless it has this support
	Fade     float64 // of a value's support with each later report
}

// Deciding are the weights in use.
//
// Source: ours; fitted as Linking.
func Deciding() Weights {
	return Weights{
		Decides:  1.5, // dossier.md: those who decide before observers
		Own:      1.2, // an outlet's own voice reports what was announced
		Observer: 0.8,
		Certain:  1.3,
		Open:     0.8,
		Empty:    0.5,  // "no place yet, perhaps Singapore" tells of Singapore
		Again:    0.15, // saying it five times in one report is little more than once
		Later:    0.7,  // said later before earlier
		Settled:  1.5,
		Contest:  0.4,
		Sure:     2,
		Fade:     0.9,
	}
}
