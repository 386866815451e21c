// Package kernel computes what the encoder needs in bulk: products of 7-bit activations with 8-bit weights, and the
// elementwise steps between them. Rows of float32 come in and go out; lengths that do not fit panic, as an index out
// of range does.
//
// Every path (plain Go, AVX2, AVX-512 VNNI, NEON with SDOT) gives the same bits: integer sums are exact, products and
// sums of float32 are rounded one by one and never fused, exp is one polynomial, and a sum over a row runs in sixteen
// lanes that are then added as a tree. So the record is the same on every machine.
package kernel

import (
	"fmt"
	"strings"
)

// Lanes is what the length of every row is a multiple of.
const Lanes = 16

// Pad rounds n up to a multiple of Lanes.
func Pad(n int) int { return (n + Lanes - 1) &^ (Lanes - 1) }

// Path is one way to compute; its methods give the same bits on every path. The zero value is plain Go.
type Path uint8

// The paths, from the slowest on.
const (
	Plain Path = iota
	AVX2
	VNNI
	SDOT
)

// String returns the name that ByName takes.
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

// ByName returns the path of that name; "" is the best one. A path that this processor or build lacks is an error.
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
