package kit

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/text"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// People are the persons of the desk and how many open issues each owns, nil
// where that was not asked.
type People struct {
	Users []model.User
	Open  map[model.UserID]int
}

// People are those the kit knows of.
func (k *Kit) People() People { return k.people }

// AskPeople asks who is on the desk and, with room, how much each has.
func (k *Kit) AskPeople(room bool) tea.Cmd {
	desk, count := k.o.Desk, k.o.Room
	return k.names.Put(k.Ctx, func(ctx context.Context) (People, error) {
		users, err := desk.Users(ctx)
		if err != nil || !room || count == nil {
			return People{Users: users}, err
		}
		open, err := count(ctx)
		return People{users, open}, err
	})
}

// named takes the people of an answer.
func (k *Kit) named(got People) {
	if got.Open == nil {
		got.Open = k.people.Open
	}
	k.people = got
	if k.o.Named != nil {
		k.o.Named()
	}
	k.Refill()
}

// Person is a person's name as the screen shows it.
func (k *Kit) Person(id model.UserID) string {
	for i := range k.people.Users {
		if u := &k.people.Users[i]; u.ID == id && u.Name != "" {
			return u.Name
		}
	}
	return string(id)
}

// IsLeader reports whether a person leads.
func (k *Kit) IsLeader(id model.UserID) bool {
	for i := range k.people.Users {
		if k.people.Users[i].ID == id {
			return k.people.Users[i].Role >= model.Leader
		}
	}
	return id == k.Who.ID && k.Who.Role >= model.Leader
}

// nobody is the picker's key for taking an owner away; no person can have it.
const nobody = "-"

// PersonOptions describe the question for a person.
type PersonOptions struct {
	Title string
	ID    action.ID // the action that asks
	Room  bool      // newer counts of open issues are asked for
	// Label and Detail are what stands of a person.
	Label, Detail func(model.User) string
	// Nobody is what taking the owner away is called where that may be.
	Nobody func() string
	Done   func(model.UserID) tea.Cmd
}

// AskPerson asks for one of the desk's people, oneself first and then by name.
// A name that nobody has is offered as a new person to those who may add one.
func (k *Kit) AskPerson(o PersonOptions) tea.Cmd {
	return k.Pick(widget.PickerOptions{
		Title: o.Title,
		New:   k.newPerson,
		Done: func(p widget.Picked) tea.Msg {
			return Then(func() tea.Cmd {
				switch {
				case p.New != "":
					return k.addPerson(p.New, o)
				case p.Keys[0] == nobody:
					return o.Done("")
				}
				return o.Done(model.UserID(p.Keys[0]))
			})
		},
	}, func() []widget.Item { return k.persons(o) }, k.AskPeople(o.Room))
}

// persons are those who can be accountable.
func (k *Kit) persons(o PersonOptions) []widget.Item {
	me := k.Who.ID
	users := slices.Clone(k.people.Users)
	slices.SortStableFunc(users, func(a, b model.User) int {
		if (a.ID == me) != (b.ID == me) {
			if a.ID == me {
				return -1
			}
			return 1
		}
		return cmp.Compare(sortName(a), sortName(b))
	})
	var items []widget.Item
	for _, u := range users {
		if !u.Gone && u.Role >= model.Agent {
			items = append(items, widget.Item{Key: string(u.ID), Label: o.Label(u), Detail: o.Detail(u), Match: u.Reading + " " + u.Team})
		}
	}
	if none := o.Nobody(); none != "" {
		items = append(items, widget.Item{Key: nobody, Label: none})
	}
	return items
}

func sortName(u model.User) string { return text.Key(cmp.Or(u.Reading, u.Name, string(u.ID))) }

// newPerson offers to add a person the desk does not know. Who may not is told
// so, but not while what is typed may still become somebody.
func (k *Kit) newPerson(typed string) (string, bool) {
	t := k.Say.Triage
	id, name, err := model.ParseUser(typed)
	if err != nil || id == "" || id == nobody || k.isPerson(id) {
		return "", false
	}
	if why := k.Cannot(model.VerbUser); why != "" {
		if k.isPartOfSomebody(typed) {
			return "", false
		}
		return t.NotOnDesk(name) + " " + why, true
	}
	return t.AddPerson(name), true
}

func (k *Kit) isPerson(id model.UserID) bool {
	return slices.ContainsFunc(k.people.Users, func(u model.User) bool { return u.ID == id && !u.Gone })
}

func (k *Kit) isPartOfSomebody(typed string) bool {
	part := text.Fold(typed)
	return slices.ContainsFunc(k.people.Users, func(u model.User) bool {
		return !u.Gone && strings.Contains(text.Fold(u.Name+" "+u.Reading+" "+string(u.ID)), part)
	})
}

// addPerson adds a person as an agent and goes on with them: two commands, and
// two steps of undo.
func (k *Kit) addPerson(typed string, o PersonOptions) tea.Cmd {
	if err := model.May(k.Who.Role, model.VerbUser); err != nil {
		return screen.SayError(k.Say, err)
	}
	id, name, err := model.ParseUser(typed)
	if err != nil {
		return screen.SayError(k.Say, err)
	}
	add := plain(o.ID, model.PutUser{User: id, Name: name, Role: model.Agent})
	add.Words = k.Say.Triage.Added(name)
	return tea.Batch(k.Send(add, nil), o.Done(id))
}
