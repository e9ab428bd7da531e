package lang

// Serve is what a server says to those who come over SSH.
type Serve struct {
	Full       string // no more sessions
	NoTerminal string // screens were asked for without one
	Stopping   string // goodbye: the server stops
	Revoked    string // goodbye: the key is not known any more
	Idle       string // goodbye: no key for too long
	TooLong    string // goodbye: the session was too long
}

func serveEn() Serve {
	return Serve{
		Full:       "too many people are in at the moment; try again later",
		NoTerminal: "the screens need a terminal: ssh -t; koe's commands need none, as in ssh HOST list",
		Stopping:   "koe is being stopped. What you were typing is kept; come back in a moment.",
		Revoked:    "Your key is not known at this desk any more. What you were typing is kept; ask an admin of the desk.",
		Idle:       "No key was pressed for a long time. What you were typing is kept; come back any time.",
		TooLong:    "This session has reached its longest time. What you were typing is kept; come back at once if you like.",
	}
}

func serveJa() Serve {
	return Serve{
		Full:       "ただいま接続数が上限に達しています。しばらくしてからもう一度接続してください",
		NoTerminal: "画面を使うには端末が必要です（ssh -t）。コマンドは ssh HOST list のように端末なしで使えます",
		Stopping:   "koe を停止します。入力中の内容は保存しました。しばらくしてから接続し直してください。",
		Revoked:    "この公開鍵は、このデスクでは使えなくなりました。入力中の内容は保存しました。管理者にお問い合わせください。",
		Idle:       "長時間キー操作がなかったため、接続を終了します。入力中の内容は保存しました。いつでも接続し直せます。",
		TooLong:    "接続時間が上限に達したため、接続を終了します。入力中の内容は保存しました。すぐに接続し直せます。",
	}
}
