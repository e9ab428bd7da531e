package mapping_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"koe/tui/mapping"
	"koe/tui/screentest"
	"koe/tui/widget"
)

// fields are some of an issue's, in their order.
var fields = []string{"received_at", "received_time", "external_id", "text", "tag", "subtag", "channel", "customer", "owner"}

func file() mapping.File {
	return mapping.File{
		Name: "受電記録.csv", About: "Shift_JIS, comma-separated",
		Columns: []string{"受付番号", "受付日", "お客様名", "大分類", "小分類", "内容", "担当者", "備考", "備考"},
		Rows: [][]string{
			{"1", "03/04/2026", "田中商事", "請求", "二重請求", "6月分が二重に\n請求された", "mori", "", ""},
			{"2", "05/04/2026", "阿部", "配送", "遅延", "荷物が届かない。連絡もない", "abe", "\x1b[31m再送", ""},
			{"3", "07/06/2026"},
		},
	}
}

func proposed() mapping.Choice {
	return mapping.Choice{Fields: map[string]string{"received_at": "受付日", "external_id": "受付番号", "text": "内容", "tag": "大分類"}, Name: "受電記録"}
}

// reader answers as the exchange does for a file whose days and months cannot
// be told apart.
func reader(_ context.Context, c mapping.Choice) (mapping.Reading, error) {
	switch {
	case c.Fields["received_at"] == "" && c.At == "":
		return mapping.Reading{NeedDate: true}, nil
	case c.At == "soon":
		return mapping.Reading{}, errors.New("soon is no date")
	case c.Fields["received_at"] != "" && c.Dates == "":
		return mapping.Reading{Sample: "03/04/2026", Ways: []mapping.Way{{Order: "mdy", Day: "2026-03-04"}, {Order: "dmy", Day: "2026-04-03"}}}, nil
	}
	return mapping.Reading{Order: c.Dates, First: []mapping.Row{
		{At: "2026-04-03 00:00", Tags: "#請求/二重請求", Customer: "田中商事", Text: "6月分が二重に\n請求された"},
		{At: "2026-04-05 00:00", Tags: "#配送/遅延", Customer: "阿部", Text: "荷物が届かない。連絡もない"},
		{Fault: "the row has 2 cells, the header 9"},
	}}, nil
}

func set(t testing.TB, c screentest.Case, kept ...string) (*mapping.Screen, *screentest.Sitting) {
	s := c.Session(t)
	m := mapping.New(mapping.Options{Session: s, File: file(), Fields: fields, Proposed: proposed(), Kept: kept, Read: reader})
	return m, screentest.Sit(t, c, s, m)
}

// What stands on the screen, from the file as it is to its name.
func TestScenes(t *testing.T) {
	open := func(t testing.TB, c screentest.Case) *screentest.Sitting {
		_, st := set(t, c)
		return st
	}
	en, ja := screentest.English(), screentest.Japanese()
	dated := []string{"down", "enter", "3"}
	columns := append(dated, "down", "down", "down", "enter")
	ready := append(columns, "小", "分", "enter")
	screentest.Play(t, open,
		screentest.Scene{Name: "asked", Seen: []screentest.Case{en}},
		screentest.Scene{Name: "dates", Keys: dated[:2], Seen: []screentest.Case{en}},
		screentest.Scene{Name: "columns", Keys: columns, Seen: []screentest.Case{en}},
		screentest.Scene{Name: "ready", Keys: ready, Seen: []screentest.Case{en, ja, en.Wide()}},
		screentest.Scene{Name: "name", Keys: append(ready, "ctrl+s")},
	)
}

// What was changed is what comes out, and nothing comes out of leaving.
func TestAPersonSettlesIt(t *testing.T) {
	m, st := set(t, screentest.English())
	st.Press("ctrl+s")
	st.Want("03/04/2026 can be read in more than one way")
	if st.Ended {
		t.Fatal("it ended with dates that can be read in two ways")
	}
	st.Press("down", "enter", "3")
	st.Want("2026-04-03 00:00")
	st.Want("not read: the row has 2 cells")
	st.Press("ctrl+s", "ctrl+s")
	got, done := m.Result()
	want := proposed()
	want.Dates = "dmy"
	if !st.Ended || !done || !reflect.DeepEqual(got, want) {
		t.Errorf("%v %v %+v", st.Ended, done, got)
	}

	m, st = set(t, screentest.English())
	st.Press("q")
	if _, done := m.Result(); !st.Ended || done {
		t.Errorf("leaving: ended %v, settled %v", st.Ended, done)
	}
}

// Without a column of dates a day for all is asked for, and only then.
func TestADayForAll(t *testing.T) {
	m, st := set(t, screentest.English())
	st.Unwanted("All received on")
	st.Press("enter")
	st.Type("no column")
	st.Press("enter")
	st.Want("No column says when each was received")
	st.Press("down")
	st.Want("▸ All received on")
	st.Press("enter")
	st.Type("soon")
	st.Press("enter")
	st.Want("soon is no date")
	st.Press("enter", "backspace", "backspace", "backspace", "backspace")
	st.Type("2026-07-01")
	st.Press("enter", "ctrl+s", "ctrl+s")
	if got, done := m.Result(); !done || got.At != "2026-07-01" || got.Fields["received_at"] != "" {
		t.Errorf("%v %+v", done, got)
	}
}

// A file of which nothing is known begins empty, and says what to do.
func TestNothingProposed(t *testing.T) {
	c := screentest.English()
	s := c.Session(t)
	m := mapping.New(mapping.Options{Session: s, File: mapping.File{Name: "x.csv", Columns: []string{"a"}}, Fields: fields, Read: reader})
	st := screentest.Sit(t, c, s, m)
	st.Want("Choose a column for the words first")
	st.Press("down", "down", "down", "down", "down", "enter")
	st.Want("Which column fills Words?")
	st.Press("down", "enter")
	st.Want("No column says when each was received")
}

// A name in use is not taken without asking.
func TestANameInUse(t *testing.T) {
	c := screentest.English()
	s := c.Session(t)
	p := proposed()
	p.Name, p.Dates = "", "dmy"
	m := mapping.New(mapping.Options{Session: s, File: file(), Fields: fields, Proposed: p, Kept: []string{"calls"}, Read: reader})
	st := screentest.Sit(t, c, s, m)
	st.Press("ctrl+s")
	st.Type("calls")
	st.Press("ctrl+s")
	st.Want(`There is a mapping "calls" already`)
	st.Press("n")
	if st.Ended {
		t.Fatal("it ended against the person's will")
	}
	st.Press("ctrl+s")
	st.Type("calls")
	st.Press("enter", "enter", "y")
	if got, done := m.Result(); !st.Ended || !done || got.Name != "calls" {
		t.Errorf("%v %v %+v", st.Ended, done, got)
	}
}

// Every window there may be is filled exactly, with the selected column in view.
func TestSizes(t *testing.T) {
	c := screentest.English()
	_, st := set(t, c)
	st.Press("down", "enter", "3", "end")
	for _, size := range []widget.Size{{Width: 60, Height: 20}, {Width: 61, Height: 23}, {Width: 80, Height: 24}, {Width: 200, Height: 60}} {
		st.Resize(size)
		screentest.CheckWidths(t, st.Root.Draw().Lines, size)
	}
}
