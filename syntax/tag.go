package syntax

import (
	"strings"

	"readout/doc"
)

// tag is a compatible pair of a universal and a Penn tag.
type tag struct {
	upos doc.UPOS
	xpos doc.XPOS
}

// String formats a tag as "NOUN/NNS".
func (t tag) String() string { return t.upos.String() + "/" + t.xpos.String() }

// parseTag parses what String writes; unknown names give NoUPOS or NoXPOS.
func parseTag(s string) tag {
	upos, xpos, _ := strings.Cut(s, "/")
	return tag{doc.ParseUPOS(upos), doc.ParseXPOS(xpos)}
}
