package model

import (
	"encoding/binary"
	"unsafe"
)

// Kernel sums rows of a table eight columns at a time. It is the one hot loop of
// the taggers and parsers.
//
// Shape: the table's Width is a multiple of 8. The idea is SIMD within a register:
// eight weights are read as one 64-bit word, made unsigned by a bias of 128, and
// added as two words of four 16-bit lanes, from which the bias is taken again at
// the end. 256 rows cannot overflow a lane.
type Kernel struct {
	width  int
	mask   uint32
	weight []byte
}

// NewKernel makes a kernel of a table, whose weights it shares. ok is false if the
// table's width is not a multiple of 8.
func NewKernel(t *Table) (k *Kernel, ok bool) {
	if t.Width%8 != 0 || t.Width == 0 {
		return nil, false
	}
	data := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(t.Weights))), len(t.Weights))
	return &Kernel{width: t.Width, mask: uint32(len(data)/t.Width - 1), weight: data}, true
}

const (
	bias8    = 0x8080808080808080
	evens    = 0x00ff00ff00ff00ff
	biasOne  = 128
	laneMask = 0xffff
)

// Sum sets sums, of the table's width, to the sum of the rows. At most 256 rows.
func (k *Kernel) Sum(sums []int32, rows []uint32) {
	bias := int32(biasOne * len(rows))
	for col := 0; col < k.width; col += 8 {
		var even, odd uint64
		weight := k.weight[col:]
		for _, f := range rows {
			at := int(f&k.mask) * k.width
			x := binary.LittleEndian.Uint64(weight[at:at+8]) ^ bias8
			even += x & evens
			odd += x >> 8 & evens
		}
		out := sums[col : col+8]
		for lane := range 4 {
			out[2*lane] = int32(even>>(16*lane)&laneMask) - bias
			out[2*lane+1] = int32(odd>>(16*lane)&laneMask) - bias
		}
	}
}
