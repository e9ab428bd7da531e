package exchange

import (
	"bytes"
	"context"
	"testing"

	"koe/model"
	"koe/store/exchange/table"
)

// FuzzImport gives any bytes to an import, first as they are and, where that
// asks for a map, with one. Nothing may panic, every row read is taken, known
// or rejected, and what is rejected can be read again.
func FuzzImport(f *testing.F) {
	f.Add([]byte("Date received,Product,Issue,Submitted via,Company response\n2026-01-02,a,b,Web,Closed\n2026-01-02,a,b,Web,Closed\nx,y\n"))
	f.Add([]byte("受付日,内容\n令和8年7月13日,返金\n\"a\"b,c\n1,2,3\n"))
	f.Add([]byte(`{"id":7,"created_at":"2026-11-01T01:00:00Z","status":"hold","via":{"channel":"voice"},"tags":["a","b/c"]}` + "\n{]\n"))
	f.Add([]byte("Case ID,Activity,Timestamp\nA,x,2026-01-02\nB,y,2026-01-02\nA,z,never\n"))
	f.Add([]byte("number,id,received_at,logged_at,kind,text,severity,state\n1,01JZ000000000000000000000A,2026-07-01 09:00:00,,complaint,'=x,S2,new\n"))
	f.Add([]byte(`{"number":1,"id":"","received_at":"2026-07-01T00:00:00Z","logged_at":"","kind":"praise","text":"x","severity":"S1","state":"new","extra":{"a":1}}`))
	f.Add([]byte("Summary,Issue key,Status,Created,Labels,Labels\nx,A-1,Done,14/Jul/25 3:42 PM,a,b\n"))
	f.Add([]byte("a\xff\xfe\n\x82\xa0,\x82\xa2\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		src := table.Bytes("f", b)
		opt := Options{Zone: tokyo, Now: today}
		p, err := Inspect(context.Background(), src, opt)
		if need, ok := err.(*NeedMap); ok && len(need.Columns) > 0 {
			opt.Map, opt.At = Map{Text: need.Columns[len(need.Columns)-1]}, today
			for field, column := range need.Proposed {
				opt.Map[field] = column
			}
			p, err = Inspect(context.Background(), src, opt)
		}
		if err != nil {
			return
		}
		var out bytes.Buffer
		desk := &checker{t: t}
		rep, err := p.Import(context.Background(), Run{Desk: desk, Batch: 3, Rejects: &out, Clock: ticking()})
		if err != nil {
			return
		}
		if rep.Rows != p.Rows || rep.Rows != rep.Taken+rep.Already+rep.Rejected {
			t.Fatalf("%d rows looked at, %d read: %d taken, %d already, %d rejected", p.Rows, rep.Rows, rep.Taken, rep.Already, rep.Rejected)
		}
		if rep.Rejected == 0 {
			return
		}
		again, err := table.Inspect(table.Bytes("r", out.Bytes()), table.UTF8)
		if err != nil {
			t.Fatalf("the rejects cannot be read: %v\n%q", err, out.Bytes())
		}
		if p.Info.Shape == table.Table && again.Delimiter != p.Info.Delimiter && len(p.Columns) > 1 {
			t.Fatalf("the rejects are parted by %q, not %q\n%q", again.Delimiter, p.Info.Delimiter, out.Bytes())
		}
	})
}

// checker is a desk that looks at each draft as a real one would.
type checker struct {
	collector
	t *testing.T
}

func (c *checker) Do(_ context.Context, r model.Request) (model.Receipt, error) {
	for _, d := range r.Command.(model.Import).Rows {
		if d.ReceivedAt == 0 || d.Text == "" || len(d.Text) > model.MaxText || d.ExternalID == "" || len(d.Tags) > model.MaxTags || len(d.Extra) > model.MaxExtras {
			c.t.Fatalf("a draft that no desk takes: %+v", d)
		}
		for _, tag := range d.Tags {
			if again, err := model.ParseTag(string(tag)); err != nil || again != tag {
				c.t.Fatalf("the tag %q is read as %q, %v", tag, again, err)
			}
		}
	}
	return model.Receipt{}, nil
}
