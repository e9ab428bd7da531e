package model

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A RefusalCode says why something was refused; tui/lang has its sentence in
// every language.
type RefusalCode string

// Why a command or a value is refused.
const (
	BadValue      RefusalCode = "bad-value"      // Value is none of Accepted, or has not the Shape of Field
	Missing       RefusalCode = "missing"        // Field must not be empty
	TooLong       RefusalCode = "too-long"       // Field has N characters or bytes, Max are allowed
	TooMany       RefusalCode = "too-many"       // Field has N entries, Max are allowed
	NotFound      RefusalCode = "not-found"      // Ref does not exist
	NotAllowed    RefusalCode = "not-allowed"    // it takes Need; Value is what was tried
	NotYours      RefusalCode = "not-yours"      // an agent may change the state of their own issues only
	BadTransition RefusalCode = "bad-transition" // from From to To there is no way
	NeedsReason   RefusalCode = "needs-reason"   // the state or stage Value needs Field
	Immutable     RefusalCode = "immutable"      // Field is never changed
	NothingToUndo RefusalCode = "nothing-to-undo"
	ChangedSince  RefusalCode = "changed-since"  // Ref was changed since; By says by whom where that is known
	CannotUndo    RefusalCode = "cannot-undo"    // Value is the verb of a command that is not taken back
	Exists        RefusalCode = "exists"         // Ref is already there
	YourOwn       RefusalCode = "your-own"       // one takes oneself off the desk
	Retired       RefusalCode = "retired"        // Ref is out of use
	Loop          RefusalCode = "loop"           // an alias would lead back to itself
	NewerSchema   RefusalCode = "newer-schema"   // the file was written by a newer koe
	NothingDone   RefusalCode = "nothing-done"   // the command would change nothing
	StaleRevision RefusalCode = "stale"          // the record has moved on since it was read
	NotText       RefusalCode = "not-text"       // Field is not UTF-8 in line N from character Max on
	PrivateKey    RefusalCode = "private-key"    // a private key was given in the place of a public one
	WeakKey       RefusalCode = "weak-key"       // an RSA key of fewer than Max bits
	NotYourName   RefusalCode = "not-your-name"  // one acts as oneself, and not as By
	KeyTaken      RefusalCode = "key-taken"      // the key Ref is By's
	MeasuredWorse RefusalCode = "measured-worse" // an action of the problem Ref was last judged worse: closing it as effective takes Field

	LinkedElsewhere RefusalCode = "linked-elsewhere" // the issue Ref is in the problem Value, and N-1 others of these are in another
	IntoDeclined    RefusalCode = "into-declined"    // the problem Ref was declined
)

// A Refusal is a command or value turned down before anything was written.
// Its fields are what a sentence about it needs.
type Refusal struct {
	Code     RefusalCode
	Field    string   // the field's code
	Value    string   // what was given; of NeedsReason the code of what was asked for
	Accepted []string // the codes that Field takes, where they are few
	Shape    Shape    // what Field looks like, where they are many
	From, To State
	Ref      Ref
	Need     Role
	By       UserID
	N, Max   int
}

// A Shape says what the values of a field look like where they are too many to
// name; tui/lang has its words in every language.
type Shape string

// What values look like.
const (
	NumberShape  Shape = "number"  // #12345
	ProblemShape Shape = "problem" // P-12
	TagShape     Shape = "tag"     // of one or two levels
	UserShape    Shape = "user"    // a short name
	ZoneShape    Shape = "zone"    // a name of the tz database
	MonthShape   Shape = "month"   // 1 to 12
	DayShape     Shape = "day"     // 2026-07-13
	TimeShape    Shape = "time"    // RFC 3339
	PastShape    Shape = "past"    // a time, and not in the future
	ActionShape  Shape = "action"  // the number of an action within its problem
	KeyShape     Shape = "key"     // a line of a .pub file
	DropShape    Shape = "drop"    // a drop in per cent
	LaterShape   Shape = "later"   // a day after the action is in force
)

// shapes says in English what each shape looks like.
var shapes = map[Shape]string{
	NumberShape: "#12345", ProblemShape: "P-12", TagShape: "billing or billing/double-charge", UserShape: "a short name such as aya",
	ZoneShape: "a name such as Asia/Tokyo", MonthShape: "a month, 1 to 12", DayShape: "a day such as 2026-07-13",
	TimeShape: "a time such as 2026-07-13T09:00:00+09:00", PastShape: "a time that is not in the future", ActionShape: "the number of one of its actions",
	KeyShape: "the line of a .pub file, of a type such as ssh-ed25519", DropShape: "a drop of 1 to 99 per cent", LaterShape: "a day after the action is in force",
}

// Shapes lists every shape, in order.
func Shapes() []Shape { return slices.Sorted(maps.Keys(shapes)) }

