package warc

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxRewind is how much of the compressed input is kept to read again when a
// member turns out damaged.
const maxRewind = 64 << 20

// tape is a reader that can go back: it keeps what was read since a mark.
type tape struct {
	r    io.Reader
	buf  []byte
	base int64 // offset in the archive of buf[0]
	pos  int   // next byte of buf to hand out
	err  error // of r; io.EOF at its end
}

// Read hands out kept bytes first.
func (t *tape) Read(p []byte) (int, error) {
	if t.pos == len(t.buf) && !t.fill() {
		return 0, t.err
	}
	n := copy(p, t.buf[t.pos:])
	t.pos += n
	return n, nil
}

// fill reads more from the input, forgetting the oldest bytes where too many are
// kept.
func (t *tape) fill() bool {
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
func (t *tape) forget(n int) {
	n = min(n, t.pos)
	t.base += int64(n)
	t.buf = t.buf[:copy(t.buf, t.buf[n:])]
	t.pos -= n
}

// mark lets go of what lies before an offset, when that is worth a copy.
func (t *tape) mark(offset int64) {
	if n := int(offset - t.base); n > 1<<20 && n*2 > len(t.buf) {
		t.forget(n)
	}
}

// seek goes back to an offset that is still kept, or to the oldest that is.
func (t *tape) seek(offset int64) int64 {
	t.pos = int(min(max(offset-t.base, 0), int64(len(t.buf))))
	return t.base + int64(t.pos)
}

// compression of an archive.
type compression uint8

const (
	unknownForm compression = iota
	plainForm
	gzipForm
	zstdForm
)

// members cuts an archive into what was compressed at once: a gzip member, a
// zstd frame, or the whole of an uncompressed file.
type members struct {
	tape *tape
	in   *bufio.Reader // over tape; gzip reads single bytes off it
	form compression
	gz   *gzip.Reader
	zst  *zstd.Decoder
	dict []byte
	open bool // the plain archive has been opened
}

func newMembers(r io.Reader) *members {
	t := &tape{r: r}
	return &members{tape: t, in: bufio.NewReaderSize(t, 1<<16)}
}

func (m *members) plain() bool { return m.form == plainForm }

// failure is the input's own error.
func (m *members) failure() error {
	if m.tape.err == io.EOF {
		return nil
	}
	return m.tape.err
}

// position is the offset of the next compressed byte.
func (m *members) position() int64 {
	return m.tape.base + int64(m.tape.pos) - int64(m.in.Buffered())
}

// keepFrom lets go of what lies before an offset.
func (m *members) keepFrom(offset int64) { m.tape.mark(offset) }

// next opens the next member: a reader of its plain bytes and where it begins.
func (m *members) next() (io.Reader, int64, error) {
	for {
		if m.plain() && m.open {
			return nil, 0, m.end()
		}
		start := m.position()
		if m.plain() { // known before it was opened
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

// guessForm tells how an archive is compressed that does not begin with a
// record: its beginning is lost.
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

// end is io.EOF, or the input's failure.
func (m *members) end() error {
	if err := m.failure(); err != nil {
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

// damaged makes an error of a decompressor one of the input, where the input
// failed, and an unexpected end out of an end.
func (m *members) damaged(err error) error {
	if failed := m.failure(); failed != nil {
		return failed
	}
	return unexpected(err)
}

// resync finds where the next member begins that opens as a WARC record, behind
// the one that began at `from`, and goes there; -1 where there is none.
func (m *members) resync(from int64) int64 {
	at := from + 1
	for {
		at = m.tape.seek(at)
		m.in.Reset(m.tape)
		k := m.find(at)
		if k < 0 {
			return -1
		}
		if m.opens(k) {
			m.tape.seek(k)
			m.in.Reset(m.tape)
			return k
		}
		at = k + 1
	}
}

// find looks for the bytes a member begins with, at or behind an offset; -1 where
// there are none.
func (m *members) find(at int64) int64 {
	magic := []byte{0x1f, 0x8b, 0x08}
	if m.form == zstdForm {
		magic = zstdMagic
	}
	for {
		from := int(max(at-m.tape.base, 0))
		if k := bytes.Index(m.tape.buf[min(from, len(m.tape.buf)):], magic); k >= 0 {
			return m.tape.base + int64(from+k)
		}
		at = max(at, m.tape.base+int64(len(m.tape.buf)-len(magic)+1))
		m.tape.pos = len(m.tape.buf)
		m.tape.mark(at)
		if !m.tape.fill() {
			return -1
		}
	}
}

// opens reports whether a WARC record begins at an offset.
func (m *members) opens(at int64) bool {
	m.tape.seek(at)
	// A short buffer, so that many false beginnings cost little each.
	whole := m.in
	defer func() { m.in = whole }()
	m.in = bufio.NewReaderSize(m.tape, 256)
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
