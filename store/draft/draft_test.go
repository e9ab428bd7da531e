package draft

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"koe/model"
)

var ctx = context.Background()

func forms(texts ...string) []model.Form {
	list := make([]model.Form, 0, len(texts))
	for i, text := range texts {
		list = append(list, model.Form{ID: model.ID{byte(i + 1)}, ReceivedAt: 1752372000000, Text: text})
	}
	return list
}

func save(t testing.TB, d *Drafts, f []model.Form) {
	t.Helper()
	if err := d.Save(ctx, f); err != nil {
		t.Fatal(err)
	}
}

func load(t testing.TB, d *Drafts) []model.Form {
	t.Helper()
	f, err := d.Load(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func closed(t testing.TB, d *Drafts) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestWhatWasSavedIsLoaded(t *testing.T) {
	dir := Dir(filepath.Join(t.TempDir(), "koe.db"))
	d := New(dir, "aya")
	if f := load(t, d); len(f) != 0 {
		t.Fatalf("a new file holds %v", f)
	}
	for _, want := range [][]model.Form{forms("二重請求"), forms("二重請求 #請求", "parked"), forms("x"), nil} {
		save(t, d, want)
		closed(t, d)
		d = New(dir, "aya")
		if got := load(t, d); len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	closed(t, d)
}

func TestTheFileIsOnesOwnAndKeepsItsSize(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "koe.db.drafts")
	d := New(dir, "aya")
	save(t, d, forms("a"))
	save(t, d, forms(strings.Repeat("漢", model.MaxTyped)))
	closed(t, d)
	for path, mode := range map[string]os.FileMode{dir: dirMode | os.ModeDir, filepath.Join(dir, "aya.draft"): fileMode} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != mode {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		if !info.IsDir() && info.Size() != slotCount*slotSize {
			t.Errorf("it has %d bytes", info.Size())
		}
	}
}

func TestPeopleDoNotShareAFile(t *testing.T) {
	names := map[string]model.UserID{}
	for _, user := range []model.UserID{"aya", "aya2", "aya,2", "aya;2", "田中", "..", ".", "a/b", "../aya", "a b", "", model.UserID(strings.Repeat("田", 100)), model.UserID(strings.Repeat("田", 101))} {
		for _, session := range []int{1, 2, mostSessions} {
			name := fileName(user, session)
			if name != filepath.Base(name) || len(name) > 255 || strings.ContainsAny(name, "/\\\x00") {
				t.Errorf("%q has the file %q", user, name)
			}
			if other, twice := names[name]; twice {
				t.Errorf("%q and %q share %q", user, other, name)
			}
			names[name] = user
		}
	}
}

func TestTheLargestFormsFit(t *testing.T) {
	full := make([]model.Form, model.MaxForms)
	for i := range full {
		full[i] = model.Form{
			ID: model.ID{byte(i + 1)}, ReceivedAt: 1752372000000, Text: strings.Repeat("𠮷", model.MaxTyped), Customer: strings.Repeat("𠮷", 200),
			KnownAs: strings.Repeat("𠮷", 400), Known: 1 << 60, Tags: strings.Repeat("𠮷", 1000), Severity: model.S1, Channel: "phone", Wish: model.WishRefund,
			Problem: 1 << 60, Parked: 1752372000000, Sent: true,
		}
	}
	d := New(t.TempDir(), "aya")
	save(t, d, full)
	closed(t, d)
	d = New(filepath.Dir(d.path), "aya")
	defer closed(t, d)
	if got := load(t, d); !reflect.DeepEqual(got, full) {
		t.Error("they came back otherwise")
	}
}

// A write that is torn at any byte leaves the forms of that write or of the one
// before, never others and never none.
func TestATornWriteLeavesTheOneBefore(t *testing.T) {
	for _, sizes := range [][2]int{{10, 300}, {300, 10}, {40, 40}} {
		one, two, three := forms(strings.Repeat("一", sizes[0])), forms(strings.Repeat("二", sizes[0])), forms(strings.Repeat("三", sizes[1]))
		dir := t.TempDir()
		d := New(dir, "aya")
		save(t, d, one)
		save(t, d, two)
		before := read(t, d.path)
		save(t, d, three)
		after := read(t, d.path)
		closed(t, d)
		var changed []int
		for i := range before {
			if before[i] != after[i] {
				changed = append(changed, i)
			}
		}
		if len(changed) == 0 || changed[0]/slotSize != changed[len(changed)-1]/slotSize {
			t.Fatalf("the write touched %d bytes in both slots", len(changed))
		}
		hit := changed[0] / slotSize
		base := hit * slotSize
		end := base + max(used(before[base:base+slotSize]), used(after[base:base+slotSize]))
		whole := decodeSlot(before[(1-hit)*slotSize : (2-hit)*slotSize])
		// The bytes reach the disk from the front, or from the back.
		for _, front := range []bool{true, false} {
			for cut := 0; cut <= len(changed); cut++ {
				torn := bytes.Clone(before[base:end])
				for n, i := range changed {
					if (n < cut) == front {
						torn[i-base] = after[i]
					}
				}
				slots := [slotCount]slot{whole, decodeSlot(torn)}
				got, err := model.DecodeForms(slots[newestOf(slots)].payload)
				if err != nil || !reflect.DeepEqual(got, two) && !reflect.DeepEqual(got, three) {
					t.Fatalf("cut at %d of %d (front %v): %v, %v", cut, len(changed), front, got, err)
				}
				if bytes.Equal(torn, after[base:end]) && !reflect.DeepEqual(got, three) {
					t.Fatal("the whole write is not seen")
				}
				lost := oneIsLost(slots, newestOf(slots))
				if lost == decodeSlot(torn).whole {
					t.Fatalf("cut at %d of %d (front %v): that words may be missing is %v", cut, len(changed), front, lost)
				}
				if cut%200 == 100 {
					image := append(bytes.Clone(before[:base]), append(torn, before[end:]...)...)
					d := fromImage(t, dir, image)
					read, err := d.Load(ctx)
					closed(t, d)
					if !reflect.DeepEqual(read, got) || errors.Is(err, &model.Fault{Code: model.OlderDraft}) != lost || err != nil && !lost {
						t.Fatalf("the file is read otherwise than its slots: %v", err)
					}
				}
			}
		}
	}
}

func TestOneDamagedSlotCostsOneWrite(t *testing.T) {
	dir := t.TempDir()
	d := New(dir, "aya")
	one, two := forms("one"), forms("two")
	save(t, d, one)
	save(t, d, two)
	closed(t, d)
	image := read(t, d.path)
	rapid.Check(t, func(t *rapid.T) {
		hurt := bytes.Clone(image)
		slot := rapid.IntRange(0, slotCount-1).Draw(t, "slot")
		at := slot*slotSize + rapid.IntRange(0, headerSize+40).Draw(t, "at")
		hurt[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		d := fromImage(t, dir, hurt)
		defer d.Close()
		got, err := d.Load(ctx)
		if hurtful := !bytes.Equal(hurt[:len(image)], image) && newestOf(d.slots) >= 0 && oneIsLost(d.slots, newestOf(d.slots)); errors.Is(err, &model.Fault{Code: model.OlderDraft}) != hurtful || reflect.DeepEqual(got, one) && !hurtful {
			t.Fatalf("%v of %v", err, got)
		}
		if !reflect.DeepEqual(got, one) && !reflect.DeepEqual(got, two) {
			t.Fatalf("got %v", got)
		}
		// And the next write is seen, whichever slot was hurt.
		if err := d.Save(ctx, forms("three")); err != nil {
			t.Fatal(err)
		}
		d.Close()
		again := New(dir, "hurt")
		defer again.Close()
		if got, err := again.Load(ctx); err != nil || !reflect.DeepEqual(got, forms("three")) {
			t.Fatalf("after it: %v, %v", got, err)
		}
	})
}

func TestAFileCutShortKeepsWhatIsLeft(t *testing.T) {
	dir := t.TempDir()
	d := New(dir, "aya")
	save(t, d, forms("one"))
	save(t, d, forms("two"))
	closed(t, d)
	image := read(t, d.path)
	for _, c := range []struct {
		size int
		want []model.Form
	}{{slotSize + headerSize, forms("one")}, {slotSize, forms("one")}, {len(image) - 1, forms("two")}, {0, nil}} {
		d := fromImage(t, dir, image[:c.size])
		got, err := d.Load(ctx)
		closed(t, d)
		if len(got)+len(c.want) > 0 && !reflect.DeepEqual(got, c.want) {
			t.Errorf("at %d bytes: %v", c.size, got)
		}
		if errors.Is(err, &model.Fault{Code: model.OlderDraft}) != (c.size > 0) {
			t.Errorf("at %d bytes: %v", c.size, err)
		}
	}
}

func TestTwoDamagedSlotsAreSaidOnceAndForgotten(t *testing.T) {
	dir := t.TempDir()
	d := fromImage(t, dir, bytes.Repeat([]byte("x"), slotCount*slotSize))
	if _, err := d.Load(ctx); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	save(t, d, forms("new"))
	closed(t, d)
	d = New(dir, "hurt")
	defer closed(t, d)
	if got := load(t, d); !reflect.DeepEqual(got, forms("new")) {
		t.Errorf("got %v", got)
	}
}

func TestANewerKoesDraftsAreNotWrittenOver(t *testing.T) {
	image := make([]byte, slotCount*slotSize)
	copy(image, encodeSlot(7, []byte(`{"version":9,"forms":[]}`)))
	d := fromImage(t, t.TempDir(), image)
	defer closed(t, d)
	newer := &model.Refusal{Code: model.NewerSchema}
	if _, err := d.Load(ctx); !errors.Is(err, newer) {
		t.Errorf("load gave %v", err)
	}
	if err := d.Save(ctx, forms("x")); !errors.Is(err, newer) {
		t.Errorf("save gave %v", err)
	}
	if !bytes.Equal(read(t, d.path), image) {
		t.Error("the file was changed")
	}
}

func TestASavedCallLeavesNoWordsBehind(t *testing.T) {
	d := New(t.TempDir(), "aya")
	defer closed(t, d)
	for range 3 {
		save(t, d, forms("a long story about card 4471"))
	}
	save(t, d, nil)
	if bytes.Contains(read(t, d.path), []byte("4471")) {
		t.Error("its words are still in the file")
	}
}

// The child of TestKill: saves one draft after the other and says each that is
// kept.
func child(dir string) {
	d := New(dir, "aya")
	for n := 1; ; n++ {
		if err := d.Save(ctx, forms(strings.Repeat("長い話", n%400), fmt.Sprint(n))); err != nil {
			panic(err)
		}
		fmt.Println(n)
	}
}

func TestMain(m *testing.M) {
	if dir := os.Getenv("KOE_DRAFT_CHILD"); dir != "" {
		child(dir)
	}
	os.Exit(m.Run())
}

// Killed at any moment, what was said to be kept is there.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	for cycle := range 10 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "KOE_DRAFT_CHILD="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		said := bufio.NewScanner(out)
		for range 3 + 7*cycle {
			said.Scan()
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		last := said.Text()
		for said.Scan() { // what it said before it died
			last = said.Text()
		}
		cmd.Wait()
		d := New(dir, "aya")
		got := load(t, d)
		closed(t, d)
		kept, _ := strconv.Atoi(last)
		if len(got) != 2 || got[1].Text != fmt.Sprint(kept) && got[1].Text != fmt.Sprint(kept+1) {
			t.Fatalf("cycle %d: %d was kept, and %v is there", cycle, kept, got)
		}
	}
}

func TestAWriteThatFailsIsAnErrorAndLosesNothing(t *testing.T) {
	dir := t.TempDir()
	d := New(dir, "aya")
	save(t, d, forms("one"))
	d.file.Close() // every write from here on fails
	if err := d.Save(ctx, forms("two")); err == nil {
		t.Error("a write into a closed file succeeded")
	}
	d = New(dir, "aya")
	defer closed(t, d)
	if got := load(t, d); !reflect.DeepEqual(got, forms("one")) {
		t.Errorf("got %v", got)
	}
}

func TestAFolderWhereTheFileShouldBeIsAnError(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "aya.draft"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := New(dir, "aya").Load(ctx); err == nil {
		t.Error("it was loaded")
	}
}

func FuzzSlot(f *testing.F) {
	f.Add(encodeSlot(3, []byte(`{"version":1,"forms":[]}`)))
	f.Add(encodeSlot(1, nil))
	f.Add([]byte("koedraft"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := decodeSlot(b)
		if !s.whole {
			return
		}
		if again := encodeSlot(s.seq, s.payload); !bytes.HasPrefix(b, again) && !sameButReserved(b, again) {
			t.Fatalf("%q was taken for a slot of %q", b, s.payload)
		}
	})
}

// sameButReserved compares a slot's image with one that was written, but for
// the header's last four bytes, which nothing reads yet the checksum covers.
func sameButReserved(b, again []byte) bool {
	return len(b) >= len(again) && bytes.Equal(b[:24], again[:24]) && bytes.Equal(b[headerSize:len(again)], again[headerSize:])
}

func BenchmarkSave(b *testing.B) {
	for _, n := range []int{200, model.MaxTyped} {
		b.Run(fmt.Sprint(n, "characters"), func(b *testing.B) {
			d := New(b.TempDir(), "aya")
			defer closed(b, d)
			f := forms(strings.Repeat("漢", n))
			for b.Loop() {
				save(b, d, f)
			}
		})
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fatal is a test of either sort.
type fatal interface {
	Helper()
	Fatal(...any)
}

func fromImage(t fatal, dir string, image []byte) *Drafts {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "hurt.draft"), image, 0o600); err != nil {
		t.Fatal(err)
	}
	return New(dir, "hurt")
}
