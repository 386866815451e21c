// Package query holds the code shared by the stores of both databases: the columns to read, the
// conditions of filters, the conversion of rows to values, and the steps of a change.
//
// It takes filters and rows, and returns SQL statements with arguments, and values. It rejects
// lists that are too long for the database and rows that cannot be unpacked.
//
// The one idea: the databases differ in how arguments and lists are written and in what a text
// may contain. A Dialect describes the differences, and everything else is written once.
package query

import (
	"fmt"
	"strings"

	"readout/store"
)

// Dialect describes how a database takes arguments.
type Dialect struct {
	Numbered bool                // arguments are $1, $2, … instead of ?
	Arrays   bool                // a list is one argument instead of one per value
	MaxList  int                 // maximum length of a list; 0 means no limit
	Clean    func(string) string // removes what the database cannot store from a text; nil keeps everything
}

// Statement is SQL with its arguments.
type Statement struct {
	Text string
	Args []any
}

// Write converts a statement with ? placeholders to the dialect.
func (d *Dialect) Write(text string) string {
	if !d.Numbered {
		return text
	}
	var b strings.Builder
	n := 0
	for part := range strings.SplitSeq(text, "?") {
		if n > 0 {
			fmt.Fprintf(&b, "$%d", n)
		}
		b.WriteString(part)
		n++
	}
	return b.String()
}

func (d *Dialect) clean(s string) string {
	if d.Clean == nil {
		return s
	}
	return d.Clean(s)
}

// Conditions builds a WHERE clause with its arguments.
type Conditions struct {
	d     *Dialect
	parts []string
	args  []any
}

// Where returns an empty WHERE clause.
func (d *Dialect) Where() *Conditions { return &Conditions{d: d} }

// Add adds a condition; each ? in it is the next argument.
func (c *Conditions) Add(cond string, args ...any) {
	for _, a := range args {
		c.args = append(c.args, a)
		if c.d.Numbered {
			cond = strings.Replace(cond, "?", fmt.Sprintf("$%d", len(c.args)), 1)
		}
	}
	c.parts = append(c.parts, cond)
}

// String returns the clause with a leading space, or "" without conditions.
func (c *Conditions) String() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// Args returns the arguments of the conditions.
func (c *Conditions) Args() []any { return c.args }

// Standing adds the condition that version v was current at a time, or now for "". With replaced
// it also accepts versions that had been replaced by then.
func (c *Conditions) Standing(asOf string, replaced bool) {
	switch {
	case asOf != "" && replaced:
		c.Add("v.since < ?", store.EndOf(asOf))
	case asOf != "":
		end := store.EndOf(asOf)
		c.Add("v.since < ? AND (v.until = '' OR v.until >= ?)", end, end)
	case !replaced:
		c.Add("v.until = ''")
	}
}

// ids adds the condition that a column is one of some numbers.
func ids[T ~uint64 | ~int64](c *Conditions, column string, list []T) {
	signed := make([]int64, len(list))
	args := make([]any, len(list))
	for i, x := range list {
		signed[i], args[i] = int64(x), int64(x)
	}
	c.in(column, signed, args)
}

// texts adds the condition that a column is one of some texts.
func (c *Conditions) texts(column string, list []string) {
	clean := make([]string, len(list))
	args := make([]any, len(list))
	for i, s := range list {
		clean[i] = c.d.clean(s)
		args[i] = clean[i]
	}
	c.in(column, clean, args)
}

func (c *Conditions) in(column string, array any, args []any) {
	switch {
	case c.d.Arrays:
		c.Add(column+" = ANY(?)", array)
	case len(args) == 0:
		c.Add("0 = 1")
	default:
		c.Add(column+" IN (?"+strings.Repeat(", ?", len(args)-1)+")", args...)
	}
}

// checkLen rejects a list that is too long for the database.
func (d *Dialect) checkLen(n int, of string) error {
	if d.MaxList > 0 && n > d.MaxList {
		return fmt.Errorf("%d %s are more than %d", n, of, d.MaxList)
	}
	return nil
}

// Limit returns a LIMIT clause, or "" for 0.
func Limit(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d", n)
}
