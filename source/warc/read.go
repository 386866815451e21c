// Package warc reads and writes web archives: WARC 1.0 and 1.1, uncompressed, gzip or zstd, as
// a whole or by byte ranges.
//
// The input is a reader of an archive; the output is records, and the articles of those that
// hold a page. The package opens no files and refuses records larger than 64 MB. Damage is
// always reported, never skipped silently.
//
// The one idea: an archive is a sequence of members, and the next one can be found again after
// damage. So an archive is streamed in bounded memory, and a lost record costs no other.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"readout/source"
)

// WARC record types.
const (
	Info     = "warcinfo"
	Response = "response"
	Request  = "request"
	Metadata = "metadata"
	Revisit  = "revisit"
	Resource = "resource"

	Conversion = "conversion" // a transformation of another record, usually to plain text
)

// Limits of one record.
const (
	maxHeader = 1 << 20
	maxBlock  = 64 << 20
)

// Record is one record of an archive.
//
// Units: Offset is the byte offset of the record's compressed member in the archive; records
// in the same member share it. Block is valid only until the next record is read.
type Record struct {
	Version string // "WARC/1.0", "WARC/1.1" or a draft, "WARC/0.17"
	Type    string
	ID      string
	Target  string // WARC-Target-URI
	Date    string // RFC 3339, "" if absent or invalid
	Fields  []Field
	Block   []byte
	Offset  int64
}

// Field is a named field of a record header.
type Field struct{ Name, Value string }

// Field returns the value of a named field, or "" if it is absent.
func (rec *Record) Field(name string) string {
	for _, f := range rec.Fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Damage describes a damaged part of an archive: the bytes [Offset, Next) hold no whole
// record. Next is -1 if the damage extends to the end of the archive.
type Damage struct {
	Offset, Next int64
	Err          error
}

func (d *Damage) Error() string {
	if d.Next < 0 {
		return fmt.Sprintf("warc: damaged from byte %d to its end: %v", d.Offset, d.Err)
	}
	return fmt.Sprintf("warc: damaged from byte %d, read on at byte %d: %v", d.Offset, d.Next, d.Err)
}

func (d *Damage) Unwrap() error { return d.Err }

// Read returns the records of an archive in order: WARC 1.0 and 1.1, uncompressed, gzip or
// zstd, compressed by record or as a whole.
//
// Memory is bounded by one record of at most 64 MB and the compressed bytes it came from.
// Damage is yielded in place as a *Damage with a nil record, and reading resumes at the next
// whole record. Any other error comes from r and ends the sequence.
//
// Source: ISO 28500 (WARC 1.1); IIPC's WARC zstd specification for dictionaries.
func Read(r io.Reader) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		a := &archive{members: newMembers(r), yield: yield}
		if err := a.read(); err != nil && !a.stopped {
			yield(nil, fmt.Errorf("warc: reading: %w", err))
		}
	}
}

// maxReread limits how many bytes are scanned twice for records that a broken one consumed, so
// that a hostile archive is still read in linear time.
const maxReread = 512 << 20

// archive reads one archive, member by member.
type archive struct {
	members *members
	yield   func(*Record, error) bool
	stopped bool

	in       *bufio.Reader // decompressed bytes of the open member, over src
	src      pushback
	rec      Record
	block    []byte
	consumed []byte // bytes that a broken record consumed
	reread   int
	reported bool // the damage in the open member has been reported
}

// pushback is a reader with unread bytes in front.
type pushback struct {
	head []byte
	r    io.Reader
}

func (s *pushback) Read(p []byte) (int, error) {
	if len(s.head) > 0 {
		n := copy(p, s.head)
		s.head = s.head[n:]
		return n, nil
	}
	return s.r.Read(p)
}

// errFraming means that a record did not end where its Content-Length said.
var errFraming = errors.New("record does not end at its Content-Length")

