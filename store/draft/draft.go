// Package draft keeps the forms a person has not saved yet, in a file of their
// own beside the database: `<database>.drafts/<user>`. Not in the database,
// because they change with nearly every key and belong to one person.
//
// Each session has a file that it locks: the first of a person the one above, a
// second window `<user>,2`, and so on. What a session left that ended is taken
// over by the next one of that person.
//
// The file has two slots of fixed size, made and filled with zeros when the
// file is made. A write goes to the slot that does not hold the newest forms,
// with a number one higher and a checksum over all of it, and is brought to the
// disk before it counts. So at every moment one slot is whole: a write that a
// power cut tears leaves the forms of the write before. Nothing is renamed and
// the file never changes its size, so the data alone needs to be synced.
package draft

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"koe/model"
)

// The modes of what is made: for this user of the machine alone.
const (
	dirMode  = 0o700
	fileMode = 0o600
)

// ErrDamaged says that neither slot of a file could be read. The next Save
// begins anew.
var ErrDamaged = errors.New("the drafts of the last session were damaged and cannot be read; what you type from now on is kept")

// Dir is the folder of the drafts of a database.
func Dir(database string) string { return database + ".drafts" }

// Drafts are one person's forms. The zero Drafts is not usable; make one with
// [New]. Its methods may be called from several goroutines; of two Saves at the
// same time either may be the last.
type Drafts struct {
	dir  string
	user model.UserID

	mu    sync.Mutex
	path  string // the file that is this session's, once it is open
	file  *os.File
	slots [slotCount]slot // as they stand on the disk, as far as known
	newer bool            // a newer koe wrote here: nothing may be written over it
	cut   bool            // the file was shorter than it is made
}

// New makes the drafts of a person. It does no I/O: the file is opened, and if
// need be made, by the first Load or Save.
func New(dir string, user model.UserID) *Drafts {
	return &Drafts{dir: dir, user: user}
}

// Load reads the forms that were saved last, and takes over those of sessions of
// this person that ended; none is no error. Where the newest
// slot is damaged it gives the forms of the write before, with a *model.Fault that
// says [model.OlderDraft], and where both are, [ErrDamaged]. Forms of a newer koe are refused
// with [model.NewerSchema], and so is every Save from then on.
func (d *Drafts) Load(ctx context.Context) ([]model.Form, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.open(); err != nil {
		return nil, fmt.Errorf("open the drafts: %w", err)
	}
	forms, err := d.read()
	if d.newer {
		return forms, err
	}
	return d.takeOver(forms, err)
}

// read reads the forms of the open file.
func (d *Drafts) read() ([]model.Form, error) {
	newest := newestOf(d.slots)
	if newest < 0 {
		if d.blank() {
			return nil, nil
		}
		return nil, ErrDamaged
	}
	forms, err := model.DecodeForms(d.slots[newest].payload)
	if errors.Is(err, &model.Refusal{Code: model.NewerSchema}) {
		d.newer = true
	}
	if err == nil && (d.cut || oneIsLost(d.slots, newest)) {
		err = &model.Fault{Code: model.OlderDraft}
	}
	return forms, err
}

// Save keeps these forms in the place of those before. When it returns without
// an error they are on the disk.
func (d *Drafts) Save(ctx context.Context, forms []model.Form) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	payload, err := payloadOf(forms)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.open(); err != nil {
		return fmt.Errorf("open the drafts: %w", err)
	}
	if d.newer {
		return &model.Refusal{Code: model.NewerSchema}
	}
	return d.write(payload, len(forms) == 0)
}

// payloadOf is what a slot holds for some forms.
func payloadOf(forms []model.Form) ([]byte, error) {
	payload, err := model.EncodeForms(forms)
	if err == nil && len(payload) > maxPayload {
		err = &model.Refusal{Code: model.TooLong, Field: "drafts", N: len(payload), Max: maxPayload}
	}
	return payload, err
}

// write brings a payload to the disk; empty says that it holds no forms.
func (d *Drafts) write(payload []byte, empty bool) error {
	writes := 1
	if empty {
		// Nothing is open any more: the words of the last call, which are in the
		// database now, should not stay behind in the other slot.
		writes = slotCount
	}
	if newestOf(d.slots) < 0 && !d.blank() {
		writes = slotCount // what was damaged is said once
	}
	for range writes {
		if err := d.put(payload); err != nil {
			return fmt.Errorf("keep the drafts: %w", err)
		}
	}
	return nil
}

// put writes a payload into the slot that may be lost.
func (d *Drafts) put(payload []byte) error {
	newest := newestOf(d.slots)
	into, seq := 0, uint64(1)
	if newest >= 0 {
		into, seq = (newest+1)%slotCount, d.slots[newest].seq+1
	}
	image := encodeSlot(seq, payload)
	// What was there before goes as well: no words lie behind a shorter draft.
	if rest := d.slots[into].used - len(image); rest > 0 {
		image = append(image, make([]byte, rest)...)
	}
	used := max(len(image), d.slots[into].used)
	// Until it is synced nobody knows what this slot holds.
	d.slots[into] = slot{used: used}
	if _, err := d.file.WriteAt(image, int64(into)*slotSize); err != nil {
		return err
	}
	if err := syncData(d.file); err != nil {
		return err
	}
	d.slots[into] = slot{whole: true, seq: seq, payload: payload, used: headerSize + len(payload)}
	return nil
}

// blank reports whether nothing was ever written.
func (d *Drafts) blank() bool {
	for _, s := range d.slots {
		if s.used > 0 {
			return false
		}
	}
	return true
}

// Close lets go of the file.
func (d *Drafts) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.file == nil {
		return nil
	}
	err := d.file.Close()
	d.file = nil
	return err
}
