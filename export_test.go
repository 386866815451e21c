package readout

import (
	"readout/doc"
	"readout/record"
)

// Record returns the record of d.
func (r *Reader) Record(d *doc.Doc) (*record.Record, error) { return r.record(d) }
