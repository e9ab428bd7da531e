package join

import (
	"context"
	"errors"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
	"koe/model/when"
)

// A wireError is an error with all of it that a person is told by: the types that
// sentences are made of come back as themselves.
type wireError struct {
	Text     string
	Refusal  *model.Refusal
	Fault    *wireFault
	Half     *wireHalf
	Query    *query.Error
	When     *when.Error
	Long     *text.TooLongError
	BadText  *text.InvalidUTF8Error
	Late     bool // its time was over
	Canceled bool
}

type wireFault struct {
	Code  model.FaultCode
	Where string
	Text  string // of its cause
}

type wireHalf struct {
	Done, Of int
	Err      *wireError
}

// A saidError is an error of the other side: its words, and what it was about.
type saidError struct {
	text  string
	about error
}

func (e *saidError) Error() string { return e.text }

func (e *saidError) Unwrap() error { return e.about }

func wireErrorOf(err error) *wireError {
	if err == nil {
		return nil
	}
	w := &wireError{Text: err.Error(), Late: errors.Is(err, context.DeadlineExceeded), Canceled: errors.Is(err, context.Canceled)}
	var half *model.HalfDoneError
	if errors.As(err, &half) {
		w.Half = &wireHalf{half.Done, half.Of, wireErrorOf(half.Err)}
		return w
	}
	var fault *model.Fault
	if errors.As(err, &fault) {
		w.Fault = wireFaultOf(fault)
	}
	errors.As(err, &w.Refusal)
	errors.As(err, &w.Query)
	errors.As(err, &w.When)
	errors.As(err, &w.Long)
	errors.As(err, &w.BadText)
	return w
}

func wireFaultOf(f *model.Fault) *wireFault {
	w := &wireFault{Code: f.Code, Where: f.Where}
	if f.Err != nil {
		w.Text = f.Err.Error()
	}
	return w
}

func (w *wireFault) fault() *model.Fault {
	f := &model.Fault{Code: w.Code, Where: w.Where}
	if w.Text != "" {
		f.Err = errors.New(w.Text)
	}
	return f
}

// err is the error again.
func (w *wireError) err() error {
	if w == nil {
		return nil
	}
	var about error
	switch {
	case w.Half != nil:
		about = &model.HalfDoneError{Done: w.Half.Done, Of: w.Half.Of, Err: w.Half.Err.err()}
	case w.Refusal != nil:
		about = w.Refusal
	case w.Fault != nil:
		about = w.Fault.fault()
	case w.Query != nil:
		about = w.Query
	case w.When != nil:
		about = w.When
	case w.Long != nil:
		about = w.Long
	case w.BadText != nil:
		about = w.BadText
	case w.Late:
		about = context.DeadlineExceeded
	case w.Canceled:
		about = context.Canceled
	}
	if about != nil && about.Error() == w.Text {
		return about
	}
	return &saidError{w.Text, about}
}
