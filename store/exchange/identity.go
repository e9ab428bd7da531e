package exchange

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"hash/maphash"
	"time"

	"koe/model"
	"koe/store/exchange/table"
)

// identities gives every row its identity: its own ID, or what
// model.RowIdentity makes of the row's hash and its ordinal among equal rows.
// It keeps about forty bytes a distinct row.
type identities struct {
	zone   *time.Location
	salt   string
	sum    hash.Hash
	equal  map[[16]byte]uint32
	given  map[[16]byte]givenRow
	buffer []byte
}

// givenRow is where an ID was first given, and to what.
type givenRow struct {
	line    int
	content uint64
}

func newIdentities(p *Plan) *identities {
	ids := &identities{
		zone: p.opt.Zone, sum: sha256.New(),
		equal: map[[16]byte]uint32{}, given: map[[16]byte]givenRow{},
	}
	if p.Info.Mended {
		// A mended row may have become equal to one that came in long ago;
		// it is another row all the same.
		ids.salt = "mended"
	}
	return ids
}

// identify fills the draft's external ID. A second row under an ID that stood
// in the file before is refused, unless it says the same: then it counts as
// already here.
func (ids *identities) identify(d *model.Draft, r *table.Record) (again bool, err error) {
	h := ids.content(r)
	if d.ExternalID == "" {
		k := [16]byte(h[:16])
		ids.equal[k]++
		d.ExternalID = model.RowIdentity(d.ReceivedAt.Day(ids.zone), h, int(ids.equal[k]))
		return false, nil
	}
	id := sha256.Sum256([]byte(d.Source + "\x00" + d.ExternalID))
	k := [16]byte(id[:16])
	content := binary.BigEndian.Uint64(h[:8])
	if was, ok := ids.given[k]; ok {
		if was.content == content {
			return true, nil
		}
		return false, fmt.Errorf("the ID %s stands already in line %d", d.ExternalID, was.line)
	}
	ids.given[k] = givenRow{line: r.Line, content: content}
	return false, nil
}

// content hashes what a row says, whatever it is quoted or parted by.
func (ids *identities) content(r *table.Record) (h [32]byte) {
	b := append(ids.buffer[:0], ids.salt...)
	part := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	if r.Object != nil {
		for _, m := range r.Object.Members {
			part(m.Name)
			part(m.Value)
		}
	}
	for _, c := range r.Cells {
		part(c)
	}
	ids.buffer = b
	ids.sum.Reset()
	ids.sum.Write(b)
	ids.sum.Sum(h[:0])
	return h
}

var idSeed = maphash.MakeSeed()

// hashID is a short name of an ID within one run.
func hashID(s string) uint64 { return maphash.String(idSeed, s) }
