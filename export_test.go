package readout

import (
	"readout/doc"
	"readout/record"
)

// Record tells what was read into d.
func (r *Reader) Record(d *doc.Doc) *record.Record { return r.record(d) }
