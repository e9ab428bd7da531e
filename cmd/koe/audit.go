package main

import (
	"context"
	"os"
	"time"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/store"
	"koe/store/desk"
	"koe/tui/lang"
)

// An auditError ends an audit that found something, which is printed already.
type auditError struct{}

func (e *auditError) Error() string { return e.in(lang.English) }

// in is what a person can do about it, in their language.
func (*auditError) in(l lang.Lang) string { return lang.For(l).Audit.Failed }

func (p *program) auditCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "audit [FILE...]",
		Short: "Follow the whole history, and compare it with the backups",
		Long: "Read the whole history, hold each event against the one before it, and compare it with how it stood\n" +
			"in the daily backups and in those that are named: a history that was changed afterwards shows, even\n" +
			"where it was recomputed as a whole. koe events says who did what.",
		Example: "  koe audit\n  koe audit /mnt/archive/koe-2026-01.db",

		ValidArgsFunction: fileNames, Annotations: filesFromWord(0),
		RunE: func(cmd *cobra.Command, args []string) error { return p.audit(cmd, args) },
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "履歴全体の連続性を確かめ、バックアップと比べる",
		long: "履歴全体を読み、それぞれが直前の履歴に続いていることを確かめ、毎日のバックアップと、指定したバックアップの\n" +
			"時点の履歴と比べます。後から変更された履歴は、全体が計算し直されていても検出できます。誰が何をしたかは\n" +
			"koe events で確認できます。",
	})
	return cmd
}

// A compared is what comes of one backup.
type compared struct {
	File   string     `json:"file"`
	Event  uint64     `json:"event,omitempty"` // at which its history ends
	At     *time.Time `json:"at,omitempty"`    // when that was
	Result string     `json:"result"`          // agrees, differs, newer, other-desk, unread
	Why    string     `json:"why,omitempty"`   // it is unread
}

// What comes of a backup.
const (
	agrees    = "agrees"
	differs   = "differs"
	isNewer   = "newer"
	otherDesk = "other-desk"
	unread    = "unread"
)

func (p *program) audit(cmd *cobra.Command, files []string) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		ctx := cmd.Context()
		chain, err := s.Chain(ctx)
		if err != nil {
			return err
		}
		files, err := p.withDaily(ctx, s, files)
		if err != nil {
			return err
		}
		all := []compared{}
		for _, f := range files {
			c, err := p.compare(ctx, s, chain.Mark, f, out.words)
			if err != nil {
				return err
			}
			all = append(all, c)
		}
		if p.json {
			err = printJSON(cmd.OutOrStdout(), struct {
				Events  uint64     `json:"events"`
				Broken  uint64     `json:"broken,omitempty"` // the first event that does not follow
				Lost    int        `json:"lost,omitempty"`
				Backups []compared `json:"backups"`
			}{chain.Events, chain.Broken, chain.Lost, all})
		} else {
			err = out.audited(s, chain, all)
		}
		if err == nil && (chain.Broken != 0 || worst(all) == differs) {
			err = &auditError{}
		}
		return err
	})
}

// worst is differs where any backup does.
func worst(all []compared) string {
	for _, c := range all {
		if c.Result == differs {
			return differs
		}
	}
	return agrees
}

// withDaily adds the daily backups to those that are named.
func (p *program) withDaily(ctx context.Context, s *session, files []string) ([]string, error) {
	kept, off, err := p.rotationOf(ctx, s)
	if err != nil || off {
		return files, err
	}
	daily, err := kept.List()
	if err != nil {
		return nil, err
	}
	for _, c := range daily {
		files = append(files, c.Path)
	}
	return files, nil
}

// compare holds the history against how it stood in a backup.
func (p *program) compare(ctx context.Context, s *session, here store.Mark, file string, words *lang.Catalogue) (compared, error) {
	c := compared{File: file}
	d, err := p.backupDesk(ctx, file)
	if err != nil {
		c.Result, c.Why = unread, p.sentence(words, err)
		return c, ctx.Err()
	}
	defer d.Close()
	then, err := d.Mark(ctx)
	if err != nil {
		c.Result, c.Why = unread, p.sentence(words, err)
		return c, ctx.Err()
	}
	at := then.At.Time(time.UTC)
	c.Event, c.At = then.Event, &at
	switch {
	case then.Desk != here.Desk:
		c.Result = otherDesk
		return c, nil
	case then.Event > here.Event:
		through, err := d.WentThrough(ctx, here)
		c.Result = resultOf(through, isNewer)
		return c, err
	}
	through, err := s.WentThrough(ctx, then)
	c.Result = resultOf(through, agrees)
	return c, err
}

func resultOf(through bool, result string) string {
	if through {
		return result
	}
	return differs
}

// audited prints what an audit found.
func (o *printer) audited(s *session, chain store.Chain, all []compared) error {
	say := o.words.Audit
	if chain.Broken != 0 {
		o.line("%s", say.Broken(int(chain.Broken)))
	} else {
		o.line("%s", say.Whole(int(chain.Events)))
	}
	if chain.Lost > 0 {
		o.line("%s", say.Lost(chain.Lost))
	}
	same, oldest := 0, model.Day(0)
	for _, c := range all {
		if c.Result == agrees {
			same++
			if day := model.DayOf(c.At.In(s.zone)); oldest == 0 || day < oldest {
				oldest = day
			}
		}
	}
	if same > 0 {
		o.line("%s", say.Compared(same, o.words.Date(oldest.Time(s.zone))))
	} else {
		o.line("%s", say.None)
	}
	for _, c := range all {
		switch c.Result {
		case agrees:
			o.line("%s", say.Agrees(c.File, int(c.Event)))
		case differs:
			o.line("%s", say.Rewritten(c.File, int(c.Event)))
		case isNewer:
			o.line("%s", say.Newer(c.File, int(c.Event), int(chain.Mark.Event)))
		case otherDesk:
			o.line("%s", say.OtherDesk(c.File))
		default:
			o.line("%s", say.Unread(c.File, c.Why))
		}
	}
	return o.err
}

// backupDesk opens the desk of a backup to look at it, and makes none.
func (p *program) backupDesk(ctx context.Context, file string) (*desk.Desk, error) {
	if _, err := os.Stat(file); err != nil {
		return nil, why(err)
	}
	if err := ours(file); err != nil {
		return nil, err
	}
	return p.lookAt(ctx, file)
}
