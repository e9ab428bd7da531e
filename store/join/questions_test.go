package join

import (
	"bytes"
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"net"
	"net/http"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
	"koe/model/when"
	"koe/store/hold"
)

// alike compares answers with all that is in them, but for what errors and
// reports keep to themselves.
var alike = cmp.Options{
	cmpopts.EquateNaNs(),
	// A score is a sum of which no two have the same order.
	cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Score" }, cmpopts.EquateApprox(1e-5, 0)),
	cmp.FilterPath(func(p cmp.Path) bool {
		f, ok := p.Index(-1).(cmp.StructField)
		return ok && f.Name() != "" && !token.IsExported(f.Name())
	}, cmp.Ignore()),
}

// asked are all questions with something to ask.
var asked = map[string]func(context.Context, *Seat) (any, error){
	"Issues": func(ctx context.Context, s *Seat) (any, error) {
		return s.Issues(ctx, model.IssueQuery{Query: "状態:未完了 返金", Count: true, Who: "aya", Limit: 20})
	},
	"Issue":    func(ctx context.Context, s *Seat) (any, error) { return s.Issue(ctx, 5) },
	"Users":    func(ctx context.Context, s *Seat) (any, error) { return s.Users(ctx) },
	"Self":     func(ctx context.Context, s *Seat) (any, error) { return s.Self(ctx, "aya") },
	"Room":     func(ctx context.Context, s *Seat) (any, error) { return s.Room(ctx) },
	"Info":     func(ctx context.Context, s *Seat) (any, error) { return s.Info(ctx) },
	"TagUses":  func(ctx context.Context, s *Seat) (any, error) { return s.TagUses(ctx) },
	"Problems": func(ctx context.Context, s *Seat) (any, error) { return s.Problems(ctx) },
	"Problem":  func(ctx context.Context, s *Seat) (any, error) { return s.Problem(ctx, 1) },
	"Calls":    func(ctx context.Context, s *Seat) (any, error) { return s.Calls(ctx, 20) },
	"Trends":   func(ctx context.Context, s *Seat) (any, error) { return s.Trends(ctx, model.TrendQuery{Who: "aya"}) },
	"TrendDetail": func(ctx context.Context, s *Seat) (any, error) {
		uses, err := s.TagUses(ctx)
		if err != nil {
			return nil, err
		}
		return s.TrendDetail(ctx, model.TrendQuery{Who: "aya"}, uses[0].Tag.Key)
	},
	"Look": func(ctx context.Context, s *Seat) (any, error) {
		t, err := s.Trends(ctx, model.TrendQuery{Who: "aya"})
		if err != nil {
			return nil, err
		}
		return nil, s.Look(ctx, "aya", t)
	},
	"Mappings":       func(ctx context.Context, s *Seat) (any, error) { return s.Mappings(ctx) },
	"Teams":          func(ctx context.Context, s *Seat) (any, error) { return s.Teams(ctx) },
	"ProblemRecords": func(ctx context.Context, s *Seat) (any, error) { return s.ProblemRecords(ctx) },
	"Mark":           func(ctx context.Context, s *Seat) (any, error) { return s.Mark(ctx) },
	"Chain":          func(ctx context.Context, s *Seat) (any, error) { return s.Chain(ctx) },
	"WentThrough": func(ctx context.Context, s *Seat) (any, error) {
		m, err := s.Mark(ctx)
		if err != nil {
			return nil, err
		}
		return s.WentThrough(ctx, m)
	},
	"Check":     func(ctx context.Context, s *Seat) (any, error) { return s.Check(ctx) },
	"Verify":    func(ctx context.Context, s *Seat) (any, error) { return s.Verify(ctx) },
	"Customers": func(ctx context.Context, s *Seat) (any, error) { return s.Customers(ctx, "田", 5) },
	"Similar": func(ctx context.Context, s *Seat) (any, error) {
		return s.Similar(ctx, "二重に請求された", "", 5)
	},
	"Known": func(ctx context.Context, s *Seat) (any, error) { return s.Known(ctx, "demo", []string{"1", "2"}) },
	"AddContacts": func(ctx context.Context, s *Seat) (any, error) {
		page, err := s.Issues(ctx, model.IssueQuery{Limit: 200})
		if err != nil {
			return nil, err
		}
		return page.Rows, s.AddContacts(ctx, page.Rows)
	},
	"CustomersStarting": func(ctx context.Context, s *Seat) (any, error) { return s.CustomersStarting(ctx, "田", 5) },
	"IssuesNumbered":    func(ctx context.Context, s *Seat) (any, error) { return s.IssuesNumbered(ctx, "1", 5) },
	"Tags":              func(ctx context.Context, s *Seat) (any, error) { return s.Tags(ctx) },
	"Tag":               func(ctx context.Context, s *Seat) (any, error) { return s.Tag(ctx, "no-such-tag") },
	"Index":             func(ctx context.Context, s *Seat) (any, error) { return s.Index(ctx) },
	"Indexed":           func(ctx context.Context, s *Seat) (any, error) { return nil, s.Indexed(ctx) },
	"ProveIndex":        func(ctx context.Context, s *Seat) (any, error) { return s.ProveIndex(ctx) },
	"InspectIndex": func(ctx context.Context, s *Seat) (any, error) {
		return s.InspectIndex(ctx, s.o.Database+".search", true)
	},
	"Happened": func(ctx context.Context, s *Seat) (any, error) { return s.Happened(ctx, 3, 40) },
	"Zone": func(ctx context.Context, s *Seat) (any, error) {
		z, err := s.Zone(ctx)
		if err != nil {
			return nil, err
		}
		return z.String(), nil
	},
	"Keys":    func(ctx context.Context, s *Seat) (any, error) { return s.Keys(ctx) },
	"Caught":  func(ctx context.Context, s *Seat) (any, error) { return s.Caught(ctx, "state:open", 0) },
	"Looking": func(ctx context.Context, s *Seat) (any, error) { return s.Looking(ctx, 5) },
	"Key":     func(ctx context.Context, s *Seat) (any, error) { return s.Key(ctx, "SHA256:none") },
	"Status":  func(ctx context.Context, s *Seat) (any, error) { return s.Status(ctx) },
	"Backup": func(ctx context.Context, s *Seat) (any, error) {
		var b bytes.Buffer
		err := s.Backup(ctx, &b)
		return b.Bytes(), err
	},
	"Do": func(ctx context.Context, s *Seat) (any, error) {
		r := model.Request{ID: model.ID{1}, Actor: "aya", Command: model.Assign{Issues: []model.Number{3}, Owner: "aya"}}
		return s.Do(ctx, r)
	},
}

