package kv

// An Origin says where in a hurt file a pair was found.
type Origin uint8

// Where a pair was found, the surest first.
const (
	// Sound is of the newest state that the file tells, on a page that is whole.
	Sound Origin = iota
	// Torn is of that state, on a page of which the rest is hurt or to which no
	// whole page leads.
	Torn
	// Left is on a page that this state does not lead to: of an older state, or of
	// the newest where the way to it is hurt.
	Left
	// Instead is either of these, where what was found on whole pages may itself be older
	// than it should: the newer of the two counts.
	Instead
)
