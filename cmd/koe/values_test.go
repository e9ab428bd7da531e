package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"koe/model"
	"koe/model/query"
	"koe/model/words"
	"koe/store/exchange"
	"koe/tui/lang"
)

// TestEveryValueOfEveryList holds each value of each fixed list to every place in
// which somebody meets it. A value is a constant with its code in model and a
// line of words in model/words; what was forgotten of it fails here, with the
// value and the place.
func TestEveryValueOfEveryList(t *testing.T) {
	v := &values{constants: constants(t), db: t.TempDir() + "/koe.db"}
	done(t, v.db, "log", "--id", "01KXCCC100XV7033CKZVJ761MP", "Charged twice #billing")

	holds(t, v, held[model.Kind]{
		list: words.Kinds, called: (*lang.Catalogue).Kind, field: query.Kind, set: func(i *model.Issue, v model.Kind) { i.Kind = v },
		column: exchange.KindOf, read: func(j *exchange.IssueJSON) model.Kind { return j.Kind },
		offered: []string{"log --kind", "trends --kind"}, help: []string{"log", "trends"},
		menus: []menu[model.Kind]{inTriage[model.Kind]("e k")},
	})
	holds(t, v, held[model.Wish]{
		list: words.Wishes, called: (*lang.Catalogue).Wish, field: query.Wish, set: func(i *model.Issue, v model.Wish) { i.Wish = v },
		column: exchange.Wish, read: func(j *exchange.IssueJSON) model.Wish { return j.Wish },
		offered: []string{"log --wish"},
		menus:   []menu[model.Wish]{inTriage[model.Wish]("e w"), inTheForm[model.Wish](5)},
	})
	holds(t, v, held[model.Channel]{
		list: words.Channels, called: (*lang.Catalogue).Channel, field: query.Channel, set: func(i *model.Issue, v model.Channel) { i.Channel = v },
		column: exchange.Channel, read: func(j *exchange.IssueJSON) model.Channel { return j.Channel },
		offered: []string{"log --channel"},
		menus:   []menu[model.Channel]{inTriage[model.Channel]("e c"), inTheForm[model.Channel](4)},
	})
	holds(t, v, held[model.Severity]{
		list: words.Severities, called: (*lang.Catalogue).Severity, field: query.Sev, set: func(i *model.Issue, v model.Severity) { i.Severity = v },
		column: exchange.Severity, read: func(j *exchange.IssueJSON) model.Severity { return j.Severity },
		typed: func(v model.Severity) string { return words.Severities.Of(v).Key }, offered: []string{"log --severity"}, help: []string{"log"},
		menus: []menu[model.Severity]{inTriage[model.Severity]("s"), inTheForm[model.Severity](3)},
	})
	holds(t, v, held[model.State]{
		list: words.States, called: (*lang.Catalogue).State, field: query.State, set: func(i *model.Issue, v model.State) { i.State = v },
		column: exchange.State, read: func(j *exchange.IssueJSON) model.State { return j.State },
		offered: []string{"state 1", "import --state"}, help: []string{"state", "import"},
		menus: []menu[model.State]{inTriage[model.State]("S")}, also: stateLeadsOn,
	})
	holds(t, v, held[model.WaitingOn]{
		list: words.Waiting, called: (*lang.Catalogue).WaitingOn, field: query.Waiting, set: func(i *model.Issue, v model.WaitingOn) { i.Waiting.On = v },
		column: exchange.State, read: func(j *exchange.IssueJSON) model.WaitingOn { return j.Waiting.On }, labelsOnly: true,
		offered: []string{"state 1 pending --reason"}, help: []string{"state"},
		menus: []menu[model.WaitingOn]{inTriage[model.WaitingOn]("S p")},
	})
	holds(t, v, held[model.CloseReason]{
		list: words.CloseReasons, called: (*lang.Catalogue).CloseReason, field: query.Reason, set: func(i *model.Issue, v model.CloseReason) { i.CloseReason = v },
		offered: []string{"state 1 closed --reason"}, help: []string{"state"},
		menus: []menu[model.CloseReason]{inTriage[model.CloseReason]("x"), inTriage[model.CloseReason]("S x")},
	})
	holds(t, v, held[model.Upheld]{
		list: words.Upheld, called: (*lang.Catalogue).Upheld, field: query.Upheld, set: func(i *model.Issue, v model.Upheld) { i.Upheld = v },
		menus: []menu[model.Upheld]{inTriage[model.Upheld]("e h")},
	})
	holds(t, v, held[model.Outcome]{
		list: words.Outcomes, called: (*lang.Catalogue).Outcome,
		menus: []menu[model.Outcome]{inTriage[model.Outcome]("c"), inTrends[model.Outcome]("C enter c")},
	})
	holds(t, v, held[model.Stage]{
		list: words.Stages, called: (*lang.Catalogue).Stage,
		offered: []string{"problem stage P-1"}, help: []string{"problem stage"},
		menus: []menu[model.Stage]{inTrends[model.Stage]("P S"), inTrends[model.Stage]("P x").of(model.Stage.Final)},
	})
	holds(t, v, held[model.ActionType]{
		list: words.ActionTypes, called: (*lang.Catalogue).ActionType,
		offered: []string{"problem act --kind"}, help: []string{"problem act"},
		menus: []menu[model.ActionType]{inTrends[model.ActionType]("P f")},
	})
	holds(t, v, held[model.Audience]{
		list: words.Audiences, called: (*lang.Catalogue).Audience,
		menus: []menu[model.Audience]{inTrends[model.Audience]("P r")},
	})
	holds(t, v, held[model.Role]{
		list: words.Roles, called: (*lang.Catalogue).Role,
		offered: []string{"user add --role", "user role aya"}, help: []string{"user add"},
	})
	holds(t, v, held[model.Order]{list: words.Orders, called: (*lang.Catalogue).Order, also: orderIsWalkedTo})
	v.imported(t)
	for name := range v.constants {
		if !slices.Contains(v.held, name) && !slices.Contains(notChosen, name) {
			t.Errorf("the values of %s are held to nothing here: add its list, or say in notChosen why nobody chooses them", name)
		}
	}
}

