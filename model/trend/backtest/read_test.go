package backtest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"koe/model/trend"
)

func TestReadRefusesWithTheLine(t *testing.T) {
	const head = "date,category,count\n"
	for name, c := range map[string]struct {
		text string
		line int
		want error
	}{
		"header":           {"when,what,how many\n", 1, ErrHeader},
		"two fields":       {head + "2024-01-01,a\n", 2, ErrFields},
		"day first":        {head + "2024-01-01,a,1\n01/02/2024,a,1\n", 3, ErrDate},
		"no such day":      {head + "2024-02-30,a,1\n", 2, ErrDate},
		"reversed":         {head + "2024-01-02,a,1\n2024-01-01,a,1\n", 3, ErrReversed},
		"negative":         {head + "2024-01-01,a,-1\n", 2, ErrCount},
		"not whole":        {head + "2024-01-01,a,1.5\n", 2, ErrCount},
		"too large":        {head + "2024-01-01,a,99999999999\n", 2, ErrCount},
		"no category":      {head + "2024-01-01, ,1\n", 2, ErrCategory},
		"twice":            {head + "2024-01-01,a,1\n2024-01-01,b,1\n2024-01-01,a,1\n", 4, ErrTwice},
		"a mistyped year":  {head + "2024-01-01,a,1\n2924-01-01,a,1\n", 3, ErrSpan},
		"after a new line": {head + "2024-01-01,\"a\nb\",1\nx,a,1\n", 4, ErrDate},
	} {
		_, err := Read(strings.NewReader(c.text), trend.UnitDay)
		var row *RowError
		if !errors.As(err, &row) || !errors.Is(err, c.want) || row.Line != c.line {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read(strings.NewReader(head), trend.UnitDay); !errors.Is(err, ErrEmpty) {
		t.Errorf("no rows: %v", err)
	}
	var row *RowError
	if _, err := Read(strings.NewReader(head+"2024-01-01,\"a,1\n"), trend.UnitDay); !errors.As(err, &row) {
		t.Errorf("an open quote: %v", err)
	}
}

func TestReadContacts(t *testing.T) {
	c, err := ReadContacts(strings.NewReader("\ufeffDate, contacts\n2024-01-04,30\n2024-01-01,10\n2024-01-02,0\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.First.String() != "2024-01-01" || !slices.Equal(c.Counts, []int32{10, 0, -1, 30}) {
		t.Errorf("from %v: %v", c.First, c.Counts)
	}
	const head = "date,contacts\n"
	for name, c := range map[string]struct {
		text string
		line int
		want error
	}{
		"header":       {"date,category,count\n", 1, ErrContacts},
		"three fields": {head + "2024-01-01,a,1\n", 2, ErrTwoOf},
		"no such day":  {head + "2024-02-30,1\n", 2, ErrDate},
		"negative":     {head + "2024-01-01,-1\n", 2, ErrCount},
		"twice":        {head + "2024-01-01,1\n2024-01-01,1\n", 3, ErrDayTwice},
		"a wrong year": {head + "2024-01-01,1\n2924-01-01,1\n", 3, ErrSpan},
	} {
		_, err := ReadContacts(strings.NewReader(c.text))
		var row *RowError
		if !errors.As(err, &row) || !errors.Is(err, c.want) || row.Line != c.line {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ReadContacts(strings.NewReader(head)); !errors.Is(err, ErrEmpty) {
		t.Errorf("no rows: %v", err)
	}
}

func TestMissingDaysAreZero(t *testing.T) {
	c, err := Read(strings.NewReader("\ufeffdate,category,count\n2024-01-01,b,2\n2024-01-04,a,1\n2024-01-05,b,3\n"), trend.UnitDay)
	if err != nil {
		t.Fatal(err)
	}
	if c.Last-c.First != 4 || c.Series[0].Key != "a" || c.Series[0].Start-c.First != 3 {
		t.Fatalf("%+v", c)
	}
	want := []int32{2, 0, 0, 0, 3}
	for k, n := range c.Series[1].Counts {
		if n != want[k] {
			t.Errorf("b: %v, want %v", c.Series[1].Counts, want)
		}
	}
}

func TestWeeksAddUpTheirDays(t *testing.T) {
	// 2024-01-01 is a Monday.
	c, err := Read(strings.NewReader("date,category,count\n2024-01-01,a,1\n2024-01-07,a,2\n2024-01-15,a,4\n"), trend.UnitWeek)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Series[0].Counts; len(got) != 3 || got[0] != 3 || got[1] != 0 || got[2] != 4 {
		t.Errorf("weeks are %v", got)
	}
	var dates []string
	err = Run(context.Background(), c, Options{}, func(r *trend.Report) error {
		dates = append(dates, Lines(trend.UnitWeek, r)[0].Date.String())
		return nil
	})
	if err != nil || strings.Join(dates, " ") != "2024-01-01 2024-01-08 2024-01-15" {
		t.Errorf("%v %v", dates, err)
	}
}

// What comes later changes nothing about what was said before.
func TestNothingLaterIsKnown(t *testing.T) {
	var b strings.Builder
	b.WriteString("date,category,count\n")
	first := trend.DayOf(2024, 1, 1)
	for k := trend.Day(0); k < 120; k++ {
		for i, name := range []string{"a", "b", "c"} {
			if n := (int(k)*7+i*5)%4 + i; n > 0 {
				b.WriteString((first + k).String() + "," + name + "," + string(rune('0'+n)) + "\n")
			}
		}
	}
	text := b.String()
	cut := strings.Index(text, (first + 100).String())
	run := func(text string) (out []Line) {
		c, err := Read(strings.NewReader(text), trend.UnitDay)
		if err != nil {
			t.Fatal(err)
		}
		o := Options{To: first + 99}
		if err := Run(context.Background(), c, o, func(r *trend.Report) error {
			out = append(out, Lines(trend.UnitDay, r)...)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	short, long := run(text[:cut]), run(text)
	if len(short) != len(long) || len(short) == 0 {
		t.Fatalf("%d and %d lines", len(short), len(long))
	}
	for i := range short {
		if short[i].P != long[i].P || short[i].State != long[i].State || short[i].High != long[i].High {
			t.Fatalf("%v %s: %+v with less, %+v with more known later", short[i].Date, short[i].Category, short[i], long[i])
		}
	}
}

func TestEpisodesEndAfterQuietDays(t *testing.T) {
	e := NewEpisodes(14)
	for _, d := range []trend.Day{1, 2, 15, 29, 30} {
		e.Flag("a", d)
	}
	e.Flag("b", 3)
	all := e.All()
	if len(all) != 3 || all[0].Last != 15 || all[1].First != 29 || all[1].Flags != 2 {
		t.Errorf("%+v", all)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("date,category,count\n2024-01-01,a,1\n")
	f.Add("date,category,count\r\n2024-01-01,\"a\"\"b\",1\r\n2024-01-02,a,0")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Read(strings.NewReader(text), trend.UnitDay)
		if err != nil {
			return
		}
		for _, s := range c.Series {
			if s.Start < c.First || int(c.Last-s.Start)+1 < len(s.Counts) {
				t.Errorf("%q lies outside of %v to %v", s.Key, c.First, c.Last)
			}
		}
	})
}

// Whatever a file of contacts holds, it is refused with a line or gives a count
// for every day from its first to its last.
func FuzzReadContacts(f *testing.F) {
	f.Add("date,contacts\n2024-01-01,12\n2024-01-03,0\n")
	f.Add("date,contacts\n2024-01-03,1\n2024-01-01,2\n")
	f.Add("date,contacts\n\"2024-01-03,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ReadContacts(strings.NewReader(text))
		if err != nil {
			return
		}
		if len(c.Counts) == 0 || c.Counts[0] < 0 || c.Counts[len(c.Counts)-1] < 0 {
			t.Fatalf("%q: %v from %v", text, c.Counts, c.First)
		}
	})
}
