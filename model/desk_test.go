package model

import (
	"reflect"
	"strings"
	"testing"
)

func TestPutDesk(t *testing.T) {
	w := newWorld(t)
	at := Ref{DeskRecord, "desk"}
	// The desk keeps who it is and since when.
	becomes(w, "root", PutDesk{Desk: Desk{ID: ID{1}, Since: 99, Name: "Osaka", Zone: "UTC", FiscalStart: 12, Holidays: "jp", ClosedDays: []Day{7}}}, at, func(d *Desk) {
		d.Name, d.Zone, d.FiscalStart, d.Holidays, d.ClosedDays = "Osaka", "UTC", 12, "jp", []Day{7}
	})
	w.refuses("root", PutDesk{Desk: Desk{Name: "Osaka", Zone: "UTC", FiscalStart: 12, Holidays: "jp", ClosedDays: []Day{7}}}, Refusal{Code: NothingDone})
	becomes(w, "root", PutDesk{Desk: Desk{Zone: "UTC", FiscalStart: 1}}, at, func(d *Desk) { d.Name, d.FiscalStart, d.Holidays, d.ClosedDays = "", 1, "", nil })
	w.refuses("root", PutDesk{Desk: Desk{FiscalStart: 4}}, Refusal{Code: BadValue, Field: "zone", Shape: ZoneShape})
	w.refuses("root", PutDesk{Desk: Desk{Zone: "Osaka", FiscalStart: 4}}, Refusal{Code: BadValue, Field: "zone", Value: "Osaka", Shape: ZoneShape})
	w.refuses("root", PutDesk{Desk: Desk{Zone: "Local", FiscalStart: 4}}, Refusal{Code: BadValue, Field: "zone", Value: "Local", Shape: ZoneShape})
	for start, value := range map[uint8]string{0: "0", 13: "13"} {
		w.refuses("root", PutDesk{Desk: Desk{Zone: "UTC", FiscalStart: start}}, Refusal{Code: BadValue, Field: "fiscal_start", Value: value, Shape: MonthShape})
	}
	delete(w.records, at)
	first := Desk{ID: ID{1}, Since: 99, Zone: "UTC", FiscalStart: 4}
	if got := made[*Desk](w, "root", PutDesk{Desk: first}); !reflect.DeepEqual(*got, first) {
		t.Errorf("a desk begins as %+v", got)
	}
}

func TestPutTeams(t *testing.T) {
	w := newWorld(t)
	w.keep(&Team{Name: "Osaka"})
	out := w.do("mori", PutTeams{Teams: []Team{{Name: " Kobe ", Lead: "mori"}, {Name: "Osaka", Lead: "mori"}}})
	if len(out.Effects) != 2 || !reflect.DeepEqual(out.Effects[0], Effect{After: &Team{Name: "Kobe", Lead: "mori"}}) || !reflect.DeepEqual(out.Effects[1], Effect{&Team{Name: "Osaka"}, &Team{Name: "Osaka", Lead: "mori"}}) {
		t.Errorf("%+v", out.Effects)
	}
	w.refuses("mori", PutTeams{Teams: []Team{{Name: "Osaka", Lead: "mori"}}}, Refusal{Code: NothingDone})
	w.refuses("mori", PutTeams{Teams: []Team{{Name: " "}}}, Refusal{Code: Missing, Field: "team"})
	w.refuses("mori", PutTeams{Teams: []Team{{Name: strings.Repeat("x", 401)}}}, Refusal{Code: TooLong, Field: "team", N: 401, Max: 400})
}

func TestPutVolumes(t *testing.T) {
	w := newWorld(t)
	w.do("mori", PutVolumes{Volumes: []Volume{{Day: 9, Count: 7}, {Day: 9, Channel: Phone, Count: 5}, {Day: 10, Count: 8}}})
	out := w.do("mori", PutVolumes{Volumes: []Volume{{Day: 9, Count: 6}, {Day: 10, Count: 8}}})
	if len(out.Effects) != 1 || !reflect.DeepEqual(out.Effects[0], Effect{&Volume{Day: 9, Count: 7}, &Volume{Day: 9, Count: 6}}) {
		t.Errorf("%+v", out.Effects)
	}
	if len(w.records) != 8+3 {
		t.Errorf("%d records", len(w.records))
	}
}

