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

// VersionID names one version of one article: the day it was published on and a
// number within the day. Ids sort by day; the number is the store's own and says
// nothing.
type VersionID int64

// StatementID names a row of a version: row 0 is the article as a whole, row n its
// statement "s<n>".
type StatementID int64

const (
	rowBits = 12
	seqBits = 20
	// MaxRow is the last statement of an article that gets a row of its own. Those
	// after it are kept in the record and not searched.
	MaxRow = 1<<rowBits - 1
	// MaxSeq is the last number within a day.
	MaxSeq = 1<<seqBits - 1
)

// NewVersionID puts a day and a number within it together.
func NewVersionID(day Day, seq int) VersionID { return VersionID(int64(day)<<seqBits | int64(seq)) }

// Day is the day of publication an id was made for.
func (id VersionID) Day() Day { return Day(id >> seqBits) }

// Row is the id of one row of a version.
func (id VersionID) Row(n int) StatementID { return StatementID(int64(id)<<rowBits | int64(n)) }

// Version is the version a row belongs to.
func (id StatementID) Version() VersionID { return VersionID(id >> rowBits) }

// N is the number of the statement within its article, or 0 for the article.
func (id StatementID) N() int { return int(id & MaxRow) }

// String is the id as commands and pages show it: "v17180395659264.s3".
func (id StatementID) String() string {
	return "v" + strconv.FormatInt(int64(id.Version()), 10) + ".s" + strconv.Itoa(id.N())
}

// ParseVersionID reads the id of a version, "v85865791489", and nothing like it: one
// id is written in one way.
func ParseVersionID(s string) (VersionID, error) {
	text, ok := strings.CutPrefix(s, "v")
	v, ok2 := number(text)
	if !ok || !ok2 || v > math.MaxInt64>>rowBits {
		return 0, fmt.Errorf("store: %.60q is not the id of a version", s)
	}
	return VersionID(v), nil
}

// number reads a number as it is written: without a sign, a space or a leading zero.
func number(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && strconv.FormatInt(n, 10) == s
}

// ParseStatementID reads what String writes.
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

// DayOf reads the day of a date or time as records write them: "2021-05-26",
// "2021-05-26T10:00:00+03:00" (its own zone's day), "2021-05", "2021". A coarse
// value is its first day. What is none of these is day 0.
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

// String is the day as "2021-05-26", or "" for the unknown day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return dayOne.AddDate(0, 0, int(d)).Format("2006-01-02")
}

// Hash is the 63-bit key of some strings, the same on every machine. Parts are
// kept apart: Hash("ab","c") is not Hash("a","bc").
func Hash(parts ...string) uint64 {
	h := fnv.New64a()
	var size [4]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint32(size[:], uint32(len(p)))
		h.Write(size[:])
		h.Write([]byte(p))
	}
	x := h.Sum64()
	x ^= x >> 32 // FNV mixes its high bits badly
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	return x >> 1
}
