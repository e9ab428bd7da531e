package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	gossh "golang.org/x/crypto/ssh"

	"koe/tui/lang"
)

// A hostKeyError is a host key that cannot be used.
type hostKeyError struct {
	path string
	err  error
}

func (e *hostKeyError) Error() string { return e.in(lang.English) }

func (e *hostKeyError) Unwrap() error { return e.err }

// in is what a person can do about it, in their language.
func (e *hostKeyError) in(l lang.Lang) string {
	return lang.For(l).Serve.BadKey(e.path, why(e.err).Error())
}

// hostKey reads the key by which clients know the server, and makes one where there
// is none.
func hostKey(path string) (gossh.Signer, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		b, err = newHostKey(path)
	}
	if err != nil {
		return nil, &hostKeyError{path, err}
	}
	s, err := gossh.ParsePrivateKey(b)
	if err != nil {
		return nil, &hostKeyError{path, err}
	}
	return s, nil
}

func newHostKey(path string) ([]byte, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	block, err := gossh.MarshalPrivateKey(key, "koe")
	if err != nil {
		return nil, fmt.Errorf("write the host key: %w", err)
	}
	b := pem.EncodeToMemory(block)
	return b, writeWhole(path, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}
