package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/tui/screen"
)

// backupTime bounds a copy of the database: a large one takes its minutes.
const backupTime = 15 * time.Minute

// backUp copies the database away from whoever works, and says where to.
func (r *Root) backUp() tea.Cmd {
	say, backup, ctx := r.session.Say, r.backup, r.session.Ctx
	copying := func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, backupTime)
		defer cancel()
		path, err := backup(ctx)
		if err != nil {
			return screen.Toast{Tone: screen.Fail, Text: say.Error(err)}
		}
		return screen.Toast{Tone: screen.Done, Text: say.BackedUp(r.session.Stopped(), path)}
	}
	return tea.Sequence(screen.Say(screen.Note, say.Common.BackingUp), copying)
}
