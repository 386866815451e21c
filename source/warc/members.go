package warc

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxRewind is how much compressed input is kept, to be read again if a member turns out to be
// damaged.
const maxRewind = 64 << 20

// rewinder is a reader that can seek back: it keeps what it has read since a mark.
type rewinder struct {
	r    io.Reader
	buf  []byte
	base int64 // offset in the archive of buf[0]
	pos  int   // next byte of buf to return
	err  error // error of r; io.EOF at its end
}

// Read returns the kept bytes first.
func (t *rewinder) Read(p []byte) (int, error) {
	if t.pos == len(t.buf) && !t.fill() {
		return 0, t.err
	}
	n := copy(p, t.buf[t.pos:])
	t.pos += n
	return n, nil
}

// fill reads more from the input and drops the oldest bytes if too many are kept.
func (t *rewinder) fill() bool {
	if t.err != nil {
		return false
	}
	if len(t.buf) > maxRewind {
		t.forget(len(t.buf) / 2)
	}
	const step = 1 << 18
	if cap(t.buf)-len(t.buf) < step {
		grown := make([]byte, len(t.buf), len(t.buf)+len(t.buf)/4+2*step)
		copy(grown, t.buf)
		t.buf = grown
	}
	n, err := t.r.Read(t.buf[len(t.buf) : len(t.buf)+step])
	t.buf = t.buf[:len(t.buf)+n]
	if err != nil {
		t.err = err
	}
	return n > 0 || err == nil && t.fill()
}

// forget drops the first n kept bytes.
func (t *rewinder) forget(n int) {
	n = min(n, t.pos)
	t.base += int64(n)
	t.buf = t.buf[:copy(t.buf, t.buf[n:])]
	t.pos -= n
}

// mark drops the bytes before an offset if that is worth a copy.
func (t *rewinder) mark(offset int64) {
	if n := int(offset - t.base); n > 1<<20 && n*2 > len(t.buf) {
		t.forget(n)
	}
}

// seek moves to an offset, or to the oldest or newest that is kept. It returns where it is.
func (t *rewinder) seek(offset int64) int64 {
	t.pos = int(min(max(offset-t.base, 0), int64(len(t.buf))))
	return t.base + int64(t.pos)
}

// compression is how an archive is compressed.
type compression uint8

const (
	unknownForm compression = iota
	plainForm
	gzipForm
	zstdForm
)

// members splits an archive into units of compression: a gzip member, a zstd frame, or the
// whole of an uncompressed file.
type members struct {
	rewinder *rewinder
	in       *bufio.Reader // over rewinder; gzip reads single bytes from it
	form     compression
	gz       *gzip.Reader
	zst      *zstd.Decoder
	dict     []byte
	open     bool // an uncompressed archive has been opened
}

func newMembers(r io.Reader) *members {
	t := &rewinder{r: r}
	return &members{rewinder: t, in: bufio.NewReaderSize(t, 1<<16)}
}

func (m *members) plain() bool { return m.form == plainForm }

// inputErr returns the error of the input itself, or nil at its end.
func (m *members) inputErr() error {
	if m.rewinder.err == io.EOF {
		return nil
	}
	return m.rewinder.err
}

// position returns the offset of the next compressed byte.
func (m *members) position() int64 {
	return m.rewinder.base + int64(m.rewinder.pos) - int64(m.in.Buffered())
}

// keepFrom allows the bytes before an offset to be dropped.
func (m *members) keepFrom(offset int64) { m.rewinder.mark(offset) }

