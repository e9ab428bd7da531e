package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/words"
	"koe/store/exchange"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
	"koe/tui/lang"
)

// importFlags are what koe import is told about its files.
type importFlags struct {
	as, at, state, source, rejects, dates, encoding, mapping string
	maps                                                     []string
	dryRun                                                   bool
}

func (p *program) importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import [flags] FILE...",
		Short: "Bring in complaints from other programs' files",
		Long: "Bring in complaints from CSV, TSV, JSON and JSON lines, gzipped or not; - is standard input.\n" +
			"Known formats are recognised by their header. Of any other file koe asks on a terminal which\n" +
			"column is what, and keeps the answer by a name; in a script --map or --mapping says it.\n" +
			"The same file again adds nothing; Ctrl+C stops between batches, and the same command goes on.\n\n" +
			"Fields for --map:\n" + fieldList() + "\nFormats for --as:\n" + formatList(),
		Example: "  koe import complaints.csv.gz\n  koe import tickets.csv --map text=Description --map received_at=Opened --dry-run\n" +
			"  koe import 受電記録.csv --map text=申出内容 --at 2026-07-13 --rejects bad.csv\n  koe import june.csv --mapping calls\n  koe import customers.csv --as customers",
		Args: some("which file? koe import FILE..."),

		ValidArgsFunction: fileNames, Annotations: filesFromWord(0),
		RunE: func(cmd *cobra.Command, args []string) error { return p.importFiles(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.as, "as", "", "the format, if it should not be told by the header")
	flags.StringArrayVar(&f.maps, "map", nil, "a field and its column, such as text=Description; again for each field")
	flags.StringVar(&f.mapping, "mapping", "", "the name of a kept mapping (koe mappings lists them)")
	flags.StringVar(&f.at, "at", "", "when all rows were received, for a file without dates: "+likeMoments)
	flags.StringVar(&f.dates, "dates", "", "the order, ymd, mdy or dmy, where day and month cannot be told apart")
	flags.StringVar(&f.encoding, "encoding", "", "the encoding: utf-8, utf-16le, shift_jis, … (recognised if not said)")
	flags.StringVar(&f.state, "state", "", "the state all issues come in with: "+named(words.States).In(lang.English))
	flags.StringVar(&f.source, "source", "", "the name of where they come from; part of each row's identity")
	flags.BoolVar(&f.dryRun, "dry-run", false, "say what would come in, and change nothing")
	flags.StringVar(&f.rejects, "rejects", "", "write the rows that were not taken to this file, with line and reason")
	p.jsonFlag(cmd)
	takesFile(cmd, "rejects")
	p.offerAt(cmd, flagOffers{
		"as": formatOffer, "map": fieldOffer, "mapping": mappingOffer, "at": nil, "dates": fixed("ymd", "mdy", "dmy"),
		"encoding": fixed("utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "iso-8859-1"), "state": valueOffer(words.States), "source": nil,
	})
	p.inJapanese(cmd, wording{
		short: "ほかのシステムのファイルからお申し出を取り込む",
		long: "CSV、TSV、JSON、JSON Lines（gzip 圧縮も可）からお申し出を取り込みます。「-」は標準入力です。\n" +
			"既知の形式は見出し行で判別します。それ以外のファイルでは、端末上なら列の割り当てを尋ね、名前を付けて\n" +
			"保存します。スクリプトでは --map または --mapping で指定します。\n" +
			"同じファイルを再び取り込んでも件数は増えません。Ctrl+C で区切りごとに止まり、同じコマンドで続きから再開します。\n\n" +
			"--map の項目：\n" + fieldList() + "\n--as の形式：\n" + formatList(),
		flags: map[string]string{
			"as": "形式（見出し行で判別しない場合）", "map": "項目と列: text=申出内容 など（項目ごとに指定）",
			"mapping": "保存済みの割り当ての名前: koe mappings で一覧表示", "at": "日付のないファイルの受付日時: 2026-07-13T09:30、昨日15時",
			"dates": "年月日の順序: ymd、mdy、dmy（日と月を判別できない場合）", "encoding": "文字コード: utf-8、utf-16le、shift_jis など（省略時は自動判別）",
			"state": "取り込むお申し出の状態: " + named(words.States).In(lang.Japanese), "source": "取込元の名前（各行を識別する情報の一部になる）", "dry-run": "取込内容だけを表示し、データは変更しない",
			"rejects": "取り込めなかった行を、行番号と理由とともにこのファイルに書き出す",
		},
	})
	return cmd
}

func formatList() string {
	s := ""
	for _, f := range append(exchange.Formats(), listFormats()...) {
		s += "  " + pad(f[0], 12) + " " + f[1] + "\n"
	}
	return s
}

func fieldList() string {
	s, line := "", " "
	for _, f := range exchange.Fields() {
		if len(line)+len(f) > 90 {
			s, line = s+line+"\n", " "
		}
		line += " " + string(f)
	}
	return s + line + "\n"
}

func (p *program) importFiles(cmd *cobra.Command, f importFlags, files []string) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		if err := model.May(s.who.Role, model.VerbImport); err != nil && !f.dryRun {
			return err // before all of it is read
		}
		rejects, closeRejects, err := rejectsTo(f)
		if err != nil {
			return err
		}
		im := &importing{program: p, cmd: cmd, out: out, session: s, flags: f, rejects: rejects}
		for _, file := range files {
			if err = im.file(file); err != nil {
				break
			}
		}
		return errors.Join(err, closeRejects())
	})
}

