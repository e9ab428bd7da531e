package model

// A Note is a line somebody added; a correction is a note that puts the text
// right without touching it.
type Note struct {
	At         Instant `cbor:"1,keyasint" json:"at"`
	By         UserID  `cbor:"2,keyasint" json:"by"`
	Text       string  `cbor:"3,keyasint" json:"text" event:"-" text:"said"`
	Correction bool    `cbor:"4,keyasint,omitempty" json:"correction,omitempty"`
	// Retracted notes were undone; they are kept so that a redo finds them.
	Retracted bool `cbor:"5,keyasint,omitempty" json:"retracted,omitempty" event:"-"`
}

// AddNote adds a line to an issue; a correction puts its text right. Undone, the
// note is retracted.
type AddNote struct {
	Issue      Number
	Text       string `text:"said"`
	Correction bool
}

const VerbNote Verb = "note"

func (AddNote) Verb() Verb    { return VerbNote }
func (AddNote) may() right    { return right{least: Agent} }
func (AddNote) undo() undoing { return restores }

func (c AddNote) decide(d *decider) error {
	words, err := someBlock("note", c.Text)
	if err != nil {
		return err
	}
	return d.eachIssue([]Number{c.Issue}, VerbNote, 0, func(i *Issue) error {
		i.Notes = withNote(i.Notes, Note{At: d.env.Now, By: d.who.ID, Text: words, Correction: c.Correction})
		return nil
	})
}