// notChosen are the types of the model whose constants are no list from which
// anybody chooses: what parts of the program tell each other.
var notChosen = []string{"RecordType", "Verb", "RefusalCode", "Shape", "FaultCode", "UserID", "EventForm", "ProblemID", "Need"}

// values is what the lists are held to together.
type values struct {
	constants map[string][]string // of the model, by type, in order
	db        string
	held      []string
	rows      []importRow
}

// held is a fixed list with the places in which its values are met.
type held[T words.Value] struct {
	list   *words.List[T]
	called func(*lang.Catalogue, T) string
	// A query's field, and how an issue has the value.
	field query.Field
	set   func(*model.Issue, T)
	// An import's column, and what came in. A column of labels only does not take
	// the code.
	column     exchange.Field
	read       func(*exchange.IssueJSON) T
	labelsOnly bool
	// Command lines behind which the values are offered, as they are typed there,
	// and commands whose help names them.
	typed   func(T) string
	offered []string
	help    []string
	menus   []menu[T]
	also    func(t *testing.T, v T)
}

func holds[T words.Value](t *testing.T, v *values, h held[T]) {
	t.Helper()
	name := strings.TrimPrefix(fmt.Sprintf("%T", *new(T)), "model.")
	v.held = append(v.held, name)
	all := h.list.All()
	for i, constant := range v.constants[name] {
		if i >= len(all) {
			t.Errorf("%s: model.%s has no code in model, or is missing in its list there", name, constant)
		}
	}
	for _, value := range all {
		t.Run(name+"/"+value.String(), func(t *testing.T) {
			h.isWritten(t, value)
			h.isCalled(t, value)
			h.isAsked(t, value)
			v.rows = append(v.rows, h.importRows(value)...)
			h.isOffered(t, v, value)
			for _, m := range h.menus {
				m.chooses(t, &h, value)
			}
			if h.also != nil {
				h.also(t, value)
			}
		})
	}
}

