package demo

import "koe/model"

// A Language is what everybody on a made-up desk speaks and writes: its
// customers and its people, in its tags, problems and notes.
type Language uint8

// The languages a desk is made up in, each alone.
const (
	English Language = iota
	Japanese
)

// A voice is how customers put one topic, and what agents tag it with.
type voice struct {
	tag     model.TagPath // what the topic is about, where empty
	reading string        // of each level of the tag, by which it is found
	said    []string      // sentences with slots in braces
}

// A thing is something the company sells.
type thing struct {
	word    string // what customers call it
	product string // what the company calls it
	device  bool   // it has a switch
}

// names are what customers are called.
type names struct {
	first, last []string
	trades      []string // behind a last name they make a company
	japanese    bool     // the last name first, and no blank before a trade
}

// staff are the people of the desk beside the one who looks at it.
type staff struct {
	actor  model.PutUser // what that one is called; the login is not known here
	people []model.PutUser
	teams  []model.Team
	agents []model.UserID // who log
	owners []model.UserID // who are given issues
}

// A tongue is a language's words for everything on the desk.
type tongue struct {
	source  string           // where complaints are said to come from
	gap     string           // between sentences
	voices  map[string]voice // of each topic, by what it is about
	added   []string         // to anything
	ordered []string         // to something that was ordered
	goods   []string         // where it is about the thing itself
	asks    map[model.Wish][]string
	things  []thing
	slots   func(*speaker, string) string
	names   names
	staff   staff
	acts    func(last model.Day) []act
}

// tongue is the words of the language.
func (l Language) tongue() *tongue {
	if l == Japanese {
		return japanese()
	}
	return english()
}

// voice is how a topic is put.
func (g *tongue) voice(t *topic) voice {
	v := g.voices[t.about]
	if v.tag == "" {
		v.tag = model.TagPath(t.about)
	}
	return v
}
