package model

// Questions a screen or a shell command asks, and their answers: plain values,
// so that they travel as well over a socket as within one process.

// An Order is how a list of issues is sorted.
type Order uint8

// The values of Order. ByUrgency is S1 first, then by due time, then the oldest
// first; it holds open issues only. Newest and Oldest go by number.
const (
	Newest Order = iota
	Oldest
	ByUrgency
)

var orderCodes = codes{Newest: "newest", Oldest: "oldest", ByUrgency: "urgency"}

// String is the code of the value.
func (v Order) String() string { return orderCodes.name(uint8(v)) }

// AllOrders lists every value, the one that is taken where none is said first.
func AllOrders() []Order { return append([]Order{Newest}, listOf[Order](orderCodes)...) }

// An IssueQuery asks for a page of issues.
type IssueQuery struct {
	Query string // the filter language; empty is all
	Order Order
	Limit int    // rows a page, 50 where zero
	After Cursor // where the page before ended; empty is from the start
	// Count asks for the number of all matches beside the page.
	Count bool
	Who   UserID // who asks: `owner:me`
}

// A Cursor is where a page ended; only the desk reads it.
type Cursor string

// An IssuePage is one page of a list.
type IssuePage struct {
	Rows []Row
	Next Cursor // empty after the last page
	// Total is the number of all matches, -1 where it was not asked or not known in time.
	Total int
	// Logged is the highest number given, 0 on a desk on which nothing was ever
	// logged.
	Logged Number
}

// A Row is what a list shows of an issue.
type Row struct {
	Issue        Issue
	Customer     string // the name, aliases resolved; empty where nobody is known
	Tags         []TagPath
	ProblemTitle string
	Contacts     []Contact // filled for an export and in an IssueView's own list only
}

// An IssueView is all that is known of one issue.
type IssueView struct {
	Row      `cbor:"row"` // by its name, since both have contacts
	Contacts []Contact
	Events   []Event // oldest first
	Problem  *Problem
}

// A CustomerView is a customer and what the form says of them.
type CustomerView struct {
	Customer Customer
	Open     int // open issues
	Recent   int // issues of the last 30 days
	Promise  *Promise
	Promised Number // the issue the promise belongs to
}

// A TagUse is a tag with how often it is used.
type TagUse struct {
	Tag   Tag
	Count int // issues counted under it, aliases and leaves resolved
	Last  Day // the newest of them
}

// A Similar is an issue or a problem like a text being typed. Problems come
// before issues, this customer's before others'.
type Similar struct {
	Problem *Problem
	Row     *Row
	Score   float64 // 0 to 1
	Linked  int     // open issues of the problem
	Same    bool    // the same customer
}

// A ProblemView is a problem with all that its screen shows.
type ProblemView struct {
	Problem  Problem
	TagPath  TagPath
	Issues   []Row // newest first, at most 50
	Linked   int
	Open     int
	Contacts []Contact
	Events   []Event
	Loggers  []UserID // the agents who logged its issues, each once
}

// Caught is what a rule catches among the issues that are there.
type Caught struct {
	All    int // in whatever problem or none
	Free   int // of those, in no problem
	Here   int // of those, in the problem whose rule it is to be
	Linked int // issues of that problem, caught or not
}

// Elsewhere are those that another problem has.
func (c Caught) Elsewhere() int { return c.All - c.Free - c.Here }

// Beside are the issues of the problem that the rule does not catch.
func (c Caught) Beside() int { return c.Linked - c.Here }

// A Hint tells a session that something was committed: which event was the
// last, and whether lists and trends may have moved.
type Hint struct {
	Event  uint64
	Verb   Verb
	Urgent bool // an issue of S1 was touched since the last hint that was taken
}

// After is a hint that takes the place of one that nobody has taken.
func (h Hint) After(old Hint) Hint {
	h.Urgent = h.Urgent || old.Urgent
	return h
}

// UrgentEffect reports whether an effect is of an issue that is S1, or was.
func UrgentEffect(e Effect) bool {
	for _, r := range []Record{e.Before, e.After} {
		if i, ok := r.(*Issue); ok && i != nil && i.Severity == S1 {
			return true
		}
	}
	return false
}

// A Breakdown is how a tag's complaints of some days divide: the largest parts
// of each kind. Channels and segments are counted at any size.
type Breakdown struct {
	Channels, Segments []Share
	Products           []Share
	Customers          []Share
	Hours              [24]int
	// Cut: not all were read, and products, customers and hours are those of the
	// Newest complaints alone.
	Cut    bool
	Newest int
}

// A Share is one part of a breakdown.
type Share struct {
	Name  string
	Count int
}

// A Series is the daily counts of one tag from a first day on.
type Series struct {
	Tag    TagKey
	Path   TagPath
	First  Day
	Counts []uint32 // one a civil day
}