// Near and far the same question has the same answer, to the last field.
func TestEveryQuestionIsAnsweredAlike(t *testing.T) {
	database := newDatabase(t)
	fill(t, database)
	first := take(t, database, nil)
	second := take(t, database, nil)
	if err := first.Indexed(t.Context()); err != nil {
		t.Fatal(err)
	}
	first.Similar(t.Context(), "二重", "", 1) // has the problems made ready
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(asked)), func(name string) bool { return name == "Do" || name == "Look" })
	for _, name := range append(names, "Look", "Do") { // those that change something last
		ask := asked[name]
		t.Run(name, func(t *testing.T) {
			want, wantErr := ask(t.Context(), first)
			got, err := ask(t.Context(), second)
			if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
				t.Fatalf("the error is %v, want %v", err, wantErr)
			}
			if diff := cmp.Diff(want, got, alike); diff != "" {
				t.Errorf("far from near: %s", diff)
			}
			if v := reflect.ValueOf(want); v.IsValid() && v.Kind() == reflect.Slice && v.Len() == 0 && name != "Mappings" && name != "Teams" && name != "Keys" && name != "Looking" {
				t.Error("nothing was asked for")
			}
		})
	}
}

// Every question method of a seat is in the table above, and every question in
// routes.
func TestEveryQuestionIsAsked(t *testing.T) {
	seat := reflect.TypeFor[*Seat]()
	for i := range seat.NumMethod() {
		switch name := seat.Method(i).Name; name {
		case "Close", "Holds", "Hints", "Fault", "NewID", "Now", "Warm", "Compact", "As":
		default:
			if asked[name] == nil {
				t.Errorf("%s is not asked by the test", name)
			}
		}
	}
	file, err := parser.ParseFile(token.NewFileSet(), "questions.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for _, d := range file.Decls {
		if all, ok := d.(*ast.GenDecl); ok && all.Tok == token.VAR {
			for _, spec := range all.Specs {
				if v := spec.(*ast.ValueSpec); v.Names[0].Name != "routes" {
					made++
				}
			}
		}
	}
	if made != len(routes) {
		t.Errorf("there are %d questions and %d routes", made, len(routes))
	}
}

