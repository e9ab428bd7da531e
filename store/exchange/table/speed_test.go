package table

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRead reads rows as wide as a regulator's extract.
func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	s.WriteString("Date received,Topic,Answer,Consent,Sent in by,Sent on,Disputed\n")
	const rows = 50_000
	for i := range rows {
		fmt.Fprintf(&s, "2016-%02d-%02d,\"Late fee, charged twice\",Closed with an explanation,N/A,Web,2016-12-30,No\n", i%12+1, i%28+1)
	}
	src := Bytes("f.csv", []byte(s.String()))
	b.SetBytes(int64(s.Len()))
	b.ReportAllocs()
	for b.Loop() {
		info, err := Inspect(src, "")
		if err != nil {
			b.Fatal(err)
		}
		r, err := Open(context.Background(), src, info)
		if err != nil {
			b.Fatal(err)
		}
		for {
			if _, err := r.Next(); err != nil {
				break
			}
		}
		r.Close()
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
