package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/store/hold"
	"koe/store/join"
	"koe/store/rotation"
)

// statusTime is how long a koe that has the database open may take to say who is in.
const statusTime = openTime / 4

func (p *program) statusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say who has the database open, and who has joined",
		Long: "Say which koe on this machine has the database open, and which others have joined it: process,\n" +
			"person, command and since when; how much was done lately; and when the newest daily backup was made\n" +
			"and a check last found nothing. Nothing is opened for it.",
		Example: "  koe status\n  koe status --json",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.status(cmd) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "データベースを開いている koe と、参加中の koe を表示する",
		long: "このマシンでデータベースを開いている koe と、それに参加している koe を、プロセス、ユーザー、コマンド、\n" +
			"開始日時とともに表示します。最近の操作の数、最新の毎日のバックアップと、異常のなかった最後の点検の日時も\n" +
			"表示します。データベースは開きません。",
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
	// Minute and Hour are how many acts were done lately, where the holder says it.
	Minute int `json:"last_minute"`
	Hour   int `json:"last_hour"`
	// BackupAt and CheckedAt are when the newest daily backup was made, and when a check
	// last found nothing; zero where there is none that koe status knows of.
	BackupAt  time.Time `json:"backup_at,omitzero"`
	CheckedAt time.Time `json:"checked_at,omitzero"`
}

// dated notes when a database was backed up and checked.
func (at *presence) dated(path string, kept rotation.Rotation) {
	if all, err := kept.List(); err == nil && len(all) > 0 {
		at.BackupAt = all[0].At
	}
	at.CheckedAt = checkedAt(path)
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
			at := presence{Open: true, Answers: true, Holder: &st.Holder, Build: st.Build, Joined: st.Joined, Minute: st.Minute, Hour: st.Hour}
			if b := p.visitor.house.backups; b != nil {
				at.dated(s.path, b.kept)
			}
			return p.printPresence(cmd, out, at)
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
	if p.getenv("KOE_BACKUPS") == "" { // elsewhere the desk's ID would tell them apart
		at.dated(path, besideIt(path))
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
		at.Answers, at.Holder, at.Build, at.Joined, at.Minute, at.Hour = true, &st.Holder, st.Build, st.Joined, st.Minute, st.Hour
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
	defer func() {
		when := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return o.words.Moment(t.In(p.clock().Location()), p.clock())
		}
		o.line("%s", say.Kept(when(at.BackupAt), when(at.CheckedAt)))
	}()
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
		defer o.line("%s", say.Rate(at.Minute, at.Hour))
		for _, m := range at.Joined {
			o.line("%s", say.Joined(member(m)))
		}
	case at.Build != "":
		o.line("%s", say.OtherBuild(at.Build))
	default:
		o.line("%s", say.NotSaid)
	}
}
