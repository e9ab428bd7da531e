package main

import (
	"context"
	"errors"
	"io"
	"time"

	"koe/model"
	"koe/tui"
	"koe/tui/lang"
	"koe/tui/serve"
	"koe/tui/theme"
)

// A house is the desk of a koe that serves, as those who come over SSH find it.
type house struct {
	desk    *session // the server's own seat
	clock   func() time.Time
	lang    lang.Lang // of those who have said none
	backups *daily    // nil where none are kept
}

// Known is who has a key.
func (h *house) Known(ctx context.Context, id model.KeyID) (serve.Guest, bool, error) {
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	k, err := h.desk.Key(ctx, id)
	if err != nil || k == nil {
		return serve.Guest{}, false, err
	}
	u, err := h.desk.Self(ctx, k.User)
	if err != nil || u == nil || u.Gone {
		return serve.Guest{}, false, err
	}
	g := serve.Guest{User: u.ID, Lang: h.lang, Glyphs: u.Glyphs, Plain: u.Plain}
	if l, err := lang.Parse(u.Lang); err == nil {
		g.Lang = l
	}
	return g, true, nil
}

// Screens shows the interface at a visitor's own seat.
func (h *house) Screens(ctx context.Context, g serve.Guest, t serve.Terminal) error {
	s, err := (&visitor{h, g}).sit(ctx, "screens")
	if err != nil {
		return err
	}
	err = s.show(ctx, showing{words: lang.For(g.Lang), clock: h.clock, backups: h.backups}, func(o tui.Options) error {
		o.Theme.NoColor = g.Plain
		glyphs, err := theme.ParseChoice(g.Glyphs)
		if err != nil {
			return err
		}
		return tui.RunRemote(ctx, o, tui.Remote{In: t.In, Out: t.Out, Env: []string{"TERM=" + t.Term}, Size: t.Size, Sizes: t.Sizes, Glyphs: glyphs})
	})
	return errors.Join(err, s.Close())
}

// Run runs a line of a visitor's.
func (h *house) Run(ctx context.Context, g serve.Guest, line string, in io.Reader, out, errs io.Writer) int {
	return (&visitor{h, g}).remote(in, out, errs).run(ctx, line)
}

// Does is what a line does, for the log.
func (h *house) Does(line string) string { return does(line) }
