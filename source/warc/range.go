package warc

import (
	"errors"
	"fmt"
	"io"
	"iter"
)

// maxBeyond is how far the last record of a range may extend past its end, compressed: the
// size limit of a record plus its headers.
const maxBeyond = maxBlock + maxHeader

// ReadRange reads the records that begin at an offset in [from, to). Ranges that together
// cover the file yield every record once, so that several machines can read one archive. size
// is the size of the archive.
//
// A record belongs to the range in which its compressed member begins; an archive compressed
// as a whole therefore belongs to the range that contains its beginning. Damage is reported by
// the range in which it begins, unless it comes before the first whole record there. Otherwise
// ReadRange behaves like Read.
//
// Errors: those that Read yields.
func ReadRange(r io.ReaderAt, size, from, to int64) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		if from >= to || from >= size {
			return
		}
		m := newMembers(io.NewSectionReader(r, from, min(size, to+maxBeyond)-from))
		m.rewinder.base = from
		if from > 0 {
			if err := m.inheritForm(io.NewSectionReader(r, 0, size)); err != nil {
				yield(nil, fmt.Errorf("warc: reading: %w", err))
				return
			}
		}
		// Bytes before the first record are the end of another range's last record. They could
		// also be a broken record of this range; the two cannot be told apart.
		head := from > 0
		within := func(rec *Record, err error) bool {
			var lost *Damage
			before := head
			head = false
			switch {
			case rec != nil && rec.Offset >= to:
				return false
			case errors.As(err, &lost):
				if lost.Offset >= to {
					return false
				}
				if !before && !yield(nil, err) {
					return false
				}
				return lost.Next >= 0 && lost.Next < to
			}
			return yield(rec, err)
		}
		a := &archive{members: m, yield: within}
		if err := a.read(); err != nil && !a.stopped {
			yield(nil, fmt.Errorf("warc: reading: %w", err))
		}
	}
}

// inheritForm takes the compression and dictionary of an archive from its beginning.
func (m *members) inheritForm(beginning io.Reader) error {
	first := newMembers(beginning)
	if _, _, err := first.next(); err != nil && first.form == unknownForm {
		return err
	}
	m.form, m.dict = first.form, first.dict
	return nil
}
