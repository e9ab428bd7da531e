package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"unicode"

	"charm.land/fang/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/pflag"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
	"koe/tui"
	"koe/tui/lang"
)

// exitCode is 2 for a command that was not understood and 1 for one that could
// not be done.
func exitCode(err error) int {
	var usage *usageError
	var bad *query.Error
	if errors.As(err, &usage) || errors.As(err, &bad) || errors.Is(err, &model.Refusal{Code: model.BadValue}) {
		return 2
	}
	return 1
}

// A queryError is a query that cannot be read, with the query, so that the
// place can be shown.
type queryError struct {
	query string
	err   *query.Error
}

func (e *queryError) Error() string { return e.err.Error() }

func (e *queryError) Unwrap() error { return e.err }

// inQuery adds the query to an error about one.
func inQuery(q string, err error) error {
	var bad *query.Error
	if errors.As(err, &bad) {
		return &queryError{q, bad}
	}
	return err
}

// shownQuery is how many columns a query may have to be shown again: on more
// lines than two the place could not be pointed at.
const shownQuery = 150

// tell prints why a command was not done, as one plain sentence in the
// person's language; under a query that cannot be read, where.
func (p *program) tell(w io.Writer, _ fang.Styles, err error) {
	words, langErr := p.words()
	if langErr != nil {
		words = lang.For(lang.English)
	}
	sentence := p.sentence(words, err)
	if sentence == "" || p.stood != nil && errors.Is(err, p.stood) {
		return // or it was told when the desk was opened
	}
	fmt.Fprintln(w, "koe: "+visible(sentence))
	var bad *queryError
	if errors.As(err, &bad) && visible(bad.query) == bad.query && !strings.ContainsAny(bad.query, "\n\t") && ansi.StringWidth(bad.query) <= shownQuery {
		fmt.Fprintf(w, "  %s\n  %s\n", bad.query, bad.err.Caret(bad.query, ansi.StringWidth))
	}
}

// sentence is an error as a person reads it; empty for one that says nothing.
func (p *program) sentence(words *lang.Catalogue, err error) string {
	var (
		bad    *query.Error
		spoken interface{ in(lang.Lang) string } // an error that has its words in every language
		moment *flagWhen
		use    *usageError
		value  *pflag.InvalidValueError
		flag   *pflag.NotExistError
		file   *fs.PathError
	)
	switch {
	case errors.Is(err, syscall.EPIPE):
		return "" // whoever read has seen enough
	case errors.Is(err, tui.ErrNotKept):
		return words.Serve.NotKept
	case errors.As(err, &bad):
		return words.Forms.Query(bad)
	case errors.As(err, &spoken):
		return spoken.in(words.Lang)
	case errors.As(err, &value):
		return fmt.Sprintf("--%s takes a %s, not %q", value.GetFlag().Name, kindOf(value.GetFlag()), value.GetValue())
	case errors.As(err, &flag) && flag.GetSpecifiedShortnames() != "":
		return err.Error() + "; words that begin with - follow --"
	case errors.As(err, &moment):
		return words.NotWhen(moment.given(), moment.err)
	case errors.As(err, &use):
		return err.Error()
	}
	for _, target := range []any{new(*model.Refusal), new(*model.Fault), new(*text.InvalidUTF8Error), new(*text.TooLongError)} {
		if errors.As(err, target) {
			return words.Error(err)
		}
	}
	if errors.As(err, &file) && err.Error() == file.Error() {
		return fmt.Sprintf("%s: %v; check the name and the permissions", file.Path, file.Err)
	}
	return err.Error()
}

func kindOf(f *pflag.Flag) string {
	if f.Value.Type() == "int" || f.Value.Type() == "uint64" {
		return "number"
	}
	return f.Value.Type()
}

// why is what the system says of a file, without the name of a file that the
// person never gave.
func why(err error) error {
	var file *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &file):
		return file.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// visible leaves out what a terminal would obey instead of showing: control
// characters and those that turn the direction of writing.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
}
