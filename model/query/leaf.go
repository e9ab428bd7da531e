package query

import (
	"math"
	"slices"
	"strings"

	"koe/model"
	"koe/model/text"
)

// Leaf is one term of a query with its names and dates resolved: what an index looks up. Field says
// which of the other fields counts; "" is a word.
type Leaf struct {
	Field Field
	// None asks for issues without it, Any for those with it; the rest is then empty.
	None, Any bool

	Word       text.Pattern       // Field ""
	States     []model.State      // State
	Severities []model.Severity   // Sev
	Code       uint8              // Kind, Wish, Waiting, Reason, Upheld: the value's number
	Users      []model.UserID     // Owner, By: any of them; nobody matches where empty
	Customers  []model.CustomerID // Customer, likewise, ascending
	Tag        model.TagKey       // Tag, Primary: aliases followed
	Below      bool               // Tag, Primary: only what is under it
	Name       string             // Segment, Source, External, Channel: equal when folded as a key; ID: as written
	Part       text.Pattern       // Product: stands in it
	Days       Days               // the dates: Received for since and until too
	Overdue    bool               // Due, Promise
	From, To   uint64             // Number and Problem: the range, both ends within it
	cmp        Cmp                // Amount, Redress
	money      money
}

func (env Env) leaf(e Expr) Leaf {
	if e.Op == Word {
		return Leaf{Word: text.Compile(e.Value)}
	}
	l := Leaf{Field: e.Field}
	if !e.Literal && (e.Value == none || e.Value == anyone) {
		l.None, l.Any = e.Value == none, e.Value == anyone
		return l
	}
	info, _ := Describe(string(e.Field))
	switch info.sort {
	case userSort:
		l.Users = env.users(e.Value, e.Literal)
	case tagSort:
		name, below := strings.CutSuffix(e.Value, "/*")
		path, _ := model.ParseTag(name)
		l.Tag, l.Below = env.tag(path.Key()), below
	case codeSort:
		l.code(e)
	case nameSort:
		l.name(env, e)
	case freeSort:
		l.Name = text.Key(e.Value)
	case idSort:
		l.Name = e.Value
	case dateSort, dueSort:
		l.days(env, e, info.sort == dueSort)
	case numberSort:
		n, _ := model.ParseNumber(strings.TrimPrefix(e.Value, "P-"))
		l.From, l.To = span(e.Cmp, uint64(n))
	case moneySort:
		l.cmp, l.money = e.Cmp, parseMoney(e.Value)
	}
	return l
}

// code resolves a value of a fixed list.
func (l *Leaf) code(e Expr) {
	code := []byte(e.Value)
	switch e.Field {
	case State:
		l.States = e.States()
	case Sev:
		from, to := span(e.Cmp, uint64(e.Value[0]-'0'))
		for _, s := range model.AllSeverities() {
			if uint64(s) >= from && uint64(s) <= to {
				l.Severities = append(l.Severities, s)
			}
		}
	case Kind:
		l.Code = unmarshal[model.Kind](code)
	case Wish:
		l.Code = unmarshal[model.Wish](code)
	case Waiting:
		l.Code = unmarshal[model.WaitingOn](code)
	case Reason:
		l.Code = unmarshal[model.CloseReason](code)
	case Upheld:
		l.Code = unmarshal[model.Upheld](code)
	}
}

// States are the states that a test of the state asks for: open means several. Of any other
// expression there are none.
func (e Expr) States() []model.State {
	if e.Op != Test || e.Field != State {
		return nil
	}
	var states []model.State
	for _, s := range model.AllStates() {
		if s.String() == e.Value || e.Value == open && s.Open() {
			states = append(states, s)
		}
	}
	return states
}

// unmarshal reads a code that the parser has let through.
func unmarshal[T ~uint8, P interface {
	*T
	UnmarshalText([]byte) error
}](b []byte) uint8 {
	var v T
	if err := P(&v).UnmarshalText(b); err != nil {
		return 0
	}
	return uint8(v)
}

func (l *Leaf) name(env Env, e Expr) {
	switch e.Field {
	case Customer:
		l.Customers = slices.Sorted(slices.Values(env.customers(e.Value)))
	case Product:
		l.Part = text.Compile(e.Value)
	default:
		l.Name = text.Key(e.Value)
	}
}

// days resolves a date with its comparison. What follows a length of time back is before it; since
// and until are comparisons of the day received.
func (l *Leaf) days(env Env, e Expr, ahead bool) {
	if e.Value == overdue {
		l.Overdue = true
		return
	}
	days, isAmount, ok := resolve(e.Value, env.Now.Day(env.Zone), ahead)
	cmp := e.Cmp
	switch e.Field {
	case Since:
		l.Field, cmp = Received, Ge
	case Until:
		l.Field, cmp = Received, Le
		if isAmount {
			cmp = Lt
		}
	}
	if !ok {
		l.Days = nowhere
		return
	}
	switch cmp {
	case Eq:
		l.Days = days
	case Ge:
		l.Days = Days{From: days.From}
	case Gt:
		l.Days = Days{From: days.To + 1}
	case Le:
		l.Days = Days{To: days.To}
	case Lt:
		l.Days = Days{To: days.From - 1}
	}
}

// span is the range of whole numbers that compare so with n.
func span(cmp Cmp, n uint64) (from, to uint64) {
	switch cmp {
	case Lt:
		return 0, n - 1
	case Le:
		return 0, n
	case Gt:
		return n + 1, math.MaxUint64
	case Ge:
		return n, math.MaxUint64
	}
	return n, n
}
