package model

// A Verb is a command's word in events and on the wire.
type Verb string

// A Command is one thing that a person asks of the desk: a plain value that
// can be encoded. What follows from it is said by [Decide].
type Command interface {
	Verb() Verb
}

// A Request is a command with its author and the ID that makes a repeat of it
// return the first receipt.
type Request struct {
	ID      ID
	Actor   UserID
	Command Command
}

// A Receipt says that a command was done and is safely on disk.
type Receipt struct {
	ID      ID        `cbor:"1,keyasint" json:"id"`
	Verb    Verb      `cbor:"2,keyasint" json:"kind"`
	Event   uint64    `cbor:"3,keyasint" json:"event"`
	At      Instant   `cbor:"4,keyasint" json:"at"`
	Issues  []Number  `cbor:"5,keyasint,omitempty" json:"issues,omitempty"` // touched or made; of an import the first and last
	Count   int       `cbor:"6,keyasint" json:"count"`                      // records touched
	Skipped int       `cbor:"7,keyasint,omitempty" json:"skipped,omitempty"`
	Problem ProblemID `cbor:"8,keyasint,omitempty" json:"problem,omitempty"`
	Undid   Verb      `cbor:"9,keyasint,omitempty" json:"undid,omitempty"` // what an undo took back
}

// A Draft is an issue before it has a number: what the form holds, or a row of
// a file. Fields after Extra are for imports only and refused in [Log].
type Draft struct {
	ReceivedAt Instant    `json:"received_at"`
	OccurredOn Day        `json:"occurred_on,omitempty"`
	Kind       Kind       `json:"kind,omitempty"` // complaint where nothing is said
	Channel    Channel    `json:"channel,omitempty"`
	Text       string     `json:"text"`
	TextMade   bool       `json:"text_made,omitempty"`
	Wish       Wish       `json:"wish,omitempty"`
	Tags       []TagPath  `json:"tags,omitempty"`
	Severity   Severity   `json:"severity,omitempty"` // S3 where nothing is said
	CustomerID CustomerID `json:"customer_id,omitempty"`
	Customer   string     `json:"customer,omitempty"` // a name; made a customer where nobody has it
	OnBehalfOf string     `json:"on_behalf_of,omitempty"`
	Product    string     `json:"product,omitempty"`
	AtStake    Amount     `json:"at_stake,omitzero"`
	Due        Instant    `json:"due,omitempty"`
	Promises   []Promise  `json:"promises,omitempty"`
	Problem    ProblemID  `json:"problem,omitempty"`
	Extra      []Extra    `json:"extra,omitempty"`

	Source      string      `json:"source,omitempty"`
	ExternalID  string      `json:"external_id,omitempty"`
	ProblemRef  string      `json:"problem_ref,omitempty"`  // the source's own name of a problem; P-12 keeps its number where that is free
	ProblemName string      `json:"problem_name,omitempty"` // its title where it has one
	Contacts    []Contact   `json:"contacts,omitempty"`
	ID          ID          `json:"id,omitzero"`
	Number      Number      `json:"number,omitempty"` // kept where it is still free
	LoggedAt    Instant     `json:"logged_at,omitempty"`
	LoggedBy    UserID      `json:"logged_by,omitempty"`
	SeverityBy  UserID      `json:"severity_by,omitempty"`
	State       State       `json:"state,omitempty"`
	StateAt     Instant     `json:"state_at,omitempty"`
	Waiting     Waiting     `json:"waiting,omitzero"`
	Owner       UserID      `json:"owner,omitempty"` // made a user where nobody has it
	AckDue      Instant     `json:"ack_due,omitempty"`
	NextDue     Instant     `json:"next_due,omitempty"`
	Answer      string      `json:"answer,omitempty"`
	CloseReason CloseReason `json:"close_reason,omitempty"`
	Reason      string      `json:"reason,omitempty"`
	Reopened    uint16      `json:"reopened,omitempty"`
	Redress     Amount      `json:"redress,omitzero"`
	Upheld      Upheld      `json:"upheld,omitempty"`
	JoinedTo    Number      `json:"joined_to,omitempty"`
	Snooze      Instant     `json:"snooze,omitempty"`
	Segment     string      `json:"segment,omitempty"`
	Masked      bool        `json:"masked,omitempty"`
	Notes       []Note      `json:"notes,omitempty"`
}