// rejectsTo opens the rejects file, which must not be there yet.
func rejectsTo(f importFlags) (io.Writer, func() error, error) {
	if f.rejects == "" || f.dryRun {
		return nil, func() error { return nil }, nil
	}
	file, err := os.OpenFile(f.rejects, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil, nil, fmt.Errorf("%s is already there; choose another file for --rejects", f.rejects)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("cannot write the rejects: %w", err)
	}
	return file, func() error {
		info, err := file.Stat()
		if err == nil && info.Size() == 0 { // nothing was rejected
			return errors.Join(file.Close(), os.Remove(f.rejects))
		}
		return errors.Join(err, file.Sync(), file.Close())
	}, nil
}

// options turns the flags into what the exchange is told.
func (f importFlags) options(s *session) (exchange.Options, error) {
	opt := exchange.Options{As: f.as, Source: f.source, Zone: s.zone, Now: s.Now().Time(s.zone), Speaks: langCode}
	var err error
	if opt.Map, err = exchange.ParseMap(f.maps); err != nil {
		return opt, &usageError{err}
	}
	if f.dates != "" {
		if opt.Dates, err = dates.ParseOrder(f.dates); err != nil {
			return opt, &usageError{err}
		}
	}
	if f.encoding != "" {
		if opt.Encoding, err = table.ParseEncoding(f.encoding); err != nil {
			return opt, &usageError{err}
		}
	}
	if f.at != "" {
		at, err := s.received("at", f.at)
		if err != nil {
			return opt, err
		}
		opt.At = at.Time(s.zone)
	}
	return opt, opt.State.UnmarshalText([]byte(f.state))
}

// source opens a file, or standard input.
func (p *program) source(ctx context.Context, name string) (*table.Source, error) {
	if name == "-" {
		return table.Spool(ctx, "stdin", p.in)
	}
	return table.File(name)
}

// importing is one run of koe import over its files.
type importing struct {
	*program
	cmd     *cobra.Command
	out     *printer
	session *session
	flags   importFlags
	rejects io.Writer
	mapped  []mapped // what was said on the mapping screen, for further files of the same columns
}

// file brings in one file.
func (im *importing) file(name string) error {
	ctx := im.cmd.Context()
	src, err := im.source(ctx, name)
	if err != nil {
		return err
	}
	defer src.Close()
	if l, ok := listNamed(im.flags.as); ok {
		return im.list(l, name, src)
	}
	opt, err := im.flags.options(im.session)
	if err != nil {
		return err
	}
	if im.flags.mapping != "" {
		if opt, err = withMapping(ctx, im.session, im.flags.mapping, opt); err != nil {
			return err
		}
	}
	plan, err := im.inspect(name, src, opt)
	if err != nil {
		return err
	}
	run := im.run()
	tell, end := im.progress()
	run.Progress = tell
	report, err := plan.Import(ctx, run)
	end()
	if im.json {
		err = errors.Join(err, printJSON(im.cmd.OutOrStdout(), summaryOf(name, report, im.flags.dryRun)))
	} else {
		im.out.imported(name, report, im.flags.dryRun, opt.Zone)
	}
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("stopped after %d issues; the same command goes on from there", report.Issues)
	}
	return errors.Join(err, im.out.err)
}

