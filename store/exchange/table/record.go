package table

import (
	"errors"
	"fmt"
	"strings"
)

// Record is one row.
type Record struct {
	// Line is where the row begins in the file, the first line being 1.
	Line int
	// Cells are the row's cells under the header. A row with fewer or more
	// than the header keeps what it has: see Fit. Empty for a JSON file.
	Cells []string
	// Spare are the cells beyond the header's last column.
	Spare []string
	// Object is the row of a JSON file, nil for a table.
	Object *Object
	// Raw is the row as it stands, without its line end; in UTF-8 where the
	// file was readable at all.
	Raw string
	// Err says why the row cannot be read; the other fields are then a guess.
	Err error
}

// Column leads to the values of one column: those of every column of that name
// in a table, or of one path in JSON ("via.channel").
type Column struct {
	Name string
	at   []int
}

// Ok says that the column is there.
func (c Column) Ok() bool { return c.Name != "" }

// First is the record's first value in the column that is not empty.
func (r *Record) First(c Column) string {
	if r.Object != nil {
		for _, v := range r.Object.Values(c.Name) {
			if v != "" {
				return v
			}
		}
		return ""
	}
	for _, i := range c.at {
		if i < len(r.Cells) && r.Cells[i] != "" {
			return r.Cells[i]
		}
	}
	return ""
}

// All are the record's values in the column that are not empty.
func (r *Record) All(c Column) []string {
	var all []string
	if r.Object != nil {
		for _, v := range r.Object.Values(c.Name) {
			if v != "" {
				all = append(all, v)
			}
		}
		return all
	}
	for _, i := range c.at {
		if i < len(r.Cells) && r.Cells[i] != "" {
			all = append(all, r.Cells[i])
		}
	}
	return all
}

// Columns are the names at a file's head, in order. A name may stand twice.
type Columns []string

// Find returns the column of that name, compared without regard to case and to
// space around it; a column that is not there is not Ok.
func (h Columns) Find(name string) Column {
	want := fold(name)
	var c Column
	for i, n := range h {
		if fold(n) == want {
			if c.Name == "" {
				c.Name = n
			}
			c.at = append(c.at, i)
		}
	}
	return c
}

// Has says that every one of the names is a column.
func (h Columns) Has(names ...string) bool {
	for _, n := range names {
		if !h.Find(n).Ok() {
			return false
		}
	}
	return true
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Positions are the indexes of the header under that column.
func (c Column) Positions() []int { return c.at }

// ErrUneven is wrapped by every way of not fitting the header.
var ErrUneven = errors.New("the row does not fit the header")

// Fit makes the row as long as a header of n columns. Missing cells at the end
// are taken as empty where optional says that other rows leave them empty too;
// a row cut off before a column that is always filled is refused, and so is one
// with a filled cell beyond the last column.
func (r *Record) Fit(n int, optional func(column int) bool) error {
	if r.Object != nil || r.Err != nil {
		return r.Err
	}
	for _, c := range r.Spare {
		if strings.TrimSpace(c) != "" {
			return fmt.Errorf("%w: %d cells where it has %d columns", ErrUneven, n+len(r.Spare), n)
		}
	}
	for i := len(r.Cells); i < n; i++ {
		if !optional(i) {
			return fmt.Errorf("%w: %d cells where it has %d columns", ErrUneven, len(r.Cells), n)
		}
	}
	for len(r.Cells) < n {
		r.Cells = append(r.Cells, "")
	}
	return nil
}
