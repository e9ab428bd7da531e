package main

import (
	"fmt"
	"io"
	"os"

	"koe/tui/lang"
)

// A longFileError is a file that is longer than any of its sort; by how much is not
// known, since no more of it is read.
type longFileError struct {
	file string
	most int
}

func (e *longFileError) Error() string { return e.in(lang.English) }

// in is what a person can do about it, in their language.
func (e *longFileError) in(l lang.Lang) string { return lang.For(l).Manage.LongFile(e.file, e.most) }

// read reads a whole file, or standard input where it is -. One that is longer than
// most bytes is refused.
func (p *program) read(file string, most int) ([]byte, error) {
	in := p.in
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, int64(most)+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", file, err)
	}
	if len(b) > most {
		return nil, &longFileError{file, most}
	}
	return b, nil
}
