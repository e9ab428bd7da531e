package join

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"koe/model"
)

// errGone says that the holder is not there any more; whoever asked asks again
// where the desk is then.
var errGone = errors.New("the koe that had the database open has gone")

// dialTime bounds how long a holder may take to accept; it may be asleep for
// longer, which is waited for with the question itself.
const dialTime = 2 * time.Second

// A far is a desk over the socket.
type far struct {
	who    Member
	client *http.Client
	fault  atomic.Pointer[model.Fault]
	// stopped says that the holder was a server that was stopped.
	stopped atomic.Bool
	build   string
	end     context.CancelFunc
	gone    chan struct{} // closed when the stream of news has ended
	hints   func(model.Hint)
}

func encodeHeader(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

func newFar(socket string, who Member, hints func(model.Hint)) *far {
	f := &far{who: who, gone: make(chan struct{}), hints: hints}
	f.client = &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			ctx, cancel := context.WithTimeout(ctx, dialTime)
			defer cancel()
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
		MaxIdleConnsPerHost: 8,
		DisableCompression:  true,
	}}
	return f
}

// dial joins the holder at a socket. ctx bounds only how long that may take.
func dial(ctx context.Context, socket string, who Member, hints func(model.Hint)) (*far, error) {
	f := newFar(socket, who, hints)
	life, end := context.WithCancel(context.Background())
	f.end = end
	unhook := context.AfterFunc(ctx, end) // until it is in
	resp, err := f.send(life, http.MethodGet, "/in", nil)
	if err != nil {
		end()
		unhook()
		f.client.CloseIdleConnections()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	f.build = resp.Header.Get(headBuild)
	dec := modes().dec.NewDecoder(resp.Body)
	var first news
	if err := dec.Decode(&first); err != nil || !unhook() {
		end()
		resp.Body.Close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, errGone
	}
	f.note(first.Fault)
	go func() {
		defer close(f.gone)
		defer resp.Body.Close()
		for {
			var n news
			if dec.Decode(&n) != nil {
				return
			}
			if n.Stopped {
				f.stopped.Store(true)
				return
			}
			f.note(n.Fault)
			if n.Hint != nil {
				f.hints(*n.Hint)
			}
		}
	}()
	return f, nil
}

// close leaves.
func (f *far) close() {
	f.end()
	<-f.gone
	f.client.CloseIdleConnections()
}

func (f *far) note(w *wireFault) {
	if w == nil {
		f.fault.Store(nil)
		return
	}
	f.fault.Store(w.fault())
}

// send sends a question. Whatever keeps it from arriving is errGone, unless ctx
// has ended.
func (f *far) send(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://koe"+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set(headWire, wire())
	req.Header.Set(headUser, string(f.who.User))
	req.Header.Set(headDoing, f.who.Doing)
	req.Header.Set(headSession, f.who.session.String())
	req.Header.Set(headPID, strconv.Itoa(f.who.PID))
	resp, err := f.client.Do(req)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errGone, err)
	case resp.StatusCode == http.StatusOK:
		return resp, nil
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
	if resp.StatusCode == http.StatusForbidden {
		return nil, &model.Fault{Code: model.Served}
	}
	if resp.StatusCode == http.StatusConflict {
		return nil, &model.Fault{Code: model.OtherBuild, Where: resp.Header.Get(headBuild)}
	}
	return nil, fmt.Errorf("the koe that has the database open answered %q to %s", bytes.TrimSpace(said), path)
}

// over asks a question over the socket.
func over[A, R any](ctx context.Context, f *far, q question[A, R], asked A) (R, error) {
	var r reply[R]
	body, err := modes().enc.Marshal(asked)
	if err != nil {
		return r.Answer, fmt.Errorf("write the question %s: %w", q.name, err)
	}
	if err := f.get(ctx, http.MethodPost, q.path(), body, &r); err != nil {
		return r.Answer, err
	}
	f.note(r.Fault)
	err = r.Err.err()
	if errors.Is(err, &model.Fault{Code: model.Closing}) {
		return r.Answer, errGone
	}
	return r.Answer, err
}

// get sends a question and reads its answer.
func (f *far) get(ctx context.Context, method, path string, body []byte, into any) error {
	resp, err := f.send(ctx, method, path, body)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, mostAnswered))
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("%w: %w", errGone, err)
	}
	if err := modes().dec.Unmarshal(b, into); err != nil {
		return fmt.Errorf("read the answer to %s: %w", path, err)
	}
	return nil
}

// backup copies the database out of the holder's hand. One that was cut is no copy.
func (f *far) backup(ctx context.Context, w io.Writer) error {
	resp, err := f.send(ctx, http.MethodGet, "/backup", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(w, resp.Body); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("copy the database: %w", err)
	}
	var end struct{ Err *wireError }
	b, err := base64.StdEncoding.DecodeString(resp.Trailer.Get(trailerEnd))
	if err != nil || modes().dec.Unmarshal(b, &end) != nil {
		return &model.Fault{Code: model.Away}
	}
	return end.Err.err()
}

// Ask asks the holder at a socket who is in, without joining. It fails with a
// *model.Fault that says [model.OtherBuild] where it is another version.
func Ask(ctx context.Context, socket string) (Status, error) {
	f := newFar(socket, Member{}, nil)
	defer f.client.CloseIdleConnections()
	var r reply[Status]
	err := f.get(ctx, http.MethodGet, "/status", nil, &r)
	return r.Answer, err
}
