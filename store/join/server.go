package join

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"koe/model"
	"koe/store/desk"
)

// Times of the holder's side.
const (
	headTime  = 5 * time.Second  // for a question's head to arrive
	idleTime  = 10 * time.Minute // until a connection that asks nothing is closed
	farewell  = 2 * time.Second  // for what is under way when the holder ends
	mostHeads = 16 << 10
)

// The headers of every question.
const (
	headWire    = "Koe-Wire"
	headBuild   = "Koe-Build"
	headUser    = "Koe-User"
	headDoing   = "Koe-Doing"
	headPID     = "Koe-Pid"
	headSession = "Koe-Session"
)

// handOverPath is where the file is asked for.
const handOverPath = "/hand-over"

// trailerEnd says how a stream ended: without it, it was cut.
const trailerEnd = "Koe-End"

// A reply is the answer to one question.
type reply[R any] struct {
	Answer R
	Err    *wireError
	Fault  *wireFault // why the desk takes no changes, if it takes none
}

// A News is what is pushed to a seat: that something was committed.
type news struct {
	Hint    *model.Hint
	Fault   *wireFault
	Stopped bool // the server was stopped: it will be back, and nobody takes over
}

// A Member is somebody who is at the desk.
type Member struct {
	PID   int           `json:"pid"`
	User  model.UserID  `json:"user"`
	Doing string        `json:"doing"`
	Since model.Instant `json:"since"`
	From  string        `json:"from,omitempty"` // of who came over SSH

	session model.ID
}

// earlier orders members by when they came.
func earlier(a, b Member) int {
	return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.PID, b.PID), cmp.Compare(a.User, b.User), cmp.Compare(a.From, b.From))
}

// Status is who holds the database and who has joined, in the order they came.
type Status struct {
	Holder Member   `json:"holder"`
	Build  string   `json:"build"` // the holder's version
	Joined []Member `json:"joined"`
	// Minute and Hour are how many acts were done lately; see [desk.Desk.Rate].
	Minute int `json:"last_minute"`
	Hour   int `json:"last_hour"`
}

// A serving is what a server lets others in to.
type serving struct {
	desk   *desk.Desk
	self   Member
	build  string
	clock  func() time.Time
	serves bool            // for good: it hands the file over to nobody
	seated func() []Member // who has a seat of their own in this program
	yield  func() bool     // hands the file over
}

// A server lets others in to the desk of its program.
type server struct {
	serving
	http   *http.Server
	ending chan struct{} // closed when the streams are to end
	served chan struct{} // closed when nothing is accepted any more

	mu     sync.Mutex
	joined map[*Member]struct{}
}

// serve lets others in at a listener until stop.
func serve(l net.Listener, o serving) *server {
	s := &server{serving: o, ending: make(chan struct{}), served: make(chan struct{}), joined: map[*Member]struct{}{}}
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.HandleFunc("POST "+r.path(), s.asked(r))
	}
	mux.HandleFunc("GET /in", s.in)
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, _ *http.Request) { write(w, reply[Status]{Answer: s.status()}) })
	mux.HandleFunc("GET /backup", s.backup)
	all := http.NewServeMux()
	all.Handle("/", s.sameWire(mux))
	all.HandleFunc("POST "+handOverPath, s.handOver) // to whatever build comes after this one
	s.http = &http.Server{Handler: all, ReadHeaderTimeout: headTime, IdleTimeout: idleTime, MaxHeaderBytes: mostHeads}
	go func() {
		defer close(s.served)
		_ = s.http.Serve(l) // it ends with stop, or with a listener that is gone: then everybody takes the next road
	}()
	return s
}

// stop sees through what is under way and sends everybody off.
func (s *server) stop() {
	close(s.ending)
	ctx, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	if s.http.Shutdown(ctx) != nil {
		_ = s.http.Close() // a client that does not read its answer
	}
	<-s.served
}

// handOver hands the file over, or says that it is served already.
func (s *server) handOver(w http.ResponseWriter, _ *http.Request) {
	if s.serves {
		http.Error(w, "served", http.StatusForbidden)
		return
	}
	s.yield()
}

// sameWire refuses a build that would misunderstand.
func (s *server) sameWire(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(headBuild, s.build)
		if r.Header.Get(headWire) != wire() {
			http.Error(w, "another build", http.StatusConflict)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// asked answers one question.
func (s *server) asked(q route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostAsked))
		if err != nil {
			var large *http.MaxBytesError
			if errors.As(err, &large) {
				http.Error(w, "too large", http.StatusRequestEntityTooLarge)
			}
			return // cut: nobody is there to be answered
		}
		answer, err := q.answer(r.Context(), s.desk, body)
		var unreadable *unreadableError
		if errors.As(err, &unreadable) {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		write(w, reply[any]{Answer: answer, Err: wireErrorOf(err), Fault: s.fault()})
	}
}

func (s *server) fault() *wireFault {
	var f *model.Fault
	if errors.As(s.desk.Fault(), &f) {
		return wireFaultOf(f)
	}
	return nil
}

func write(w http.ResponseWriter, v any) {
	b, err := modes().enc.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b) // whoever is gone asks again
}

// in keeps one who joined: as long as their stream is open they are in. News go
// through a slot of one, so that one who does not read holds nobody up.
func (s *server) in(w http.ResponseWriter, r *http.Request) {
	pid, _ := strconv.Atoi(r.Header.Get(headPID))
	m := &Member{PID: pid, User: model.UserID(r.Header.Get(headUser)), Doing: r.Header.Get(headDoing), Since: model.At(s.clock())}
	if id, err := ulid.ParseStrict(r.Header.Get(headSession)); err == nil {
		m.session = id
	}
	s.enter(m)
	defer s.leave(m)
	hints, stop := s.desk.Hints()
	defer stop()
	out := http.NewResponseController(w)
	enc := modes().enc.NewEncoder(w)
	if enc.Encode(news{Fault: s.fault()}) != nil || out.Flush() != nil {
		return
	}
	for {
		select {
		case h := <-hints:
			if enc.Encode(news{Hint: &h, Fault: s.fault()}) != nil || out.Flush() != nil {
				return
			}
		case <-s.ending:
			if s.serves && enc.Encode(news{Stopped: true}) == nil {
				_ = out.Flush() // whoever is gone needs no news
			}
			return
		case <-r.Context().Done():
			return
		}
	}
}

func (s *server) enter(m *Member) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.joined[m] = struct{}{}
}

func (s *server) leave(m *Member) {
	s.mu.Lock()
	delete(s.joined, m)
	s.mu.Unlock()
	if m.session != (model.ID{}) {
		s.desk.Left(m.session)
	}
}

func (s *server) status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := Status{Holder: s.self, Build: s.build, Joined: s.seated()}
	st.Minute, st.Hour = s.desk.Rate()
	for m := range s.joined {
		st.Joined = append(st.Joined, *m)
	}
	slices.SortFunc(st.Joined, earlier)
	return st
}

// backup streams a copy; a trailer says that it is whole.
func (s *server) backup(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Trailer", trailerEnd)
	err := s.desk.Backup(r.Context(), w)
	b, encErr := modes().enc.Marshal(struct{ Err *wireError }{wireErrorOf(err)})
	if encErr != nil {
		return
	}
	w.Header().Set(trailerEnd, encodeHeader(b))
}
