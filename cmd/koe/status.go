package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/store/hold"
	"koe/store/join"
)

// statusTime is how long a koe that has the database open may take to say who is in.
const statusTime = openTime / 4

func (p *program) statusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say who has the database open, and who has joined",
		Long: "Say which koe on this machine has the database open, and which others have joined it: process,\n" +
			"person, command and since when. Nothing is opened for it.",
		Example: "  koe status\n  koe status --json",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.status(cmd) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "データベースを開いている koe と、参加中の koe を表示する",
		long: "このマシンでデータベースを開いている koe と、それに参加している koe を、プロセス、ユーザー、コマンド、\n" +
			"開始日時とともに表示します。データベースは開きません。",
	})
	return cmd
}

// A presence is who is at a database.
type presence struct {
	Open    bool          `json:"open"`
	Answers bool          `json:"answers"` // whether the holder says who has joined
	Holder  *join.Member  `json:"holder"`
	Build   string        `json:"build,omitempty"`
	Joined  []join.Member `json:"joined"`
}

func (p *program) status(cmd *cobra.Command) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	if p.visitor != nil {
		return p.with(cmd.Context(), func(s *session) error {
			st, err := s.Status(cmd.Context())
			if err != nil {
				return err
			}
			return p.printPresence(cmd, out, presence{Open: true, Answers: true, Holder: &st.Holder, Build: st.Build, Joined: st.Joined})
		})
	}
	path := absolute(p.path())
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("there is no database at %s; koe makes one when it is first opened", path)
	}
	at, err := p.present(cmd.Context(), path)
	if err != nil {
		return err
	}
	return p.printPresence(cmd, out, at)
}

func (p *program) printPresence(cmd *cobra.Command, out *printer, at presence) error {
	if p.json {
		return printJSON(cmd.OutOrStdout(), at)
	}
	out.present(p, at)
	return out.err
}

// present asks who is at a database.
func (p *program) present(ctx context.Context, path string) (presence, error) {
	at := presence{Joined: []join.Member{}}
	h, err := hold.Try(resolved(path))
	if err == nil {
		return at, h.Release()
	}
	if !errors.Is(err, hold.ErrHeld) {
		return at, err
	}
	at.Open = true
	who, err := hold.Who(resolved(path))
	if err != nil {
		return at, err
	}
	if who.PID != 0 {
		at.Holder = &join.Member{PID: who.PID, User: who.User, Doing: who.Doing, Since: who.Since}
	}
	if who.Socket == "" {
		return at, nil
	}
	asking, cancel := context.WithTimeout(ctx, statusTime)
	defer cancel()
	st, err := join.Ask(asking, who.Socket)
	var fault *model.Fault
	switch {
	case errors.As(err, &fault) && fault.Code == model.OtherBuild:
		at.Build = fault.Where
	case err == nil:
		at.Answers, at.Holder, at.Build, at.Joined = true, &st.Holder, st.Build, st.Joined
	}
	return at, ctx.Err()
}

// present prints who is at a database.
func (o *printer) present(p *program, at presence) {
	say := o.words.Together
	member := func(m join.Member) string {
		zone := p.clock().Location()
		return say.Member(m.PID, string(m.User), say.Doing(m.Doing), o.words.Moment(m.Since.Time(zone), p.clock()))
	}
	switch {
	case !at.Open:
		o.line("%s", say.Nobody)
		return
	case at.Holder == nil:
		o.line("%s", say.Unknown)
		return
	}
	o.line("%s", say.Holder(member(*at.Holder)))
	switch {
	case at.Answers && len(at.Joined) == 0:
		o.line("%s", say.NobodyElse)
	case at.Answers:
		for _, m := range at.Joined {
			o.line("%s", say.Joined(member(m)))
		}
	case at.Build != "":
		o.line("%s", say.OtherBuild(at.Build))
	default:
		o.line("%s", say.NotSaid)
	}
}
