// Package kernel computes the encoder's bulk operations: products of 7-bit activations with
// 8-bit weights, and the elementwise steps between them. Input and output are rows of float32;
// mismatched lengths panic, like an index out of range.
//
// Every path (plain Go, AVX2, AVX-512 VNNI, NEON with SDOT) gives the same bits: integer sums
// are exact, float32 products and sums are rounded one by one and never fused, exp is one
// polynomial, and a sum over a row is accumulated in sixteen lanes that are then added as a
// tree. So records are identical on every machine.
package kernel

import (
	"fmt"
	"strings"
)

// Lanes is the unit of row lengths: every padded row is a multiple of it.
const Lanes = 16

// Pad rounds n up to a multiple of Lanes.
func Pad(n int) int { return (n + Lanes - 1) &^ (Lanes - 1) }

// Path is an implementation; the methods give the same bits on every path. The zero value is
// plain Go.
type Path uint8

// The paths, slowest first.
const (
	Plain Path = iota
	AVX2
	VNNI
	SDOT
)

// String returns the name that ByName accepts.
func (p Path) String() string {
	switch p {
	case Plain:
		return "plain"
	case AVX2:
		return "avx2"
	case VNNI:
		return "vnni"
	case SDOT:
		return "sdot"
	}
	return fmt.Sprintf("path %d", uint8(p))
}

// Best returns the fastest path of this processor.
func Best() Path {
	paths := Paths()
	return paths[len(paths)-1]
}

// ByName returns the path of a name; "" is the fastest one. A path that this processor or
// build lacks is an error.
func ByName(name string) (Path, error) {
	if name == "" {
		return Best(), nil
	}
	var known []string
	for _, p := range Paths() {
		if p.String() == name {
			return p, nil
		}
		known = append(known, p.String())
	}
	return Plain, fmt.Errorf("kernel: no path %q here, only %s", name, strings.Join(known, ", "))
}