// fieldWords are the English names of fields whose code is none.
var fieldWords = map[string]string{
	"action_kind": "type of action", "as_customer": "answer as the customer", "at": "time", "external_id": "outside ID", "expected": "expected drop", "fiscal_start": "first month of the fiscal year", "judge_on": "day of judging",
	"lang": "language", "on_behalf_of": "person it is for", "received_at": "time received", "waiting": "side it waits for",
}

// field names the field in English.
func (r *Refusal) field() string {
	return cmp.Or(fieldWords[r.Field], strings.ReplaceAll(r.Field, "_", " "))
}

// accepted says in English what would have been taken.
func (r *Refusal) accepted() string {
	return cmp.Or(strings.Join(r.Accepted, ", "), shapes[r.Shape])
}

// Error is the plain English sentence, with the next step.
func (r *Refusal) Error() string {
	field := r.field()
	switch r.Code {
	case BadValue:
		return fmt.Sprintf("%q is no %s; use %s", r.Value, field, r.accepted())
	case Missing:
		return fmt.Sprintf("the %s is missing; give one", field)
	case TooLong:
		return fmt.Sprintf("the %s is %d long, at most %d fit; shorten it or split it in two", field, r.N, r.Max)
	case TooMany:
		return fmt.Sprintf("%d %s are too many; at most %d fit", r.N, field, r.Max)
	case NotFound:
		return fmt.Sprintf("there is no %s %s on this desk; check the number or name", r.Ref.Type, r.Ref.Key)
	case NotAllowed:
		return fmt.Sprintf("this takes the role %s; ask somebody of this desk who has it", r.Need)
	case NotYours:
		return fmt.Sprintf("issue #%s belongs to someone else; ask its owner or a lead", r.Ref.Key)
	case BadTransition:
		return fmt.Sprintf("a %s issue cannot become %s directly; reopen it first", r.From, r.To)
	case NeedsReason:
		if accepted := r.accepted(); accepted != "" {
			return fmt.Sprintf("%s needs the %s; use %s", r.Value, field, accepted)
		}
		return fmt.Sprintf("%s needs the %s; say it in a line", r.Value, field)
	case Immutable:
		return fmt.Sprintf("the %s is never changed; add a note instead", field)
	case NothingToUndo:
		return "there is nothing of yours left to undo"
	case ChangedSince:
		return fmt.Sprintf("%s was changed since by %s; nothing was undone, change it by hand", r.Ref.Said(), cmp.Or(r.By, "someone"))
	case CannotUndo:
		return fmt.Sprintf("%s cannot be taken back; change it by hand", r.Value)
	case Exists:
		return fmt.Sprintf("%s %s is already there; choose another name", r.Ref.Type, r.Ref.Key)
	case Retired:
		return fmt.Sprintf("%s %s is out of use; choose another", r.Ref.Type, r.Ref.Key)
	case YourOwn:
		return "nobody takes themselves off the desk; another admin does it"
	case Loop:
		return fmt.Sprintf("%s %s would lead back to itself; choose another", r.Ref.Type, r.Ref.Key)
	case NewerSchema:
		return "this database was written by a newer koe; update koe to open it"
	case NothingDone:
		return "nothing would change"
	case NotText:
		return fmt.Sprintf("the %s is no UTF-8 text in line %d from character %d on; nothing was saved, give it as UTF-8", field, r.N, r.Max)
	case PrivateKey:
		return "this is a private key, which is nobody else's; nothing was saved, give the file that ends in .pub"
	case WeakKey:
		return fmt.Sprintf("this RSA key has fewer than %d bits; make a new one with ssh-keygen -t ed25519", r.Max)
	case NotYourName:
		return fmt.Sprintf("you act as yourself here, and not as %s", r.By)
	case KeyTaken:
		return fmt.Sprintf("the key %s is %s's; a key is one person's", r.Ref.Key, r.By)
	case MeasuredWorse:
		return fmt.Sprintf("an action of %s was last measured as worse; give the %s why it is effective all the same", r.Ref.Said(), field)
	case LinkedElsewhere:
		if r.N > 1 {
			return fmt.Sprintf("#%s is linked to %s, and others are linked elsewhere; --move moves them", r.Ref.Key, r.Value)
		}
		return fmt.Sprintf("#%s is linked to %s; --move moves it", r.Ref.Key, r.Value)
	case IntoDeclined:
		return fmt.Sprintf("%s was declined; --move links to it all the same", r.Ref.Said())
	case StaleRevision:
		return fmt.Sprintf("%s was changed by someone else meanwhile; look again and repeat", r.Ref.Said())
	}
	return string(r.Code)
}

// Is makes errors.Is(err, &Refusal{Code: NotFound}) ask for the code alone.
func (r *Refusal) Is(target error) bool {
	t, ok := target.(*Refusal)
	return ok && t.Code == r.Code
}