// next opensRecord the next member. It returns a reader of its decompressed bytes and the offset
// where it begins.
func (m *members) next() (io.Reader, int64, error) {
	for {
		if m.plain() && m.open {
			return nil, 0, m.end()
		}
		start := m.position()
		if m.plain() { // the form was set before the first call
			m.open = true
			return m.in, start, nil
		}
		m.keepFrom(start)
		magic, err := m.in.Peek(4)
		if len(magic) == 0 {
			return nil, start, m.end()
		}
		switch {
		case len(magic) > 1 && magic[0] == 0x1f && magic[1] == 0x8b:
			m.form = gzipForm
			plain, err := m.openGzip()
			return plain, start, err
		case bytes.Equal(magic, zstdMagic), len(magic) == 4 && bytes.Equal(magic[1:], zstdSkip):
			m.form = zstdForm
			plain, err := m.openZstd()
			if plain == nil && err == nil {
				continue // a dictionary or a skippable frame
			}
			return plain, start, err
		case (m.form == gzipForm || m.form == zstdForm) && err != nil && len(bytes.Trim(magic, "\x00\r\n")) == 0:
			return nil, start, io.EOF
		}
		if m.form == unknownForm {
			m.form = m.guessForm()
		}
		if m.form != plainForm {
			return nil, start, fmt.Errorf("no record begins here: % x", magic)
		}
		m.open = true
		return m.in, start, nil
	}
}

// guessForm guesses the compression of an archive that does not begin with a record because
// its beginning is lost.
func (m *members) guessForm() compression {
	head, _ := m.in.Peek(1 << 16)
	switch {
	case bytes.HasPrefix(bytes.TrimLeft(head, "\r\n"), []byte("WARC/")), bytes.Contains(head, []byte("\nWARC/")):
		return plainForm
	case bytes.Contains(head, zstdMagic):
		return zstdForm
	case bytes.Contains(head, []byte{0x1f, 0x8b, 0x08}):
		return gzipForm
	}
	return plainForm
}

// end returns the input's error, or io.EOF.
func (m *members) end() error {
	if err := m.inputErr(); err != nil {
		return err
	}
	return io.EOF
}

func (m *members) openGzip() (io.Reader, error) {
	var err error
	if m.gz == nil {
		m.gz, err = gzip.NewReader(m.in)
	} else {
		err = m.gz.Reset(m.in)
	}
	if err != nil {
		return nil, m.damaged(err)
	}
	m.gz.Multistream(false)
	return m.gz, nil
}

// damaged returns the input's own error, if any, instead of a decompressor's, and turns an end
// of input into io.ErrUnexpectedEOF.
func (m *members) damaged(err error) error {
	if failed := m.inputErr(); failed != nil {
		return failed
	}
	return unexpected(err)
}

// resync seeks to the next member after offset from that begins with a WARC record. It returns
// its offset, or -1 if there is none.
func (m *members) resync(from int64) int64 {
	at := from + 1
	for {
		at = m.rewinder.seek(at)
		m.in.Reset(m.rewinder)
		k := m.find(at)
		if k < 0 {
			return -1
		}
		if m.opensRecord(k) {
			m.rewinder.seek(k)
			m.in.Reset(m.rewinder)
			return k
		}
		at = k + 1
	}
}

// find returns the offset of the next member's magic number, at or after an offset, or -1.
func (m *members) find(at int64) int64 {
	magic := []byte{0x1f, 0x8b, 0x08}
	if m.form == zstdForm {
		magic = zstdMagic
	}
	for {
		from := int(max(at-m.rewinder.base, 0))
		if k := bytes.Index(m.rewinder.buf[min(from, len(m.rewinder.buf)):], magic); k >= 0 {
			return m.rewinder.base + int64(from+k)
		}
		at = max(at, m.rewinder.base+int64(len(m.rewinder.buf)-len(magic)+1))
		m.rewinder.pos = len(m.rewinder.buf)
		m.rewinder.mark(at)
		if !m.rewinder.fill() {
			return -1
		}
	}
}

// opensRecord reports whether a member that begins with a WARC record starts at an offset.
func (m *members) opensRecord(at int64) bool {
	m.rewinder.seek(at)
	// A short buffer keeps false matches cheap.
	whole := m.in
	defer func() { m.in = whole }()
	m.in = bufio.NewReaderSize(m.rewinder, 256)
	var plain io.Reader
	var err error
	if m.form == gzipForm {
		plain, err = m.openGzip()
	} else {
		plain, err = m.openZstd()
	}
	if err != nil || plain == nil {
		return false
	}
	var head [len("WARC/")]byte
	_, err = io.ReadFull(plain, head[:])
	return err == nil && string(head[:]) == "WARC/"
}
