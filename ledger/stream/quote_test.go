package stream

import (
	"testing"
	"unsafe"

	"readout/record"
)

// TestSentenceLetsGoOfTheText: cards are kept, and what they quote does not hold the whole body that
// a text was unpacked from.
func TestSentenceLetsGoOfTheText(t *testing.T) {
	text := "Mira Halden spoke on Monday. She said the harbour would open again, and left. Nobody asked."
	q := Quote{Span: record.Span{Start: 38, End: 66}}
	q.sentence(&record.Article{Text: text})
	if q.Before != "She said " || q.Part != "the harbour would open again" || q.After != ", and left." {
		t.Errorf("%q, %q, %q", q.Before, q.Part, q.After)
	}
	first := uintptr(unsafe.Pointer(unsafe.StringData(text)))
	for _, s := range []string{q.Before, q.Part, q.After} {
		if at := uintptr(unsafe.Pointer(unsafe.StringData(s))); at >= first && at < first+uintptr(len(text)) {
			t.Errorf("%q lies in the text", s)
		}
	}
}
