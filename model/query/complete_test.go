package query

import (
	"strings"
	"testing"
)

func TestComplete(t *testing.T) {
	for _, c := range []struct {
		in    string // | is the cursor
		from  string // what is being typed
		field Field
		want  string // the first options
	}{
		{"ow|", "ow", "", "owner:"},
		{"返金 担|", "担", "", "担当:"},
		{"state:w|", "w", State, "working withdrawn"},
		{"状態：対|", "対", State, "対応中"},
		{"a (-sev<=|", "", Sev, "none any 1 2 3 4"},
		{"owner:|", "", Owner, "none any me"},
		{"due:to|", "to", Due, "today tomorrow"},
		{"state:new |", "", "", "owner: tag: sev:"},
		{`customer:"田中|`, "", "", ""},
		{"state:ne| owner:me", "ne", State, "new"},
		{"zzz|", "zzz", "", ""},
		{"|", "", "", "owner: tag: sev:"},
	} {
		before, after, _ := strings.Cut(c.in, "|")
		got := Complete(before+after, len(before))
		var options []string
		for _, o := range got.Options {
			options = append(options, o.Text)
			if o.English == "" || o.Japanese == "" {
				t.Errorf("%s: %q is not described", c.in, o.Text)
			}
		}
		if typed := before[got.From:got.To]; typed != c.from || got.Field != c.field || !strings.HasPrefix(strings.Join(options, " "), c.want) || c.want == "" && len(options) > 0 {
			t.Errorf("%s: %q of %q: %q, want %q of %q: %s", c.in, typed, got.Field, options, c.from, c.field, c.want)
		}
	}
}
