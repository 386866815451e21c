package doc_test

import (
	"testing"

	"readout/article"
	"readout/doc"
)

// TestRange checks the half-open comparisons at their boundaries.
func TestRange(t *testing.T) {
	r := doc.Range{First: 2, End: 5}
	for _, c := range []struct {
		o                  doc.Range
		contains, overlaps bool
	}{
		{doc.Range{First: 2, End: 5}, true, true}, {doc.Range{First: 3, End: 4}, true, true},
		{doc.Range{First: 1, End: 3}, false, true}, {doc.Range{First: 4, End: 6}, false, true},
		{doc.Range{First: 0, End: 2}, false, false}, {doc.Range{First: 5, End: 6}, false, false},
	} {
		if r.Contains(c.o) != c.contains || r.Overlaps(c.o) != c.overlaps || c.o.Overlaps(r) != c.overlaps {
			t.Errorf("%v and %v: contains %v, overlaps %v", r, c.o, r.Contains(c.o), r.Overlaps(c.o))
		}
	}
	if r.Empty() || !(doc.Range{First: 4, End: 4}).Empty() {
		t.Error("a range is empty only where it ends where it begins")
	}
}

// TestBytesOfRange checks that a range cuts its words without surrounding space.
func TestBytesOfRange(t *testing.T) {
	d := doc.Build([]string{"Rain", "is", "late", "today"}, nil, nil, nil)
	if got := d.Bytes(doc.Range{First: 1, End: 3}); got != (article.Span{Start: 5, End: 12}) {
		t.Errorf("tokens 1 and 2 are bytes %v", got)
	}
}
