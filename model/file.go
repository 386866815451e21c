// Package model holds the numbers that learned passes run on: the weight file, the
// tables in it, and the learners that fill them.
//
// In come examples whose features are integers; out come quantised tables, and a
// file of them that reading maps without copying. It refuses a file that is
// damaged, of another format, or made for another pass or other features, with an
// error that says which.
//
// The one idea: a model is a table of small integers with one row for each feature
// hash. To score is to add up rows; everything else is bookkeeping.
package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// A weight file, all of it little-endian:
//
//	8   magic
//	4   format
//	4   version of the features the weights were trained on
//	32  SHA-256 of everything after it
//	1+n kind: length and name of the pass
//	2   number of sections
//	    for each section: 1+n name, 1 type, 4 width, 4 scale, 8 offset, 8 length
//	    the sections, each at a multiple of 64 bytes from the start of the file
const (
	magic      = "readout\x1a"
	format     = 1
	hashedFrom = 48
	alignment  = 64
)

// ErrForeign is wrapped by every refusal of a weight file.
var ErrForeign = errors.New("not a usable weight file")

// sectionType says how a section's bytes are read.
type sectionType byte

const (
	bytesSection sectionType = 'b'
	tableSection sectionType = 'q' // int8, with width and scale
	floatSection sectionType = 'f' // float32
)

func (t sectionType) String() string {
	switch t {
	case bytesSection:
		return "bytes"
	case tableSection:
		return "table"
	case floatSection:
		return "floats"
	}
	return "unknown"
}

type section struct {
	name  string
	kind  sectionType
	width uint32
	scale float32
	data  []byte
}

// File is an opened weight file. It is immutable and keeps the bytes it was opened
// from: they must not change.
type File struct {
	kind     string
	version  uint32
	hash     [sha256.Size]byte
	sections []section
}

// Open reads the directory of a weight file and checks its hash.
//
// Errors: ErrForeign, with what is wrong. It never panics.
func Open(data []byte) (*File, error) {
	if len(data) < hashedFrom || string(data[:8]) != magic {
		return nil, fmt.Errorf("model: %w: it does not begin as one", ErrForeign)
	}
	if got := binary.LittleEndian.Uint32(data[8:]); got != format {
		return nil, fmt.Errorf("model: %w: format %d, this program reads %d", ErrForeign, got, format)
	}
	f := &File{version: binary.LittleEndian.Uint32(data[12:])}
	f.hash = sha256.Sum256(data[hashedFrom:])
	if !bytes.Equal(f.hash[:], data[16:hashedFrom]) {
		return nil, fmt.Errorf("model: %w: its content does not match its SHA-256; it is damaged", ErrForeign)
	}
	r := directory{data: data, off: hashedFrom}
	f.kind = r.name()
	for range r.uint16() {
		s := section{name: r.name(), kind: sectionType(r.uint8()), width: r.uint32(), scale: math.Float32frombits(r.uint32())}
		s.data = r.cut(r.uint64(), r.uint64())
		if r.failed {
			break
		}
		f.sections = append(f.sections, s)
	}
	if r.failed {
		return nil, fmt.Errorf("model: %w: its directory of sections is broken", ErrForeign)
	}
	return f, nil
}

// Require refuses a file made for another pass, or trained on other features than
// the program computes.
func (f *File) Require(kind string, version uint32) error {
	if f.kind != kind || f.version != version {
		return fmt.Errorf("model: %w: weights of %s version %d, want %s version %d", ErrForeign, f.kind, f.version, kind, version)
	}
	return nil
}

// Hash names the content: "sha256:" and 64 hexadecimal digits.
func (f *File) Hash() string { return "sha256:" + hex.EncodeToString(f.hash[:]) }

// Bytes is a section of plain bytes, not copied.
//
// Errors: ErrForeign if there is no such section of that type.
func (f *File) Bytes(name string) ([]byte, error) {
	s, err := f.find(name, bytesSection)
	return s.data, err
}

// Table is a quantised table, not copied.
//
// Errors: ErrForeign if there is none of that name, or it is not 2^n whole rows.
func (f *File) Table(name string) (*Table, error) {
	s, err := f.find(name, tableSection)
	if err != nil {
		return nil, err
	}
	width := int(s.width)
	if width <= 0 || len(s.data) == 0 || len(s.data)%width != 0 {
		return nil, fmt.Errorf("model: %w: table %s of %d bytes has rows of %d", ErrForeign, name, len(s.data), width)
	}
	if rows := len(s.data) / width; rows&(rows-1) != 0 {
		return nil, fmt.Errorf("model: %w: table %s has %d rows, not a power of two", ErrForeign, name, rows)
	}
	if !(s.scale > 0) || math.IsInf(float64(s.scale), 0) {
		return nil, fmt.Errorf("model: %w: table %s has scale %v", ErrForeign, name, s.scale)
	}
	return &Table{Width: width, Scale: s.scale, Weights: unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(s.data))), len(s.data))}, nil
}

// Floats is a section of float32.
//
// Errors: ErrForeign if there is none of that name, or it is not whole numbers.
func (f *File) Floats(name string) ([]float32, error) {
	s, err := f.find(name, floatSection)
	if err != nil {
		return nil, err
	}
	if len(s.data)%4 != 0 {
		return nil, fmt.Errorf("model: %w: section %s of %d bytes is not whole floats", ErrForeign, name, len(s.data))
	}
	floats := make([]float32, len(s.data)/4)
	for i := range floats {
		floats[i] = math.Float32frombits(binary.LittleEndian.Uint32(s.data[4*i:]))
	}
	return floats, nil
}

func (f *File) find(name string, kind sectionType) (section, error) {
	for _, s := range f.sections {
		if s.name != name {
			continue
		}
		if s.kind != kind {
			return section{}, fmt.Errorf("model: %w: section %s holds %v, not %v", ErrForeign, name, s.kind, kind)
		}
		return s, nil
	}
	return section{}, fmt.Errorf("model: %w: no section %s", ErrForeign, name)
}

// directory reads the head of a file; after a failure it gives zeros.
type directory struct {
	data   []byte
	off    int
	failed bool
}

func (r *directory) take(n int) []byte {
	if r.failed || n > len(r.data)-r.off {
		r.failed = true
		return make([]byte, n)
	}
	r.off += n
	return r.data[r.off-n : r.off]
}

func (r *directory) uint8() uint8   { return r.take(1)[0] }
func (r *directory) uint16() uint16 { return binary.LittleEndian.Uint16(r.take(2)) }
func (r *directory) uint32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *directory) uint64() uint64 { return binary.LittleEndian.Uint64(r.take(8)) }
func (r *directory) name() string   { return string(r.take(int(r.uint8()))) }

// cut is the bytes of a section.
func (r *directory) cut(off, n uint64) []byte {
	if size := uint64(len(r.data)); off > size || n > size-off {
		r.failed = true
		return nil
	}
	return r.data[off : off+n : off+n]
}
