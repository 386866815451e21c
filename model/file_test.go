package model

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"strings"
	"testing"
)

func sample(t testing.TB) []byte {
	t.Helper()
	w := NewWriter("syntax", 3)
	w.Bytes("tags", []byte("NOUN\nVERB"))
	w.Table("emit", &Table{Width: 2, Scale: 0.25, Weights: []int8{1, -2, 127, -127, 0, 5, 6, 7}})
	w.Floats("trans", []float32{1, -0.5, 0})
	data, err := w.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFileKeepsWhatWasWritten(t *testing.T) {
	data := sample(t)
	if !bytes.Equal(data, sample(t)) {
		t.Error("the same sections gave different bytes")
	}
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Require("syntax", 3); err != nil {
		t.Error(err)
	}
	if tags, err := f.Bytes("tags"); err != nil || string(tags) != "NOUN\nVERB" {
		t.Errorf("tags: %q, %v", tags, err)
	}
	table, err := f.Table("emit")
	if err != nil {
		t.Fatal(err)
	}
	if table.Width != 2 || table.Scale != 0.25 || len(table.Weights) != 8 || table.Weights[3] != -127 {
		t.Errorf("emit: %+v", table)
	}
	if floats, err := f.Floats("trans"); err != nil || len(floats) != 3 || floats[1] != -0.5 {
		t.Errorf("trans: %v, %v", floats, err)
	}
	if !strings.HasPrefix(f.Hash(), "sha256:") || len(f.Hash()) != 7+64 {
		t.Errorf("hash %q", f.Hash())
	}
}

func TestFileRefuses(t *testing.T) {
	data := sample(t)
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(data)
	damaged[len(damaged)-1] ^= 1
	other := bytes.Clone(data)
	other[8] = 99
	for name, bad := range map[string][]byte{
		"does not begin": []byte("<html>not found</html>, and longer than the head of a weight file is"),
		"damaged":        damaged,
		"format 99":      other,
	} {
		if _, err := Open(bad); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(data[:len(data)/2]); !errors.Is(err, ErrForeign) {
		t.Errorf("cut in half: %v", err)
	}
	if err := f.Require("entity", 3); !errors.Is(err, ErrForeign) {
		t.Errorf("another pass: %v", err)
	}
	if err := f.Require("syntax", 4); !errors.Is(err, ErrForeign) {
		t.Errorf("other features: %v", err)
	}
	if _, err := f.Table("trans"); !errors.Is(err, ErrForeign) {
		t.Errorf("floats as a table: %v", err)
	}
	if _, err := f.Bytes("nothing"); !errors.Is(err, ErrForeign) {
		t.Errorf("no such section: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	data := sample(f)
	f.Add(data)
	f.Add(data[:60])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		// The hash would hide the directory from the fuzzer: give it the right one.
		if len(data) > hashedFrom {
			data = bytes.Clone(data)
			sum := sha256.Sum256(data[hashedFrom:])
			copy(data[16:], sum[:])
		}
		file, err := Open(data)
		if err != nil {
			if !errors.Is(err, ErrForeign) {
				t.Errorf("%v does not wrap ErrForeign", err)
			}
			return
		}
		for _, s := range file.sections {
			for _, err := range []error{second(file.Bytes(s.name)), second(file.Table(s.name)), second(file.Floats(s.name))} {
				if err != nil && !errors.Is(err, ErrForeign) {
					t.Errorf("%v does not wrap ErrForeign", err)
				}
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }
