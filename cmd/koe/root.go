package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/store/search"
	"koe/tui/lang"
	"koe/tui/theme"
)

// A program is one run of koe: its flags, its streams and its clock.
type program struct {
	db     string
	who    string
	lang   string
	glyphs string
	json   bool
	madeUp bool   // the desk is the demo's
	doing  string // the command that is run, for those who ask who is in

	in       io.Reader
	out, err io.Writer
	clock    func() time.Time
	getenv   func(string) string
	indexing func(search.Progress) // told how far the search index is; nil tells nobody
	stood    error                 // why the desk takes no changes, as it was told when it was opened
	visitor  *visitor              // who came over SSH; nil on this machine
	wordings map[*cobra.Command]map[lang.Lang]wording
}

func newProgram() *program {
	return &program{in: os.Stdin, out: os.Stdout, err: os.Stderr, clock: machineClock(), getenv: os.Getenv, wordings: map[*cobra.Command]map[lang.Lang]wording{}}
}

// A usageError is a command line that was not understood.
type usageError struct{ error }

func (u *usageError) Unwrap() error { return u.error }

func usage(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// commands are all that koe does without its screens. A new one is its own file
// and a line here; tests name what it forgot.
func (p *program) commands() []*cobra.Command {
	return []*cobra.Command{
		p.logCommand(),
		p.listCommand(),
		p.showCommand(),
		p.assignCommand(),
		p.tagCommand(),
		p.stateCommand(),
		p.linkCommand(),
		p.unlinkCommand(),
		p.undoCommand(),
		p.problemCommand(),
		p.trendsCommand(),
		p.tagsCommand(),
		p.customersCommand(),
		p.importCommand(),
		p.mappingsCommand(),
		p.exportCommand(),
		p.userCommand(),
		p.meCommand(),
		p.settingsCommand(),
		p.deskCommand(),
		p.serveCommand(),
		p.statusCommand(),
		p.eventsCommand(),
		p.auditCommand(),
		p.checkCommand(),
		p.compactCommand(),
		p.repairCommand(),
		p.restoreCommand(),
		p.backupCommand(),
		p.indexCommand(),
		p.backtestCommand(),
		p.effectCommand(),
		p.calibrateCommand(),
		p.demoCommand(),
		p.manCommand(),
		p.versionCommand(),
	}
}

// root is the whole command line, in the language of the locale until --lang
// says another.
func (p *program) root() *cobra.Command {
	root := p.rootCommand()
	root.AddCommand(p.commands()...)
	root.SetHelpCommand(p.helpCommand())
	p.speak(lang.Detect(p.getenv))
	p.offerNoFiles(root)
	return root
}

func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "koe",
		Short: "The voice of your customers, on one desk",
		Long: "koe keeps what customers tell the front line: write it down while they are on the line,\n" +
			"give each matter an owner, see which problems keep coming back.\n\n" +
			"Without a command it opens its screens. Every command works without them. koe help lists the\npages of the manual.",
		Example: "  koe\n  koe log 'Charged twice for June #billing/double-charge !2 @tanaka'\n  koe list 'state:open owner:none'\n  koe trends",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.screens(cmd.Context()) },

		PersistentPreRun: func(cmd *cobra.Command, _ []string) { p.doing = strings.TrimPrefix(cmd.CommandPath(), "koe ") },
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SetFlagErrorFunc(flagError)
	flags := root.PersistentFlags()
	flags.StringVar(&p.db, "db", "", "the database file (KOE_DB; else koe.db in your data folder)")
	flags.StringVar(&p.who, "as", "", "act as this person of the desk (KOE_USER; else your login name)")
	flags.Var(langFlag{p}, "lang", "the language, "+either(lang.Codes()).In(lang.English)+" (else the locale's)")
	root.Flags().StringVar(&p.glyphs, "glyphs", "auto", "the signs drawn with: auto, unicode or ascii")
	if err := root.MarkPersistentFlagFilename("db"); err != nil {
		panic(err)
	}
	p.offerAt(root, flagOffers{"as": personOffer, "lang": fixed(lang.Codes()...), "glyphs": fixed("auto", "unicode", "ascii")})
	p.inJapanese(root, wording{
		short: "お客様の声を、ひとつの窓口に",
		long: "koe は、窓口に寄せられるお客様のお申し出を預かります。通話中に記録し、一件ごとに担当者を決め、\n" +
			"繰り返し起きている課題を見つけます。\n\n" +
			"コマンドを付けずに実行すると画面が開きます。どのコマンドも画面なしで使えます。\n" +
			"koe help でマニュアルの一覧を表示します。",
		flags: map[string]string{
			"db":     "データベースのファイル: KOE_DB、なければデータフォルダーの koe.db",
			"as":     "操作するユーザー: KOE_USER、なければログイン名",
			"lang":   "表示言語: " + either(lang.Codes()).In(lang.Japanese) + "（省略時はロケールに従う）",
			"glyphs": "画面の罫線などに使う文字: auto、unicode、ascii",
		},
	})
	return root
}

// flagError says of what begins with - and is no flag how it can be meant: as
// words, it follows --. The flag library would cut a Japanese letter in bytes.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return &usageError{err}
	}
	given := "--" + unknown.GetSpecifiedName()
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		given = "-" + short
	}
	return usage("%s is no flag of %s; words that begin with - follow --, and %s --help lists the flags", given, cmd.CommandPath(), cmd.CommandPath())
}

// noArgs refuses words that a command does not take, with the way to its help.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%q is no command of %s; %s --help lists them", args[0], cmd.CommandPath(), cmd.CommandPath())
	}
	return nil
}

// words is the catalogue of the language that was asked for.
func (p *program) words() (*lang.Catalogue, error) {
	if p.lang == "" {
		return lang.For(lang.Detect(p.getenv)), nil
	}
	l, err := lang.Parse(p.lang)
	if err != nil {
		return nil, &usageError{err}
	}
	return lang.For(l), nil
}

func (p *program) glyphChoice() (theme.Choice, error) {
	c, err := theme.ParseChoice(p.glyphs)
	if err != nil {
		return c, &usageError{err}
	}
	return c, nil
}
