package warc

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

var (
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
	zstdSkip  = []byte{0x2a, 0x4d, 0x18} // after a byte 0x50 to 0x5f
)

// zstdDictionary is the first byte of the skippable frame that holds an archive's dictionary.
const zstdDictionary = 0x5d

// openZstd opens one frame. It returns a nil reader for a skippable frame, which it consumes;
// a dictionary in it is kept.
func (m *members) openZstd() (io.Reader, error) {
	magic, err := m.in.Peek(4)
	if err != nil {
		return nil, m.damaged(err)
	}
	if magic[0] != zstdMagic[0] {
		return nil, m.skipFrame(magic[0])
	}
	if m.zst == nil {
		options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256 << 20),
			zstd.WithDecoderLowmem(true)}
		if len(m.dict) > 0 {
			options = append(options, zstd.WithDecoderDicts(m.dict))
		}
		if m.zst, err = zstd.NewReader(nil, options...); err != nil {
			return nil, fmt.Errorf("zstd dictionary: %w", err)
		}
	}
	frame := &zstdFrame{in: m.in, m: m}
	if err := m.zst.Reset(frame); err != nil {
		return nil, m.damaged(err)
	}
	return &zstdMember{m.zst, frame}, nil
}

// zstdMember reads the decompressed bytes of one frame. The decoder treats a frame truncated
// in its header like the end of input; zstdMember distinguishes the two.
type zstdMember struct {
	plain *zstd.Decoder
	frame *zstdFrame
}

func (z *zstdMember) Read(p []byte) (int, error) {
	n, err := z.plain.Read(p)
	if err == io.EOF && !z.frame.ended {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (m *members) skipFrame(kind byte) error {
	var head [8]byte
	if _, err := io.ReadFull(m.in, head[:]); err != nil {
		return m.damaged(err)
	}
	size := int64(binary.LittleEndian.Uint32(head[4:]))
	if kind != zstdDictionary || size > 16<<20 {
		_, err := io.CopyN(io.Discard, m.in, size)
		if err != nil {
			return m.damaged(err)
		}
		return nil
	}
	dict := make([]byte, size)
	if _, err := io.ReadFull(m.in, dict); err != nil {
		return m.damaged(err)
	}
	if len(dict) > 4 && string(dict[:4]) == string(zstdMagic) { // itself compressed
		dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
		if err != nil {
			return err
		}
		defer dec.Close()
		if dict, err = dec.DecodeAll(dict, nil); err != nil {
			return fmt.Errorf("zstd dictionary: %w", err)
		}
	}
	m.dict, m.zst = dict, nil
	return nil
}

// zstdFrame reads the compressed bytes of one frame and ends with it, so that the decoder
// never consumes bytes of the next.
//
// Source: RFC 8878 sections 3.1.1.1 (frame header) and 3.1.1.2 (blocks).
type zstdFrame struct {
	in       *bufio.Reader
	m        *members
	left     int  // bytes of the current piece that are still unread
	started  bool // the frame header has been measured
	last     bool // the last block has been measured
	checksum bool
	ended    bool
}

// Read reads within the current piece: the frame header, a block, the checksum.
func (f *zstdFrame) Read(p []byte) (int, error) {
	if f.left == 0 {
		if err := f.measure(); err != nil {
			return 0, err
		}
	}
	n, err := f.in.Read(p[:min(len(p), f.left)])
	f.left -= n
	if err != nil {
		return n, f.m.damaged(err)
	}
	return n, nil
}

// measure determines the length of the next piece.
func (f *zstdFrame) measure() error {
	switch {
	case f.ended:
		return io.EOF
	case !f.started:
		head, err := f.in.Peek(5)
		if err != nil {
			return f.m.damaged(err)
		}
		d := head[4]
		single := d>>5&1 == 1
		f.left = 5 + [4]int{0, 1, 2, 4}[d&3] + [4]int{0, 2, 4, 8}[d>>6]
		if single && d>>6 == 0 {
			f.left++
		}
		if !single {
			f.left++
		}
		f.checksum = d>>2&1 == 1
		f.started = true
	case f.last:
		f.ended = true
		if !f.checksum {
			return io.EOF
		}
		f.left = 4
	default:
		head, err := f.in.Peek(3)
		if err != nil {
			return f.m.damaged(err)
		}
		h := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
		f.last = h&1 == 1
		f.left = 3 + h>>3
		if h>>1&3 == 1 { // an RLE block: one byte, repeated
			f.left = 4
		}
	}
	return nil
}
