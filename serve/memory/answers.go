package memory

import (
	"context"

	"readout/ledger"
)

// Event is the dossier of an event, as ledger.Ledger.Event gives it. What it holds is
// shared: it must not be changed.
//
// Errors: those of ledger.Ledger.Event.
func (m *Memory) Event(ctx context.Context, name, asOf string) (ledger.Dossier, error) {
	return Remember(ctx, m, "event "+asOf+" "+name, func(ctx context.Context) (ledger.Dossier, error) {
		return m.l.Event(ctx, name, asOf)
	})
}

// Said is what a person said, as ledger.Ledger.Said gives it. What it holds is
// shared: it must not be changed.
//
// Errors: those of ledger.Ledger.Said.
func (m *Memory) Said(ctx context.Context, person, topic, asOf string) (ledger.Track, error) {
	return Remember(ctx, m, "said "+asOf+" "+person+" | "+topic, func(ctx context.Context) (ledger.Track, error) {
		return m.l.Said(ctx, person, topic, asOf)
	})
}

// Events are the dossiers of all events that a name fits, as ledger.Ledger.Events
// gives them. What they hold is shared: it must not be changed.
//
// Errors: those of ledger.Ledger.Events.
func (m *Memory) Events(ctx context.Context, name, asOf string) ([]ledger.Dossier, error) {
	return Remember(ctx, m, "events named "+asOf+" "+name, func(ctx context.Context) ([]ledger.Dossier, error) {
		return m.l.Events(ctx, name, asOf)
	})
}