// The commands about issues.
type (
	// Log writes one issue down. Its ID is the issue's.
	Log struct{ Draft Draft }

	// Import brings in a batch of issues, one event for all of them. Rows whose
	// (source, external id) is known are skipped.
	Import struct {
		Source string
		Rows   []Draft
	}

	// Amend corrects what is no customer's words: nil fields stay.
	Amend struct {
		Issue      Number
		Kind       *Kind
		Channel    *Channel
		Wish       *Wish
		Customer   *string
		OnBehalfOf *string
		Product    *string
		OccurredOn *Day
		AtStake    *Amount
		Redress    *Amount
		Upheld     *Upheld
	}

	// Assign gives issues an owner; an empty one takes the owner away.
	Assign struct {
		Issues []Number
		Owner  UserID
	}

	// SetSeverity sets how bad the issues are.
	SetSeverity struct {
		Issues   []Number
		Severity Severity
	}

	// Retag adds and removes tags. Primary, where set, becomes the first tag.
	Retag struct {
		Issues  []Number
		Add     []TagPath
		Remove  []TagPath
		Primary TagPath
	}

	// SetState moves issues on. Resolved needs Answer, closed CloseReason,
	// pending Waiting, withdrawn Reason.
	SetState struct {
		Issues      []Number
		State       State
		Answer      string
		CloseReason CloseReason
		Waiting     Waiting
		Reason      string
	}

	// SetDue sets by when the issues must be resolved; zero takes it away.
	SetDue struct {
		Issues []Number
		Due    Instant
	}

	// SnoozeIssues (後日対応) hides issues from the lists until then.
	SnoozeIssues struct {
		Issues []Number
		Until  Instant
	}

	// AddNote adds a line to an issue; a correction puts its text right.
	AddNote struct {
		Issue      Number
		Text       string
		Correction bool
	}

	// MakePromise writes down what the customer was told, and by when.
	MakePromise struct {
		Issue Number
		Text  string
		By    Instant
	}

	// KeepPromise marks the promise due at By as kept.
	KeepPromise struct {
		Issue Number
		By    Instant
	}

	// AddContact writes down one attempt to reach a customer.
	AddContact struct {
		About   Ref
		Channel Channel
		Outcome Outcome
		Words   string
	}
)

// The commands about problems.
type (
	// NewProblem makes a problem of a signal, a tag, a query or some issues.
	NewProblem struct {
		Title  string
		Rule   string
		Tag    TagPath
		Owner  UserID
		Since  Day
		Issues []Number
	}

	// EditProblem changes what a problem says; nil fields stay.
	EditProblem struct {
		Problem                            ProblemID
		Title, Rule, Cause, Goal           *string
		Tell, Workaround, Result, External *string
		Tag                                *TagPath
		SnoozeAbove                        *float64
	}

	// OwnProblem makes a person accountable.
	OwnProblem struct {
		Problem ProblemID
		Owner   UserID
	}

	// SetStage moves a problem on. Effective and ineffective need Result;
	// declined and deferred need Reason and AsCustomer, the answer to "would
	// you accept this as the customer?"; deferred needs Until.
	SetStage struct {
		Problem    ProblemID
		Stage      Stage
		Result     string
		Reason     string
		AsCustomer string
		Until      Day
		Tell       []Telling // who is to be told, proposed when closing
	}

	// AddAction adds an action to a problem.
	AddAction struct {
		Problem   ProblemID
		Type      ActionType
		Text      string
		Owner     UserID
		Due       Day
		Effective Day
		Reference string
	}

	// EditAction changes an action; nil fields stay.
	EditAction struct {
		Problem   ProblemID
		N         int
		Text      *string
		Owner     *UserID
		Due       *Day
		Effective *Day
		Reference *string
	}

	// Tell marks that an audience of a problem was told.
	Tell struct {
		Problem ProblemID
		Who     Audience
		Note    string
	}

	// Hear adds one line of an agent to a problem: "what I hear".
	Hear struct {
		Problem ProblemID
		Text    string
	}

	// Recur reopens a problem that a new signal brought back.
	Recur struct {
		Problem ProblemID
		On      Day
	}

	// Link counts issues to a problem; Unlink takes them out. Neither changes
	// a count.
	Link struct {
		Issues  []Number
		Problem ProblemID
	}

	// Unlink takes issues out of their problem.
	Unlink struct{ Issues []Number }
)

// The commands about the desk itself.
type (
	// Undo takes back one's own last command; Event names another of one's own.
	Undo struct{ Event uint64 }

	// Redo takes back one's own last undo.
	Redo struct{}

	// PutUser adds a person or changes their name, role, reading or language.
	PutUser struct {
		User    UserID
		Name    string
		Role    Role
		Team    string
		Reading string
		Lang    string
	}

	// RetireUser takes a person off the desk; their history stays.
	RetireUser struct{ User UserID }

	// PutTag adds a tag or changes how it is shown and read.
	PutTag struct {
		Path     TagPath
		Readings []string
		Retired  bool
	}

	// RenameTag shows a tag under another path; where that has another key the
	// old one leads there. Merging is renaming to a tag that exists. With Alias
	// From may be a word that is no tag yet.
	RenameTag struct {
		From, To TagPath
		Alias    bool
	}

	// UnaliasTag makes a merged tag stand for itself again.
	UnaliasTag struct{ Tag TagPath }

	// PutCustomers adds customers or changes those of the same ID or account.
	PutCustomers struct{ Customers []Customer }

	// MergeCustomers makes one customer lead to another.
	MergeCustomers struct{ From, Into CustomerID }

	// PutVolumes sets how many contacts were handled on some days.
	PutVolumes struct{ Volumes []Volume }

	// PutTeams adds teams or changes their leads.
	PutTeams struct{ Teams []Team }

	// PutView saves a view; an empty query removes it.
	PutView struct{ View View }

	// PutMapping saves a named mapping of a foreign file.
	PutMapping struct{ Mapping Mapping }

	// PutDesk changes what the whole desk has in common.
	PutDesk struct{ Desk Desk }

	// Look remembers that a person has seen the trends of a day.
	SeeTrends struct{ Day Day }

	// Raise keeps the signals and forecasts of a day as they were stated.
	Raise struct {
		Day       Day
		Signals   []Signal
		Forecasts []Forecast
	}

	// NoteExport records that issues left the desk in full.
	NoteExport struct {
		Query string
		Count int
	}
)

