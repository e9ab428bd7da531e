package query

import (
	"slices"
	"strings"

	"koe/model"
	"koe/model/text"
)

// Node is a query resolved for one moment and one person: the tree that an index walks. All matches
// everything.
type Node struct {
	Op   Op // All, And, Or, Not, or Test for a Leaf
	Args []Node
	Leaf Leaf
}

// Matcher says whether issues belong to a query. It holds nothing that changes and may be used by
// many at once.
type Matcher struct {
	root Node
	env  Env
}

// Compile resolves a query's names, dates and person. The result holds for now: make a new one when
// the day, the desk's names or the person may have changed.
func Compile(e Expr, env Env) *Matcher {
	return &Matcher{root: env.node(e), env: env}
}

// And is the query for what belongs to this one and to an expression more.
func (m *Matcher) And(e Expr) *Matcher {
	more := m.env.node(e)
	if m.root.Op == All {
		return &Matcher{root: more, env: m.env}
	}
	return &Matcher{root: Node{Op: And, Args: []Node{more, m.root}}, env: m.env}
}

// At is the same query at another moment of the same day.
func (m *Matcher) At(now model.Instant) *Matcher {
	later := *m
	later.env.Now = now
	return &later
}

// Alone is the query for one of this one's leaves and nothing else.
func (m *Matcher) Alone(l Leaf) *Matcher {
	return &Matcher{root: Node{Op: Test, Leaf: l}, env: m.env}
}

func (env Env) node(e Expr) Node {
	switch e.Op {
	case All:
		return Node{}
	case Word, Test:
		return Node{Op: Test, Leaf: env.leaf(e)}
	}
	n := Node{Op: e.Op, Args: make([]Node, len(e.Args))}
	for i, a := range e.Args {
		n.Args[i] = env.node(a)
	}
	return n
}

// Root returns the resolved tree, for an index to walk. It is not to be changed.
func (m *Matcher) Root() Node { return m.root }

// Match reports whether the issue belongs to the query.
func (m *Matcher) Match(issue *model.Issue) bool {
	s := subject{issue: issue, env: m.env}
	return s.matches(&m.root)
}

// subject is an issue being looked at; its words are folded when first asked for.
type subject struct {
	issue *model.Issue
	env   Env
	words string
}

func (s *subject) matches(n *Node) bool {
	switch n.Op {
	case And:
		for i := range n.Args {
			if !s.matches(&n.Args[i]) {
				return false
			}
		}
		return true
	case Or:
		for i := range n.Args {
			if s.matches(&n.Args[i]) {
				return true
			}
		}
		return false
	case Not:
		return !s.matches(&n.Args[0])
	case Test:
		return s.leaf(&n.Leaf)
	}
	return true
}

// AppendWords appends the folded words of an issue in which a query's words are looked for: what
// the customer said, the answer and the notes that stand, with a newline between them that no word
// reaches across. An index of text lists an issue under the grams of these.
func AppendWords(dst []byte, issue *model.Issue) []byte {
	dst = text.AppendFold(dst, issue.Text)
	if issue.Answer != "" {
		dst = text.AppendFold(append(dst, '\n'), issue.Answer)
	}
	for _, n := range issue.Notes {
		if !n.Retracted {
			dst = text.AppendFold(append(dst, '\n'), n.Text)
		}
	}
	return dst
}

