package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// csvRecords splits a stream into the records of a CSV file; a record is one line, or several
// if a quoted field spans them. With an unterminated quote, package csv alone would read all
// following rows as one field.
type csvRecords struct {
	in        *bufio.Reader
	comma     byte
	columns   int      // number of columns in the first row; 0 until known
	back      [][]byte // unread lines, in reverse order
	line      int      // number of the last line read
	lookahead int      // how many bytes are searched for the end of a row
}

// errUnclosed means that a row has an unterminated quote.
var errUnclosed = errors.New("a quotation mark is not closed")

// next returns the raw bytes of the next record and the line it begins on.
//
// Errors: io.EOF, those of the reader, or errUnclosed; after the latter, reading resumes at
// the next line.
func (c *csvRecords) next() (raw []byte, line int, err error) {
	var lines [][]byte
	var q quotes
	for {
		l, err := c.take()
		if err != nil && (err != io.EOF || len(lines) == 0) {
			return nil, c.line, err
		}
		if len(lines) == 0 {
			line = c.line
		}
		if err == nil {
			lines = append(lines, l)
			raw = append(raw, l...)
			q.line(l, c.comma)
			if !q.open && (!q.odd || len(lines) == 1 || !c.containsRow(lines[1:])) {
				c.lookahead = min(2*max(c.lookahead, minLookahead), maxLine)
				return raw, line, nil
			}
			if q.open && len(raw) <= max(c.lookahead, minLookahead) {
				continue
			}
		}
		// The file or the allowed length of a row ended, or the row contains other rows.
		c.lookahead /= 2
		c.unread(lines[1:])
		return nil, line, fmt.Errorf("line %d: %w", line, errUnclosed)
	}
}

// minLookahead is the minimum number of bytes searched for the end of a row. The limit doubles
// with each row that ends and halves with each that does not, so that a file of unterminated
// quotes is not read to its end again for each of them.
const minLookahead = 4 << 10

func (c *csvRecords) take() ([]byte, error) {
	if n := len(c.back); n > 0 {
		l := c.back[n-1]
		c.back = c.back[:n-1]
		c.line++
		return l, nil
	}
	l, err := c.in.ReadBytes('\n')
	if len(l) > 0 {
		c.line++
		return l, nil
	}
	return nil, err
}

func (c *csvRecords) unread(lines [][]byte) {
	for i := len(lines) - 1; i >= 0; i-- {
		c.back = append(c.back, lines[i])
		c.line--
	}
}

// quotes tracks the quoted fields of a record line by line: whether one is still open, and
// whether it contained a quote that neither ends it nor is doubled, as some programs write
// them.
//
// Source: RFC 4180, and what package csv accepts with LazyQuotes.
type quotes struct{ open, odd bool }

func (q *quotes) line(l []byte, comma byte) {
	start := true // start of a field
	for i := 0; i < len(l); i++ {
		b := l[i]
		switch {
		case !q.open:
			q.open = start && b == '"'
			start = b == comma
		case b != '"':
		case i+1 < len(l) && l[i+1] == '"':
			i++
		case i+1 == len(l) || l[i+1] == comma || l[i+1] == '\n' || l[i+1] == '\r':
			q.open = false
		default:
			q.odd = true
		}
	}
}

// containsRow reports whether one of the lines after a record's first is itself a row.
func (c *csvRecords) containsRow(lines [][]byte) bool {
	for _, l := range lines {
		r := csv.NewReader(bytes.NewReader(l))
		r.Comma = rune(c.comma)
		if fields, err := r.Read(); err == nil && len(fields) == c.columns && c.columns > 1 {
			return true
		}
	}
	return false
}

// read returns the fields of the next record.
func (c *csvRecords) read() (fields []string, line int, err error) {
	for {
		raw, line, err := c.next()
		if err != nil {
			return nil, line, err
		}
		r := csv.NewReader(bytes.NewReader(raw))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord = rune(c.comma), true, -1
		fields, err := r.Read()
		if err == io.EOF { // a blank line
			continue
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			err = fmt.Errorf("line %d: %w", line, broken.Err)
		}
		return fields, line, err
	}
}
