package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"koe/model"
	"koe/tui/lang"
)

// mostSettings is how large a file of settings may be, in bytes.
const mostSettings = 1 << 20

// settings are what the desk shares, as they stand in a file. A setting that is left
// out of the file stays as it is on the desk.
type settings struct {
	Desk  deskSettings   `toml:"desk"`
	Teams []teamSettings `toml:"team"`
}

type deskSettings struct {
	Name             *string           `toml:"name" comment:"the desk's name, as the screens show it"`
	TimeZone         *string           `toml:"time_zone" comment:"an IANA name; days received before keep theirs"`
	FiscalYearStarts *int              `toml:"fiscal_year_starts" comment:"its first month, 1 to 12"`
	ClosedDays       *[]toml.LocalDate `toml:"closed_days" comment:"days on which the trends expect next to nothing"`
}

type teamSettings struct {
	Name string `toml:"name"`
	Lead string `toml:"lead"`
}

func (p *program) settingsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "settings", Short: "The settings that the desk shares, as a file", Example: "  koe settings export > desk.toml\n  koe settings import desk.toml", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	p.inJapanese(cmd, wording{short: "窓口全体の設定をファイルで扱う"})
	cmd.AddCommand(p.settingsExport(), p.settingsImport())
	return cmd
}

func (p *program) settingsExport() *cobra.Command {
	cmd := &cobra.Command{
		Use: "export", Short: "Write the desk's settings as TOML", Example: "  koe settings export > desk.toml", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(s *session) error {
				now, err := s.settings(cmd.Context())
				if err != nil {
					return err
				}
				b, err := toml.Marshal(now)
				if err != nil {
					return fmt.Errorf("write the settings: %w", err)
				}
				_, err = cmd.OutOrStdout().Write(b)
				return err
			})
		},
	}
	p.inJapanese(cmd, wording{short: "窓口全体の設定を TOML で書き出す"})
	return cmd
}

func (p *program) settingsImport() *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use:   "import FILE|-",
		Short: "Take the desk's settings from a file",
		Long: "Take the desk's settings from a file of TOML such as koe settings export writes; - is standard input.\n" +
			"What the file leaves out stays. A mistake is named by its line, and nothing is changed then.",
		Example: "  koe settings import desk.toml\n  koe settings import desk.toml --dry-run",
		Args:    exactly(1, "which file? koe settings import FILE, or - for standard input"),

		ValidArgsFunction: fileNames, Annotations: filesFromWord(0),
		RunE: func(cmd *cobra.Command, args []string) error { return p.takeSettings(cmd, args[0], dry) },
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "say what would change, and change nothing")
	p.inJapanese(cmd, wording{
		short: "窓口全体の設定をファイルから取り込む",
		long: "koe settings export が書き出す TOML のファイルから設定を取り込みます。「-」は標準入力です。ファイルにない\n" +
			"設定は変わりません。誤りがあれば行番号を示し、何も変更しません。",
		flags: map[string]string{"dry-run": "変更される内容だけを表示し、変更はしない"},
	})
	return cmd
}

// settings are the desk's.
func (s *session) settings(ctx context.Context) (settings, error) {
	info, err := s.Info(ctx)
	if err != nil {
		return settings{}, err
	}
	teams, err := s.Teams(ctx)
	if err != nil {
		return settings{}, err
	}
	fiscal := int(info.FiscalStart)
	days := make([]toml.LocalDate, len(info.ClosedDays))
	for i, d := range info.ClosedDays {
		at := d.Time(time.UTC)
		days[i] = toml.LocalDate{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
	}
	out := settings{Desk: deskSettings{&info.Name, &info.Zone, &fiscal, &days}, Teams: []teamSettings{}}
	for _, t := range teams {
		out.Teams = append(out.Teams, teamSettings{t.Name, string(t.Lead)})
	}
	return out, nil
}

func (p *program) takeSettings(cmd *cobra.Command, file string, dry bool) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	wanted, source, err := p.readSettings(file)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		ctx := cmd.Context()
		info, err := s.Info(ctx)
		if err != nil {
			return err
		}
		teams, err := s.Teams(ctx)
		if err != nil {
			return err
		}
		desk, changes := wanted.Desk.on(*info)
		put, more, err := wanted.teams(teams, source)
		if err != nil {
			return err
		}
		changes = append(changes, more...)
		c := model.PutSettings{Desk: desk, Teams: put}
		if err := c.Check(); err != nil {
			return atLine(source, err)
		}
		if !dry { // what is refused there is nobody's line
			if _, err := s.Do(ctx, s.request(c)); err != nil && !alreadySo(err) {
				return err
			}
		}
		for _, c := range changes {
			out.line("%s", c)
		}
		out.line("%s", out.words.Manage.Settings(len(changes), dry))
		return out.err
	})
}

