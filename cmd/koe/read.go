package main

import (
	"fmt"
	"io"
	"os"

	"koe/model"
)

// read reads a whole file, or standard input where it is -. One that is longer than
// most bytes is refused; what names its field.
func (p *program) read(file, what string, most int) ([]byte, error) {
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
		return nil, &model.Refusal{Code: model.TooLong, Field: what, N: len(b), Max: most}
	}
	return b, nil
}