// run is where an import goes: nowhere, if it is a dry one.
func (im *importing) run() exchange.Run {
	run := exchange.Run{Actor: im.session.who.ID, Rejects: im.rejects, Clock: im.clock}
	if !im.flags.dryRun {
		run.Desk = im.session.Seat
	}
	return run
}

// progress draws a line on a terminal's standard error and nothing in a pipe.
func (p *program) progress() (tell func(exchange.Progress), end func()) {
	file, ok := p.err.(*os.File)
	if !ok || !term.IsTerminal(file.Fd()) {
		return nil, func() {}
	}
	var last time.Time
	return func(at exchange.Progress) {
			if now := p.clock(); now.Sub(last) > 100*time.Millisecond {
				last = now
				fmt.Fprintf(file, "\r\x1b[K%d / %d  %.0f/s  %s", at.Rows, at.Of, at.Rate, at.Left.Round(time.Second))
			}
		}, func() {
			if !last.IsZero() {
				fmt.Fprint(file, "\r\x1b[K")
			}
		}
}

// A summary is what an import did, as JSON.
type summary struct {
	File     string            `json:"file"`
	Format   string            `json:"format"`
	Encoding string            `json:"encoding"`
	DryRun   bool              `json:"dry_run,omitempty"`
	Rows     int               `json:"rows"`
	Issues   int               `json:"issues"`
	Already  int               `json:"already"`
	Rejected int               `json:"rejected"`
	First    model.Number      `json:"first,omitempty"`
	Last     model.Number      `json:"last,omitempty"`
	From     model.Day         `json:"from,omitzero"`
	To       model.Day         `json:"to,omitzero"`
	Map      exchange.Map      `json:"map,omitempty"`
	Left     int               `json:"left_out,omitempty"` // control characters, of words
	Rejects  []exchange.Reject `json:"rejects,omitempty"`
	Seconds  float64           `json:"seconds"`
}

func summaryOf(file string, r exchange.Report, dry bool) summary {
	return summary{
		File: file, Format: r.Plan.Format, Encoding: string(r.Plan.Info.Encoding), DryRun: dry, Rows: r.Rows, Issues: r.Issues, Already: r.Already,
		Rejected: r.Rejected, First: r.First, Last: r.Last, From: r.Days[0], To: r.Days[1], Map: r.Plan.Map, Left: r.Left, Rejects: r.Rejects, Seconds: r.Took.Seconds(),
	}
}

// imported says what an import did, or would do.
func (o *printer) imported(file string, r exchange.Report, dry bool, zone *time.Location) {
	w := o.words.Shell
	o.line("%s: %s", file, w.ReadAs(r.Plan.Format, r.Plan.Info.String()))
	if dry {
		for _, name := range exchange.Fields() {
			if column, ok := r.Plan.Map[name]; ok {
				o.line("  %s %s", pad(string(name), 14), column)
			}
		}
		for _, d := range r.Samples {
			o.line("  %s  %s  %s", d.ReceivedAt.Time(zone).Format("2006-01-02 15:04"), hashed(d.Tags), oneLine(d.Text, 60))
		}
		o.line("%s", w.WouldImport(r.Issues, r.Already, r.Rejected))
	} else {
		o.line("%s", w.Imported(r.Issues, r.Already, r.Rejected, r.Took.Seconds()))
	}
	if r.Made > 0 {
		o.line("%s", w.MadeWords(r.Made))
	}
	if r.Left > 0 {
		o.line("%s", w.LeftOut(r.Left))
	}
	for _, j := range r.Rejects {
		o.line("  %s", w.RejectedLine(j.Line, j.Reason))
	}
}
