package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"strconv"
	"sync"

	"github.com/klauspost/compress/zstd"

	"readout/record"
)

// packFormat is the first byte of a packed body. New fields of a record are written after the
// existing fields of their struct, and read only from the format that added them.
const packFormat = 4

// maxUnpacked bounds how much a damaged body can make Unpack allocate.
const maxUnpacked = 1 << 30

var errPacked = errors.New("store: packed body is damaged")

// Pack returns the stored form of a body: the record field by field, with offsets delta-encoded,
// compressed by zstd. Unpack restores the record exactly, including the difference between nil
// and empty slices.
func Pack(b *Body) []byte {
	w := packer{buf: make([]byte, 0, len(b.Record.Article.Text)*2+1024)}
	w.record(b.Record)
	w.bytes(b.Raw)
	enc := encoders.Get().(*zstd.Encoder)
	defer encoders.Put(enc)
	packed := enc.EncodeAll(w.buf, []byte{packFormat, 0, 0, 0, 0})
	binary.LittleEndian.PutUint32(packed[1:], checksum(packed))
	return packed
}

// packHead is the length of the format byte and the checksum. The checksum covers the compressed
// bytes, so that a flipped bit is found even if decompression would not notice it. Since format
// 3 it also covers the format byte.
const packHead = 5

func checksum(packed []byte) uint32 {
	if packed[0] < 3 {
		return crc32.Checksum(packed[packHead:], castagnoli)
	}
	return crc32.Update(crc32.Checksum(packed[:1], castagnoli), castagnoli, packed[packHead:])
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Unpack decodes the result of Pack.
//
// Errors: the bytes are damaged or have a newer format.
func Unpack(packed []byte) (b *Body, err error) {
	if len(packed) < packHead || packed[0] == 0 {
		return nil, errPacked
	}
	if packed[0] > packFormat {
		return nil, fmt.Errorf("store: packed body of format %d: %w", packed[0], ErrNewer)
	}
	if binary.LittleEndian.Uint32(packed[1:]) != checksum(packed) {
		return nil, fmt.Errorf("%w: its checksum is wrong", errPacked)
	}
	dec := decoders.Get().(*zstd.Decoder)
	raw, err := dec.DecodeAll(packed[packHead:], nil)
	decoders.Put(dec)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPacked, err)
	}
	defer func() { // a read past the end
		if v := recover(); v != nil {
			if v != errPacked {
				panic(v)
			}
			b, err = nil, errPacked
		}
	}()
	r := unpacker{s: string(raw), format: packed[0]}
	b = &Body{Record: &record.Record{}}
	r.record(b.Record)
	if raw := r.string(); raw != "" {
		b.Raw = []byte(raw)
	}
	return b, nil
}

// The pools hold single-threaded encoders and decoders, which keep no state between calls.
var encoders = sync.Pool{New: func() any {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderConcurrency(1),
		zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are constants
	}
	return enc
}}

var decoders = sync.Pool{New: func() any {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		panic(err)
	}
	return dec
}}

// packer appends values to buf. A slice is written as its length plus one, or 0 for nil.
type packer struct {
	buf  []byte
	last int // end of the previous span, to which the next one is relative
}

func (w *packer) uint(x uint64) { w.buf = binary.AppendUvarint(w.buf, x) }
func (w *packer) int(x int)     { w.buf = binary.AppendVarint(w.buf, int64(x)) }
func (w *packer) string(s string) {
	w.uint(uint64(len(s)))
	w.buf = append(w.buf, s...)
}
func (w *packer) bytes(b []byte) {
	w.uint(uint64(len(b)))
	w.buf = append(w.buf, b...)
}

func (w *packer) span(sp record.Span) {
	w.int(sp.Start - w.last)
	w.int(sp.End - sp.Start)
	w.last = sp.End
}

func (w *packer) spanPtr(sp *record.Span) {
	if sp == nil {
		w.uint(0)
		return
	}
	w.uint(1)
	w.span(*sp)
}

