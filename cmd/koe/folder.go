package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"unicode"

	"koe/store/whole"
)

// A folder is where screens write pages to.
type folder string

// Write keeps a page as Markdown in a file of its own, named after it. A file
// that is there is never overwritten.
func (f folder) Write(ctx context.Context, name, text string) (string, error) {
	base := fileName(name)
	for n := 1; n < 1000; n++ {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		path := filepath.Join(string(f), base+".md")
		if n > 1 {
			path = filepath.Join(string(f), fmt.Sprintf("%s-%d.md", base, n))
		}
		err := writeNew(path, text)
		if !errors.Is(err, fs.ErrExist) {
			return path, err
		}
	}
	return "", fmt.Errorf("write %s.md: too many files of that name are there; move them away", base)
}

func writeNew(path, text string) error {
	return whole.Write(path, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// fileName is a title as a file's name: letters, digits and hyphens, in lower
// case, at most 80 characters.
func fileName(title string) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.ToLower(title) {
		if n == 80 {
			break
		}
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(r)
			n++
		case n > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
			n++
		}
	}
	name := strings.Trim(b.String(), "-")
	if name == "" {
		return "koe"
	}
	return "koe-" + name
}
