package ledger

import (
	"context"

	"readout/ledger/archive"
	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/dossier"
	"readout/ledger/history"
	"readout/ledger/identity"
	"readout/ledger/position"
	"readout/ledger/quote"
	"readout/ledger/statement"
	"readout/ledger/storyline"
)

// The answer types of a ledger's parts, under one name: callers need not know which part of a
// ledger answers.
type (
	Backup         = archive.Backup
	Problem        = archive.Problem
	Reread         = archive.Reread
	RereadOptions  = archive.RereadOptions
	RuleCount      = archive.RuleCount
	SlotFate       = archive.SlotFate
	Verification   = archive.Verification
	Fault          = ask.Fault
	Query          = ask.Query
	Correction     = audit.Correction
	Judgement      = audit.Judgement
	Orphan         = audit.Orphan
	SavedSearch    = audit.SavedSearch
	SlotCorrection = audit.SlotCorrection
	Tombstone      = audit.Tombstone
	Dossier        = dossier.Dossier
	EventWhy       = dossier.EventWhy
	Outcome        = dossier.Outcome
	ReportWhy      = dossier.ReportWhy
	SlotChange     = dossier.SlotChange
	SlotEntry      = dossier.SlotEntry
	SlotTrack      = dossier.SlotTrack
	Family         = history.Family
	History        = history.History
	StatementFate  = history.StatementFate
	Survival       = history.Survival
	Text           = history.Text
	VersionStep    = history.VersionStep
	Named          = identity.Named
	Person         = identity.Person
	Voice          = identity.Voice
	Position       = position.Position
	Relation       = position.Relation
	Topic          = position.Topic
	Track          = position.Track
	Claim          = quote.Claim
	Difference     = quote.Difference
	Edit           = quote.Edit
	Quotation      = quote.Quotation
	Utterance      = quote.Utterance
	Verdict        = quote.Verdict
	Witness        = quote.Witness
	Wording        = quote.Wording
	Article        = statement.Article
	Speaker        = statement.Speaker
	Statement      = statement.Statement
	Storyline      = storyline.Storyline
)

// The constants of those answers.
const (
	Correct        = audit.Correct
	CorrectSlot    = audit.CorrectSlot
	Judge          = audit.Judge
	Merge          = audit.Merge
	MergeEvents    = audit.MergeEvents
	Save           = audit.Save
	Split          = audit.Split
	SplitEvents    = audit.SplitEvents
	Takedown       = audit.Takedown
	Undo           = audit.Undo
	Changed        = history.Changed
	Gained         = history.Gained
	Moved          = history.Moved
	Stands         = history.Stands
	Withdrawn      = history.Withdrawn
	Other          = position.Other
	Abridged       = quote.Abridged
	Altered        = quote.Altered
	AnotherSpeaker = quote.AnotherSpeaker
	Bracketed      = quote.Bracketed
	ChangedSince   = quote.ChangedSince
	DifferentWords = quote.DifferentWords
	Disputed       = quote.Disputed
	Elided         = quote.Elided
	Exact          = quote.Exact
	Fragment       = quote.Fragment
	Identical      = quote.Identical
	Merged         = quote.Merged
	NotFound       = quote.NotFound
	Paraphrase     = quote.Paraphrase
	Reworded       = quote.Reworded
	Trimmed        = quote.Trimmed
	Unattributed   = quote.Unattributed
	UnknownSpeaker = quote.UnknownSpeaker
)

// ReadOnce returns a context in which several lists of events read the newest reports once.
func ReadOnce(ctx context.Context) context.Context { return dossier.ReadOnce(ctx) }

// Detached are dossiers without the reports that they were made of, for who keeps them.
func Detached(list []Dossier, err error) ([]Dossier, error) {
	for i := range list {
		list[i].Detach()
	}
	return list, err
}
