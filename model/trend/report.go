package trend

// State is what a row's signal is called.
type State uint8

const (
	Steady   State = iota // within its usual range
	Learning              // under 21 days of history: nothing can be said yet
	New                   // its first issues came within the last four weeks
	Spiking               // well above the usual, fast: within days
	Rising                // well above the usual, slowly: over weeks
	Chronic               // steady, and still one of the few that make most of the volume
	Recurred              // declared fixed, and back
	Falling               // well below the usual: a win
)

var stateNames = [...]string{"steady", "learning", "new", "spiking", "rising", "chronic", "recurred", "falling"}

// String is the state's name as commands print it.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "unknown"
}

// Window is what came in the last days against what was to be expected.
type Window struct {
	Days     int     // the length asked for; shorter histories look at fewer (Looked)
	Looked   int     // the latest days that P is of; 0 where the history is too short for this window
	Observed int     // issues in all its days
	Expected float64 // with the calendar, the running day and the desk's common movement
	Low      int     // lower end of the usual range (2.5 %)
	High     int     // upper end of the usual range (97.5 %)
	P        float64 // mid-p-value of as many or more; 1 where not looked at
}

// Change compares two spans of days, each per open day.
type Change struct {
	Known          bool    // false: no such span in the history ("no year yet")
	Now, Before    int     // issues in each span
	OpenNow        float64 // exposure of each span in usual open days
	OpenBefore     float64
	Ratio          float64 // per open day, now over before; +Inf where nothing came before; NaN where not known
	From, To       Day     // the span now
	FromThen, Then Day     // the span before
}

// Rate is issues per 1,000 contacts handled.
type Rate struct {
	Known       bool
	Now, Before float64 // last 7 days; the 8 weeks before them
	Contacts    int     // contacts handled in the last 7 days
}

// Reason holds the numbers of the sentence that explains a row. Window is an
// index into Row.Windows.
type Reason struct {
	Window   int     // the window that says most
	Observed int     // in that window
	Expected float64 // with the desk's common movement
	Low      int     // usual range of that window
	High     int     //
	Days     int     // its length
	Since    Day     // onset, 0 if none
	TooMany  float64 // excess since the onset
	Common   float64 // factor by which the whole desk moved in that window, 1 = not
}

// Row is the judgement on one series.
type Row struct {
	Key, Parent string
	IsParent    bool
	State       State
	Windows     []Window
	P           float64 // combined over windows
	PLow        float64 // the same for too few
	Q           float64 // Benjamini-Hochberg over the desk; not below a threshold that LookAt or ActOn does not pass
	LookAt      bool    // Q < 0.10, with at least 3 issues in four weeks
	ActOn       bool    // Q < 0.01, with at least 5 issues in four weeks and 5 too many
	Listed      bool    // to be shown above "everything else": LookAt, any S1, or recurred
	S1          int
	Dispersion  float64 // variance of a count over its mean, 1 = Poisson
	Ratio       float64 // observed over expected in the window that says most
	Onset       Day     // since when, 0 if not raised
	Excess      float64 // issues beyond the expected since the onset
	Share       float64 // of the desk's volume in the last 28 days
	Head        bool    // in the chronic head, whatever its state
	VsMonth     Change  // last 28 days against the 28 before
	VsYear      Change  // last 28 days against the same a year (52 weeks) before
	MonthToDate Change  // calendar month against the same days of the month before
	FiscalYear  Change  // fiscal year to date against the same of the year before
	Rate        Rate
	Categories  bool // born or died with many others on one day (see Report.Categories)
	Reason      Reason
	Next        Range // the expected range of the coming 7 days

	qLow    float64 // Benjamini-Hochberg of PLow
	volume  int     // issues in the last four weeks
	isNew   bool
	Back    bool // as its series says
	fixedOn Day
}

// Range is a look ahead at the 7 days after On.
type Range struct {
	Expected  float64
	Low, High int // 80 % of weeks fall within, ends included
}

// Common is the desk's own movement in one window.
type Common struct {
	Days   int
	Factor float64 // how many times as many as usual, over all series alike
	Low    float64 // 95 % interval
	High   float64
	P      float64
	Series int     // series that carried the estimate
	Moved  float64 // share of them that moved the same way
	Signal bool    // worth saying
}

// Categories says that many series began or ended on one day: the desk
// changed its categories, customers did not change.
type Categories struct {
	On   Day
	Born []string
	Died []string
}

// Report is the judgement on a desk on a day. Reports are not changed after
// they are returned and may be shared between goroutines.
type Report struct {
	On         Day
	Days       int // length of the desk's history
	Rows       []Row
	Common     []Common // one per window
	Categories *Categories
	Head       []string // the fewest series that make half the volume of the last 28 days
	HeadShare  float64
	Tested     int // leaves whose p-values were corrected together

	pool pool
}

// Row finds a row by key; nil if there is none.
func (r *Report) Row(key string) *Row {
	for i := range r.Rows {
		if r.Rows[i].Key == key {
			return &r.Rows[i]
		}
	}
	return nil
}
