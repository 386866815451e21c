// Package query is what the stores of both databases share: which columns are read, what
// conditions a filter puts, how rows become values, and the steps of a change.
//
// In come filters and rows; out go statements with their arguments, and values. It
// refuses lists that are longer than a database takes, and rows that cannot be unpacked.
//
// The one idea: the databases differ in how an argument and a list are written and in
// what a text can hold. A Dialect says which, and the rest is written once.
package query

import (
	"fmt"
	"strings"

	"readout/store"
)

// Dialect is how a database takes arguments.
type Dialect struct {
	Numbered bool                // arguments are $1, $2, …, and not ?
	Arrays   bool                // a list is one argument, and not one for each value
	MaxList  int                 // how long a list may be; 0 for no bound
	Clean    func(string) string // makes a text what the database can hold; nil leaves it
}

// Statement is SQL with its arguments.
type Statement struct {
	Text string
	Args []any
}

// Write writes a statement that has ? for each argument as the database has it.
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

// Conditions gathers the parts of a WHERE and their arguments.
type Conditions struct {
	d     *Dialect
	parts []string
	args  []any
}

// Where begins a WHERE without conditions.
func (d *Dialect) Where() *Conditions { return &Conditions{d: d} }

// Add adds a condition; each ? in it stands for the next argument.
func (c *Conditions) Add(cond string, args ...any) {
	for _, a := range args {
		c.args = append(c.args, a)
		if c.d.Numbered {
			cond = strings.Replace(cond, "?", fmt.Sprintf("$%d", len(c.args)), 1)
		}
	}
	c.parts = append(c.parts, cond)
}

// String is the WHERE with a space before it, "" without conditions.
func (c *Conditions) String() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// Args are the arguments of the conditions.
func (c *Conditions) Args() []any { return c.args }

// Standing adds that a version v stood at a day or time.
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

// ids adds that a column is one of some numbers.
func ids[T ~uint64 | ~int64](c *Conditions, column string, list []T) {
	signed := make([]int64, len(list))
	args := make([]any, len(list))
	for i, x := range list {
		signed[i], args[i] = int64(x), int64(x)
	}
	c.in(column, signed, args)
}

// texts adds that a column is one of some texts.
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

// short refuses a list that is too long for the database.
func (d *Dialect) short(n int, of string) error {
	if d.MaxList > 0 && n > d.MaxList {
		return fmt.Errorf("%d %s are more than %d", n, of, d.MaxList)
	}
	return nil
}

// Limit writes a LIMIT, or nothing for 0.
func Limit(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d", n)
}