// No field of a type that goes over the socket is hidden by another of its name or
// number, or left out: it would be lost without a word.
func TestNothingIsLostOnTheWay(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type)
	look = func(ty reflect.Type) {
		if seen[ty] || !strings.HasPrefix(ty.PkgPath(), "koe/") && ty.Name() != "" {
			return
		}
		seen[ty] = true
		switch ty.Kind() {
		case reflect.Struct:
			keys := map[string]string{}
			var fields func(reflect.Type, string)
			fields = func(ty reflect.Type, path string) {
				for i := range ty.NumField() {
					f := ty.Field(i)
					look(f.Type)
					if f.Anonymous && f.Type.Kind() == reflect.Struct && f.Tag.Get("cbor") == "" {
						fields(f.Type, path+f.Name+".")
						continue
					}
					key, _, _ := strings.Cut(f.Tag.Get("cbor"), ",")
					switch {
					case key == "-" && ty != reflect.TypeFor[model.Event](): // whose parts go beside it
						t.Errorf("%s: %s is left out", ty, path+f.Name)
					case key == "":
						key = f.Name
					}
					if was, ok := keys[key]; ok && f.IsExported() {
						t.Errorf("%s: %s and %s are both %q", ty, was, path+f.Name, key)
					}
					keys[key] = path + f.Name
				}
			}
			fields(ty, "")
		case reflect.Map:
			look(ty.Key())
			look(ty.Elem())
		case reflect.Slice, reflect.Array, reflect.Pointer:
			look(ty.Elem())
		}
	}
	for _, r := range routes {
		in, out := r.types()
		look(in)
		look(out)
	}
	for _, v := range model.Verbs() {
		look(reflect.TypeOf(model.BlankCommand(v)))
	}
}

// Every command arrives as it was sent.
func TestEveryCommandArrives(t *testing.T) {
	for _, v := range model.Verbs() {
		c := reflect.New(reflect.TypeOf(model.BlankCommand(v))).Elem()
		fillValue(c, 0)
		r := model.Request{ID: model.ID{1, 2}, Actor: "aya", Command: c.Interface().(model.Command), Session: model.ID{3}, Group: 4}
		w, err := wireOf(r)
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.request()
		if err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		if diff := cmp.Diff(r, got, alike); diff != "" {
			t.Errorf("%s: %s", v, diff)
		}
	}
}

