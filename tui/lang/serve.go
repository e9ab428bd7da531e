package lang

import "fmt"

// Serve is what a server says to those who come over SSH.
type Serve struct {
	Full       string // no more sessions
	NoTerminal string // screens were asked for without one

	// Goodbyes: the server stops, the key is not known any more, no key for too long, the
	// session was too long. Each says what became of what was typed, Kept or NotKept.
	Stopping, Revoked, Idle, TooLong func(kept string) string
	Kept, NotKept                    string

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
		Stopping:   func(kept string) string { return "koe is being stopped. " + kept + " Come back in a moment." },
		Revoked: func(kept string) string {
			return "Your key is not known at this desk any more. " + kept + " Ask an admin of the desk."
		},
		Idle: func(kept string) string {
			return "No key was pressed for a long time. " + kept + " Come back any time."
		},
		TooLong: func(kept string) string {
			return "This session has reached its longest time. " + kept + " Come back at once if you like."
		},
		Kept:    "What you were typing is kept.",
		NotKept: "Not all that you were typing could be kept: look when you come back.",
		NoCommand: func(c string) string {
			return "koe " + c + " is not run over SSH; run it on the server's machine. koe --help lists what can be run"
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
			return fmt.Sprintf("the host key %s cannot be used: %s; move it away and a new one is made, and everybody who came before takes the old one out of their known_hosts", p, why)
		},
	}
}

func serveJa() Serve {
	return Serve{
		Full:       "ただいま接続数が上限に達しています。しばらくしてからもう一度接続してください。",
		NoTerminal: "画面を使うには端末が必要です（ssh -t）。コマンドは ssh HOST list のように端末なしで使えます。",
		Stopping: func(kept string) string {
			return "koe を停止します。" + kept + "しばらくしてから接続し直してください。"
		},
		Revoked: func(kept string) string {
			return "この公開鍵は、このデスクでは使えなくなりました。" + kept + "管理者にお問い合わせください。"
		},
		Idle: func(kept string) string {
			return "長時間キー操作がなかったため、接続を終了します。" + kept + "いつでも接続し直せます。"
		},
		TooLong: func(kept string) string {
			return "接続時間が上限に達したため、接続を終了します。" + kept + "すぐに接続し直せます。"
		},
		Kept:    "入力中の内容は保存しました。",
		NotKept: "入力中の内容の一部を保存できませんでした。次に接続したときに確認してください。",
		NoCommand: func(c string) string {
			return "koe " + c + " は SSH では実行できません。サーバーのマシンで実行してください。実行できるコマンドは koe --help で確認できます。"
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
			return fmt.Sprintf("ホスト鍵 %s を使用できません（%s）。別の場所に移すと、新しい鍵を作成します。接続したことのある人は、各自の known_hosts から古い鍵を削除する必要があります。", p, why)
		},
	}
}
