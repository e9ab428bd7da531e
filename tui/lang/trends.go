package lang

import "koe/model/trend"

// Trends is what the Trends screen says.
type Trends struct {
	Title string // in the header

	// The header's right end.
	Tags            func(n int) string
	FalseFlags      string // the stated false-alarm rate
	FalseFlagsShort string
	SoFar           string // behind the running day

	// Sections and their remarks.
	ActOn, DidItWork, Rest string
	Unflagged              func(n int) string // tags that are not flagged
	Above                  func(n int) string // leaves of a tag that stand among what to act on
	Learning               func(n int) string
	Withdrawn              func(n int) string
	Head                   func(sign string, n int, share string) string // the few that make most
	Held                   func(held, scored int) string
	Quiet                  string // nothing is flagged
	TooYoung               string // nothing can be flagged yet
	Empty                  string // nothing was ever counted
	NoneMatch              string
	Filtered               func(words string) string
	Kinds                  func(kind string) string // other than complaints are counted
	Ordered                func(order string) string
	ByNeed, ByRise, ByName string // the orders

	// Column titles and what stands in them.
	Weeks13, Usual, VsMonth, VsYear, NextWeek, PerThousand, OwnerAction, Owner string
	Days                                                                       func(n int) string
	NoOwner                                                                    string
	NoMonth, NoYear                                                            string // nothing to compare with yet
	FromNothing                                                                string // nothing came before

	// States by their value, as one reads them in a sentence.
	States []string

	Reason  Reason
	Changes Changes
	Effect  Effect
	Detail  Detail

	// Where one stands.
	Old       func(day string) string // the newest issue is long ago
	LookThen  func(day string) string
	Computing func(day string) string
	OnDay     func(day string) string

	// What the keys do here, where the registry's words can be sharper.
	TheirWords, ShowLeaves, HideLeaves string

	// Why something cannot be done.
	NoRow, NoProblemYet, NotFuture, NoLeaves, OnClipboard string

	FilterTitle string
	FilterBad   func(word string) string
	Wrote       func(path string) string

	Problems Problems
	Calls    Calls
}

// Reason is the sentence with numbers that explains a row, in parts.
type Reason struct {
	Observed    func(n, days int, low, high string) string
	Since       func(day string) string
	TooMany     func(n int) string
	Customers   func(n int) string
	AtLeast     func(n int) string // customers, of very many issues
	Grave       func(n int) string
	Times       func(ratio string) string
	Beyond      func(factor string) string
	PerThousand func(now, before string) string
	Young       string // under 21 days of history
	Chronic     func(share string) string
	PutOff      func(ratio string) string
	Join, Comma string // between the parts, and before since when
	State       func(state, rest string) string
}

// Changes are the sentences on what is new since a person last looked, and on
// what moved the whole desk.
type Changes struct {
	Since, Now        func(day string) string // how the first sentence begins
	Nothing           func(since string) string
	Spiking, Rising   func(tag string) string
	New, Back, Calmer func(tag string) string
	Unflagged         func(tag string) string // no longer flagged, and not in its usual range
	Falling           func(tag string) string
	Still             func(tags string) string
	Again             func(id, title, until string) string // deferred until a day that has come
	More              func(n int) string
	Join, List        string // between happenings, between names
	Begin             func(since, what string) string
	Sentence          func(what string) string
	Together          func(sentences []string) string
	Common            func(days int, factor, low, high string) string
	Categories        func(day string, born, died int) string
	Quote             func(words string) string
	QuoteFrom         func(customer, day string) string
	Heard             func(problem, who, words string) string // on one's own problem
}

// Detail is what the view behind a row says.
type Detail struct {
	Daily, Weekly                                  string
	Legend                                         func(signal, action, band string) string
	Breakdown                                      string
	ByChannel, BySegment, ByProduct, ByHour        string
	TopCustomers, NoCustomers, NotSaid, NoWords    string
	Days28, Before                                 string
	OfNewest                                       func(n int) string // what was read, where it is not all
	Words, MoreWords                               string
	Decisions, NoDecisions                         string
	Month, Year, MonthToDate, FiscalYear, NextWeek string
	NextRange                                      func(low, high string) string
	Compared                                       func(change string, now, before int, perOpenDay bool) string
	Raised                                         func(state string, n, days int, low, high string) string
	InTriage                                       string // opens the issues on the Triage screen
}

// TrendState is the name of a signal's state; one that is newer than the list
// shows its code.
func (c *Catalogue) TrendState(v trend.State) string { return stateIn(c.Trends.States, v) }

func stateIn(names []string, v trend.State) string {
	if int(v) < len(names) {
		return names[v]
	}
	return v.String()
}
