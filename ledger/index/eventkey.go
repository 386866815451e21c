package index

import (
	"readout/ledger/event"
	"readout/ledger/people"
	"readout/store"
)

// EventKeys derive the keys of parties and places of events from their names.
var EventKeys = event.Keys{Name: people.NameKey, Surname: people.SurnameKey}

// NewReport prepares an event's row for linking, with the keys of EventKeys.
func NewReport(e *store.Event) *event.Report { return event.NewReport(e, EventKeys) }
