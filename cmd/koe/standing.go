package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"koe/model"
	"koe/tui/lang"
)

// remark prints a sentence that a person should know beside what they asked for.
func (p *program) remark(sentence string) { fmt.Fprintln(p.err, "koe: "+visible(sentence)) }

// stands says why an open desk takes no changes, if it takes none.
func (p *program) stands(words *lang.Catalogue, s *session) {
	if p.stood = s.Fault(); p.stood != nil {
		p.remark(words.Error(p.stood))
	}
}

// shut takes from others on this machine what they may read of the database, and
// says so: what stands there is what customers said.
func (p *program) shut(words *lang.Catalogue, path string) {
	if runtime.GOOS == "windows" {
		return // its modes say nothing about others
	}
	p.shutOne(words, path, 0o600)
	if p.db == "" && p.getenv("KOE_DB") == "" {
		p.shutOne(words, filepath.Dir(path), 0o700) // koe's own folder
	}
}

func (p *program) shutOne(words *lang.Catalogue, path string, mode os.FileMode) {
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return
	}
	if err := os.Chmod(path, info.Mode().Perm()&mode); err != nil {
		p.remark(words.Shell.OpenToOthers(path))
		return
	}
	p.remark(words.Shell.WasOpenToOthers(path))
}

// lookDrafts stand where nothing is written: what is typed is kept nowhere, and
// whoever types is told.
type lookDrafts struct{ fault error }

func (lookDrafts) Load(context.Context) ([]model.Form, error) { return nil, nil }

func (d lookDrafts) Save(_ context.Context, forms []model.Form) error {
	if len(forms) == 0 {
		return nil // nothing was typed
	}
	return d.fault
}
