package model

// A Problem (課題) is something that keeps coming back: a rule and linked
// issues, one accountable owner, actions, a measured effect, what to tell
// callers.
type Problem struct {
	ID         ProblemID `cbor:"1,keyasint" json:"id"`
	Revision   uint32    `cbor:"2,keyasint" json:"revision" event:"-"`
	Title      string    `cbor:"3,keyasint" json:"title"`
	Rule       string    `cbor:"4,keyasint,omitempty" json:"rule,omitempty"` // a query, as its text
	Tag        TagKey    `cbor:"5,keyasint,omitempty" json:"tag,omitempty"`  // the tag whose trend is its trend
	Owner      UserID    `cbor:"6,keyasint,omitempty" json:"owner,omitempty"`
	Stage      Stage     `cbor:"7,keyasint" json:"stage"`
	StageAt    Instant   `cbor:"8,keyasint" json:"stage_at"`
	Cause      string    `cbor:"9,keyasint,omitempty" json:"cause,omitempty"`
	Goal       string    `cbor:"10,keyasint,omitempty" json:"goal,omitempty"`
	Tell       string    `cbor:"11,keyasint,omitempty" json:"tell,omitempty"`         // ご案内文: what to tell callers
	Workaround string    `cbor:"12,keyasint,omitempty" json:"workaround,omitempty"`   // 暫定対応
	Result     string    `cbor:"13,keyasint,omitempty" json:"result,omitempty"`       // in words, at the end
	AsCustomer string    `cbor:"14,keyasint,omitempty" json:"as_customer,omitempty"`  // "would you accept this as the customer?"
	Until      Day       `cbor:"15,keyasint,omitempty" json:"until,omitempty"`        // deferred until
	Since      Day       `cbor:"16,keyasint,omitempty" json:"since,omitempty"`        // onset of the signal that made it
	Recurred   []Day     `cbor:"17,keyasint,omitempty" json:"recurred,omitempty"`     // days on which it came back after effective
	Snooze     float64   `cbor:"18,keyasint,omitempty" json:"snooze_above,omitempty"` // quiet until the ratio is above this
	CreatedAt  Instant   `cbor:"19,keyasint" json:"created_at"`
	CreatedBy  UserID    `cbor:"20,keyasint" json:"created_by"`
	Actions    []Action  `cbor:"21,keyasint,omitempty" json:"actions,omitempty"`
	Decisions  []Note    `cbor:"22,keyasint,omitempty" json:"decisions,omitempty" event:"words"`
	Heard      []Note    `cbor:"23,keyasint,omitempty" json:"heard,omitempty" event:"words"` // "what I hear", from agents
	Told       []Telling `cbor:"24,keyasint,omitempty" json:"told,omitempty"`
	External   string    `cbor:"25,keyasint,omitempty" json:"external,omitempty"` // the source's own reference, problem_id
}

// Ref names the record.
func (p *Problem) Ref() Ref { return ref(ProblemRecord, uint64(p.ID)) }

// An Action (対策) is one thing done against a problem, by one person.
type Action struct {
	N         int        `cbor:"1,keyasint" json:"n"` // 1, 2, 3 within its problem
	Type      ActionType `cbor:"2,keyasint" json:"kind"`
	Text      string     `cbor:"3,keyasint" json:"text"`
	Owner     UserID     `cbor:"4,keyasint,omitempty" json:"owner,omitempty"`
	Due       Day        `cbor:"5,keyasint,omitempty" json:"due,omitempty"`
	Effective Day        `cbor:"6,keyasint,omitempty" json:"effective,omitempty"` // in force since
	Reference string     `cbor:"7,keyasint,omitempty" json:"reference,omitempty"` // outside reference
	By        UserID     `cbor:"8,keyasint" json:"by"`
	At        Instant    `cbor:"9,keyasint" json:"at"`
}

// A Telling is one group of people who are to know what was done.
type Telling struct {
	Who  Audience `cbor:"1,keyasint" json:"who"`
	Note string   `cbor:"2,keyasint,omitempty" json:"note,omitempty"`
	At   Instant  `cbor:"3,keyasint,omitempty" json:"at,omitempty"` // zero while still to be told
	By   UserID   `cbor:"4,keyasint,omitempty" json:"by,omitempty"`
}

// An Audience is who is told.
type Audience string

// Who is told what was done about a problem.
const (
	TellCustomers Audience = "customers"
	TellAgents    Audience = "agents"
	TellSuppliers Audience = "suppliers"
)

// A Forecast is a range stated before its week came, kept so that it can be
// scored: the look-ahead says how often it held.
type Forecast struct {
	Tag  TagKey  `cbor:"1,keyasint" json:"tag"`
	From Day     `cbor:"2,keyasint" json:"from"` // the week's first day
	Made Day     `cbor:"3,keyasint" json:"made"` // the day it was stated on
	Low  int     `cbor:"4,keyasint" json:"low"`
	High int     `cbor:"5,keyasint" json:"high"`
	Mean float64 `cbor:"6,keyasint" json:"mean"`
}

// Ref names the record.
func (f *Forecast) Ref() Ref { return Ref{ForecastRecord, f.From.String() + " " + string(f.Tag)} }

// A Signal (兆候) as it was raised: what a leader saw stays readable, however
// the counts are restated later.
type Signal struct {
	Tag      TagKey  `cbor:"1,keyasint" json:"tag"`
	On       Day     `cbor:"2,keyasint" json:"on"`
	State    string  `cbor:"3,keyasint" json:"state"`
	Observed int     `cbor:"4,keyasint" json:"observed"`
	Days     int     `cbor:"5,keyasint" json:"days"` // the window
	Low      int     `cbor:"6,keyasint" json:"low"`
	High     int     `cbor:"7,keyasint" json:"high"`
	Q        float64 `cbor:"8,keyasint" json:"q"`
	Since    Day     `cbor:"9,keyasint,omitempty" json:"since,omitempty"`
}

// Ref names the record.
func (s *Signal) Ref() Ref { return Ref{SignalRecord, s.On.String() + " " + string(s.Tag)} }

// A Review is the weekly meeting, as it was held.
type Review struct {
	On     Day     `cbor:"1,keyasint" json:"on"`
	By     UserID  `cbor:"2,keyasint" json:"by"`
	Closed Instant `cbor:"3,keyasint,omitempty" json:"closed,omitempty"`
	Notes  []Note  `cbor:"4,keyasint,omitempty" json:"notes,omitempty"`
}

// Ref names the record.
func (r *Review) Ref() Ref { return Ref{ReviewRecord, r.On.String()} }

// A Metric is one figure of the scorecard on a day, with its target.
type Metric struct {
	Name   string  `cbor:"1,keyasint" json:"name"`
	On     Day     `cbor:"2,keyasint" json:"on"`
	Value  float64 `cbor:"3,keyasint" json:"value"`
	Target float64 `cbor:"4,keyasint,omitempty" json:"target,omitempty"`
}

// Ref names the record.
func (m *Metric) Ref() Ref { return Ref{MetricRecord, m.On.String() + " " + m.Name} }
