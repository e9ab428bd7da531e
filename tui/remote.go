package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"koe/tui/theme"
	"koe/tui/widget"
)

// remoteFPS is how often a session over the network is painted at most. A session
// at rest costs its ticks: at 120 a second a thousand of them take half a core.
const remoteFPS = 30

// A Remote is a terminal at the far end of a line.
type Remote struct {
	In     io.Reader // the keys; its end is that the line is lost
	Out    io.Writer // raw: a line feed goes straight down
	Env    []string  // what is known of it: TERM
	Size   widget.Size
	Sizes  <-chan widget.Size // later ones; never closed
	Glyphs theme.Choice
}

// RunRemote shows the screens on a remote terminal, as [Run] does on one of this
// machine.
func RunRemote(ctx context.Context, o Options, r Remote) error {
	ctx, gone := context.WithCancelCause(ctx)
	defer gone(nil)
	keys := pumped(r.In, func(err error) { gone(fmt.Errorf("%w: %w", errTerminalGone, err)) })
	defer keys.stop()
	glyphs, typed := remoteGlyphs(r, keys)
	o.Theme.Glyphs = glyphs
	o.Session.Theme = theme.New(o.Theme)
	root, err := New(o)
	if err != nil {
		return err
	}
	p := NewProgram(root,
		tea.WithInput(keys), tea.WithOutput(r.Out), tea.WithEnvironment(r.Env), tea.WithColorProfile(colorprofile.Env(r.Env)),
		tea.WithWindowSize(r.Size.Width, r.Size.Height), tea.WithFPS(remoteFPS))
	go func() {
		for _, msg := range keysOf(typed) {
			p.Send(msg)
		}
		for {
			select {
			case s := <-r.Sizes:
				p.Send(tea.WindowSizeMsg{Width: s.Width, Height: s.Height})
			case <-ctx.Done():
				return
			}
		}
	}()
	return Play(ctx, p, root)
}

func remoteGlyphs(r Remote, keys *pump) (theme.Glyphs, []byte) {
	if g, said := r.Glyphs.Said(); said {
		return g, nil
	}
	return theme.Probe(asked{keys, r.Out}, remoteProbeTime)
}

// remoteProbeTime is how long a terminal far away has to say where its cursor is.
const remoteProbeTime = 3 * theme.ProbeTime

// asked is a remote terminal that is asked something.
type asked struct {
	*pump
	out io.Writer
}

// Write writes to the terminal.
func (a asked) Write(p []byte) (int, error) { return a.out.Write(p) }

// A pump reads a line in a goroutine of its own, so that whoever reads from it can
// stop at any time and what was not read yet is not lost.
type pump struct {
	chunks chan []byte
	ended  chan struct{} // closed when no more comes, or nobody reads any more
	once   sync.Once

	mu   sync.Mutex
	left []byte
}

// pumped begins to read a line; gone is told how it ends.
func pumped(from io.Reader, gone func(error)) *pump {
	p := &pump{chunks: make(chan []byte), ended: make(chan struct{})}
	go func() {
		for {
			buf := make([]byte, 4<<10)
			n, err := from.Read(buf)
			if n > 0 {
				select {
				case p.chunks <- buf[:n]:
				case <-p.ended:
					return
				}
			}
			if err != nil {
				gone(err)
				p.stop()
				return
			}
		}
	}()
	return p
}

// stop has every reader come to the end.
func (p *pump) stop() { p.once.Do(func() { close(p.ended) }) }

// Read reads what was typed.
func (p *pump) Read(b []byte) (int, error) { return p.read(b, nil) }

// ReadFor waits until there is something to read, or the time is over.
func (p *pump) ReadFor(b []byte, limit time.Duration) (int, error) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	n, err := p.read(b, timer.C)
	if errors.Is(err, errNoneYet) {
		return 0, nil
	}
	return n, err
}

var errNoneYet = errors.New("nothing was typed yet")

func (p *pump) read(b []byte, over <-chan time.Time) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.left) == 0 {
		select {
		case p.left = <-p.chunks:
		case <-p.ended:
			return 0, io.EOF
		case <-over:
			return 0, errNoneYet
		}
	}
	n := copy(b, p.left)
	p.left = p.left[n:]
	return n, nil
}