// isWritten: the code is read back, and is nobody else's.
func (h *held[T]) isWritten(t *testing.T, v T) {
	t.Helper()
	if v.String() == "" {
		t.Fatalf("%v has no code in model", v)
	}
	b, err := json.Marshal(v)
	if _, coded := any(v).(interface{ MarshalText() ([]byte, error) }); coded && string(b) != `"`+v.String()+`"` {
		t.Errorf("in JSON it is %s, %v", b, err)
	}
	var back T
	if err := json.Unmarshal(b, &back); err != nil || back != v {
		t.Errorf("its code %s reads as %v, %v", b, back, err)
	}
	for _, other := range h.list.All() {
		if other != v && other.String() == v.String() {
			t.Errorf("its code %q is another's too", v)
		}
	}
}

// isCalled: it has words of its own in both languages, which lead to it, and a
// key of its own where menus offer it.
func (h *held[T]) isCalled(t *testing.T, v T) {
	t.Helper()
	w := h.list.Of(v)
	if w.English == "" || w.Japanese == "" {
		t.Errorf("model/words has no words for it in both languages: %q, %q", w.English, w.Japanese)
	}
	for _, l := range lang.All() {
		label := lang.Say(w.English, w.Japanese).In(l)
		if shown := h.called(lang.For(l), v); !strings.Contains(shown, label) {
			t.Errorf("in %s the screens call it %q, not %q", l, shown, label)
		}
	}
	for _, name := range w.Names(v.String()) {
		if found, ok := h.list.Find(name); !ok || found != v {
			t.Errorf("model/words: %q leads to %v", name, found)
		}
	}
	if (w.Key != "") != (len(h.menus) > 0) {
		t.Errorf("model/words: its key is %q, and %d menus offer it", w.Key, len(h.menus))
	}
	if slices.Contains([]string{"j", "k", "0"}, w.Key) || len([]rune(w.Key)) > 1 {
		t.Errorf("model/words: its key %q is taken: the menus move with it, or take a choice back", w.Key)
	}
	for _, other := range h.list.All() {
		if other != v && w.Key != "" && h.list.Of(other).Key == w.Key {
			t.Errorf("model/words: its key %q is that of %s too", w.Key, other)
		}
	}
}

// isAsked: a query that names it in either language finds the issues that have
// it, and no others; the query's field shows it.
func (h *held[T]) isAsked(t *testing.T, v T) {
	t.Helper()
	if h.field == "" {
		return
	}
	info, _ := query.Describe(string(h.field))
	for _, name := range h.list.Of(v).Names(v.String()) {
		for _, key := range []string{string(h.field), h.field.Japanese()} {
			e, err := query.Parse(key + `:"` + name + `"`)
			if err != nil {
				t.Errorf("a query does not take %s:%q: %v", key, name, err)
				continue
			}
			m := query.Compile(e, query.Env{})
			for _, other := range h.list.All() {
				var issue model.Issue
				if h.set(&issue, other); m.Match(&issue) != (other == v) {
					t.Errorf("the query %s finds an issue that has %s: %v", e, other, m.Match(&issue))
				}
			}
			if again, err := query.Parse(e.String()); err != nil || again.Value != e.Value {
				t.Errorf("the query %s is not read again: %v", e, err)
			}
			if !slices.Contains(info.Values, e.Value) {
				t.Errorf("the field %s does not name the value %s among those it takes: %v", h.field, e.Value, info.Values)
			}
		}
	}
	for _, label := range []string{h.list.Of(v).English, h.list.Of(v).Japanese} {
		typed := string(h.field) + ":" + strings.Fields(label + " x")[0]
		if len(query.Complete(typed, len(typed)).Options) == 0 {
			t.Errorf("a query in which %q is typed is not completed", typed)
		}
	}
}

// isOffered: a shell offers it wherever a command takes it, and help names it.
func (h *held[T]) isOffered(t *testing.T, v *values, value T) {
	t.Helper()
	typed := value.String()
	if h.typed != nil {
		typed = h.typed(value)
	}
	for _, line := range h.offered {
		if got := offered(t, v.db, append(strings.Fields(line), "")...); !slices.Contains(got, typed) {
			t.Errorf("behind koe %s a shell is not offered %q: %q", line, typed, got)
		}
	}
	for _, command := range h.help {
		for _, l := range lang.All() {
			if help := helpOf(t, command, l); !containsWord(help, typed) {
				t.Errorf("in %s the help of koe %s does not name %q:\n%s", l, command, typed, help)
			}
		}
	}
}
