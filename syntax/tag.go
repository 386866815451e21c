package syntax

import (
	"strings"

	"readout/doc"
)

// tag is a universal and a Penn tag that go together.
type tag struct {
	upos doc.UPOS
	xpos doc.XPOS
}

// String writes a tag as "NOUN/NNS".
func (t tag) String() string { return t.upos.String() + "/" + t.xpos.String() }

// parseTag reads what String writes; unknown names give NoUPOS or NoXPOS.
func parseTag(s string) tag {
	upos, xpos, _ := strings.Cut(s, "/")
	return tag{doc.ParseUPOS(upos), doc.ParseXPOS(xpos)}
}
