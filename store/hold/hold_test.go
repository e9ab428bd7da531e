package hold

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func open(t *testing.T, database string) *Hold {
	t.Helper()
	h, err := Try(database)
	if err != nil {
		t.Fatal(err)
	}
	if !h.Firm() {
		t.Skip("this system locks no files")
	}
	return h
}

func TestOneHoldsADatabaseAtATime(t *testing.T) {
	database := filepath.Join(t.TempDir(), "koe.db")
	first := open(t, database)
	if _, err := Try(database); !errors.Is(err, ErrHeld) {
		t.Fatalf("a second hold: %v, want ErrHeld", err)
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := Take(ended, database); !errors.Is(err, ErrHeld) {
		t.Fatalf("a second hold that waited: %v, want ErrHeld", err)
	}
	taken := make(chan *Hold)
	go func() {
		h, err := Take(context.Background(), database)
		if err != nil {
			t.Error(err)
		}
		taken <- h
	}()
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	if err := (<-taken).Release(); err != nil {
		t.Fatal(err)
	}
}

// A compaction or a restore puts another file in the database's place; that must
// not let a second program in.
func TestAHoldOutlivesTheDatabaseFile(t *testing.T) {
	database := filepath.Join(t.TempDir(), "koe.db")
	for _, name := range []string{database, database + ".new"} {
		if err := os.WriteFile(name, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := open(t, database)
	if err := os.Rename(database+".new", database); err != nil {
		t.Fatal(err)
	}
	if _, err := Try(database); !errors.Is(err, ErrHeld) {
		t.Fatalf("after the swap: %v, want ErrHeld", err)
	}
	if err := h.Release(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(File(database)); err != nil {
		t.Fatalf("the lock's file is gone: %v", err)
	}
}

func TestWhoHoldsItIsSaid(t *testing.T) {
	database := filepath.Join(t.TempDir(), "koe.db")
	if who, err := Who(database); err != nil || who != (Holder{}) {
		t.Fatalf("before anybody: %+v, %v", who, err)
	}
	h := open(t, database)
	long := Holder{PID: 4711, User: "aya", Doing: "screens", Since: 1, Socket: "/a/long/path/to/a/socket"}
	short := Holder{PID: 1, User: "b"}
	for _, want := range []Holder{long, short, long} {
		if err := h.Say(want); err != nil {
			t.Fatal(err)
		}
		if got, err := Who(database); err != nil || got != want {
			t.Fatalf("Who = %+v, %v, want %+v", got, err, want)
		}
	}
	if err := errors.Join(unlock(h.file), h.file.Close()); err != nil { // as a kill leaves it
		t.Fatal(err)
	}
	next := open(t, database)
	if next.Left() != long.Socket {
		t.Errorf("the socket left behind is %q, want %q", next.Left(), long.Socket)
	}
	if err := next.Release(); err != nil {
		t.Fatal(err)
	}
	if who, err := Who(database); err != nil || who != (Holder{}) {
		t.Errorf("after letting go: %+v, %v", who, err)
	}
}

// What cannot be read is nobody, not an error: it may be half written.
func TestAnUnreadableHolderIsNobody(t *testing.T) {
	for name, content := range map[string]string{"half": `{"pid": 47`, "other": "\x00\xff", "empty": ""} {
		database := filepath.Join(t.TempDir(), "koe.db")
		if err := os.WriteFile(File(database), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if who, err := Who(database); err != nil || who != (Holder{}) {
			t.Errorf("%s: %+v, %v", name, who, err)
		}
	}
}
