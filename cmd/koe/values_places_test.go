package main

import (
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/pflag"

	"koe/model"
	"koe/model/words"
	"koe/store/exchange"
	"koe/tui/intake"
	"koe/tui/lang"
	"koe/tui/screentest"
	"koe/tui/trends"
	"koe/tui/triage"
)

// constants are the constants of package model that have a type of it, by the
// type and in their order, as they stand in the source.
func constants(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	eachFile(t, func(rel string, file *ast.File) {
		if path.Dir(rel) != "model" || strings.HasSuffix(rel, "_test.go") {
			return
		}
		for _, d := range file.Decls {
			group, ok := d.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				continue
			}
			of := "" // a line without type and value goes on with the one before
			for _, s := range group.Specs {
				spec := s.(*ast.ValueSpec)
				if id, ok := spec.Type.(*ast.Ident); ok {
					of = id.Name
				} else if len(spec.Values) > 0 {
					of = ""
				}
				for _, name := range spec.Names {
					if of != "" && ast.IsExported(of) {
						found[of] = append(found[of], name.Name)
					}
				}
			}
		}
	})
	return found
}

// A menu is a place in which values are chosen by their keys.
type menu[T words.Value] struct {
	what  string
	open  func(t *testing.T, l lang.Lang) *screentest.Sitting
	only  func(T) bool // those that it offers, nil for all
	stays bool         // it marks what was chosen, and stands on
}

// of is a menu that offers some of the values.
func (m menu[T]) of(only func(T) bool) menu[T] {
	m.only = only
	return m
}

// chooses: the menu shows the value behind its key, which chooses it.
func (m menu[T]) chooses(t *testing.T, h *held[T], v T) {
	t.Helper()
	if m.only != nil && !m.only(v) {
		return
	}
	for _, l := range lang.All() {
		s := m.open(t, l)
		key := h.list.Of(v).Key
		line := key + "  " + h.called(lang.For(l), v)
		if key == "" || !s.Has(line) {
			t.Errorf("in %s the menu %s does not offer %q:\n%s", l, m.what, line, s.Text())
			continue
		}
		s.Press(key)
		if m.stays != s.Has("▸ "+line) || m.stays != s.Has(line) {
			t.Errorf("in %s the key %s does not choose it from the menu %s:\n%s", l, key, m.what, s.Text())
		}
	}
}

// tall is a window in which every menu has room.
func tall(l lang.Lang) screentest.Case { return screentest.In(l, 120, 60) }

// triageOn opens Triage on an issue that was answered: it may move to any state.
func triageOn(t *testing.T, l lang.Lang) *screentest.Sitting {
	t.Helper()
	const heater = 20114 // the most urgent
	d := screentest.Unowned(t, l)
	d.AllMatch = true
	d.Must(t, screentest.Now(), "aya", model.SetState{Issues: []model.Number{heater}, State: model.Resolved, Answer: "told"})
	session := tall(l).Session(t)
	return screentest.Sit(t, tall(l), session, triage.New(d, session, d.NewID))
}

func inTriage[T words.Value](keys string) menu[T] {
	return menu[T]{what: "of Triage behind " + keys, open: func(t *testing.T, l lang.Lang) *screentest.Sitting {
		s := triageOn(t, l)
		s.Press(strings.Fields(keys)...)
		return s
	}}
}

func inTrends[T words.Value](keys string) menu[T] {
	return menu[T]{what: "of Trends behind " + keys, open: func(t *testing.T, l lang.Lang) *screentest.Sitting {
		d := screentest.Rising(t, l)
		session := tall(l).Session(t)
		session.Who.Role = model.Leader
		o := trends.Options{Session: session, Desk: d, NewID: d.NewID, Folder: &screentest.Notebook{}, Issues: func(string) tea.Cmd { return nil }}
		s := screentest.Sit(t, tall(l), session, trends.New(o))
		s.Press(strings.Fields(keys)...)
		return s
	}}
}

// inTheForm is a field of choice of the Log form, so many fields behind the text.
func inTheForm[T words.Value](field int) menu[T] {
	return menu[T]{what: fmt.Sprintf("in field %d of Log", field), stays: true, open: func(t *testing.T, l lang.Lang) *screentest.Sitting {
		d := screentest.Calling()
		session := tall(l).Session(t)
		s := screentest.Sit(t, tall(l), session, intake.New(intake.Options{
			Session: session, Desk: d, Drafts: noDrafts{}, NewID: d.NewID,
			Pause: func(_ time.Duration, msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } },
		}))
		for range field {
			s.Press("tab")
		}
		s.Press("0")
		return s
	}}
}

