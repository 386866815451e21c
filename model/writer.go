package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
)

// Writer gathers the sections of a weight file. The same sections in the same
// order give the same bytes.
type Writer struct {
	kind     string
	version  uint32
	sections []section
}

// NewWriter starts a file for a pass ("syntax", "attribution"); version is that of
// the features its weights belong to.
func NewWriter(kind string, version uint32) *Writer {
	return &Writer{kind: kind, version: version}
}

// Bytes adds a section of plain bytes.
func (w *Writer) Bytes(name string, data []byte) {
	w.sections = append(w.sections, section{name: name, kind: bytesSection, data: data})
}

// Table adds a quantised table.
func (w *Writer) Table(name string, t *Table) {
	data := make([]byte, len(t.Weights))
	for i, v := range t.Weights {
		data[i] = byte(v)
	}
	w.sections = append(w.sections, section{name: name, kind: tableSection, width: uint32(t.Width), scale: t.Scale, data: data})
}

// Floats adds a section of float32.
func (w *Writer) Floats(name string, floats []float32) {
	data := make([]byte, 0, 4*len(floats))
	for _, x := range floats {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
	}
	w.sections = append(w.sections, section{name: name, kind: floatSection, data: data})
}

// Encode is the file.
//
// Errors: a name over 255 bytes or used twice, or more than 65,535 sections.
func (w *Writer) Encode() ([]byte, error) {
	if len(w.sections) > math.MaxUint16 || len(w.kind) > math.MaxUint8 {
		return nil, fmt.Errorf("model: encoding weights of %q: too many sections or too long a name", w.kind)
	}
	seen := map[string]bool{}
	at := hashedFrom + 1 + len(w.kind) + 2
	for _, s := range w.sections {
		if seen[s.name] || len(s.name) > math.MaxUint8 {
			return nil, fmt.Errorf("model: encoding weights of %s: section %q is named twice or too long", w.kind, s.name)
		}
		seen[s.name] = true
		at += 1 + len(s.name) + 1 + 4 + 4 + 8 + 8
	}
	b := bytes.NewBuffer(nil)
	b.WriteString(magic)
	b.Write(binary.LittleEndian.AppendUint32(nil, format))
	b.Write(binary.LittleEndian.AppendUint32(nil, w.version))
	b.Write(make([]byte, sha256.Size))
	b.WriteByte(byte(len(w.kind)))
	b.WriteString(w.kind)
	b.Write(binary.LittleEndian.AppendUint16(nil, uint16(len(w.sections))))
	for _, s := range w.sections {
		at = align(at)
		b.WriteByte(byte(len(s.name)))
		b.WriteString(s.name)
		b.WriteByte(byte(s.kind))
		b.Write(binary.LittleEndian.AppendUint32(nil, s.width))
		b.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(s.scale)))
		b.Write(binary.LittleEndian.AppendUint64(nil, uint64(at)))
		b.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(s.data))))
		at += len(s.data)
	}
	for _, s := range w.sections {
		b.Write(make([]byte, align(b.Len())-b.Len()))
		b.Write(s.data)
	}
	data := b.Bytes()
	sum := sha256.Sum256(data[hashedFrom:])
	copy(data[16:], sum[:])
	return data, nil
}

func align(n int) int { return (n + alignment - 1) / alignment * alignment }
