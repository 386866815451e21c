package doc

import (
	"strings"
	"unicode"
)

// labelTokens is how many tokens the label of a speaker has at most: "FORMER MAYOR JON L. VASK".
const labelTokens = 7

// SpeakerLabel returns the colon behind the label of a speaker that begins at token i, or -1. Transcripts begin their
// paragraphs with such labels, in capitals: "MARA VELL: It is late."
func (d *Doc) SpeakerLabel(i int) int {
	letters := 0
	for k := i; k < min(len(d.Tokens), i+labelTokens); k++ {
		form := d.Form(k)
		if form == ":" {
			if letters > 1 {
				return k
			}
			return -1
		}
		if strings.ToUpper(form) != form {
			return -1
		}
		for _, r := range form {
			if unicode.IsUpper(r) {
				letters++
			}
		}
	}
	return -1
}
