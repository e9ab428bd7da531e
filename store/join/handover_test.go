package join

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"koe/model"
)

func stays(o *Options) { o.Stays = true }

func serves(o *Options) { o.Serves = true }

func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for !is() {
		select {
		case <-limit:
			t.Fatalf("in vain: %s", what)
		case <-time.After(time.Millisecond):
		}
	}
}

// A server takes the file over from screens, who go on at its desk; what was asked
// meanwhile is answered once.
func TestAServerIsHandedTheFile(t *testing.T) {
	database := newDatabase(t)
	first := take(t, database, stays)
	second := take(t, database, stays)
	logOne(t, first, "before")
	var writing sync.WaitGroup
	end := make(chan struct{})
	logged := make([]int, 2)
	for i, s := range []*Seat{first, second} {
		writing.Go(func() {
			for {
				select {
				case <-end:
					return
				default:
					r, err := s.Do(t.Context(), model.Request{ID: s.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: fmt.Sprint(i)}}})
					if err != nil || len(r.Issues) != 1 {
						t.Errorf("seat %d: %+v, %v", i, r, err)
						return
					}
					logged[i]++
				}
			}
		})
	}
	server := take(t, database, serves)
	if !server.Holds() {
		t.Fatal("the server joined somebody")
	}
	until(t, "both join the server", func() bool { st, err := server.Status(t.Context()); return err == nil && len(st.Joined) == 2 })
	close(end)
	writing.Wait()
	page, err := server.Issues(t.Context(), model.IssueQuery{Limit: 1, Count: true})
	if want := 1 + logged[0] + logged[1]; err != nil || page.Total != want || first.Holds() || second.Holds() {
		t.Errorf("%d issues, want %d, %v", page.Total, want, err)
	}
	if logged[0] == 0 || logged[1] == 0 {
		t.Errorf("logged %v", logged)
	}
}

// Nobody takes over from a server that was stopped; they say so, and go on when it
// is back. Whoever comes new may open the file.
func TestNobodyTakesOverFromAServerThatWasStopped(t *testing.T) {
	database := newDatabase(t)
	server := take(t, database, serves)
	screens := take(t, database, func(o *Options) { o.Stays, o.Patience = true, 50*time.Millisecond })
	shell := take(t, database, func(o *Options) { o.Patience = 50 * time.Millisecond })
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	until(t, "the screens say it", func() bool { return errors.Is(screens.Fault(), &model.Fault{Code: model.Stopped}) })
	for _, s := range []*Seat{screens, shell} {
		if _, err := s.Users(t.Context()); !errors.Is(err, &model.Fault{Code: model.Stopped}) || s.Holds() {
			t.Errorf("holds: %t, %v", s.Holds(), err)
		}
	}
	back := take(t, database, serves)
	until(t, "the screens are in again", func() bool { st, err := back.Status(t.Context()); return err == nil && len(st.Joined) > 0 })
	if got := words(t, back, logOne(t, screens, "again")); got != "again" || screens.Fault() != nil {
		t.Errorf("%q, %v", got, screens.Fault())
	}
	if err := back.Close(); err != nil {
		t.Fatal(err)
	}
	fresh := take(t, database, nil)
	if !fresh.Holds() {
		t.Error("a new one is kept out")
	}
	until(t, "the screens join whoever is there", func() bool { st, err := fresh.Status(t.Context()); return err == nil && len(st.Joined) > 0 })
}

// There is one server on a file.
func TestTwoServersOnOneFile(t *testing.T) {
	database := newDatabase(t)
	first := take(t, database, serves)
	_, err := Open(t.Context(), Options{Database: database, User: "aya", Build: "2", Clock: clock, Rand: first.o.Rand, Near: near(database), Serves: true, Patience: time.Second})
	if !errors.Is(err, &model.Fault{Code: model.Served}) {
		t.Errorf("the second: %v", err)
	}
	logOne(t, first, "it goes on")
}

// Where the server that asked does not come, the file is taken back.
func TestAHandOverInVain(t *testing.T) {
	database := newDatabase(t)
	screens := take(t, database, func(o *Options) { o.Stays, o.Patience = true, 50*time.Millisecond })
	asks := &Seat{o: screens.o}
	if err := asks.askFor(t.Context()); err != nil {
		t.Fatal(err)
	}
	until(t, "the file is let go", func() bool { return !screens.Holds() })
	screens.waitsNoMore() // which a timer does
	until(t, "the file is taken back", screens.Holds)
	logOne(t, screens, "it goes on")
}
