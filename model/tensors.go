// Package model reads the weight files of the learned passes.
//
// The input is the bytes of a file that the trainer wrote; the output is its named tensors,
// without a copy, and their configuration numbers and strings. The package refuses a file that
// is damaged or of another format, or whose tensors overlap or lie outside it, with an error
// that says which.
//
// The one idea: the file states each tensor's type and shape, and the caller states the shape
// it expects.
package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"unsafe"
)

// Format of a file of tensors, all little-endian:
//
//	8   magic
//	4   version
//	4   length of the header
//	n   header: JSON, see tensorHeader
//	    zeros up to a multiple of 64 bytes
//	n   data: each tensor row-major, at a multiple of 64 bytes
//	32  SHA-256 of everything before it
const (
	tensorMagic   = "READOUTW"
	tensorVersion = 1
	tensorAlign   = 64
	tensorPrefix  = len(tensorMagic) + 8
)

type tensorHeader struct {
	Kind    string              `json:"kind"`
	Config  map[string]int      `json:"config"`
	Strings map[string][]string `json:"strings"`
	Tensors []tensorEntry       `json:"tensors"`
}

type tensorEntry struct {
	Name   string `json:"name"`
	Type   string `json:"dtype"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
}

// elements returns the number of elements of the shape. ok is false for a shape that does not
// fit in memory or has a size below one.
func (e *tensorEntry) elements() (int, bool) {
	n := 1
	for _, size := range e.Shape {
		if size < 1 || n > math.MaxInt32/size {
			return 0, false
		}
		n *= size
	}
	return n, true
}

// bytes returns the size of the tensor in the file.
func (e *tensorEntry) bytes() (int, bool) {
	n, ok := e.elements()
	switch e.Type {
	case "i8":
		return n, ok
	case "f32":
		return 4 * n, ok
	}
	return 0, false
}

// Tensors is a file of named tensors with their configuration numbers and strings. It is
// read-only and safe for concurrent use.
type Tensors struct {
	header tensorHeader
	index  map[string]int
	data   []byte
	hash   [sha256.Size]byte
}

// OpenTensors verifies data and returns its tensors, which keep referring to data.
func OpenTensors(data []byte) (*Tensors, error) {
	if len(data) < tensorPrefix+sha256.Size || string(data[:len(tensorMagic)]) != tensorMagic {
		return nil, errors.New("model: not a tensor file")
	}
	body := data[:len(data)-sha256.Size]
	t := &Tensors{hash: sha256.Sum256(body), index: make(map[string]int)}
	if !bytes.Equal(t.hash[:], data[len(body):]) {
		return nil, errors.New("model: damaged tensor file: SHA-256 mismatch")
	}
	if v := binary.LittleEndian.Uint32(body[len(tensorMagic):]); v != tensorVersion {
		return nil, fmt.Errorf("model: tensors of version %d, this program reads %d", v, tensorVersion)
	}
	size := binary.LittleEndian.Uint32(body[len(tensorMagic)+4:])
	if uint64(size) > uint64(len(body)-tensorPrefix) {
		return nil, errors.New("model: tensors: the header ends after the file")
	}
	end := tensorPrefix + int(size)
	if err := json.Unmarshal(body[tensorPrefix:end], &t.header); err != nil {
		return nil, fmt.Errorf("model: tensors: reading the header: %w", err)
	}
	begin := alignTensor(end)
	if begin > len(body) {
		return nil, errors.New("model: tensors: the data begins after the file")
	}
	t.data = body[begin:]
	return t, t.check()
}

// check verifies that each tensor is within the data region and that none overlap.
func (t *Tensors) check() error {
	type extent struct {
		name       string
		begin, end int
	}
	var extents []extent
	for i := range t.header.Tensors {
		e := &t.header.Tensors[i]
		if _, twice := t.index[e.Name]; twice {
			return fmt.Errorf("model: duplicate tensor %q", e.Name)
		}
		t.index[e.Name] = i
		n, ok := e.bytes()
		switch {
		case !ok:
			return fmt.Errorf("model: tensor %q: type %q, shape %v", e.Name, e.Type, e.Shape)
		case e.Offset < 0 || e.Offset%tensorAlign != 0:
			return fmt.Errorf("model: tensor %q: offset %d is not a multiple of %d", e.Name, e.Offset, tensorAlign)
		case e.Offset > len(t.data) || n > len(t.data)-e.Offset:
			return fmt.Errorf("model: tensor %q ends after the file", e.Name)
		}
		extents = append(extents, extent{e.Name, e.Offset, e.Offset + n})
	}
	slices.SortFunc(extents, func(a, b extent) int { return a.begin - b.begin })
	for i := 1; i < len(extents); i++ {
		if extents[i].begin < extents[i-1].end {
			return fmt.Errorf("model: tensors %q and %q overlap", extents[i-1].name, extents[i].name)
		}
	}
	return nil
}

// Kind returns what the tensors are for.
func (t *Tensors) Kind() string { return t.header.Kind }

// Hash returns the SHA-256 of the file's content, prefixed with "sha256:".
func (t *Tensors) Hash() string { return "sha256:" + hex.EncodeToString(t.hash[:]) }

// Has reports whether there is a tensor of a name.
func (t *Tensors) Has(name string) bool {
	_, ok := t.index[name]
	return ok
}

// Type returns a tensor's type, "i8" or "f32", or "" if there is none.
func (t *Tensors) Type(name string) string {
	if i, ok := t.index[name]; ok {
		return t.header.Tensors[i].Type
	}
	return ""
}

// Shape returns a tensor's shape, or nil if there is none.
func (t *Tensors) Shape(name string) []int {
	if i, ok := t.index[name]; ok {
		return slices.Clone(t.header.Tensors[i].Shape)
	}
	return nil
}

// Config returns the configuration number of a name.
func (t *Tensors) Config(name string) (int, error) {
	n, ok := t.header.Config[name]
	if !ok {
		return 0, fmt.Errorf("model: %s: no number %q in the header", t.header.Kind, name)
	}
	return n, nil
}

// Strings returns the list of a name. The caller must not modify it.
func (t *Tensors) Strings(name string) ([]string, error) {
	s, ok := t.header.Strings[name]
	if !ok {
		return nil, fmt.Errorf("model: %s: no strings %q in the header", t.header.Kind, name)
	}
	return s, nil
}

// Int8 returns a tensor of eight-bit integers, which must have the given shape; a size of -1
// matches any.
func (t *Tensors) Int8(name string, shape ...int) ([]int8, error) {
	b, err := t.find(name, "i8", shape)
	if err != nil {
		return nil, err
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b)), nil
}

// Float32 returns a tensor of finite float32, which must have the given shape; a size of -1
// matches any.
func (t *Tensors) Float32(name string, shape ...int) ([]float32, error) {
	b, err := t.find(name, "f32", shape)
	if err != nil {
		return nil, err
	}
	floats := asFloats(b)
	for _, f := range floats {
		if f-f != 0 {
			return nil, fmt.Errorf("model: tensor %q holds %v", name, f)
		}
	}
	return floats, nil
}

func (t *Tensors) find(name, kind string, shape []int) ([]byte, error) {
	i, ok := t.index[name]
	if !ok {
		return nil, fmt.Errorf("model: %s: no tensor %q", t.header.Kind, name)
	}
	e := &t.header.Tensors[i]
	fits := func(got, want int) bool { return want == -1 || got == want }
	if e.Type != kind || !slices.EqualFunc(e.Shape, shape, fits) {
		return nil, fmt.Errorf("model: tensor %q: %s %v, want %s %v", name, e.Type, e.Shape, kind, shape)
	}
	n, _ := e.bytes()
	return t.data[e.Offset : e.Offset+n], nil
}

// asFloats returns b as float32: in place if the machine is little-endian and b is aligned,
// otherwise as a copy.
func asFloats(b []byte) []float32 {
	if little() && uintptr(unsafe.Pointer(&b[0]))%unsafe.Alignof(float32(0)) == 0 {
		return unsafe.Slice((*float32)(unsafe.Pointer(&b[0])), len(b)/4)
	}
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func little() bool { return binary.NativeEndian.Uint16([]byte{1, 0}) == 1 }

func alignTensor(n int) int { return (n + tensorAlign - 1) &^ (tensorAlign - 1) }
