package exchange

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"koe/store/exchange/dates"
	"koe/store/exchange/table"
)

var tokyo = time.FixedZone("JST", 9*3600)

var today = time.Date(2026, 11, 22, 12, 0, 0, 0, tokyo)

// ticking is a clock that moves on by a second each time it is looked at.
func ticking() func() time.Time {
	at := today
	return func() time.Time {
		at = at.Add(time.Second)
		return at
	}
}

// dataFile is a file of the folder of real data beside the repository; without
// it, and in a short run, the test is skipped.
func dataFile(t testing.TB, name string) *table.Source {
	t.Helper()
	if testing.Short() {
		t.Skip("real data are read in a full run only")
	}
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the folder of real data is not here: %v", err)
	}
	src, err := table.File(path)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func mapOf(t testing.TB, args ...string) Map {
	t.Helper()
	m, err := ParseMap(args)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Every file of the folder goes in with the number of rows that its README
// states.
func TestRealData(t *testing.T) {
	for _, tc := range []struct {
		file                   string
		opt                    Options
		format                 string
		rows, issues, rejected int
		order                  dates.Order
		long                   bool
	}{
		{file: "cfpb_official18_2023-06a.csv.gz", format: "cfpb", rows: 5619, issues: 5619},
		{file: "cfpb_rows_2012_2014.csv.gz", format: "cfpb", rows: 333656, issues: 333656, long: true},
		{file: "cfpb_rows_2015_2016.csv.gz", format: "cfpb", rows: 359927, issues: 359927, long: true},
		{file: "cfpb_20k_random_2012_2016.csv.gz", format: "cfpb", rows: 20000, issues: 20000},
		{file: "cfpb_8k_2014_us_dates.csv.gz", format: "cfpb", rows: 8340, issues: 8340, order: dates.MDY},
		{file: "comcast_2015_dd-mm-yy_bom_crlf.csv", format: "csv", rows: 2224, issues: 2224, order: dates.DMY,
			opt: Options{Map: mapOf(t, "external_id=Ticket #", "text=Customer Complaint", "received_at=Date", "received_time=Time", "channel=Received Via", "state=Status")}},
		{file: "helpdesk_italy_2010_2014_events.csv.gz", format: "events", rows: 21348, issues: 4580},
		{file: "servicenow_incidents_first8000.csv.gz", format: "servicenow", rows: 52791, issues: 8000, order: dates.DMY},
		{file: "nyc311_5895_2017_2025.csv.gz", format: "csv", rows: 5895, issues: 5895, order: dates.MDY,
			opt: Options{Map: mapOf(t, "external_id=Unique Key", "received_at=Created Date", "tag=Complaint Type", "subtag=Descriptor", "channel=Open Data Channel Type", "state=Status", "state_at=Closed Date", "answer=Resolution Description", "owner=Agency")}},
		{file: "la311_10k_2018-01.csv.gz", format: "csv", rows: 10000, issues: 10000, order: dates.MDY,
			opt: Options{Map: mapOf(t, "external_id=SRNumber", "received_at=CreatedDate", "tag=RequestType", "owner=Owner", "state=Status", "state_at=ClosedDate", "channel=RequestSource")}},
		{file: "stuttgart_2021_2023.csv.gz", format: "csv", rows: 62196, issues: 62196,
			opt: Options{Map: mapOf(t, "received_at=first_seen_at_timestamp", "tag=category")}},
		{file: "ja_amazon_reviews_valid.csv.gz", format: "csv", rows: 3000, issues: 3000,
			opt: Options{Map: mapOf(t, "text=text"), At: time.Date(2026, 7, 1, 0, 0, 0, 0, tokyo)}},
	} {
		t.Run(tc.file, func(t *testing.T) {
			src := dataFile(t, tc.file)
			tc.opt.Zone, tc.opt.Now = tokyo, today
			p, err := Inspect(context.Background(), src, tc.opt)
			if err != nil {
				t.Fatal(err)
			}
			if tc.long {
				// BenchmarkImportCFPB brings these in; here they are only looked at.
				if p.Format != tc.format || p.Rows != tc.rows {
					t.Errorf("%s, %d rows", p.Format, p.Rows)
				}
				return
			}
			rep, err := p.Import(context.Background(), Run{Clock: ticking()})
			if err != nil {
				t.Fatal(err)
			}
			if p.Format != tc.format || p.Rows != tc.rows || rep.Rows != tc.rows || rep.Issues != tc.issues || rep.Rejected != tc.rejected || p.Order != tc.order {
				t.Errorf("%s, %d rows, %d issues, %d already, %d rejected, dates %s: %v", p.Format, rep.Rows, rep.Issues, rep.Already, rep.Rejected, p.Order, rep.Rejects)
			}
			if rep.Rows != rep.Taken+rep.Already+rep.Rejected {
				t.Errorf("%d rows are not %d + %d + %d", rep.Rows, rep.Taken, rep.Already, rep.Rejected)
			}
			t.Logf("%s; %d made of tags; %s to %s; %v", p.Info, rep.Made, rep.Days[0], rep.Days[1], rep.Took.Round(time.Millisecond))
		})
	}
}