func TestPutView(t *testing.T) {
	w := newWorld(t)
	at := Ref{ViewRecord, "aya\x00Mine"}
	if got := made[*View](w, "aya", PutView{View: View{Name: " Mine ", Owner: "aya", Query: "owner:me", Order: "newest", Slot: 3}}); !reflect.DeepEqual(*got, View{Name: "Mine", Owner: "aya", Query: "owner:me", Order: "newest", Slot: 3}) {
		t.Errorf("%+v", got)
	}
	becomes(w, "aya", PutView{View: View{Name: "Mine", Owner: "ben", Query: "owner:none"}}, at, func(v *View) { v.Query, v.Order, v.Slot = "owner:none", "", 0 })
	w.refuses("aya", PutView{View: View{Name: "Mine", Owner: "aya", Query: "owner:none"}}, Refusal{Code: NothingDone})
	// Everybody's views are a lead's.
	w.refuses("aya", PutView{View: View{Name: "All", Query: "state:open"}}, Refusal{Code: NotAllowed, Need: Lead, Value: "view"})
	if got := made[*View](w, "mori", PutView{View: View{Name: "All", Query: "state:open"}}); got.Owner != "" {
		t.Errorf("everybody's is %q's", got.Owner)
	}
	w.refuses("aya", PutView{View: View{Owner: "aya", Query: "x"}}, Refusal{Code: Missing, Field: "name"})
	w.refuses("aya", PutView{View: View{Name: strings.Repeat("x", 401), Owner: "aya"}}, Refusal{Code: TooLong, Field: "name", N: 401, Max: 400})
	// Without a query it goes.
	out := w.do("aya", PutView{View: View{Name: "Mine", Owner: "aya"}})
	if len(out.Effects) != 1 || out.Effects[0].After != nil || w.records[at] != nil {
		t.Errorf("%+v", out.Effects)
	}
	w.refuses("aya", PutView{View: View{Name: "Mine", Owner: "aya"}}, Refusal{Code: NotFound, Ref: Ref{ViewRecord, "Mine"}})
	w.do("aya", Undo{})
	if got[*View](w, at).Query != "owner:none" {
		t.Error("an undo does not bring the view back")
	}
}

func TestPutMapping(t *testing.T) {
	w := newWorld(t)
	crm := Mapping{Name: " crm ", Fields: map[string]string{"text": "Comment"}, Dates: "dmy"}
	if got := made[*Mapping](w, "mori", PutMapping{Mapping: crm}); !reflect.DeepEqual(*got, Mapping{Name: "crm", Fields: crm.Fields, Dates: "dmy"}) {
		t.Errorf("%+v", got)
	}
	becomes(w, "mori", PutMapping{Mapping: Mapping{Name: "crm"}}, Ref{MappingRecord, "crm"}, func(m *Mapping) { m.Fields, m.Dates = nil, "" })
	w.refuses("mori", PutMapping{Mapping: Mapping{Name: "crm"}}, Refusal{Code: NothingDone})
	w.refuses("mori", PutMapping{Mapping: Mapping{Name: "\t"}}, Refusal{Code: Missing, Field: "name"})
}

// A repair changes nothing and says what is missing.
func TestNoteRepair(t *testing.T) {
	w := newWorld(t)
	out := w.do(SystemUser, NoteRepair{Events: 2, Records: 3})
	if len(out.Effects) != 0 || out.Body.Note != "2 events and 3 records are missing" || out.Receipt.Count != 3 {
		t.Errorf("%+v, %+v", out.Body, out.Receipt)
	}
}

// An export changes nothing and is recorded all the same, with its query.
func TestNoteExport(t *testing.T) {
	w := newWorld(t)
	for _, c := range []NoteExport{{Query: "state:open", Count: 3}, {Count: 7}} {
		out := w.do("sato", c)
		if len(out.Effects) != 0 || out.Body.Note != c.Query || out.Receipt.Count != c.Count || len(out.Body.Changes) != 0 {
			t.Errorf("%+v: %+v, %+v", c, out.Body, out.Receipt)
		}
	}
}
