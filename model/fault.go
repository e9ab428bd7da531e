package model

import "fmt"

// A FaultCode says what went wrong with the database itself; tui/lang has its
// sentence in every language.
type FaultCode string

// What can go wrong with the database.
const (
	StillSaving  FaultCode = "still-saving"  // past its deadline, and not known yet how it ends
	NotKnown     FaultCode = "not-known"     // the disk failed in the middle: not known to be saved
	NotSaved     FaultCode = "not-saved"     // nothing was written; try again
	DiskFull     FaultCode = "disk-full"     // nothing was written
	Damaged      FaultCode = "damaged"       // Where is hurt; read-only until a check passes
	ReadOnlyFile FaultCode = "read-only"     // an earlier fault closed the file for writing
	InUse        FaultCode = "in-use"        // another koe has the file open
	Moved        FaultCode = "moved"         // the file was removed or replaced underneath
	NewerFile    FaultCode = "newer-file"    // written by a newer koe
	NotOurs      FaultCode = "not-ours"      // the file is no koe database
	Closing      FaultCode = "closing"       // koe is ending
	NotWritable  FaultCode = "no-permission" // the file or its folder may not be written
	LookOnly     FaultCode = "look-only"     // the file may only be read: nothing can be changed
	OlderState   FaultCode = "older-state"   // the newest state at Where cannot be read; what is shown is the one before
	OlderDraft   FaultCode = "older-draft"   // of a draft the last write cannot be read; what is shown is the one before
	Away         FaultCode = "away"          // the koe that had the file has ended or is silent, and this one could not take the file over
	OtherBuild   FaultCode = "other-build"   // the koe that has the file open is another version, Where
	Stopped      FaultCode = "stopped"       // the server that had the file was stopped and is not back yet
	Served       FaultCode = "served"        // another server has the file
	OlderForm    FaultCode = "older-form"    // the file has the form of an older koe and was not brought up
)

// A Fault is the database failing, not the person.
type Fault struct {
	Code  FaultCode
	Where string
	Err   error
}

// Error is the plain English sentence, with the next step.
func (f *Fault) Error() string {
	switch f.Code {
	case StillSaving:
		return "still saving; koe goes on trying, wait a moment"
	case NotKnown:
		return "not known to be saved: the disk failed; quit koe, run 'koe check', then look whether it is there"
	case NotSaved:
		return "not saved; try again"
	case DiskFull:
		return "not saved: the disk is full; free some space and try again"
	case Damaged:
		return fmt.Sprintf("the database is damaged at %s; nothing is written until it is mended: run 'koe check', then restore a backup or run 'koe repair'", f.Where)
	case ReadOnlyFile:
		return "the database takes no changes since a fault was found; run 'koe check'"
	case InUse:
		return "another koe has this database open; close it, or use --db for another file"
	case Moved:
		return "the database file was moved or replaced while koe was running; quit koe and open the right file"
	case NewerFile:
		return "this database was written by a newer koe; update koe to open it"
	case NotOurs:
		return fmt.Sprintf("%s is no koe database; choose another file with --db", f.Where)
	case Closing:
		return "koe is closing; start it again"
	case LookOnly:
		return "this database may only be read: look around, nothing can be changed; to change it, allow writing to its file and folder"
	case OlderState:
		return fmt.Sprintf("the newest state of this database cannot be read (%s): what you see is the state before it, and the last change may be missing; nothing is written: run 'koe check', then restore a backup or take what is here with koe backup", f.Where)
	case OlderDraft:
		return "the last words of this draft may be missing: its last save cannot be read"
	case Away:
		return "the koe that had the database open does not answer, and this one could not take it over; wait a moment and try again"
	case Stopped:
		return "the koe serve that had the database open was stopped; what you type is kept, and saving works again when it runs; to work without it, quit koe and start it again"
	case Served:
		return "another koe serve has this database open; stop it first"
	case OtherBuild:
		return fmt.Sprintf("another version of koe (%s) has this database open; close it, or start that version", f.Where)
	case OlderForm:
		return "this database still has the form of an older koe: look around, nothing can be changed until it was brought to the form of this one, which opening it again tries"
	case NotWritable:
		return fmt.Sprintf("%s cannot be written; check the permissions or use --db", f.Where)
	}
	return string(f.Code)
}

// Unwrap is what the engine said.
func (f *Fault) Unwrap() error { return f.Err }

// Is makes errors.Is(err, &Fault{Code: DiskFull}) ask for the code alone.
func (f *Fault) Is(target error) bool {
	t, ok := target.(*Fault)
	return ok && t.Code == f.Code
}
