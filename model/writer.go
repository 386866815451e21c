package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
)

// TensorWriter collects tensors for a file. Only tests use it, to write small files; real ones
// are written by the trainer.
type TensorWriter struct {
	header tensorHeader
	data   []byte
}

// NewTensorWriter starts a file of a kind.
func NewTensorWriter(kind string, config map[string]int, strings map[string][]string) *TensorWriter {
	return &TensorWriter{header: tensorHeader{
		Kind: kind, Config: maps.Clone(config), Strings: maps.Clone(strings), Tensors: []tensorEntry{},
	}}
}

// Int8 adds a tensor of eight-bit integers.
func (w *TensorWriter) Int8(name string, values []int8, shape ...int) {
	w.add(name, "i8", shape)
	for _, v := range values {
		w.data = append(w.data, byte(v))
	}
}

// Float32 adds a tensor of float32.
func (w *TensorWriter) Float32(name string, values []float32, shape ...int) {
	w.add(name, "f32", shape)
	for _, v := range values {
		w.data = binary.LittleEndian.AppendUint32(w.data, math.Float32bits(v))
	}
}

func (w *TensorWriter) add(name, kind string, shape []int) {
	w.data = append(w.data, make([]byte, alignTensor(len(w.data))-len(w.data))...)
	w.header.Tensors = append(w.header.Tensors,
		tensorEntry{Name: name, Type: kind, Shape: slices.Clone(shape), Offset: len(w.data)})
}

// Bytes returns the file.
func (w *TensorWriter) Bytes() ([]byte, error) {
	header, err := json.Marshal(&w.header)
	if err != nil {
		return nil, fmt.Errorf("model: writing the header of tensors: %w", err)
	}
	out := append([]byte(tensorMagic), 0, 0, 0, 0, 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(out[len(tensorMagic):], tensorVersion)
	binary.LittleEndian.PutUint32(out[len(tensorMagic)+4:], uint32(len(header)))
	out = append(out, header...)
	out = append(out, make([]byte, alignTensor(len(out))-len(out))...)
	out = append(out, w.data...)
	sum := sha256.Sum256(out)
	return append(out, sum[:]...), nil
}
