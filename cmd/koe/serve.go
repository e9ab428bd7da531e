package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"runtime/debug"
	"time"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
	gossh "golang.org/x/crypto/ssh"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/serve"
)

// noStyles prints errors plainly.
var noStyles fang.Styles

// servingGC has a server collect earlier than a program of one person: what hundreds
// of sessions hold is most of its memory, and only as much again would be garbage.
const servingGC = 40

// serveFlags are what koe serve takes.
type serveFlags struct {
	listen, hostKey string
	limits          serve.Limits
}

func (p *program) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Let a whole desk in over SSH",
		Long: "Let everybody in over SSH whose public key is known at the desk: koe user key add says whose it is.\n" +
			"They have the same screens and commands, each with their own rights and language. Screens that have\n" +
			"the database open on this machine hand it over and go on. A line is printed for who comes and goes;\n" +
			"koe help ssh is the page about it.",
		Example: "  koe serve\n  koe serve --listen 10.0.0.5:2022\n  ssh -p 2022 koe.example",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.serve(cmd, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.listen, "listen", ":2022", "the address to listen at")
	flags.StringVar(&f.hostKey, "host-key", "", "the file of the host key; made where there is none (else beside the database)")
	flags.IntVar(&f.limits.Sessions, "sessions", 500, "how many may be in at once")
	flags.Float64Var(&f.limits.PerSecond, "connections", 5, "how many connections a second one address may open")
	flags.DurationVar(&f.limits.Idle, "idle", 12*time.Hour, "how long a session stays without a key pressed")
	flags.DurationVar(&f.limits.Longest, "longest", 24*time.Hour, "how long a session may be")
	p.jsonFlag(cmd)
	takesFile(cmd, "host-key")
	p.offerAt(cmd, flagOffers{"listen": nil, "sessions": nil, "connections": nil, "idle": nil, "longest": nil})
	p.inJapanese(cmd, wording{
		short: "窓口の全員が SSH で使えるようにする",
		long: "公開鍵が登録されている人（koe user key add）が、SSH で接続できるようにします。画面もコマンドも同じで、\n" +
			"権限と言語はそれぞれのものになります。このマシンで開いている画面は、データベースを引き渡して\n" +
			"そのまま続けられます。接続と切断を1行ずつ記録します。詳しくは koe help ssh を参照してください。",
		flags: map[string]string{
			"listen": "待ち受けるアドレス", "host-key": "ホスト鍵のファイル。なければ作成する（省略時はデータベースと同じ場所）", "sessions": "同時に接続できる数",
			"connections": "1つのアドレスから1秒間に受け付ける接続の数", "idle": "キー操作のない接続を終了するまでの時間", "longest": "1回の接続の最長時間",
		},
	})
	return cmd
}

func (p *program) serve(cmd *cobra.Command, f serveFlags) error {
	words, err := p.words()
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	return p.withManner(ctx, manner{serves: true}, func(s *session) error {
		key, err := hostKey(cmp.Or(f.hostKey, s.path+".hostkey"))
		if err != nil {
			return err
		}
		l, err := new(net.ListenConfig).Listen(ctx, "tcp", f.listen)
		if err != nil {
			return &addressError{f.listen, err}
		}
		s.Warm()
		debug.SetGCPercent(servingGC)
		backups, endBackups := p.keepDaily(ctx, s, words)
		defer endBackups()
		log := p.serveLog()
		server := serve.New(serve.Options{House: &house{desk: s, clock: p.clock, lang: words.Lang, backups: backups}, HostKey: key, Limits: f.limits, Log: log, Clock: p.clock})
		log.Info("listening", "at", l.Addr().String(), "host_key", gossh.FingerprintSHA256(key.PublicKey()), "database", s.path)
		return p.serveUntil(ctx, s, server, l, log)
	})
}

// serveUntil serves until ctx ends or the listener fails, sends off whose key or
// place at the desk is taken away, and sees everybody off.
func (p *program) serveUntil(ctx context.Context, s *session, server *serve.Server, l net.Listener, log *slog.Logger) error {
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	watching, endWatch := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		recheck(watching, s.Hints(), server.Recheck)
	}()
	var err error
	select {
	case <-ctx.Done():
		log.Info("stopping")
	case err = <-served:
	}
	server.Stop()
	endWatch()
	<-watched
	log.Info("stopped")
	return err
}

// recheckPause is how often at most all keys in use are looked up again.
const recheckPause = 200 * time.Millisecond

// recheck looks after every commit, and a moment later after the many of a busy
// time, whose key is known still: a hint may stand for commits before it.
func recheck(ctx context.Context, hints <-chan model.Hint, look func(context.Context)) {
	for {
		select {
		case <-hints:
			look(ctx)
		case <-ctx.Done():
			return
		}
		select {
		case <-time.After(recheckPause):
		case <-ctx.Done():
			return
		}
	}
}

// serveLog is where a server says who comes and goes: lines for a person or, with
// --json, for a program.
func (p *program) serveLog() *slog.Logger {
	if p.json {
		return slog.New(slog.NewJSONHandler(p.err, nil))
	}
	return slog.New(slog.NewTextHandler(p.err, nil))
}

// An addressError is an address that cannot be listened at.
type addressError struct {
	address string
	err     error
}

func (e *addressError) Error() string { return e.in(lang.English) }

func (e *addressError) Unwrap() error { return e.err }

// in is what a person can do about it, in their language.
func (e *addressError) in(l lang.Lang) string {
	err := e.err
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return lang.For(l).Serve.NoAddress(e.address, err.Error())
}
