package trends

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/query"
	"koe/model/when"
	"koe/tui/kit"
	"koe/tui/widget"
)

// A filtering is what was typed to filter the tags by.
type filtering struct {
	words string
	kind  model.Kind
	on    model.Day
}

// askFilter asks which tags to show; kind: and on: change what is counted.
func (o *overview) askFilter() tea.Cmd {
	return o.w.Prompt(widget.PromptOptions{
		Title: o.w.Say.Trends.FilterTitle, Value: o.filterText(), Limit: model.MaxLine, AtOnce: true,
		Check: func(typed string) *widget.Fault {
			_, bad := readFilter(typed, o.today())
			if bad < 0 {
				return nil
			}
			word := strings.Fields(typed[bad:])[0]
			return &widget.Fault{At: utf8.RuneCountInString(typed[:bad]), Text: o.w.Say.Trends.FilterBad(word)}
		},
		Done: func(typed string) tea.Msg {
			return kit.Then(func() tea.Cmd {
				f, _ := readFilter(typed, o.today())
				return o.show(f)
			})
		},
	})
}

func (o *overview) today() model.Day { return model.DayOf(o.w.Today()) }

// filterText is the filter as it was typed.
func (o *overview) filterText() string {
	typed := o.filter
	if o.wants.kind > model.KindComplaint {
		typed = strings.TrimSpace("kind:" + o.wants.kind.String() + " " + typed)
	}
	return typed
}

// show filters, and asks anew where something else is to be counted.
func (o *overview) show(f filtering) tea.Cmd {
	o.filter = f.words
	o.arrange()
	was := o.wants
	o.wants.kind = f.kind
	if f.on != 0 {
		return o.lookFrom(f.on)
	}
	if o.wants != was {
		return o.Ask()
	}
	return nil
}

// readFilter reads what was typed, seen from today; bad is where something stands that is no
// kind or day, else -1.
func readFilter(typed string, today model.Day) (f filtering, bad int) {
	var words []string
	at := 0
	for _, w := range strings.Fields(typed) {
		from := at + strings.Index(typed[at:], w)
		at = from + len(w)
		e, err := query.Parse(w)
		switch {
		case err == nil && e.Op == query.Test && e.Field == query.Kind:
			if f.kind.UnmarshalText([]byte(e.Value)) != nil {
				return f, from
			}
		case strings.HasPrefix(w, "on:"), strings.HasPrefix(w, "日:"), strings.HasPrefix(w, "日："):
			_, date, _ := strings.Cut(strings.Replace(w, "：", ":", 1), ":")
			day, err := when.Reader{Now: today.Time(nil), Sense: when.Past}.Day(date)
			if err != nil {
				return f, from
			}
			f.on = day
		default:
			words = append(words, w)
		}
	}
	f.words = strings.Join(words, " ")
	return f, -1
}