// fillValue fills a value with something everywhere.
func fillValue(v reflect.Value, depth int) {
	if depth > 6 || !v.CanSet() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("声")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(7)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(1.5)
	case reflect.Struct:
		for i := range v.NumField() {
			fillValue(v.Field(i), depth+1)
		}
	case reflect.Array:
		for i := range v.Len() {
			fillValue(v.Index(i), depth+1)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillValue(v.Index(0), depth+1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillValue(v.Elem(), depth+1)
	case reflect.Map:
		key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fillValue(key, depth+1)
		fillValue(elem, depth+1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, elem)
	}
}

// What a person is told of an error is the same near and far.
func TestErrorsArrive(t *testing.T) {
	day := &when.Error{Code: "over", Typed: "昨日", At: 2, Day: 3, ForDay: true}
	for name, err := range map[string]error{
		"refusal":  &model.Refusal{Code: model.TooLong, Field: "text", N: 5, Max: 4, Ref: model.Ref{Type: model.IssueRecord, Key: "3"}, By: "mori", Accepted: []string{"a"}},
		"fault":    &model.Fault{Code: model.Damaged, Where: "page 3", Err: errors.New("bits")},
		"half":     &model.HalfDoneError{Done: 1, Of: 3, Err: &model.Fault{Code: model.DiskFull}},
		"query":    &query.Error{Code: "bad-day", Offset: 3, Length: 2, Found: "昨日", Accepted: []string{"x"}, Day: day},
		"when":     day,
		"long":     &text.TooLongError{Length: 5, Limit: 4},
		"bad text": &text.InvalidUTF8Error{Line: 1, Column: 2},
		"late":     context.DeadlineExceeded,
		"wrapped":  errors.Join(errors.New("around"), &model.Refusal{Code: model.NothingDone}),
		"other":    errors.New("something else"),
	} {
		b, encErr := modes().enc.Marshal(wireErrorOf(err))
		if encErr != nil {
			t.Fatal(encErr)
		}
		var w *wireError
		if err := modes().dec.Unmarshal(b, &w); err != nil {
			t.Fatal(err)
		}
		got := w.err()
		if got.Error() != err.Error() {
			t.Errorf("%s reads %q, want %q", name, got, err)
		}
		for _, same := range []func(error) (any, bool){as[*model.Refusal], as[*model.Fault], as[*model.HalfDoneError], as[*query.Error], as[*when.Error], as[*text.TooLongError], as[*text.InvalidUTF8Error]} {
			want, ok := same(err)
			is, had := same(got)
			if ok != had || ok && cmp.Diff(want, is, alike) != "" && name != "fault" && name != "half" {
				t.Errorf("%s: %+v, want %+v", name, is, want)
			}
		}
		if errors.Is(err, context.DeadlineExceeded) != errors.Is(got, context.DeadlineExceeded) {
			t.Errorf("%s: late is lost", name)
		}
	}
}

func as[E error](err error) (any, bool) {
	var e E
	ok := errors.As(err, &e)
	return e, ok
}

// socket is where a seat's desk is reached.
func socket(t *testing.T, s *Seat) string {
	t.Helper()
	who, err := hold.Who(s.o.Database)
	if err != nil || who.Socket == "" {
		t.Fatalf("no socket: %+v, %v", who, err)
	}
	return who.Socket
}

func clientOf(socket string) *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}}}
}

