package model

import (
	"encoding/binary"
	"unsafe"
)

// Kernel sums rows of a table eight columns at a time. It is the one hot loop of
// the taggers and parsers.
//
// Shape: the table's Width is a multiple of 8. The idea is SIMD within a register:
// eight weights are read as one 64-bit word and made unsigned by a bias of 128. One
// sum is of the words as they are; another of their odd bytes alone, in four lanes of
// 16 bits. What the second leaves of the first is the even bytes, and the bias is
// taken again at the end. 256 rows cannot overflow a lane.
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
	sums = sums[:k.width]
	mask, width := k.mask, k.width
	for i, f := range rows {
		rows[i] = (f & mask) * width
	}
	// From here on rows are offsets of whole rows of the table, which is what lets
	// the loops below go without a check of each.
	table := unsafe.Pointer(unsafe.SliceData(k.weight))
	sums[0] = int32(touch(table, rows))
	bias := int32(biasOne * len(rows))
	col := 0
	for ; col+16 <= len(sums); col += 16 {
		all0, odd0, all1, odd1 := sixteen(unsafe.Add(table, col), rows, bias8, evens)
		spread((*[8]int32)(sums[col:]), all0, odd0, bias)
		spread((*[8]int32)(sums[col+8:]), all1, odd1, bias)
	}
	if col < len(sums) {
		all, odd := eight(unsafe.Add(table, col), rows, bias8, evens)
		spread((*[8]int32)(sums[col:]), all, odd, bias)
	}
}

// touch reads one byte of every row. Rows lie anywhere in a table larger than the
// nearest cache: asked for at once, all of them are on their way together; added up
// as they come, a few are. The sum keeps the compiler from leaving the reads out, and
// four a turn keep the processor's window full of them.
func touch(table unsafe.Pointer, rows []uint32) (sum byte) {
	for ; len(rows) >= 4; rows = rows[4:] {
		sum ^= *(*byte)(unsafe.Add(table, rows[0])) ^ *(*byte)(unsafe.Add(table, rows[1])) ^
			*(*byte)(unsafe.Add(table, rows[2])) ^ *(*byte)(unsafe.Add(table, rows[3]))
	}
	for _, at := range rows {
		sum ^= *(*byte)(unsafe.Add(table, at))
	}
	return sum
}

// sixteen adds up sixteen columns of the rows, and eight eight. The two constants are
// arguments so that they stay in registers.
//
//go:noinline
func sixteen(table unsafe.Pointer, rows []uint32, bias8, evens uint64) (all0, odd0, all1, odd1 uint64) {
	for _, at := range rows {
		row := (*[16]byte)(unsafe.Add(table, at))
		x := binary.LittleEndian.Uint64(row[:8]) ^ bias8
		all0 += x
		odd0 += x >> 8 & evens
		y := binary.LittleEndian.Uint64(row[8:]) ^ bias8
		all1 += y
		odd1 += y >> 8 & evens
	}
	return all0, odd0, all1, odd1
}

//go:noinline
func eight(table unsafe.Pointer, rows []uint32, bias8, evens uint64) (all, odd uint64) {
	for _, at := range rows {
		x := binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(table, at))[:]) ^ bias8
		all += x
		odd += x >> 8 & evens
	}
	return all, odd
}

// spread takes eight sums out of their lanes and takes the bias off them.
func spread(out *[8]int32, all, odd uint64, bias int32) {
	even := all - odd<<8
	out[0] = int32(even&lane) - bias
	out[1] = int32(odd&lane) - bias
	out[2] = int32(even>>16&lane) - bias
	out[3] = int32(odd>>16&lane) - bias
	out[4] = int32(even>>32&lane) - bias
	out[5] = int32(odd>>32&lane) - bias
	out[6] = int32(even>>48) - bias
	out[7] = int32(odd>>48) - bias
}
