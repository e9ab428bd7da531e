// Package table reads rows out of whatever file people bring: comma-, tab- or
// semicolon-separated text, one JSON object a line, or a JSON document that
// holds a list; plain or gzipped; in the encodings that spreadsheets write.
//
// It knows nothing of issues. It says what it found (Info) and hands out one
// Record at a time with the line it began on, so that memory does not grow with
// the file. A row that cannot be read is a Record with an error, and reading
// goes on with the next one.
package table

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Source is a file that can be read from its beginning more than once.
type Source struct {
	// Name is the file's base name, or "-" for what came in by a pipe.
	Name string
	// Size is the length in bytes as stored, before unpacking.
	Size int64

	open   func() (io.ReadCloser, error)
	remove string
}

// File returns the file at path as a source.
func File(path string) (*Source, error) {
	st, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if st.IsDir() {
		return nil, fmt.Errorf("%s is a folder; name a file in it", path)
	}
	return &Source{
		Name: filepath.Base(path),
		Size: st.Size(),
		open: func() (io.ReadCloser, error) { return os.Open(path) },
	}, nil
}

// Bytes returns b as a source.
func Bytes(name string, b []byte) *Source {
	return &Source{
		Name: name,
		Size: int64(len(b)),
		open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil },
	}
}

// Spool copies r to a temporary file, because a file is read more than once to
// tell its dates. Close removes the copy.
func Spool(ctx context.Context, name string, r io.Reader) (*Source, error) {
	f, err := os.CreateTemp("", "koe-import-*")
	if err != nil {
		return nil, fmt.Errorf("keep a copy of %s: %w", name, err)
	}
	n, err := io.Copy(f, contextReader{ctx, r})
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(f.Name())
		return nil, fmt.Errorf("keep a copy of %s: %w", name, err)
	}
	path := f.Name()
	return &Source{
		Name:   name,
		Size:   n,
		open:   func() (io.ReadCloser, error) { return os.Open(path) },
		remove: path,
	}, nil
}

// Close removes a spooled copy; other sources have nothing to close.
func (s *Source) Close() error {
	if s.remove == "" {
		return nil
	}
	path := s.remove
	s.remove = ""
	return os.Remove(path)
}

// Stem is the name without its extensions: tickets for tickets.csv.gz.
func (s *Source) Stem() string {
	name := strings.TrimSuffix(s.Name, ".gz")
	if ext := filepath.Ext(name); len(ext) < len(name) {
		name = strings.TrimSuffix(name, ext)
	}
	return name
}

// window is how much of the source is held at a time: all of a small one.
func (s *Source) window() int { return int(min(max(s.Size, 4096), 1<<16)) }

// unpacked opens the source and undoes gzip.
func (s *Source) unpacked() (r *bufio.Reader, gzipped bool, close func() error, err error) {
	f, err := s.open()
	if err != nil {
		return nil, false, nil, err
	}
	br := bufio.NewReaderSize(f, s.window())
	head, _ := br.Peek(2)
	if len(head) < 2 || head[0] != 0x1f || head[1] != 0x8b {
		return br, false, f.Close, nil
	}
	z, err := gzip.NewReader(br)
	if err != nil {
		f.Close()
		return nil, true, nil, fmt.Errorf("%s looks gzipped but cannot be unpacked: %w", s.Name, err)
	}
	return bufio.NewReaderSize(z, 1<<16), true, f.Close, nil
}

// contextReader stops reading when its context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
