package model

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/oklog/ulid/v2"
)

// Import brings in a batch of issues, one event for all of them. Rows whose
// (source, external id) is known are skipped. Undone, its issues and their
// contacts go, unless one was touched since; importing the file again brings
// them back.
type Import struct {
	Source string
	Rows   []Draft
}

const VerbImport Verb = "import"

func (Import) Verb() Verb    { return VerbImport }
func (Import) may() right    { return right{least: Lead} }
func (Import) undo() undoing { return restores }

func (c Import) decide(d *decider) error {
	source, err := someLine("source", c.Source)
	if err != nil {
		return err
	}
	d.bulk = true
	batch := &Batch{Source: source}
	seen := make(map[string]bool, len(c.Rows))
	for n := range c.Rows {
		row := c.Rows[n]
		row.Source = cmp.Or(row.Source, source)
		if row.ExternalID == "" {
			return &Refusal{Code: Missing, Field: "external_id", N: n + 1}
		}
		identity := row.Source + "\x00" + row.ExternalID
		known, err := d.Known(row.Source, row.ExternalID)
		if err != nil {
			return err
		}
		if known != 0 || seen[identity] {
			batch.Skipped++
			continue
		}
		seen[identity] = true
		if row.ID == (ID{}) {
			row.ID = importedID(row.ReceivedAt, row.Source, row.ExternalID)
		}
		i, err := d.makeIssue(row)
		if err != nil {
			return fmt.Errorf("row %d of the batch: %w", n+1, err)
		}
		i.ImportBatch = d.heads.Event + 1
		d.effects = append(d.effects, Effect{After: i})
		d.importContacts(i, row.Contacts)
		if batch.First == 0 {
			batch.First = i.Number
		}
		batch.Last = i.Number
		batch.Count++
	}
	d.recorded = true // where every row was known, too
	d.body.Batch = batch
	d.receipt.Count, d.receipt.Skipped = batch.Count, batch.Skipped
	if batch.Count > 0 {
		d.receipt.Issues = []Number{batch.First, batch.Last}
	}
	return nil
}

// RowIdentity is the external id of a row that has none of its own: its day,
// the first 8 bytes of the row's hash, and its ordinal (from 1) among equal
// rows of the file. It begins with the day so that identities of a file sorted
// by time ascend.
func RowIdentity(day Day, hash [32]byte, ordinal int) string {
	return fmt.Sprintf("%s-%x-%d", strings.ReplaceAll(day.String(), "-", ""), hash[:8], ordinal)
}

// OwnSource is the source of issues that were logged on a desk of koe's own;
// their external id is the ID of their log.
const OwnSource = "koe"

// importedID is the ULID of an imported issue: its time received, and a hash
// of its identity, so that the same row has the same ID on every desk.
func importedID(at Instant, source, externalID string) ID {
	sum := sha256.Sum256([]byte(source + "\x00" + externalID))
	var id ID
	_ = id.SetTime(uint64(max(at, 0)) & ulid.MaxTime())
	_ = id.SetEntropy(sum[:10])
	return id
}

// importContacts brings in the attempts to reach the customer of an issue.
func (d *decider) importContacts(i *Issue, contacts []Contact) {
	for _, c := range contacts {
		d.heads.Contact++
		c.ID, c.About, c.Customer, c.ImportBatch = d.heads.Contact, i.Ref(), i.Customer, i.ImportBatch
		d.effects = append(d.effects, Effect{After: &c})
	}
}

// importedOwner finds the owner that a source names, and makes an agent of one
// that nobody on the desk knows: history keeps its names.
func (d *decider) importedOwner(owner UserID) (UserID, error) {
	if owner == "" {
		return "", nil
	}
	id, name, err := ParseUser(string(owner))
	if err != nil || id == "" {
		return "", err
	}
	if d.pending(Ref{UserRecord, string(id)}) != nil {
		return id, nil
	}
	u, err := d.User(id)
	if err != nil || u != nil {
		return id, err
	}
	d.put(nil, &User{ID: id, Name: name, Role: Agent, Since: d.env.Now})
	return id, nil
}

// importedProblem finds the problem that a source names, or makes it. One that
// comes from another desk as P-12 keeps its number while that is free.
func (d *decider) importedProblem(external, title string) (ProblemID, error) {
	title, err := line("problem", cmp.Or(title, external))
	if err != nil {
		return 0, err
	}
	wanted, numbered := ParseProblem(external)
	if numbered == nil {
		p, err := d.Problem(wanted)
		if err != nil {
			return 0, err
		}
		if p != nil && p.Title == title {
			return wanted, nil
		}
	}
	id, err := d.ProblemNamed(external)
	if err != nil || id != 0 {
		return id, err
	}
	if numbered == nil && wanted > d.heads.Problem {
		d.heads.Problem = wanted
	} else {
		d.heads.Problem++
	}
	d.put(nil, &Problem{ID: d.heads.Problem, Title: title, External: external, Stage: Suspected, StageAt: d.env.Now, CreatedAt: d.env.Now, CreatedBy: d.who.ID})
	return d.heads.Problem, nil
}
