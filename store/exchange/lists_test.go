package exchange

import (
	"bytes"
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"koe/model"
	"koe/store/exchange/table"
)

// collector is a desk that only keeps what it is given.
type collector struct{ commands []model.Command }

func (c *collector) Do(_ context.Context, r model.Request) (model.Receipt, error) {
	c.commands = append(c.commands, r.Command)
	return model.Receipt{}, nil
}

func (c *collector) Known(_ context.Context, _ string, ids []string) ([]model.Number, error) {
	return make([]model.Number, len(ids)), nil
}

func (c *collector) NewID() model.ID { return model.ID{1} }

var listOptions = Options{Zone: tokyo, Now: today}

func TestImportCustomers(t *testing.T) {
	var k collector
	var out bytes.Buffer
	in := "会員番号,お客様名,フリガナ,電話番号,メールアドレス,顧客区分,取引開始日,年間取引額\n" +
		"A1,田中商事 様,タナカショウジ,\"06-1234-5678、090-0000-0000\",t@example.com,B,2020年4月1日,\"1,200,000円\"\n" +
		"A2,,,,,,,\nA3,Abe,,,,,soon,\n"
	rep, err := ImportCustomers(context.Background(), table.Bytes("c.csv", []byte(in)), listOptions, Run{Desk: &k, Rejects: &out, Clock: ticking()})
	want := model.PutCustomers{Customers: []model.Customer{{
		Name: "田中商事", Reading: "タナカショウジ", Account: "A1", Phones: []string{"06-1234-5678", "090-0000-0000"}, Emails: []string{"t@example.com"}, Since: model.Date(2020, 4, 1),
		Segments: []model.Dated{{From: model.Date(2020, 4, 1), Value: "B"}}, Values: []model.Valued{{From: model.Date(2026, 11, 22), Amount: model.Amount{Minor: 1200000, Currency: "JPY"}}},
	}}}
	if err != nil || rep.Rows != 3 || rep.Taken != 1 || rep.Rejected != 2 || len(k.commands) != 1 || !reflect.DeepEqual(k.commands[0], want) {
		t.Errorf("%+v, %v\n got %+v\nwant %+v", rep, err, k.commands, want)
	}
	if !strings.Contains(out.String(), ",3,the name is missing\r\n") {
		t.Errorf("rejects: %s", out.String())
	}
	full := reflect.ValueOf(want.Customers[0])
	for i := range full.NumField() {
		if name := full.Type().Field(i).Name; full.Field(i).IsZero() && !slices.Contains(givenElsewhere, name) {
			t.Errorf("no column here fills model.Customer.%s", name)
		}
	}
}

// givenElsewhere are the fields of a customer that no list brings in.
var givenElsewhere = []string{"ID", "Revision", "Lost", "ReferredBy", "Into", "Renewals", "Extra"}

func TestImportTeams(t *testing.T) {
	var k collector
	rep, err := ImportTeams(context.Background(), table.Bytes("t.csv", []byte("team;lead\nOsaka;Mori\nKyoto;\n;x\n")), listOptions, Run{Desk: &k})
	want := model.PutTeams{Teams: []model.Team{{Name: "Osaka", Lead: "mori"}, {Name: "Kyoto"}}}
	if err != nil || rep.Rejected != 1 || !reflect.DeepEqual(k.commands, []model.Command{want}) {
		t.Errorf("%+v, %v, %+v", rep, err, k.commands)
	}
}

func TestImportVolumes(t *testing.T) {
	var k collector
	in := "日付,件数,受付方法\n2026/7/1,\"1,250\",電話\n2026/7/2,0,メール\n2026/7/3,many,電話\n"
	rep, err := ImportVolumes(context.Background(), table.Bytes("v.csv", []byte(in)), listOptions, Run{Desk: &k})
	want := model.PutVolumes{Volumes: []model.Volume{{Day: model.Date(2026, 7, 1), Channel: "phone", Count: 1250}, {Day: model.Date(2026, 7, 2), Channel: "email"}}}
	if err != nil || rep.Rejected != 1 || rep.Rejects[0].Line != 4 || !reflect.DeepEqual(k.commands, []model.Command{want}) {
		t.Errorf("%+v, %v, %+v", rep, err, k.commands)
	}
	if _, err := ImportVolumes(context.Background(), table.Bytes("v.csv", []byte("a,b\n1,2\n")), listOptions, Run{Desk: &k}); err == nil || !strings.Contains(err.Error(), `no column "date"`) {
		t.Errorf("without a date column: %v", err)
	}
}

// The lists of daily counts in the folder of real data.
func TestRealCounts(t *testing.T) {
	for name, rows := range map[string]int{"ja_kyoto_call_centre_daily_2020.csv": 106, "cfpb_daily_by_issue_2012_2016.csv.gz": 78540} {
		var k collector
		rep, err := ImportVolumes(context.Background(), dataFile(t, name), listOptions, Run{Desk: &k})
		if err != nil || rep.Rows != rows || rep.Taken != rows {
			t.Errorf("%s: %+v, %v", name, rep, err)
		}
	}
}

// Lists go into a real desk, and the same list again changes nothing.
func TestListsOnADesk(t *testing.T) {
	d := newDesk(t)
	run := Run{Desk: d, Actor: "aya"}
	for range 2 {
		if _, err := ImportCustomers(context.Background(), table.Bytes("c.csv", []byte("name,account\nAbe,1\nMori,2\n")), listOptions, run); err != nil {
			t.Fatal(err)
		}
		if _, err := ImportVolumes(context.Background(), table.Bytes("v.csv", []byte("date,count\n2026-07-01,5\n")), listOptions, run); err != nil {
			t.Fatal(err)
		}
		if _, err := ImportTeams(context.Background(), table.Bytes("t.csv", []byte("team\nOsaka\n")), listOptions, run); err != nil {
			t.Fatal(err)
		}
	}
	found, err := d.Customers(context.Background(), "mo", 10)
	if err != nil || len(found) != 1 || found[0].Customer.Account != "2" {
		t.Errorf("%+v, %v", found, err)
	}
}