// noDrafts keep no form.
type noDrafts struct{}

func (noDrafts) Load(context.Context) ([]model.Form, error) { return nil, nil }
func (noDrafts) Save(context.Context, []model.Form) error   { return nil }

// orderIsWalkedTo: the key that sorts a list another way comes to it.
func orderIsWalkedTo(t *testing.T, v model.Order) {
	for _, l := range lang.All() {
		session := tall(l).Session(t)
		d := screentest.Unowned(t, l)
		s := screentest.Sit(t, tall(l), session, triage.New(d, session, d.NewID))
		for range words.Orders.All() {
			if s.Has(lang.For(l).Order(v)) {
				break
			}
			s.Press("o")
		}
		s.Want(lang.For(l).Order(v))
	}
}

// stateLeadsOn: a state is left and come to, and the menu says what it means.
func stateLeadsOn(t *testing.T, v model.State) {
	if len(v.Next()) == 0 || !slices.ContainsFunc(words.States.All(), v.Follows) {
		t.Errorf("model: no state leads to it, or none follows it; see the table of what may follow")
	}
	for _, l := range lang.All() {
		if lang.For(l).Triage.StateMeans[v] == "" {
			t.Errorf("in %s tui/lang does not say what it means: Triage.StateMeans", l)
		}
	}
}

// helpOf is what help says of a command in a language.
func helpOf(t *testing.T, command string, l lang.Lang) string {
	t.Helper()
	p := inside("")
	root := p.root()
	p.speak(l)
	cmd, _, err := root.Find(strings.Fields(command))
	if err != nil {
		t.Fatal(err)
	}
	help := cmd.Short + "\n" + cmd.Long
	cmd.Flags().VisitAll(func(f *pflag.Flag) { help += "\n" + f.Usage })
	return help
}

// containsWord reports a code that stands in a text by itself.
func containsWord(text, code string) bool {
	return slices.Contains(strings.FieldsFunc(text, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	}), code)
}

// An importRow is a row of a file with one value in one column.
type importRow struct {
	column exchange.Field
	word   string
	owner  string // an issue that is being worked on has one
	of     string // the list and the value
	came   func(*exchange.IssueJSON) bool
}

// importRows are rows that have the value by each word for it: by its code, by
// what it is called and as the screens show it.
func (h *held[T]) importRows(v T) []importRow {
	if h.column == "" {
		return nil
	}
	var names []string
	if !h.labelsOnly {
		names = h.list.Of(v).Names(v.String())
	}
	for _, l := range lang.All() {
		names = append(names, h.called(lang.For(l), v))
	}
	owner := ""
	if any(v) == any(model.Working) {
		owner = "sato"
	}
	var rows []importRow
	for _, name := range names {
		rows = append(rows, importRow{h.column, name, owner, fmt.Sprintf("%T %v", v, v), func(j *exchange.IssueJSON) bool { return h.read(j) == v }})
	}
	return rows
}

// imported: a file that has the values by any of their words brings them in.
func (v *values) imported(t *testing.T) {
	t.Helper()
	columns := []exchange.Field{exchange.KindOf, exchange.Wish, exchange.Channel, exchange.Severity, exchange.State}
	file := []string{"external_id,received_at,text,owner"}
	args := []string{"--map", "external_id=external_id", "--map", "received_at=received_at", "--map", "text=text", "--map", "owner=owner"}
	for _, c := range columns {
		file[0] += "," + string(c)
		args = append(args, "--map", string(c)+"="+string(c))
	}
	for i, r := range v.rows {
		line := fmt.Sprintf("row-%d,2026-07-01,The words of row %d,%s", i, i, r.owner)
		for _, c := range columns {
			line += ","
			if c == r.column {
				line += `"` + r.word + `"`
			}
		}
		file = append(file, line)
	}
	name := filepath.Join(t.TempDir(), "values.csv")
	if err := os.WriteFile(name, []byte(strings.Join(file, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "koe.db")
	done(t, db, append([]string{"import", name, "--as", "csv", "--source", "values"}, args...)...)
	came := map[string]*exchange.IssueJSON{}
	for line := range strings.Lines(done(t, db, "list", "--json")) {
		var j exchange.IssueJSON
		if err := json.Unmarshal([]byte(line), &j); err != nil {
			t.Fatal(err)
		}
		came[j.ExternalID] = &j
	}
	for i, r := range v.rows {
		if j := came[fmt.Sprintf("row-%d", i)]; j == nil || !r.came(j) {
			t.Errorf("%s: an import whose column %s says %q does not bring it in", r.of, r.column, r.word)
		}
	}
}
