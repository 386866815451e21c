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
	width  uint32
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
	return &Kernel{width: uint32(t.Width), mask: uint32(len(data)/t.Width - 1), weight: data}, true
}

const (
	bias8   = 0x8080808080808080
	evens   = 0x00ff00ff00ff00ff
	biasOne = 128
	lane    = 0xffff
)

// Sum sets sums, of the table's width, to the sum of the rows. At most 256 rows;
// rows are overwritten.
func (k *Kernel) Sum(sums []int32, rows []uint32) {
	// Rows lie anywhere in a table larger than the nearest cache. Touching one byte
	// of each first has all of them on their way at once; adding them up as they come
	// would wait for a few at a time. The sum keeps the compiler from leaving it out.
	var touched int32
	for i, f := range rows {
		rows[i] = (f & k.mask) * k.width
		touched += int32(k.weight[rows[i]])
	}
	sums[0] = touched
	bias := int32(biasOne * len(rows))
	col := 0
	for ; col+16 <= int(k.width); col += 16 {
		var even0, odd0, even1, odd1 uint64
		weight := k.weight[col:]
		for _, at := range rows {
			row := weight[at : at+16 : at+16]
			x, y := binary.LittleEndian.Uint64(row)^bias8, binary.LittleEndian.Uint64(row[8:])^bias8
			even0 += x & evens
			odd0 += x >> 8 & evens
			even1 += y & evens
			odd1 += y >> 8 & evens
		}
		spread((*[8]int32)(sums[col:]), even0, odd0, bias)
		spread((*[8]int32)(sums[col+8:]), even1, odd1, bias)
	}
	if col < int(k.width) {
		var even, odd uint64
		weight := k.weight[col:]
		for _, at := range rows {
			x := binary.LittleEndian.Uint64(weight[at:at+8:at+8]) ^ bias8
			even += x & evens
			odd += x >> 8 & evens
		}
		spread((*[8]int32)(sums[col:]), even, odd, bias)
	}
}

// spread takes eight sums out of their lanes and takes the bias off them.
func spread(out *[8]int32, even, odd uint64, bias int32) {
	out[0] = int32(even&lane) - bias
	out[1] = int32(odd&lane) - bias
	out[2] = int32(even>>16&lane) - bias
	out[3] = int32(odd>>16&lane) - bias
	out[4] = int32(even>>32&lane) - bias
	out[5] = int32(odd>>32&lane) - bias
	out[6] = int32(even>>48) - bias
	out[7] = int32(odd>>48) - bias
}
