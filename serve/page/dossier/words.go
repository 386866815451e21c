package dossier

import (
	"readout/serve/page/frame"
)

// comingList is what a part of a page is given: events as lists show them.
type comingList struct {
	V    *frame.View
	List []Coming
}
