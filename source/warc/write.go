package warc

import (
	"bytes"
	"crypto/sha1"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"

	"github.com/klauspost/compress/gzip"
)

// Writer writes an archive with one gzip member per record, so that reading can start at any
// record and an interrupted write loses at most one.
type Writer struct {
	w   io.Writer
	gz  *gzip.Writer
	buf bytes.Buffer
}

// NewWriter returns a Writer that writes to w. Nothing is buffered between records.
func NewWriter(w io.Writer) *Writer {
	gz, _ := gzip.NewWriterLevel(io.Discard, gzip.DefaultCompression) // cannot fail: the level is valid
	return &Writer{w: w, gz: gz}
}

// Write writes one record. Version and ID get a default if they are empty. The default ID is
// derived from the record's type, date, target and block, so that the same record written
// twice has the same ID. Fields are written unchanged, after those that are set here.
func (w *Writer) Write(rec *Record) error {
	w.buf.Reset()
	w.gz.Reset(&w.buf)
	sum := sha1.Sum(rec.Block)
	version, id := rec.Version, rec.ID
	if version == "" {
		version = "WARC/1.1"
	}
	if id == "" {
		id = recordID(rec)
	}
	head := version + "\r\nWARC-Type: " + oneLine(rec.Type) + "\r\nWARC-Record-ID: " + oneLine(id) + "\r\n"
	if rec.Date != "" {
		head += "WARC-Date: " + oneLine(rec.Date) + "\r\n"
	}
	if rec.Target != "" {
		head += "WARC-Target-URI: " + oneLine(rec.Target) + "\r\n"
	}
	for _, f := range rec.Fields {
		head += oneLine(f.Name) + ": " + oneLine(f.Value) + "\r\n"
	}
	head += "WARC-Block-Digest: sha1:" + base32.StdEncoding.EncodeToString(sum[:]) + "\r\nContent-Length: " +
		strconv.Itoa(len(rec.Block)) + "\r\n\r\n"
	if _, err := io.WriteString(w.gz, head); err != nil {
		return fmt.Errorf("warc: writing WARC: %w", err)
	}
	if _, err := w.gz.Write(rec.Block); err != nil {
		return fmt.Errorf("warc: writing WARC: %w", err)
	}
	if _, err := io.WriteString(w.gz, "\r\n\r\n"); err != nil {
		return fmt.Errorf("warc: writing WARC: %w", err)
	}
	if err := w.gz.Close(); err != nil {
		return fmt.Errorf("warc: writing WARC: %w", err)
	}
	if _, err := w.w.Write(w.buf.Bytes()); err != nil {
		return fmt.Errorf("warc: writing WARC: %w", err)
	}
	return nil
}

// recordID returns a UUID (version 8, RFC 9562) derived from a hash of the record.
func recordID(rec *Record) string {
	h := sha1.New()
	for _, s := range []string{rec.Type, rec.Date, rec.Target} {
		_, _ = io.WriteString(h, s+"\n")
	}
	_, _ = h.Write(rec.Block)
	u := h.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	x := hex.EncodeToString(u)
	return "<urn:uuid:" + x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:] + ">"
}

// oneLine replaces line breaks in s, so that a value cannot end its line.
func oneLine(s string) string {
	b := []byte(s)
	for i := range b {
		if b[i] == '\r' || b[i] == '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}
