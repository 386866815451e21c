package index

import (
	"readout/ledger/people"
	"readout/record"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Describes reports whether what stands for a name is a description or an office.
func Describes(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(r) {
		return true
	}
	_, ok := people.DefiniteOffice(name)
	return ok
}

// Listed reports whether a name is one that a list of people can hold: a proper name,
// with an article at most before it.
func Listed(kind, name string) bool {
	bare := strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
	r, _ := utf8.DecodeRuneInString(bare)
	if !unicode.IsUpper(r) || strings.ContainsAny(bare, ":\n") {
		return false
	}
	_, office := people.DefiniteOffice(bare)
	return !(kind == record.PersonKind && office && strings.ToLower(bare) != bare && !properBefore(bare))
}

// properBefore reports whether an office's last word is a surname rather than the head:
// "Stephen King" is somebody, "Kremlin Spokesman" is an office.
func properBefore(name string) bool {
	o, _ := people.DefiniteOffice(name)
	return surnames[o.Head]
}

// surnames are heads of offices that are surnames as often.
var surnames = map[string]bool{"king": true, "pope": true, "prince": true, "head": true, "chief": true,
	"mayor": true, "chancellor": true, "queen": true}
