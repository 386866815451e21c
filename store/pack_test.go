package store

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/article"
	"readout/record"
)

// fill sets every field reachable from v to a non-zero value.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString("x" + string(rune('a'+*n%26)))
	case reflect.Int:
		v.SetInt(int64(*n * 7))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(*n%100) / 100)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic("record has a field of kind " + v.Kind().String())
	}
}

func TestPackKeepsEveryField(t *testing.T) {
	var full record.Record
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	full.Statements[0].ID, full.Statements[1].NestedIn, full.Entities[0].ID = "s1", "s1", "e70"
	for name, r := range map[string]record.Record{
		"full": full,
		"zero": {},
		"empty": {Entities: []record.Entity{}, Statements: []record.Statement{{Speakers: []string{}, Score: 1. / 3}},
			Gaps: []record.Gap{}},
		"odd": {Statements: []record.Statement{{ID: "s0", NestedIn: "s-1", Speakers: []string{"e007", "e", "person"},
			Score: -0.5}}},
	} {
		b, err := Unpack(Pack(&Body{Record: &r, Raw: []byte("raw")}))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(&r, b.Record); d != "" {
			t.Errorf("%s: record changed (-in +out):\n%s", name, d)
		}
		if string(b.Raw) != "raw" {
			t.Errorf("%s: raw bytes are %q", name, b.Raw)
		}
	}
}

func TestUnpackRefusesDamage(t *testing.T) {
	r := record.Record{Schema: "readout/1", Article: record.Article{Text: "Some text."},
		Statements: []record.Statement{{Content: []article.Span{{Start: 1, End: 4}}}}}
	packed := Pack(&Body{Record: &r})
	for i := range packed {
		b, err := Unpack(packed[:i])
		if err == nil {
			t.Fatalf("%d of %d bytes unpacked to %+v", i, len(packed), b.Record)
		}
	}
	if _, err := Unpack(append([]byte{packFormat + 1}, packed[1:]...)); !errors.Is(err, ErrNewer) {
		t.Errorf("newer format: %v", err)
	}
}

func FuzzUnpack(f *testing.F) {
	r := record.Record{Schema: "readout/1", Article: record.Article{Text: "Some text."}}
	packed := Pack(&Body{Record: &r})
	f.Add(packed[packHead:])
	f.Fuzz(func(t *testing.T, data []byte) {
		// With the right checksum, or the fuzzer would never get past it.
		whole := append([]byte{packFormat, 0, 0, 0, 0}, data...)
		binary.LittleEndian.PutUint32(whole[1:], crc32.Checksum(data, castagnoli))
		if b, err := Unpack(whole); err == nil && b.Record == nil {
			t.Error("no error and no record")
		}
		var e Event
		_ = UnpackEvent(&e, data)
	})
}

func TestPackEventKeepsEveryField(t *testing.T) {
	e := Event{Type: "CONSULT", Name: "summit", Status: "planned", Place: "Ostrella",
		Parties: []Party{{Agent: 7, Kind: "person", Name: "A", Country: "KV", Said: true}, {Agent: 9, Name: "B", Near: true}},
		Slots: []Slot{{Slot: "date", Value: "2024-03-28", Status: "planned", Span: record.Span{Start: 3, End: 9},
			SaidBy: []int{1, 0}, Statement: 4, SaidOn: "2024-03-07", Sentence: 99, Score: 0.7, Background: true}},
		Words: "summit talks", Which: "second", Span: record.Span{Start: 40, End: 46}, Background: true}
	var got Event
	if err := UnpackEvent(&got, PackEvent(&e)); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(e, got); d != "" {
		t.Errorf("event changed (-in +out):\n%s", d)
	}
}
