package lang

import (
	"cmp"
	"fmt"
)

// Together is what koe says of those who are at one desk on a machine.
type Together struct {
	Nobody     string                                       // has the database open
	Unknown    string                                       // who it is that has
	Member     func(pid int, user, doing, at string) string // one of them
	Doing      func(command string) string                  // what it runs
	Holder     func(member string) string
	Joined     func(member string) string
	NobodyElse string
	NotSaid    string // who has joined: it lets nobody in, or does not answer
	OtherBuild func(build string) string
	Rate       func(minute, hour int) string       // acts
	Kept       func(backup, checked string) string // when; "" is never, as far as is known

	// HandOver asks what becomes of what somebody has who is to leave; Left says what
	// became of it. to is "" where nobody took it.
	HandOver func(user string, issues, problems int) string
	Left     func(user string, issues, problems int, to string) string
}

func togetherEn() Together {
	return Together{
		Nobody:  "No koe has the database open.",
		Unknown: "A koe has the database open and has not said yet who it is; ask again in a moment.",
		Member: func(pid int, user, doing, at string) string {
			return fmt.Sprintf("%s · %s · since %s · process %d", user, doing, at, pid)
		},
		Doing: func(command string) string {
			if command == "screens" {
				return "screens"
			}
			return "koe " + command
		},
		Holder:     func(m string) string { return "Has the database open: " + m },
		Joined:     func(m string) string { return "Has joined:            " + m },
		NobodyElse: "Nobody else has joined.",
		NotSaid:    "It does not say who has joined: it lets nobody in, or does not answer at the moment.",
		OtherBuild: func(b string) string {
			return fmt.Sprintf("It is another version of koe (%s), which this one cannot ask who has joined.", b)
		},
		Rate: func(minute, hour int) string {
			return fmt.Sprintf("Acts since it has it open: %s in the last minute or two, %s in the last hour.", number(minute), number(hour))
		},
		Kept: func(backup, checked string) string {
			return "Newest daily backup: " + cmp.Or(backup, "none is known") + ". Last check that found nothing: " + cmp.Or(checked, "none is known") + "."
		},
		HandOver: func(user string, issues, problems int) string {
			return fmt.Sprintf("%s is accountable for %s and %s; say who takes them over with --to NAME, or --to none.", user,
				plural(issues, "open issue", "open issues"), plural(problems, "problem", "problems"))
		},
		Left: func(user string, issues, problems int, to string) string {
			switch {
			case issues+problems == 0:
				return user + " is off the desk; nothing was to be handed over."
			case to == "":
				return fmt.Sprintf("%s is off the desk; %s and what was theirs in %s have no owner now.", user,
					plural(issues, "open issue", "open issues"), plural(problems, "problem", "problems"))
			}
			return fmt.Sprintf("%s is off the desk; %s and what was theirs in %s went to %s.", user,
				plural(issues, "open issue", "open issues"), plural(problems, "problem", "problems"), to)
		},
	}
}

func togetherJa() Together {
	return Together{
		Nobody:  "データベースを開いている koe はありません。",
		Unknown: "データベースは開かれていますが、どの koe かまだ確認できません。少し待ってもう一度お試しください。",
		Member: func(pid int, user, doing, at string) string {
			return fmt.Sprintf("%s · %s · %s から · プロセス %d", user, doing, at, pid)
		},
		Doing: func(command string) string {
			if command == "screens" {
				return "画面"
			}
			return "koe " + command
		},
		Holder:     func(m string) string { return "使用中: " + m },
		Joined:     func(m string) string { return "参加中: " + m },
		NobodyElse: "ほかに参加している koe はありません。",
		NotSaid:    "参加中の koe は確認できません。参加を受け付けない操作中か、応答がありません。",
		OtherBuild: func(b string) string {
			return fmt.Sprintf("別のバージョンの koe（%s）のため、参加中の koe は確認できません。", b)
		},
		Rate: func(minute, hour int) string {
			return fmt.Sprintf("開いてからの操作: 直近1〜2分 %s件、直近1時間 %s件", number(minute), number(hour))
		},
		Kept: func(backup, checked string) string {
			return "最新の毎日のバックアップ: " + cmp.Or(backup, "確認できません") + "、異常のなかった最後の点検: " + cmp.Or(checked, "確認できません")
		},
		HandOver: func(user string, issues, problems int) string {
			return fmt.Sprintf("%s は未完了のお申し出%s件、課題%s件を担当しています。--to で引き継ぐユーザーを、引き継がない場合は --to none を指定してください。",
				user, number(issues), number(problems))
		},
		Left: func(user string, issues, problems int, to string) string {
			switch {
			case issues+problems == 0:
				return user + " を停止しました。引き継ぐものはありませんでした。"
			case to == "":
				return fmt.Sprintf("%s を停止しました。未完了のお申し出%s件と、課題%s件での担当は、担当者なしになりました。", user, number(issues), number(problems))
			}
			return fmt.Sprintf("%s を停止しました。未完了のお申し出%s件と、課題%s件での担当を %s に引き継ぎました。", user, number(issues), number(problems), to)
		},
	}
}
