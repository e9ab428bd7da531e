package exchange

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"koe/model"
)

func TestExtrasKeepTheirOrder(t *testing.T) {
	for in, want := range map[string]string{
		`{}`: "", `null`: "", `{"b":"x","a":"y"}`: "b=x a=y", `{"n":1.50,"t":true,"o":{"k":[1]},"z":null}`: `n=1.50 t=true o={"k":[1]} z=null`, `{"a":"x","a":"y"}`: "a=x a=y",
		`[]`: "error", `"x"`: "error", `7`: "error",
	} {
		var e ExtraJSON
		err := json.Unmarshal([]byte(in), &e)
		var parts []string
		for _, x := range e {
			parts = append(parts, x.Name+"="+x.Value)
		}
		if got := strings.Join(parts, " "); (err != nil) != (want == "error") || err == nil && got != want {
			t.Errorf("%s: %q, %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", `{"a"`, `{"a":`, `{"a":"x",`} {
		e := ExtraJSON{{Name: "old"}}
		if err := e.UnmarshalJSON([]byte(in)); err == nil {
			t.Errorf("%q was taken: %+v", in, e)
		}
	}
	b, err := json.Marshal(ExtraJSON{{Name: "a", Value: "<1>"}, {Name: "a", Value: "2"}, {Name: "b"}, {Name: "a", Value: "3"}, {Name: "a (2)", Value: "4"}})
	if want := `{"a":"\u003c1\u003e","a (2)":"2","b":"","a (3)":"3","a (2) (2)":"4"}`; err != nil || string(b) != want {
		t.Errorf("%s, %v, want %s", b, err, want)
	}
	if b, err := (ExtraJSON{{Name: "a", Value: "<&>"}}).MarshalJSON(); err != nil || string(b) != `{"a":"<&>"}` {
		t.Errorf("%s, %v", b, err)
	}
}

// TestALineOfKoesOwn is refused for what the desk would refuse, each bound at its edge.
func TestALineOfKoesOwn(t *testing.T) {
	whole := func(change func(map[string]any)) string {
		m := map[string]any{"number": 7, "id": "01KXDB8SM00000000000000000", "received_at": today.Add(-1000_000_000), "logged_at": today.Add(-1000_000_000), "kind": "complaint", "text": "words", "severity": "S3", "state": "new"}
		change(m)
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return string(b) + "\n"
	}
	extra := func(n int) map[string]string {
		m := map[string]string{}
		for i := range n {
			m[fmt.Sprint("c", i)] = "x"
		}
		return m
	}
	tags := func(n int) []string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprint("t", i))
		}
		return all
	}
	set := func(name string, v any) func(map[string]any) { return func(m map[string]any) { m[name] = v } }
	for name, c := range map[string]struct {
		change func(map[string]any)
		opt    Options
		want   string
	}{
		"whole":                 {func(map[string]any) {}, Options{}, ""},
		"no date":               {set("received_at", nil), Options{}, "received_at is missing"},
		"of this moment":        {set("received_at", today), Options{}, ""},
		"to come":               {set("received_at", today.Add(1_000_000)), Options{}, "received_at lies in the future"},
		"no words":              {set("text", ""), Options{}, "text is missing"},
		"as many words as fit":  {set("text", strings.Repeat("x", model.MaxText)), Options{}, ""},
		"one too many":          {set("text", strings.Repeat("x", model.MaxText+1)), Options{}, "the text is 65537 bytes long"},
		"as many tags as fit":   {set("tags", tags(model.MaxTags)), Options{}, ""},
		"one tag too many":      {set("tags", tags(model.MaxTags+1)), Options{}, "13 tags, 12 fit"},
		"as many extras as fit": {set("extra", extra(model.MaxExtras)), Options{}, ""},
		"one extra too many":    {set("extra", extra(model.MaxExtras+1)), Options{}, "201 extras, 200 fit"},
		"no ID":                 {set("id", "x"), Options{}, `"x" is no ID`},
		"an empty ID":           {set("id", ""), Options{}, ""},
		"a tag that is none":    {set("tags", []string{"#"}), Options{}, "tag"},
		"another's value":       {set("severity", "S9"), Options{}, "S9"},
		"a state for all rows":  {set("state", "new"), Options{State: model.Closed}, ""},
	} {
		first := whole(set("id", "01KXDB8SM00000000000000001")) // the file is known by it
		_, drafts, reasons := taken(t, "f.jsonl", first+whole(c.change), c.opt)
		if c.want == "" && (len(drafts) != 2 || len(reasons) > 0) || c.want != "" && (len(reasons) != 1 || !strings.Contains(reasons[0], c.want)) {
			t.Errorf("%s: %d taken, %q, want %q", name, len(drafts), reasons, c.want)
			continue
		}
		if c.want == "" && c.opt.State != 0 && drafts[0].State != c.opt.State {
			t.Errorf("%s: %s", name, drafts[0].State)
		}
	}
}

func TestTheJSONOfARow(t *testing.T) {
	id := model.ID{1, 2}
	row := model.Row{Issue: model.Issue{Number: 7, ID: id, Tags: []model.TagKey{"a", "b"}, Problem: 3, Source: AsKoe, ExternalID: id.String()}, Tags: []model.TagPath{"A"}}
	j := NewIssueJSON(row)
	if !slices.Equal(j.Tags, []string{"A", "b"}) || j.Problem != "P-3" || j.Source != "" || j.ExternalID != "" {
		t.Errorf("%+v", j)
	}
	row.Issue.Problem, row.Issue.ExternalID = 0, "17"
	if j = NewIssueJSON(row); j.Problem != "" || j.Source != AsKoe || j.ExternalID != "17" {
		t.Errorf("%+v", j)
	}
	row.Issue.Source, row.Issue.ExternalID = "crm", id.String()
	if j = NewIssueJSON(row); j.Source != "crm" || j.ExternalID != id.String() {
		t.Errorf("%+v", j)
	}
	if d, err := j.Draft(); err != nil || d.Source != "crm" || d.ExternalID != id.String() {
		t.Errorf("%+v, %v", d, err)
	}
	j.ExternalID = ""
	if d, err := j.Draft(); err != nil || d.Source != AsKoe || d.ExternalID != id.String() {
		t.Errorf("%+v, %v", d, err)
	}
	j.ID = ""
	if d, err := j.Draft(); err != nil || d.Source != "crm" || d.ExternalID != "" {
		t.Errorf("%+v, %v", d, err)
	}
}