// on is a desk with these settings, and what changes.
func (d deskSettings) on(now model.Desk) (model.Desk, []string) {
	after := now
	var changes []string
	if d.Name != nil && *d.Name != now.Name {
		after.Name = *d.Name
		changes = append(changes, changed("desk.name", now.Name, after.Name))
	}
	if d.TimeZone != nil && *d.TimeZone != now.Zone {
		after.Zone = *d.TimeZone
		changes = append(changes, changed("desk.time_zone", now.Zone, after.Zone))
	}
	if d.FiscalYearStarts != nil && *d.FiscalYearStarts != int(now.FiscalStart) {
		after.FiscalStart = uint8(min(max(*d.FiscalYearStarts, 0), 255))
		changes = append(changes, changed("desk.fiscal_year_starts", now.FiscalStart, after.FiscalStart))
	}
	if d.ClosedDays != nil {
		var days []model.Day
		for _, c := range *d.ClosedDays {
			days = append(days, model.DayOf(c.AsTime(time.UTC)))
		}
		slices.Sort(days)
		if days = slices.Compact(days); !slices.Equal(days, now.ClosedDays) {
			after.ClosedDays = days
			changes = append(changes, changed("desk.closed_days", daysOf(now.ClosedDays), daysOf(days)))
		}
	}
	return after, changes
}

// teams are those of the file, and what changes.
func (w settings) teams(now []model.Team, source []byte) (put []model.Team, changes []string, err error) {
	for i, t := range w.Teams {
		team := model.Team{Name: t.Name}
		if team.Lead, _, err = model.ParseUser(t.Lead); err == nil {
			err = team.Check()
		}
		if err != nil {
			return nil, nil, &settingsError{line: lineOf(source, teamHead, i), why: err}
		}
		put = append(put, team)
		at := slices.IndexFunc(now, func(o model.Team) bool { return o.Name == t.Name })
		switch {
		case at < 0:
			changes = append(changes, changed("team "+t.Name, "", team.Lead))
		case now[at].Lead != team.Lead:
			changes = append(changes, changed("team "+t.Name, now[at].Lead, team.Lead))
		}
	}
	return put, changes, nil
}

func daysOf(days []model.Day) string {
	all := make([]string, len(days))
	for i, d := range days {
		all[i] = d.String()
	}
	return strings.Join(all, " ")
}

func changed(what string, from, to any) string {
	return fmt.Sprintf("%s: %s -> %s", what, cmp.Or(fmt.Sprint(from), "-"), cmp.Or(fmt.Sprint(to), "-"))
}

// readSettings reads a file of settings, or standard input.
func (p *program) readSettings(file string) (w settings, source []byte, err error) {
	if source, err = p.read(file, mostSettings); err != nil {
		return w, nil, err
	}
	return w, source, settingsFault(toml.NewDecoder(bytes.NewReader(source)).DisallowUnknownFields().Decode(&w))
}

// A settingsError is a mistake in a file of settings.
type settingsError struct {
	line    int
	setting string // one that there is none of; empty where why says it
	why     error
}

func (e *settingsError) Error() string { return e.in(lang.English) }

func (e *settingsError) Unwrap() error { return e.why }

// in is where it stands and what a person can do about it, in their language.
func (e *settingsError) in(l lang.Lang) string {
	c := lang.For(l)
	if e.setting != "" {
		return c.Manage.NoSetting(e.line, e.setting)
	}
	var refused *model.Refusal
	if errors.As(e.why, &refused) {
		return c.Manage.BadSetting(e.line, c.Error(refused))
	}
	return c.Manage.BadSetting(e.line, e.why.Error())
}

// settingsFault names the place of the first thing that the library could not read.
func settingsFault(err error) error {
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &strict) && len(strict.Errors) > 0:
		line, _ := strict.Errors[0].Position()
		return &usageError{&settingsError{line: line, setting: strings.Join(strict.Errors[0].Key(), "."), why: err}}
	case errors.As(err, &bad):
		line, _ := bad.Position()
		return &usageError{&settingsError{line: line, why: errors.New(strings.TrimPrefix(bad.Error(), "toml: "))}}
	}
	return err
}

// What stands in a file where a setting does that a refusal may be about.
var (
	teamHead  = regexp.MustCompile(`(?m)^[ \t]*\[\[[ \t]*team[ \t]*\]\]`)
	settingOf = map[string]*regexp.Regexp{
		"zone": regexp.MustCompile(`(?m)^[ \t]*time_zone[ \t]*=`), "fiscal_start": regexp.MustCompile(`(?m)^[ \t]*fiscal_year_starts[ \t]*=`),
	}
)

// atLine says on which line a setting of the desk stands that was refused.
func atLine(source []byte, err error) error {
	var refused *model.Refusal
	if !errors.As(err, &refused) || settingOf[refused.Field] == nil {
		return err
	}
	return &settingsError{line: lineOf(source, settingOf[refused.Field], 0), why: err}
}

// lineOf is the line of what stands there for the nth time, from 0; the last where
// there are not so many.
func lineOf(source []byte, what *regexp.Regexp, n int) int {
	all := what.FindAllIndex(source, n+1)
	if len(all) <= n {
		return bytes.Count(source, []byte("\n")) + 1
	}
	return bytes.Count(source[:all[n][1]], []byte("\n")) + 1
}
