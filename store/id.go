package store

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"time"
)

// Day counts days from 1800-01-01, which is day 1. 0 is an unknown day.
type Day int32

// VersionID identifies a version of an article: its day of publication and a sequence number
// within the day. Ids sort by day; the store assigns the numbers, which have no meaning.
type VersionID int64

// StatementID identifies a row of a version: row 0 is the article as a whole, row n its
// statement "s<n>".
type StatementID int64

const (
	rowBits = 12
	seqBits = 20
	// MaxRow is the number of the last statement of an article that gets a row. Later ones are
	// kept in the record but not indexed.
	MaxRow = 1<<rowBits - 1
	// MaxSeq is the last sequence number within a day.
	MaxSeq = 1<<seqBits - 1
)

// NewVersionID combines a day and a sequence number.
func NewVersionID(day Day, seq int) VersionID { return VersionID(int64(day)<<seqBits | int64(seq)) }

// Day returns the day of publication.
func (id VersionID) Day() Day { return Day(id >> seqBits) }

// Row returns the id of a row of the version.
func (id VersionID) Row(n int) StatementID { return StatementID(int64(id)<<rowBits | int64(n)) }

// Version returns the version that a row belongs to.
func (id StatementID) Version() VersionID { return VersionID(id >> rowBits) }

// N returns the number of the statement within its article, or 0 for the article.
func (id StatementID) N() int { return int(id & MaxRow) }

// String returns the id as shown in commands and pages: "v17180395659264.s3".
func (id StatementID) String() string {
	return "v" + strconv.FormatInt(int64(id.Version()), 10) + ".s" + strconv.Itoa(id.N())
}

// ParseVersionID parses the id of a version, "v85865791489". It is strict: each id has exactly
// one spelling.
func ParseVersionID(s string) (VersionID, error) {
	text, ok := strings.CutPrefix(s, "v")
	v, ok2 := number(text)
	if !ok || !ok2 || v > math.MaxInt64>>rowBits {
		return 0, fmt.Errorf("store: %.60q is not the id of a version", s)
	}
	return VersionID(v), nil
}

// number parses a canonical decimal number: no sign, no space, no leading zero.
func number(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && strconv.FormatInt(n, 10) == s
}

// ParseStatementID parses the form of String.
func ParseStatementID(s string) (StatementID, error) {
	version, row, ok := strings.Cut(s, ".s")
	v, err := ParseVersionID(version)
	n, ok2 := number(row)
	if !ok || err != nil || !ok2 || n > MaxRow {
		return 0, fmt.Errorf("store: %.60q is not the id of a statement", s)
	}
	return v.Row(int(n)), nil
}

var dayOne = time.Date(1799, 12, 31, 0, 0, 0, 0, time.UTC)

// DayOf returns the day of a date or time as written in records: "2021-05-26",
// "2021-05-26T10:00:00+03:00" (the day in its own zone), "2021-05", "2021". For a month or year
// it returns the first day, and for anything else day 0.
func DayOf(s string) Day {
	if len(s) > 10 {
		s = s[:10]
	}
	layout := ""
	switch len(s) {
	case 10:
		layout = "2006-01-02"
	case 7:
		layout = "2006-01"
	case 4:
		layout = "2006"
	default:
		return 0
	}
	t, err := time.Parse(layout, s)
	if err != nil || t.Before(dayOne) {
		return 0
	}
	return Day(t.Sub(dayOne).Hours() / 24)
}

// String returns the day as "2021-05-26", or "" for the unknown day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return dayOne.AddDate(0, 0, int(d)).Format("2006-01-02")
}

// Hash returns a 63-bit hash of strings that is the same on every machine. Hash("ab", "c")
// differs from Hash("a", "bc").
func Hash(parts ...string) uint64 {
	h := fnv.New64a()
	var size [4]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint32(size[:], uint32(len(p)))
		h.Write(size[:])
		h.Write([]byte(p))
	}
	x := h.Sum64()
	x ^= x >> 32 // FNV mixes its high bits poorly
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	return x >> 1
}