func (s *subject) leaf(l *Leaf) bool {
	i := s.issue
	switch l.Field {
	case "":
		if s.words == "" {
			s.words = string(AppendWords(nil, i))
		}
		return l.Word.Match(s.words)
	case Owner:
		return l.user(i.Owner)
	case By:
		return l.user(i.LoggedBy)
	case Tag:
		return s.tags(l, i.Tags)
	case Primary:
		return s.tags(l, i.Tags[:min(1, len(i.Tags))])
	case State:
		return slices.Contains(l.States, i.State)
	case Sev:
		return l.has(i.Severity != 0, slices.Contains(l.Severities, i.Severity))
	case Kind:
		return l.code8(uint8(i.Kind))
	case Wish:
		return l.code8(uint8(i.Wish))
	case Waiting:
		return l.code8(uint8(i.Waiting.On))
	case Reason:
		return l.code8(uint8(i.CloseReason))
	case Upheld:
		return l.code8(uint8(i.Upheld))
	case Customer:
		_, is := slices.BinarySearch(l.Customers, i.Customer)
		return l.has(i.Customer != 0, is)
	case Problem:
		return l.number(uint64(i.Problem))
	case Number:
		return l.number(uint64(i.Number))
	case Amount:
		return l.amount(i.AtStake)
	case Redress:
		return l.amount(i.Redress)
	case Channel, Segment, Product, Source, External, ID:
		return s.name(l)
	}
	return s.date(l)
}

func (s *subject) name(l *Leaf) bool {
	i := s.issue
	switch l.Field {
	case Channel:
		return l.key(string(i.Channel))
	case Segment:
		return l.key(i.Segment)
	case Source:
		return l.key(i.Source)
	case External:
		return l.key(i.ExternalID)
	case ID:
		return i.ID.String() == l.Name
	}
	if l.None || l.Any {
		return (i.Product != "") == l.Any
	}
	return l.Part.Match(text.Fold(i.Product))
}

func (s *subject) date(l *Leaf) bool {
	i, zone := s.issue, s.env.Zone
	switch l.Field {
	case Received:
		return l.Days.Has(i.Day)
	case Logged:
		return l.Days.Has(i.LoggedAt.Day(zone))
	case Occurred:
		return l.has(i.OccurredOn != 0, l.Days.Has(i.OccurredOn))
	case Due:
		due := model.Instant(0)
		if i.State.Open() {
			due = i.NextDeadline()
		}
		return s.deadline(l, due)
	case Promise:
		p, _ := i.NextPromise()
		return s.deadline(l, p.By)
	case Snooze:
		until := i.Snooze
		if until <= s.env.Now {
			until = 0
		}
		return s.deadline(l, until)
	}
	return false
}

func (s *subject) deadline(l *Leaf, at model.Instant) bool {
	if l.Overdue {
		return at != 0 && at < s.env.Now
	}
	return l.has(at != 0, l.Days.Has(at.Day(s.env.Zone)))
}

func (s *subject) tags(l *Leaf, tags []model.TagKey) bool {
	if l.None || l.Any {
		return (len(tags) > 0) == l.Any
	}
	for _, t := range tags {
		t = s.env.tag(t)
		if !l.Below && t == l.Tag {
			return true
		}
		if rest, ok := strings.CutPrefix(string(t), string(l.Tag)); ok && strings.HasPrefix(rest, "/") {
			return true
		}
	}
	return false
}

// has answers none and any by whether it is set, everything else by holds.
func (l *Leaf) has(set, holds bool) bool {
	if l.None || l.Any {
		return set == l.Any
	}
	return holds
}

func (l *Leaf) user(id model.UserID) bool {
	return l.has(id != "", id != "" && slices.Contains(l.Users, id))
}

func (l *Leaf) code8(v uint8) bool { return l.has(v != 0, v == l.Code) }

func (l *Leaf) number(n uint64) bool { return l.has(n != 0, n != 0 && n >= l.From && n <= l.To) }

func (l *Leaf) key(s string) bool { return l.has(s != "", s != "" && text.Key(s) == l.Name) }

func (l *Leaf) amount(a model.Amount) bool {
	if l.None || l.Any {
		return (a != model.Amount{}) == l.Any
	}
	c, ok := l.money.compare(a)
	if !ok {
		return false
	}
	switch l.cmp {
	case Lt:
		return c < 0
	case Le:
		return c <= 0
	case Gt:
		return c > 0
	case Ge:
		return c >= 0
	}
	return c == 0
}
