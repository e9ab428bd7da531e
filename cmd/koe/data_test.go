package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koe/model/testday"
)

// inside is koe in this process, run by aya on the day and in the zone of these
// tests.
func inside(db string) *program {
	p := newProgram()
	p.clock = clock
	p.getenv = func(name string) string {
		return map[string]string{"TZ": testday.ZoneName(), "KOE_USER": "aya", "KOE_DB": db}[name]
	}
	return p
}

// run runs a command in this process, on a database and without a terminal.
func run(t testing.TB, db, stdin string, args ...string) (string, error) {
	t.Helper()
	p := inside(db)
	var out, errs bytes.Buffer
	p.in, p.out, p.err = strings.NewReader(stdin), &out, &errs
	root := p.root()
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetArgs(args)
	err := root.ExecuteContext(context.Background())
	return out.String(), err
}

// done runs a command that must be done.
func done(t testing.TB, db string, args ...string) string {
	t.Helper()
	out, err := run(t, db, "", args...)
	if err != nil {
		t.Fatalf("koe %q: %v\n%s", args, err, out)
	}
	return out
}

// realData is the folder of real complaints beside the repository.
var realData = filepath.Join("..", "..", "..", "shared", "data")

// dataCommands bring in each file of the folder of real data: what the manual
// says to type, and what comes in by it.
var dataCommands = []struct {
	file           string
	flags          string
	rows, in, bad  int
	scale, counted bool // large, and only read here; a list of daily counts
}{
	{file: "cfpb_official18_2023-06a.csv.gz", rows: 5619, in: 5619},
	{file: "cfpb_rows_2012_2014.csv.gz", rows: 333656, in: 333656, scale: true},
	{file: "cfpb_rows_2015_2016.csv.gz", rows: 359927, in: 359927, scale: true},
	{file: "cfpb_20k_random_2012_2016.csv.gz", rows: 20000, in: 20000},
	{file: "cfpb_8k_2014_us_dates.csv.gz", rows: 8340, in: 8340},
	{file: "comcast_2015_dd-mm-yy_bom_crlf.csv", rows: 2224, in: 2224,
		flags: "--map|external_id=Ticket #|--map|text=Customer Complaint|--map|received_at=Date|--map|received_time=Time|--map|channel=Received Via|--map|state=Status"},
	{file: "helpdesk_italy_2010_2014_events.csv.gz", rows: 21348, in: 4580},
	{file: "servicenow_incidents_first8000.csv.gz", rows: 52791, in: 8000},
	{file: "nyc311_5895_2017_2025.csv.gz", rows: 5895, in: 5895,
		flags: "--map|external_id=Unique Key|--map|received_at=Created Date|--map|tag=Complaint Type|--map|subtag=Descriptor|--map|channel=Open Data Channel Type|--map|state=Status|--map|state_at=Closed Date|--map|answer=Resolution Description|--map|owner=Agency"},
	{file: "la311_10k_2018-01.csv.gz", rows: 10000, in: 10000,
		flags: "--map|external_id=SRNumber|--map|received_at=CreatedDate|--map|tag=RequestType|--map|owner=Owner|--map|state=Status|--map|state_at=ClosedDate|--map|channel=RequestSource|--map|answer=ActionTaken"},
	{file: "stuttgart_2021_2023.csv.gz", rows: 62196, in: 62196, scale: true, flags: "--map|received_at=first_seen_at_timestamp|--map|tag=category"},
	{file: "ja_amazon_reviews_valid.csv.gz", rows: 3000, in: 3000, flags: "--map|text=text|--at|2026-07-01"},
	{file: "ja_kyoto_call_centre_daily_2020.csv", rows: 106, in: 106, flags: "--as|contacts", counted: true},
}

// Every file of the folder of real data comes in by one command with the rows
// that its README states; the large files are read without a desk.
func TestRealDataComesIn(t *testing.T) {
	for _, c := range dataCommands {
		t.Run(c.file, func(t *testing.T) {
			path := filepath.Join(realData, c.file)
			if _, err := os.Stat(path); err != nil {
				t.Skipf("the folder of real data is not here: %v", err)
			}
			if testing.Short() && c.rows > 10_000 {
				t.Skip("large files are brought in in a full run only")
			}
			args := []string{"import", "--json"}
			if c.flags != "" {
				args = append(args, strings.Split(c.flags, "|")...)
			}
			if c.scale {
				args = append(args, "--dry-run")
			}
			db := filepath.Join(t.TempDir(), "koe.db")
			var got struct{ Rows, Issues, Taken, Rejected int }
			if err := json.Unmarshal([]byte(done(t, db, append(args, path)...)), &got); err != nil {
				t.Fatal(err)
			}
			if got.Rows != c.rows || got.Issues+got.Taken != c.in || got.Rejected != c.bad {
				t.Errorf("%+v, want %d of %d rows and %d rejected", got, c.in, c.rows, c.bad)
			}
			if c.scale || c.counted {
				return
			}
			if n := strings.Count(done(t, db, "list", "--json"), "\n"); n != c.in {
				t.Errorf("%d issues are on the desk, %d came in", n, c.in)
			}
		})
	}
}