// What is no question is refused, and the desk goes on.
func TestWhatIsNoQuestionIsRefused(t *testing.T) {
	s := take(t, newDatabase(t), nil)
	client := clientOf(socket(t, s))
	good, err := modes().enc.Marshal(model.IssueQuery{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path, wire string
		body       io.Reader
		want       int
	}{
		"as it should be": {"/ask/issues", wire(), bytes.NewReader(good), http.StatusOK},
		"another wire":    {"/ask/issues", "other", bytes.NewReader(good), http.StatusConflict},
		"no wire":         {"/in", "", nil, http.StatusConflict},
		"no such":         {"/ask/everything", wire(), bytes.NewReader(good), http.StatusNotFound},
		"malformed":       {"/ask/issues", wire(), strings.NewReader("\xff\xff"), http.StatusBadRequest},
		"empty":           {"/ask/issues", wire(), nil, http.StatusBadRequest},
		"truncated":       {"/ask/issues", wire(), bytes.NewReader(good[:len(good)-1]), http.StatusBadRequest},
		"too deep":        {"/ask/issues", wire(), strings.NewReader(strings.Repeat("\x81", 10_000)), http.StatusBadRequest},
		"says it is long": {"/ask/known", wire(), strings.NewReader("\x9b\x7f\xff\xff\xff\xff\xff\xff\xff"), http.StatusBadRequest},
		"unknown command": {"/ask/do", wire(), bytes.NewReader(encoded(t, wireRequest{Verb: "no-such", Command: []byte{0xa0}})), http.StatusBadRequest},
		"command is none": {"/ask/do", wire(), bytes.NewReader(encoded(t, wireRequest{Verb: model.VerbLog, Command: []byte{0x01}})), http.StatusBadRequest},
		"huge":            {"/ask/issues", wire(), io.LimitReader(zeros{}, mostAsked+1), http.StatusRequestEntityTooLarge},
	} {
		req, err := http.NewRequest(http.MethodPost, "http://koe"+c.path, c.body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set(headWire, c.wire)
		resp, err := client.Do(req)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", name, resp.StatusCode, c.want)
		}
	}
	logOne(t, s, "goes on")
}

func encoded(t *testing.T, v any) []byte {
	t.Helper()
	b, err := modes().enc.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// A client of another build is told which one the holder's is.
func TestAnotherBuildIsToldSo(t *testing.T) {
	folder := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(folder, "s"))
	if err != nil {
		t.Skip(err)
	}
	other := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set(headBuild, "v9.9")
		http.Error(w, "another build", http.StatusConflict)
	})}
	go other.Serve(l)
	defer other.Close()
	_, err = dial(t.Context(), filepath.Join(folder, "s"), Member{}, nil)
	var fault *model.Fault
	if !errors.As(err, &fault) || fault.Code != model.OtherBuild || fault.Where != "v9.9" {
		t.Errorf("%v, want another build, v9.9", err)
	}
}

// A client that never reads holds nobody up, and the holder can end.
func TestAClientThatNeverReadsHoldsNobodyUp(t *testing.T) {
	s := take(t, newDatabase(t), nil)
	for range 3 {
		c, err := net.Dial("unix", socket(t, s))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := io.WriteString(c, "GET /in HTTP/1.1\r\nHost: koe\r\n"+headWire+": "+wire()+"\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
	}
	for range 200 {
		logOne(t, s, strings.Repeat("long ", 100))
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// A thousand connections that ask nothing, and one that never ends its head, leave
// the desk as it is.
func TestManyIdleConnections(t *testing.T) {
	s := take(t, newDatabase(t), nil)
	where := socket(t, s)
	var open []net.Conn
	defer func() {
		for _, c := range open {
			c.Close()
		}
	}()
	for i := range 300 {
		c, err := net.DialTimeout("unix", where, 5*time.Second)
		if err != nil {
			break // the system's own bound
		}
		open = append(open, c)
		if i%2 == 0 {
			if _, err := io.WriteString(c, "POST /ask/issues HT"); err != nil {
				t.Fatal(err)
			}
		}
	}
	second := take(t, s.o.Database, nil)
	logOne(t, second, "joined all the same")
}

// A copy that was cut is told from a whole one.
func TestACutBackupIsNone(t *testing.T) {
	folder := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(folder, "s"))
	if err != nil {
		t.Skip(err)
	}
	cut := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "half of it") })}
	go cut.Serve(l)
	defer cut.Close()
	f := &far{client: clientOf(filepath.Join(folder, "s"))}
	if err := f.backup(t.Context(), io.Discard); !errors.Is(err, &model.Fault{Code: model.Away}) {
		t.Errorf("%v, want away", err)
	}
}

func FuzzQuestion(f *testing.F) {
	for _, r := range routes {
		in, _ := r.types()
		v := reflect.New(in).Elem()
		fillValue(v, 0)
		b, err := modes().enc.Marshal(v.Interface())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(r.path(), b)
	}
	f.Fuzz(func(t *testing.T, path string, body []byte) {
		for _, r := range routes {
			if r.path() == path {
				in, _ := r.types()
				v := reflect.New(in)
				if modes().dec.Unmarshal(body, v.Interface()) != nil {
					return
				}
				if w, ok := v.Interface().(*wireRequest); ok {
					_, _ = w.request() // never panics
				}
			}
		}
	})
}