func (a *archive) read() error {
	a.in = bufio.NewReaderSize(nil, 1<<16)
	for !a.stopped {
		plain, start, err := a.members.next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			a.src = pushback{r: plain}
			a.in.Reset(&a.src)
			a.reported = false
			if err = a.readMember(start); err == nil && (a.members.plain() || a.members.position() > start) {
				continue
			} else if err == nil {
				err = errFraming
			}
		}
		if failed := a.members.inputErr(); failed != nil {
			return failed
		}
		if a.stopped {
			return nil
		}
		// Resume after the damage, at the next member that begins with a record.
		next := int64(-1)
		if !a.members.plain() {
			next = a.members.resync(start)
		}
		if next < 0 || !a.reported { // report each gap once
			a.damage(start, next, err)
		}
		if next < 0 {
			return nil
		}
	}
	return nil
}

// damage yields a Damage.
func (a *archive) damage(from, next int64, err error) {
	if !a.stopped && !a.yield(nil, &Damage{Offset: from, Next: next, Err: err}) {
		a.stopped = true
	}
}

// offset returns where the next record begins: exactly in an uncompressed archive, otherwise
// the beginning of its member.
func (a *archive) offset(member int64) int64 {
	if !a.members.plain() {
		return member
	}
	return a.members.position() - int64(len(a.src.head)+a.in.Buffered())
}

// readMember reads the records of one member until it ends.
func (a *archive) readMember(start int64) error {
	for !a.stopped {
		if err := a.skipBlankLines(); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		offset := a.offset(start)
		if a.members.plain() {
			a.members.keepFrom(a.members.position())
		}
		err := a.readRecord(offset)
		if err == nil {
			continue
		}
		if errors.Is(err, source.ErrTooLarge) && !a.members.plain() {
			return err // do not decompress only to discard
		}
		// There may be records inside and after what the broken one consumed.
		if !a.resumeInside() {
			if a.members.plain() {
				a.damage(offset, -1, err)
				return nil
			}
			return err
		}
		a.damage(offset, a.offset(start), err)
		a.reported = !a.members.plain()
	}
	return nil
}

// resumeInside seeks to the next line that begins a record, searching first in what a broken
// record consumed. It reports whether there is one in this member.
func (a *archive) resumeInside() bool {
	if a.reread += len(a.consumed); a.reread > maxReread {
		a.consumed = nil
	}
	if len(a.consumed) > 0 {
		waiting, _ := a.in.Peek(a.in.Buffered())
		head := make([]byte, 0, len(a.consumed)+len(waiting)+len(a.src.head))
		head = append(append(append(head, a.consumed...), waiting...), a.src.head...)
		a.src.head = head
		a.in.Reset(&a.src)
	}
	for {
		seen, err := a.in.Peek(a.in.Size())
		if k := recordStart(seen); k >= 0 {
			_, _ = a.in.Discard(k)
			return true
		}
		if err != nil {
			return false
		}
		_, _ = a.in.Discard(len(seen) - longestStart)
	}
}

// longestStart is the number of bytes that recordStart needs to recognise a record.
const longestStart = len("WARC/0.17\r\nWARC-")

// recordStart returns the index in b where a record begins, a version line followed by the
// first field, or -1. b may hold anything.
func recordStart(b []byte) int {
	for off := 0; ; {
		k := bytes.Index(b[off:], []byte("WARC/"))
		if k < 0 || off+k+longestStart > len(b) {
			return -1
		}
		off += k
		line, rest, _ := bytes.Cut(b[off:off+longestStart], []byte("\n"))
		if isVersion(string(bytes.TrimSuffix(line, []byte("\r")))) &&
			(bytes.HasPrefix(rest, []byte("WARC-")) || bytes.HasPrefix(rest, []byte("Conte"))) {
			return off
		}
		off += len("WARC/")
	}
}

// isVersion reports whether a line is a version line: WARC/1.x, or one of the earlier drafts,
// WARC/0.10 to 0.19.
func isVersion(line string) bool {
	number, ok := strings.CutPrefix(line, "WARC/")
	if !ok || len(number) < 3 || number[1] != '.' {
		return false
	}
	if number[0] == '0' {
		return len(number) == 4 && number[2] == '1' && isDigit(number[3])
	}
	return number[0] == '1' && len(number) == 3 && isDigit(number[2])
}

