package index

import (
	"readout/ledger/event"
	"readout/ledger/people"
	"readout/store"
)

// EventKeys bring names of events' parties and places to their keys.
var EventKeys = event.Keys{Name: people.NameKey, Surname: people.SurnameKey}

// NewReport makes an event's row ready for linking, with its parties and places by EventKeys.
func NewReport(e *store.Event) *event.Report { return event.NewReport(e, EventKeys) }
