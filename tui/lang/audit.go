package lang

import "fmt"

// Audit is what koe says when it has followed the history.
type Audit struct {
	Whole     func(events int) string                 // every event follows
	Broken    func(event int) string                  // the first that does not
	Lost      func(n int) string                      // at which it could not be followed
	Compared  func(backups int, oldest string) string // all agree
	None      string                                  // no backup to compare with
	Agrees    func(file string, event int) string     // one backup
	Rewritten func(file string, event int) string     // one whose history this is not
	OtherDesk func(file string) string
	Newer     func(file string, event, here int) string // one that has more
	Unread    func(file, why string) string
	Failed    string // how it ends that found something
}

func auditEn() Audit {
	return Audit{
		Whole: func(n int) string {
			return fmt.Sprintf("The history is unbroken: each of its %s follows from the one before it.", plural(n, "event", "events"))
		},
		Broken: func(n int) string {
			return fmt.Sprintf("The history is broken: event %d does not follow from the one before it, so that it or one before it was changed afterwards.", n)
		},
		Lost: func(n int) string {
			return fmt.Sprintf("Of %s that an earlier repair did not find the chain could not be followed.", plural(n, "event", "events"))
		},
		Compared: func(n int, oldest string) string {
			return fmt.Sprintf("It agrees with %s, the oldest of %s. What was changed before that, and recomputed, would not show.", plural(n, "backup", "backups"), oldest)
		},
		None:   "There is no backup to compare it with: a history that was rewritten as a whole would not show. Name backups: koe audit FILE...",
		Agrees: func(file string, n int) string { return fmt.Sprintf("  agrees up to event %d: %s", n, file) },
		Rewritten: func(file string, n int) string {
			return fmt.Sprintf("  DOES NOT AGREE: %s ends with another event %d than this history has: one of the two was changed, or an older backup was restored in between.", file, n)
		},
		OtherDesk: func(file string) string { return fmt.Sprintf("  of another desk, not compared: %s", file) },
		Newer: func(file string, n, here int) string {
			return fmt.Sprintf("  newer, up to event %d where this history ends at %d: %s", n, here, file)
		},
		Unread: func(file, why string) string {
			return fmt.Sprintf("  cannot be read (%s), not compared: %s", why, file)
		},
		Failed: "The history is not what it was. If nobody restored an older backup, it was changed outside koe: keep the files as they are, and look at both.",
	}
}

func auditJa() Audit {
	return Audit{
		Whole: func(n int) string {
			return fmt.Sprintf("履歴に途切れはありません。%s件すべてが、直前の履歴に続いています。", number(n))
		},
		Broken: func(n int) string {
			return fmt.Sprintf("履歴が途切れています。履歴 %d が直前の履歴に続いていないため、この履歴またはそれ以前の履歴が後から変更されています。", n)
		},
		Lost: func(n int) string {
			return fmt.Sprintf("以前の修復で見つからなかった履歴が%s件あり、その前後は確認できません。", number(n))
		},
		Compared: func(n int, oldest string) string {
			return fmt.Sprintf("バックアップ%s件（最も古いものは%s）と一致しています。それより前の変更は、全体が計算し直されていれば検出できません。", number(n), oldest)
		},
		None:   "比較できるバックアップがないため、履歴全体が書き換えられていても検出できません。koe audit ファイル... でバックアップを指定してください。",
		Agrees: func(file string, n int) string { return fmt.Sprintf("  履歴 %d まで一致: %s", n, file) },
		Rewritten: func(file string, n int) string {
			return fmt.Sprintf("  不一致: %s の最後の履歴 %d が、この履歴のものと異なります。どちらかが書き換えられたか、その間に古いバックアップが復元されています。", file, n)
		},
		OtherDesk: func(file string) string { return fmt.Sprintf("  別の窓口のため比較せず: %s", file) },
		Newer: func(file string, n, here int) string {
			return fmt.Sprintf("  こちらの方が新しい（履歴 %d まで。この履歴は %d まで）: %s", n, here, file)
		},
		Unread: func(file, why string) string {
			return fmt.Sprintf("  読み取れないため比較せず（%s）: %s", why, file)
		},
		Failed: "履歴が元のままではありません。古いバックアップを復元した覚えがなければ、koe 以外で変更されています。ファイルをそのまま保管し、両方を確認してください。",
	}
}
