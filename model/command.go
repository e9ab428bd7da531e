package model

// A Verb is a command's word in events and on the wire. It stands on disk and
// never changes.
type Verb string

// A Command is one thing that a person asks of the desk: a plain value that
// can be encoded. Each has its place in the file of its subject, with all that
// is to be known of it; the methods below are asked for by the compiler, and
// [commands] lists it, which a test watches.
type Command interface {
	Verb() Verb
	// may says who may give it.
	may() right
	// undo says what is left of it when it is taken back.
	undo() undoing
	// decide checks it and says what follows from it, or refuses it.
	decide(*decider) error
}

// commands is every command once. What is asked of a verb alone (who may, can
// it be taken back) is answered from here.
var commands = []Command{
	Log{}, Import{}, Amend{}, Assign{}, SetSeverity{}, Retag{}, SetState{}, SetDue{}, SnoozeIssues{},
	AddNote{}, MakePromise{}, KeepPromise{}, AddContact{}, Link{}, Unlink{},

	NewProblem{}, EditProblem{}, OwnProblem{}, SetStage{}, AddAction{}, EditAction{}, CancelAction{}, Tell{}, Hear{}, Recur{},

	PutCustomers{}, MergeCustomers{}, PutTag{}, RenameTag{}, UnaliasTag{}, PutUser{}, RetireUser{}, HandOver{}, PutTeams{}, AddKey{}, RemoveKey{}, Prefer{}, PutUsers{},
	PutVolumes{}, PutView{}, PutMapping{}, PutDesk{}, PutSettings{},

	SeeTrends{}, Raise{}, NoteExport{}, NoteRepair{},

	Undo{}, Redo{},
}

// byVerb finds the commands by their words.
var byVerb = func() map[Verb]Command {
	found := make(map[Verb]Command, len(commands))
	for _, c := range commands {
		found[c.Verb()] = c
	}
	return found
}()

// Verbs lists the word of every command.
func Verbs() []Verb {
	verbs := make([]Verb, len(commands))
	for n, c := range commands {
		verbs[n] = c.Verb()
	}
	return verbs
}

// BlankCommand is the command of a word with nothing filled in, for whoever reads
// one from the wire; nil where no command has the word.
func BlankCommand(verb Verb) Command { return byVerb[verb] }

// A Request is a command with its author and the ID that makes a repeat of it
// return the first receipt.
type Request struct {
	ID      ID
	Actor   UserID
	Command Command
	Session ID     // the run of the program that it comes from; zero where nobody says
	Group   uint64 // the first event of the act that this one goes on with; 0 begins one
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
