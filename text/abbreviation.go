package text

import (
	"strings"
	"unicode/utf8"
)

// titles are abbreviations always followed by a name or number: no sentence ends at them.
var titles = set("mr drs mrs ms messrs dr prof rev fr hon sen sens rep reps gov govs gen lt col maj capt cmdr sgt " +
	"cpl pvt adm brig pres vp " +
	"amb asst assoc atty supt det insp st ste mt ft no nos vs v fig vol art sec approx est ca cf eg ie al")

// abbreviations keep their full stop and may end a sentence.
var abbreviations = set("inc ltd co corp bros plc llc dept univ assn bldg ave blvd rd jan feb mar apr jun jul aug " +
	"sept sep oct nov dec " +
	"mon tue tues wed thu thur thurs fri sat sun etc ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich " +
	"minn miss mo mont " +
	"neb nev okla ore pa tenn tex va vt wash wis wyo ala hon jr sr esq ed min max tel ext hr hrs lb lbs oz km kg ft mph " +
	"a.m p.m")

// ambiguous are abbreviations that are also words.
var ambiguous = set("mar sat sun del ind la miss wash art no fig sec ed min max ill ore pa mo co ga st jun sep mon " +
	"wed fri est al det v")

// isAbbreviation reports whether a full stop directly after a word is part of it. Short words
// that are also plain words ("no", "sat") count only if capitalised, like the names of months
// and states.
func isAbbreviation(low, form string) bool {
	if n := utf8.RuneCountInString(form); n == 1 {
		// An initial, or "Orr v. Vask"; "I." ends a sentence more often.
		return isUpper(form) && form != "I" || titles[form]
	}
	if strings.IndexByte(low, '.') >= 0 {
		return len(low) < 12 && isLetter(low[0]) && shortParts(low) // "U.S", "a.m", "Ph.D"
	}
	if !titles[low] && !abbreviations[low] || form == "EST" {
		return false // EST is the time zone
	}
	return !ambiguous[low] || form[0] >= 'A' && form[0] <= 'Z'
}

// shortParts reports whether the parts between full stops have at most two letters: "U.S" is
// an abbreviation, "example.com" is not.
func shortParts(low string) bool {
	n := 0
	for i := 0; i < len(low); i++ {
		if low[i] == '.' {
			n = 0
			continue
		}
		if n++; n > 2 {
			return false
		}
	}
	return true
}