// The words of the commands.
const (
	VerbLog            Verb = "log"
	VerbImport         Verb = "import"
	VerbAmend          Verb = "amend"
	VerbAssign         Verb = "assign"
	VerbSeverity       Verb = "severity"
	VerbRetag          Verb = "tag"
	VerbState          Verb = "state"
	VerbDue            Verb = "due"
	VerbSnooze         Verb = "snooze"
	VerbNote           Verb = "note"
	VerbPromise        Verb = "promise"
	VerbKeepPromise    Verb = "promise-kept"
	VerbContact        Verb = "contact"
	VerbNewProblem     Verb = "problem"
	VerbEditProblem    Verb = "problem-edit"
	VerbOwnProblem     Verb = "problem-owner"
	VerbStage          Verb = "problem-stage"
	VerbAction         Verb = "action"
	VerbEditAction     Verb = "action-edit"
	VerbTell           Verb = "told"
	VerbHear           Verb = "heard"
	VerbRecur          Verb = "recurred"
	VerbLink           Verb = "link"
	VerbUnlink         Verb = "unlink"
	VerbUndo           Verb = "undo"
	VerbRedo           Verb = "redo"
	VerbUser           Verb = "user"
	VerbRetireUser     Verb = "user-retire"
	VerbTag            Verb = "tag-put"
	VerbRenameTag      Verb = "tag-rename"
	VerbUnaliasTag     Verb = "tag-unalias"
	VerbCustomers      Verb = "customer"
	VerbMergeCustomers Verb = "customer-merge"
	VerbVolumes        Verb = "volume"
	VerbTeams          Verb = "team"
	VerbView           Verb = "view"
	VerbMapping        Verb = "mapping"
	VerbDesk           Verb = "desk"
	VerbSeeTrends      Verb = "look"
	VerbRaise          Verb = "signal"
	VerbExport         Verb = "export"
)

func (Log) Verb() Verb            { return VerbLog }
func (Import) Verb() Verb         { return VerbImport }
func (Amend) Verb() Verb          { return VerbAmend }
func (Assign) Verb() Verb         { return VerbAssign }
func (SetSeverity) Verb() Verb    { return VerbSeverity }
func (Retag) Verb() Verb          { return VerbRetag }
func (SetState) Verb() Verb       { return VerbState }
func (SetDue) Verb() Verb         { return VerbDue }
func (SnoozeIssues) Verb() Verb   { return VerbSnooze }
func (AddNote) Verb() Verb        { return VerbNote }
func (MakePromise) Verb() Verb    { return VerbPromise }
func (KeepPromise) Verb() Verb    { return VerbKeepPromise }
func (AddContact) Verb() Verb     { return VerbContact }
func (NewProblem) Verb() Verb     { return VerbNewProblem }
func (EditProblem) Verb() Verb    { return VerbEditProblem }
func (OwnProblem) Verb() Verb     { return VerbOwnProblem }
func (SetStage) Verb() Verb       { return VerbStage }
func (AddAction) Verb() Verb      { return VerbAction }
func (EditAction) Verb() Verb     { return VerbEditAction }
func (Tell) Verb() Verb           { return VerbTell }
func (Hear) Verb() Verb           { return VerbHear }
func (Recur) Verb() Verb          { return VerbRecur }
func (Link) Verb() Verb           { return VerbLink }
func (Unlink) Verb() Verb         { return VerbUnlink }
func (Undo) Verb() Verb           { return VerbUndo }
func (Redo) Verb() Verb           { return VerbRedo }
func (PutUser) Verb() Verb        { return VerbUser }
func (RetireUser) Verb() Verb     { return VerbRetireUser }
func (PutTag) Verb() Verb         { return VerbTag }
func (RenameTag) Verb() Verb      { return VerbRenameTag }
func (UnaliasTag) Verb() Verb     { return VerbUnaliasTag }
func (PutCustomers) Verb() Verb   { return VerbCustomers }
func (MergeCustomers) Verb() Verb { return VerbMergeCustomers }
func (PutVolumes) Verb() Verb     { return VerbVolumes }
func (PutTeams) Verb() Verb       { return VerbTeams }
func (PutView) Verb() Verb        { return VerbView }
func (PutMapping) Verb() Verb     { return VerbMapping }
func (PutDesk) Verb() Verb        { return VerbDesk }
func (SeeTrends) Verb() Verb      { return VerbSeeTrends }
func (Raise) Verb() Verb          { return VerbRaise }
func (NoteExport) Verb() Verb     { return VerbExport }
