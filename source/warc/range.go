package warc

import (
	"errors"
	"fmt"
	"io"
	"iter"
)

// maxBeyond is how far behind its range the last record of a range may reach,
// packed: a record's own limit and its headers.
const maxBeyond = maxBlock + maxHeader

// ReadRange reads the records of an archive that begin at an offset from `from` up
// to, but not at, `to`: ranges that cover the file give every record once, so that
// many machines can read one archive. size is the archive's.
//
// A record belongs where the compressed member that holds it begins: an archive
// compressed as a whole lies in the range that begins it. Damage is told by the
// range it begins in, unless nothing whole stands before it there. See WARC for the
// rest.
//
// Errors: what WARC yields.
func ReadRange(r io.ReaderAt, size, from, to int64) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		if from >= to || from >= size {
			return
		}
		m := newMembers(io.NewSectionReader(r, from, min(size, to+maxBeyond)-from))
		m.tape.base = from
		if from > 0 {
			if err := m.takeForm(io.NewSectionReader(r, 0, size)); err != nil {
				yield(nil, fmt.Errorf("warc: reading: %w", err))
				return
			}
		}
		// What stands before the first record is the end of the last record of another
		// range; if it is a broken record of this one, nothing tells the two apart.
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

// takeForm learns from an archive's beginning how all of it is compressed.
func (m *members) takeForm(beginning io.Reader) error {
	first := newMembers(beginning)
	if _, _, err := first.next(); err != nil && first.form == unknownForm {
		return err
	}
	m.form, m.dict = first.form, first.dict
	return nil
}
