package lang

import (
	"cmp"
	"fmt"
	"strings"
)

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

	// What is said of people's keys.
	KeyAdded, KeyRemoved func(user, key string) string
	ManyKeys             func(typed string, n int) string

	// What is said of a file of settings.
	NoSetting  func(line int, setting string) string
	BadSetting func(line int, why string) string
	Settings   func(changed int, dry bool) string

	// Preferences is how somebody is shown things over SSH; "" is what nobody said.
	Preferences func(speaks, glyphs string, plain bool) string
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
		KeyAdded:   func(user, key string) string { return user + " can come in by " + key },
		KeyRemoved: func(user, key string) string { return "nobody comes in by " + key + " any more; it was " + user + "'s" },
		ManyKeys: func(typed string, n int) string {
			return fmt.Sprintf("%d keys begin with %s; give more of the one that is meant", n, typed)
		},
		NoSetting: func(line int, setting string) string {
			return fmt.Sprintf("line %d: there is no setting %s; nothing was changed, and koe settings export lists what there is", line, setting)
		},
		BadSetting: func(line int, why string) string {
			return fmt.Sprintf("line %d: %s; nothing was changed", line, strings.TrimSuffix(why, "."))
		},
		Settings: func(changed int, dry bool) string {
			switch {
			case changed == 0:
				return "The desk has these settings already."
			case dry:
				return fmt.Sprintf("%s would change; nothing was changed.", plural(changed, "setting", "settings"))
			}
			return fmt.Sprintf("%s changed.", plural(changed, "setting", "settings"))
		},
		Preferences: func(speaks, glyphs string, plain bool) string {
			colours := "with colours"
			if plain {
				colours = "without colours"
			}
			return fmt.Sprintf("Over SSH: language %s, signs %s, %s.", cmp.Or(speaks, "as the server has it"), cmp.Or(glyphs, "as the terminal can draw them"), colours)
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
		KeyAdded: func(user, key string) string {
			return user + " が " + key + " で接続できるようになりました。"
		},
		KeyRemoved: func(user, key string) string {
			return user + " の公開鍵 " + key + " の登録を削除しました。"
		},
		ManyKeys: func(typed string, n int) string {
			return fmt.Sprintf("%s で始まる公開鍵は%s件あります。1つに決まるところまで指定してください。", typed, number(n))
		},
		NoSetting: func(line int, setting string) string {
			return fmt.Sprintf("%d行目: %s という設定はありません。何も変更していません。設定の一覧は koe settings export で確認できます。", line, setting)
		},
		BadSetting: func(line int, why string) string {
			return fmt.Sprintf("%d行目: %s（何も変更していません）", line, why)
		},
		Settings: func(changed int, dry bool) string {
			switch {
			case changed == 0:
				return "設定はすでにこの内容です。"
			case dry:
				return fmt.Sprintf("%s件の設定が変わります（まだ変更していません）。", number(changed))
			}
			return fmt.Sprintf("%s件の設定を変更しました。", number(changed))
		},
		Preferences: func(speaks, glyphs string, plain bool) string {
			colours := "あり"
			if plain {
				colours = "なし"
			}
			return fmt.Sprintf("SSH での表示: 言語 %s、文字 %s、色 %s", cmp.Or(speaks, "サーバーと同じ"), cmp.Or(glyphs, "端末に合わせる"), colours)
		},
	}
}
