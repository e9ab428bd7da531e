package manual

import (
	"strings"

	"koe/model/query"
	"koe/tui/lang"
)

// valuesHere stands in the page on queries where the program puts what the fields with a fixed list
// take, so that a new value needs no new page.
const valuesHere = "<!-- values -->"

// valueTable lists the values of each field with a fixed list: the code and what it is called, the
// reader's own first.
func valueTable(l lang.Lang) string {
	s := lang.Say("| Field | Takes |\n| --- | --- |\n", "| 項目 | 値 |\n| --- | --- |\n").In(l)
	for _, f := range query.Fields() {
		var all []string
		for _, v := range f.Fixed() {
			all = append(all, lang.Say(withAside(v.Text, " (", v.English, ")"), withAside(v.Japanese, "（", v.Text, "）")).In(l))
		}
		if len(all) > 0 {
			s += lang.Say("| `"+string(f.Field)+"` | "+strings.Join(all, ", ")+" |\n", "| `"+f.Japanese+"` | "+strings.Join(all, "、")+" |\n").In(l)
		}
	}
	return s
}

// withAside puts another name behind one, unless they are the same.
func withAside(name, open, other, closing string) string {
	if other == name {
		return name
	}
	return name + open + other + closing
}