// score writes values with up to four decimals as a varint and others as float bits.
func (w *packer) score(x float64) {
	if n := math.Round(x * 1e4); n >= 0 && n <= 1e4 && n/1e4 == x && !(n == 0 && math.Signbit(x)) {
		w.uint(uint64(n) + 1)
		return
	}
	w.uint(0)
	w.buf = binary.LittleEndian.AppendUint64(w.buf, math.Float64bits(x))
}

// ref writes an id such as "e12" in one or two bytes, and any other in full.
func (w *packer) ref(prefix byte, id string) {
	if id == "" {
		w.uint(0)
		return
	}
	if n, ok := refNumber(prefix, id); ok {
		w.uint(uint64(n) + 2)
		return
	}
	w.uint(1)
	w.string(id)
}

func refNumber(prefix byte, id string) (int, bool) {
	if len(id) < 2 || id[0] != prefix || id[1] == '0' || id[1] == '+' || id[1] == '-' {
		return 0, false
	}
	n, err := strconv.Atoi(id[1:])
	return n, err == nil && n > 0
}

func packList[T any](w *packer, list []T, item func(*T)) {
	if list == nil {
		w.uint(0)
		return
	}
	w.uint(uint64(len(list)) + 1)
	for i := range list {
		item(&list[i])
	}
}

func (w *packer) spans(list []record.Span) {
	packList(w, list, func(sp *record.Span) { w.span(*sp) })
}
func (w *packer) strings(list []string) { packList(w, list, func(s *string) { w.string(*s) }) }
func (w *packer) refs(prefix byte, list []string) {
	packList(w, list, func(s *string) { w.ref(prefix, *s) })
}

// unpacker reads values from s; the strings it returns share its memory. It panics with
// errPacked when it would read past the end.
type unpacker struct {
	s      string
	last   int
	format byte
}

func (r *unpacker) uint() uint64 {
	var x uint64
	for shift := uint(0); shift < 64; shift += 7 {
		if r.s == "" {
			panic(errPacked)
		}
		c := r.s[0]
		r.s = r.s[1:]
		x |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return x
		}
	}
	panic(errPacked)
}

func (r *unpacker) int() int {
	u := r.uint()
	x := int64(u >> 1)
	if u&1 != 0 {
		x = ^x
	}
	return int(x)
}

func (r *unpacker) take(n uint64) string {
	if n > uint64(len(r.s)) {
		panic(errPacked)
	}
	out := r.s[:n]
	r.s = r.s[n:]
	return out
}

func (r *unpacker) string() string { return r.take(r.uint()) }

func (r *unpacker) span() record.Span {
	var sp record.Span
	sp.Start = r.int() + r.last
	sp.End = sp.Start + r.int()
	r.last = sp.End
	return sp
}

func (r *unpacker) spanPtr() *record.Span {
	if r.uint() == 0 {
		return nil
	}
	sp := r.span()
	return &sp
}

func (r *unpacker) score() float64 {
	if n := r.uint(); n > 0 {
		return float64(n-1) / 1e4
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(r.take(8))))
}

func (r *unpacker) ref(prefix byte) string {
	switch n := r.uint(); n {
	case 0:
		return ""
	case 1:
		return r.string()
	default:
		if n-2 < uint64(len(shortRefs)) && prefix == 'e' {
			return shortRefs[n-2]
		}
		return string(prefix) + strconv.FormatUint(n-2, 10)
	}
}

// shortRefs saves an allocation for the entity ids of most articles.
var shortRefs = func() (out [64]string) {
	for i := range out {
		out[i] = "e" + strconv.Itoa(i)
	}
	return out
}()

func unpackList[T any](r *unpacker, item func(*T)) []T {
	n := r.uint()
	if n == 0 {
		return nil
	}
	n--
	if n > uint64(len(r.s)) { // every item takes at least one byte
		panic(errPacked)
	}
	list := make([]T, n)
	for i := range list {
		item(&list[i])
	}
	return list
}

func (r *unpacker) spans() []record.Span {
	return unpackList(r, func(sp *record.Span) { *sp = r.span() })
}
func (r *unpacker) strings() []string { return unpackList(r, func(s *string) { *s = r.string() }) }
func (r *unpacker) refs(prefix byte) []string {
	return unpackList(r, func(s *string) { *s = r.ref(prefix) })
}
