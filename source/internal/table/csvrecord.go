package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// csvRecords cuts a stream into the records of a CSV file, a record being one line or,
// where a quoted field runs on, several. What package csv alone would do with a
// quotation mark that nobody closes is to take every row behind it for one field.
type csvRecords struct {
	in      *bufio.Reader
	comma   byte
	columns int      // of the first row; 0 until it is known
	back    [][]byte // lines that were read and given back
	line    int      // of the last line taken
	ahead   int      // bytes that a row is looked for the end in
}

// errUnclosed refuses a row whose quotation mark nobody closes.
var errUnclosed = errors.New("a quotation mark is not closed")

// next gives the raw bytes of the next record and the line it begins on.
//
// Errors: io.EOF, those of the reader, or errUnclosed: then reading goes on with the
// next line.
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
			if !q.open && (!q.odd || len(lines) == 1 || !c.swallows(lines[1:])) {
				c.ahead = min(2*max(c.ahead, leastAhead), maxLine)
				return raw, line, nil
			}
			if q.open && len(raw) <= max(c.ahead, leastAhead) {
				continue
			}
		}
		// At the end of the file, or past what a row may be, or it took in other rows.
		c.ahead /= 2
		c.giveBack(lines[1:])
		return nil, line, fmt.Errorf("line %d: %w", line, errUnclosed)
	}
}

// leastAhead is how far a row is looked for the end of, at least. It is doubled with
// each row that ends, and halved with each that does not, so that a file of unclosed
// marks is not read anew to its end for each of them.
const leastAhead = 4 << 10

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

func (c *csvRecords) giveBack(lines [][]byte) {
	for i := len(lines) - 1; i >= 0; i-- {
		c.back = append(c.back, lines[i])
		c.line--
	}
}

// quotes follows the quoted fields of a record, line by line: whether one still runs
// on, and whether a mark stood in one that neither ends it nor is doubled, as some
// programs write them.
//
// Source: RFC 4180, and what package csv takes with LazyQuotes.
type quotes struct{ open, odd bool }

func (q *quotes) line(l []byte, comma byte) {
	start := true // of a field
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

// swallows reports whether one of the lines behind a record's first is a row itself.
func (c *csvRecords) swallows(lines [][]byte) bool {
	for _, l := range lines {
		r := csv.NewReader(bytes.NewReader(l))
		r.Comma = rune(c.comma)
		if fields, err := r.Read(); err == nil && len(fields) == c.columns && c.columns > 1 {
			return true
		}
	}
	return false
}

// read gives the fields of the next record.
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