// skipBlankLines skips line breaks between records.
func (a *archive) skipBlankLines() error {
	for {
		b, err := a.in.ReadByte()
		if err != nil {
			return err
		}
		if b != '\r' && b != '\n' {
			return a.in.UnreadByte()
		}
	}
}

// errHeader means that the input does not begin with a record header.
var errHeader = errors.New("no WARC record header")

// readRecord reads one record and yields it.
func (a *archive) readRecord(offset int64) error {
	a.consumed = a.consumed[:0]
	rec := &a.rec
	*rec = Record{Fields: rec.Fields[:0], Offset: offset}
	line, err := a.headerLine()
	if err != nil {
		return err
	}
	if !isVersion(line) {
		return fmt.Errorf("%w: %.20q", errHeader, line)
	}
	rec.Version = line
	length := int64(-1)
	for size := 0; ; {
		line, err := a.headerLine()
		if err != nil {
			return err
		}
		if line == "" {
			break
		}
		if size += len(line); size > maxHeader {
			return fmt.Errorf("%w: longer than %d bytes", errHeader, maxHeader)
		}
		if line[0] == ' ' || line[0] == '\t' { // a continuation of a folded line
			if n := len(rec.Fields); n > 0 {
				rec.Fields[n-1].Value += " " + strings.TrimSpace(line)
			}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("%w: field %.40q", errHeader, line)
		}
		value = strings.TrimSpace(value)
		rec.Fields = append(rec.Fields, Field{name, value})
		switch strings.ToLower(name) {
		case "content-length":
			if length, err = strconv.ParseInt(value, 10, 64); err != nil || length < 0 {
				return fmt.Errorf("%w: Content-Length %q", errHeader, value)
			}
		case "warc-type":
			rec.Type = value
		case "warc-record-id":
			rec.ID = value
		case "warc-target-uri":
			rec.Target = strings.Trim(value, "<>")
		case "warc-date":
			rec.Date = source.ParseDate(value)
		}
	}
	if length < 0 || rec.Type == "" {
		return fmt.Errorf("%w: no Content-Length or no WARC-Type", errHeader)
	}
	if length > maxBlock {
		return fmt.Errorf("record of %d bytes: %w", length, source.ErrTooLarge)
	}
	if err := a.readBlock(int(length)); err != nil {
		return err
	}
	rec.Block = a.block
	if !a.yield(rec, nil) {
		a.stopped = true
	}
	return nil
}

// readBlock reads a block and checks what follows it.
func (a *archive) readBlock(length int) error {
	if cap(a.block) < length {
		// Grow as bytes arrive, so that a large Content-Length alone allocates nothing.
		a.block = a.block[:0]
		for len(a.block) < length {
			step := min(length-len(a.block), max(1<<20, len(a.block)))
			at := len(a.block)
			a.block = append(a.block, make([]byte, step)...)
			n, err := io.ReadFull(a.in, a.block[at:])
			if err != nil {
				a.consumed = a.block[:at+n]
				return unexpected(err)
			}
		}
	} else {
		a.block = a.block[:length]
		if n, err := io.ReadFull(a.in, a.block); err != nil {
			a.consumed = a.block[:n]
			return unexpected(err)
		}
	}
	// A block is followed by two empty lines. Some writers write fewer; then the end of the
	// archive or another record must follow.
	end, err := a.in.Peek(8)
	rest := bytes.TrimLeft(end, "\r\n")
	if !bytes.HasPrefix(end, []byte("\r\n\r\n")) && !bytes.HasPrefix(rest, []byte("WARC")) &&
		!bytes.HasPrefix([]byte("WARC"), rest) {
		a.consumed = a.block
		return errFraming
	}
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err // the member's checksum is wrong
	}
	return nil
}

// headerLine reads a line and returns it without its line ending.
func (a *archive) headerLine() (string, error) {
	line, err := a.in.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		return "", fmt.Errorf("%w: line longer than 64 kB", errHeader)
	}
	if err != nil {
		return "", unexpected(err)
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
