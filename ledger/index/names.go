package index

import (
	"readout/ledger/people"
	"readout/record"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Describes reports whether a name is really a description or an office.
func Describes(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(r) {
		return true
	}
	_, ok := people.DefiniteOffice(name)
	return ok
}

// Listed reports whether a list of people can include a name: a proper name, optionally after
// an article.
func Listed(kind, name string) bool {
	bare := strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
	r, _ := utf8.DecodeRuneInString(bare)
	if !unicode.IsUpper(r) || strings.ContainsAny(bare, ":\n") {
		return false
	}
	_, office := people.DefiniteOffice(bare)
	return !(kind == record.PersonKind && office && strings.ToLower(bare) != bare && !properBefore(bare))
}

// properBefore reports whether the last word of what looks like an office is a surname:
// "Stephen King" is a person, "Kremlin Spokesman" an office.
func properBefore(name string) bool {
	o, _ := people.DefiniteOffice(name)
	return surnames[o.Head]
}

// surnames are heads of offices that are equally common as surnames.
var surnames = map[string]bool{"king": true, "pope": true, "prince": true, "head": true, "chief": true,
	"mayor": true, "chancellor": true, "queen": true}
