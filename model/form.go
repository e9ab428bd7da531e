package model

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// MaxForms is how many forms a person can have open: one in front and the
// parked ones.
const MaxForms = 16

// formVersion is the version of the forms' text form. A newer one is refused.
const formVersion = 1

// A Form is what the log form holds before it is saved: what was typed, as it
// was typed, so that it can be put back as it was after a power cut.
type Form struct {
	// ID is that of the [Log] command that will save the form. It is made with
	// the form, so that a save that is repeated, by whatever chance, logs once.
	ID         ID         `json:"id"`
	ReceivedAt Instant    `json:"received_at,omitempty"` // the first key press; zero in an untouched form
	Text       string     `json:"text,omitempty"`        // with its marks
	Customer   string     `json:"customer,omitempty"`    // the field
	Known      CustomerID `json:"known,omitempty"`       // the customer that was picked for KnownAs
	KnownAs    string     `json:"known_as,omitempty"`
	Tags       string     `json:"tags,omitempty"` // the field
	Severity   Severity   `json:"severity,omitempty"`
	Channel    Channel    `json:"channel,omitempty"`
	Wish       Wish       `json:"wish,omitempty"`
	Problem    ProblemID  `json:"problem,omitempty"` // to link it to; set when it is sent
	Parked     Instant    `json:"parked,omitempty"`  // since when; zero in front
	// Sent says that the desk was asked to save the form and has not answered.
	// Whoever finds it so asks again: the desk knows the ID.
	Sent bool `json:"sent,omitempty"`
}

// Empty reports whether nothing has been put in. The channel does not count:
// it is filled in by itself.
func (f Form) Empty() bool {
	return f.Text == "" && f.Customer == "" && f.Tags == "" && f.Severity == 0 && f.Wish == 0
}

type formFile struct {
	Version int    `json:"version"`
	Forms   []Form `json:"forms"`
}

// EncodeForms writes forms as text, for a file of drafts.
func EncodeForms(forms []Form) ([]byte, error) {
	if len(forms) > MaxForms {
		return nil, &Refusal{Code: TooMany, Field: "forms", N: len(forms), Max: MaxForms}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // a draft is no web page, and < would take six bytes
	if err := e.Encode(formFile{formVersion, forms}); err != nil {
		return nil, fmt.Errorf("write the forms: %w", err)
	}
	return b.Bytes(), nil
}

// DecodeForms reads what [EncodeForms] wrote. Forms of a newer koe are refused
// with [NewerSchema].
func DecodeForms(b []byte) ([]Form, error) {
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, fmt.Errorf("read the forms: %w", err)
	}
	if head.Version > formVersion {
		return nil, &Refusal{Code: NewerSchema}
	}
	if head.Version < 1 {
		return nil, fmt.Errorf("read the forms: version %d is none", head.Version)
	}
	var file formFile
	if err := json.Unmarshal(b, &file); err != nil {
		return nil, fmt.Errorf("read the forms: %w", err)
	}
	if len(file.Forms) > MaxForms {
		return nil, &Refusal{Code: TooMany, Field: "forms", N: len(file.Forms), Max: MaxForms}
	}
	return file.Forms, nil
}
