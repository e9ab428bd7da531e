package lang

import "fmt"

// Serve is what a server says to those who come over SSH.
type Serve struct {
	Full       string // no more sessions
	NoTerminal string // screens were asked for without one
	Stopping   string // goodbye: the server stops
	Revoked    string // goodbye: the key is not known any more
	Idle       string // goodbye: no key for too long
	TooLong    string // goodbye: the session was too long

	// What is not done for who comes over SSH.
	NoCommand, NoFlag, NoFile func(what string) string
	LongLine                  func(most int) string

	// What a server says on its own machine.
	NoAddress func(address, why string) string
	BadKey    func(path, why string) string
}

func serveEn() Serve {
	return Serve{
		Full:       "too many people are in at the moment; try again later",
		NoTerminal: "the screens need a terminal: ssh -t; koe's commands need none, as in ssh HOST list",
		Stopping:   "koe is being stopped. What you were typing is kept; come back in a moment.",
		Revoked:    "Your key is not known at this desk any more. What you were typing is kept; ask an admin of the desk.",
		Idle:       "No key was pressed for a long time. What you were typing is kept; come back any time.",
		TooLong:    "This session has reached its longest time. What you were typing is kept; come back at once if you like.",
		NoCommand: func(c string) string {
			return "koe " + c + " is not run over SSH; run it on the server's machine. koe help lists what can be run"
		},
		NoFlag: func(f string) string { return "--" + f + " is not taken over SSH" },
		NoFile: func(f string) string {
			return fmt.Sprintf("files of the server's machine are out of reach; give - and send or take %s as a stream, as in ssh HOST import - < FILE", f)
		},
		LongLine: func(most int) string {
			return fmt.Sprintf("a command over SSH may be %s bytes long; give a long text as a stream, as in ssh HOST log - < FILE", number(most))
		},
		NoAddress: func(a, why string) string {
			return fmt.Sprintf("cannot listen at %s: %s; choose another address with --listen", a, why)
		},
		BadKey: func(p, why string) string {
			return fmt.Sprintf("the host key %s cannot be used: %s; move it away and a new one is made, which everybody is asked about once", p, why)
		},
	}
}

func serveJa() Serve {
	return Serve{
		Full:       "ただいま接続数が上限に達しています。しばらくしてからもう一度接続してください。",
		NoTerminal: "画面を使うには端末が必要です（ssh -t）。コマンドは ssh HOST list のように端末なしで使えます。",
		Stopping:   "koe を停止します。入力中の内容は保存しました。しばらくしてから接続し直してください。",
		Revoked:    "この公開鍵は、このデスクでは使えなくなりました。入力中の内容は保存しました。管理者にお問い合わせください。",
		Idle:       "長時間キー操作がなかったため、接続を終了します。入力中の内容は保存しました。いつでも接続し直せます。",
		TooLong:    "接続時間が上限に達したため、接続を終了します。入力中の内容は保存しました。すぐに接続し直せます。",
		NoCommand: func(c string) string {
			return "koe " + c + " は SSH では実行できません。サーバーのマシンで実行してください。実行できるコマンドは koe help で確認できます。"
		},
		NoFlag: func(f string) string { return "--" + f + " は SSH では指定できません。" },
		NoFile: func(f string) string {
			return fmt.Sprintf("サーバーのファイルは指定できません（%s）。「-」を指定し、ssh HOST import - < FILE のように入出力で渡してください。", f)
		},
		LongLine: func(most int) string {
			return fmt.Sprintf("SSH で渡せるコマンドは %s バイトまでです。長い文章は ssh HOST log - < FILE のように標準入力で渡してください。", number(most))
		},
		NoAddress: func(a, why string) string {
			return fmt.Sprintf("%s で接続を待ち受けられません（%s）。--listen で別のアドレスを指定してください。", a, why)
		},
		BadKey: func(p, why string) string {
			return fmt.Sprintf("ホスト鍵 %s を使用できません（%s）。別の場所に移すと、新しい鍵を作成します（接続する全員に一度だけ確認が表示されます）。", p, why)
		},
	}
}
