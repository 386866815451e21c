package export_test

import (
	"bytes"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/export"
	"readout/record"
)

// TestDenied: what somebody denied is cited with the cue, and is no claim of theirs; what they said is.
func TestDenied(t *testing.T) {
	for _, c := range []struct{ cue, act, content, note, kind string }{
		{"denied", record.Deny, "that she had lied", "Una Pryce (denied): that she had lied", "CreativeWork"},
		{"said", record.Deny, "that she had not lied", "Una Pryce: that she had not lied", "Claim"},
	} {
		s := ledger.Statement{ID: "v1.s1", Kind: record.Indirect, Cue: c.cue, Act: c.act, Content: c.content,
			Speakers: []ledger.Speaker{{Kind: "person", Name: "Una Pryce"}}}
		var bib, csl, ld bytes.Buffer
		for _, err := range []error{export.BibTeX(&bib, []ledger.Statement{s}, export.Options{}),
			export.CSL(&csl, []ledger.Statement{s}, export.Options{}), export.QuotationLD(&ld, &s, export.Options{})} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if !strings.Contains(bib.String(), c.note) || !strings.Contains(csl.String(), c.note) ||
			!strings.Contains(ld.String(), `"@type":"`+c.kind+`"`) {
			t.Errorf("%s: %s%s%s", c.cue, bib.String(), csl.String(), ld.String())
		}
	}
}
