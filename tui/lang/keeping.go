package lang

import "fmt"

// Keeping is what koe says of the database's file: its copies, and what is put
// in its place.
type Keeping struct {
	Compacted    func(before, after float64) string // megabytes
	Restored     func(from, kept string) string
	RestoredNew  func(from string) string // where there was no database
	WouldRestore func(from string) string

	Copied func(megabytes float64) string // so far, while a backup is made

	// The daily backups.
	NoDaily    func(dir, why string) string
	Daily      func(path string) string
	NoneDue    string
	DailyIsOff string

	// A file of an older koe.
	BringingUp   func(aside string) string
	NotBroughtUp func(why string) string

	// Index says that the search index is not hurt, and how many of all issues it
	// lists; IndexAnew that the next start makes it anew, and IndexHurt what is wrong.
	Index                func(issues, of, behind int) string
	IndexAnew, IndexHurt func(file, why string) string

	// What a restore changes.
	Same       string
	Older      func(events, issues int, since string) string // would go
	Newer      func(events, issues int) string               // the file has more
	Apart      string                                        // another history of the same desk
	OtherDesk  string
	Unreadable func(why string) string // what stands there now

	// How a check ends that found something.
	Hurt, IndexAlone string

	// Refusals.
	HurtCopy func(file, where string) string
}

func keepingEn() Keeping {
	return Keeping{
		Compacted: func(before, after float64) string {
			return fmt.Sprintf("Compacted: %.1f MB became %.1f MB; the new file was checked before it took the old one's place.", before, after)
		},
		Restored: func(from, kept string) string {
			return from + " was checked and is the database now. What it replaced is kept as " + kept + "."
		},
		RestoredNew:  func(from string) string { return from + " was checked and is the database now." },
		WouldRestore: func(from string) string { return from + " is whole and could be restored; nothing was changed." },
		Copied:       func(mb float64) string { return fmt.Sprintf("%.1f MB copied", mb) },
		NoDaily: func(dir, why string) string {
			return "The daily backup could not be made in " + dir + ". " + why
		},
		Daily:      func(path string) string { return "Backed up to " + path + ", which was read again and is whole." },
		NoneDue:    "The day's backup is there, or nothing has changed since the newest one.",
		DailyIsOff: "KOE_BACKUPS is off; name a folder in it, or take it away.",
		BringingUp: func(aside string) string {
			return "This database has the form of an older koe: it is copied as it is to " + aside + ", and then brought to the form of this one."
		},
		NotBroughtUp: func(why string) string {
			return "The database was not brought to the form of this koe, and is whole. " + why
		},
		Hurt:       "The database is damaged; restore a backup, or save what is sound with koe repair NEW.",
		IndexAlone: "The search index is hurt, the database is not; koe builds it anew, at once where you delete its file.",
		IndexAnew: func(file, why string) string {
			return fmt.Sprintf("The search index %s is made anew when koe is next opened: %s.", file, why)
		},
		IndexHurt: func(file, why string) string { return fmt.Sprintf("The search index %s is hurt: %s.", file, why) },
		Index: func(issues, of, behind int) string {
			s := fmt.Sprintf("The search index is not hurt: it lists %s of %s", number(issues), plural(of, "issue", "issues"))
			if behind > 0 {
				s += "; " + plural(behind, "act", "acts") + " came after it"
			}
			return s + "."
		},
		Same: "It is the state that the database has now.",
		Older: func(events, issues int, since string) string {
			s := plural(events, "act", "acts") + " since " + since + " would go"
			if issues > 0 {
				s += ", " + plural(issues, "issue", "issues") + " among them"
			}
			return s + "."
		},
		Newer: func(events, issues int) string {
			s := "It has " + plural(events, "act", "acts") + " more than the database"
			if issues > 0 {
				s += ", " + plural(issues, "issue", "issues") + " among them"
			}
			return s + "; no act would go."
		},
		Apart:     "It is of the same desk and went another way than the database: acts of each are not in the other.",
		OtherDesk: "It is of another desk: all of the database would go.",
		Unreadable: func(why string) string {
			return "What would go cannot be told, since the database does not open. " + why
		},
		HurtCopy: func(file, where string) string {
			return fmt.Sprintf("%s is hurt (%s), so nothing was restored; koe check --db %s names all of it, choose another copy.", file, where, file)
		},
	}
}

func keepingJa() Keeping {
	return Keeping{
		Compacted: func(before, after float64) string {
			return fmt.Sprintf("データベースを圧縮しました（%.1f MB → %.1f MB）。新しいファイルは、点検してから置き換えています。", before, after)
		},
		Restored: func(from, kept string) string {
			return from + " を点検し、データベースとして復元しました。元のデータベースは " + kept + " に残しています。"
		},
		RestoredNew: func(from string) string {
			return from + " を点検し、データベースとして復元しました。"
		},
		WouldRestore: func(from string) string {
			return from + " に破損はなく、復元できます。変更はしていません。"
		},
		Copied: func(mb float64) string { return fmt.Sprintf("%.1f MB を複製しました", mb) },
		NoDaily: func(dir, why string) string {
			return "毎日のバックアップを " + dir + " に作成できませんでした。" + why
		},
		Daily: func(path string) string {
			return path + " にバックアップし、読み直して確認しました。"
		},
		NoneDue:    "本日のバックアップは作成済みか、前回から変更がありません。",
		DailyIsOff: "KOE_BACKUPS が off になっています。フォルダーを指定するか、設定を外してください。",
		BringingUp: func(aside string) string {
			return "このデータベースは以前の版の形式です。そのままの複製を " + aside + " に残してから、この版の形式に移行します。"
		},
		NotBroughtUp: func(why string) string {
			return "データベースをこの版の形式に移行できませんでした。内容は失われていません。" + why
		},
		Hurt:       "データベースが破損しています。バックアップを復元するか、koe repair NEW で無事な内容を取り出してください。",
		IndexAlone: "破損しているのは検索用の索引だけで、データベースに異常はありません。索引は自動で作り直します（すぐに作り直すには、そのファイルを削除してください）。",
		IndexAnew: func(file, why string) string {
			return fmt.Sprintf("検索用の索引 %s は、次に koe を開いたときに作り直します（%s）。", file, why)
		},
		IndexHurt: func(file, why string) string {
			return fmt.Sprintf("検索用の索引 %s が破損しています（%s）。", file, why)
		},
		Index: func(issues, of, behind int) string {
			s := fmt.Sprintf("検索用の索引に異常はありません（お申し出 %s件のうち %s件を登録済み", number(of), number(issues))
			if behind > 0 {
				s += "、直近の操作 " + number(behind) + "件は未登録"
			}
			return s + "）。"
		},
		Same: "現在のデータベースと同じ状態です。",
		Older: func(events, issues int, since string) string {
			s := since + "以降の操作 " + number(events) + "件"
			if issues > 0 {
				s += "（お申し出 " + number(issues) + "件を含む）"
			}
			return s + "が失われます。"
		},
		Newer: func(events, issues int) string {
			s := "現在のデータベースより操作が " + number(events) + "件"
			if issues > 0 {
				s += "（お申し出 " + number(issues) + "件を含む）"
			}
			return s + "多く、失われる操作はありません。"
		},
		Apart:     "同じデスクのものですが、途中から別の記録になっています。互いに含まれない操作があります。",
		OtherDesk: "別のデスクのものです。現在のデータベースの内容はすべて失われます。",
		Unreadable: func(why string) string {
			return "現在のデータベースを開けないため、失われる内容は分かりません。" + why
		},
		HurtCopy: func(file, where string) string {
			return fmt.Sprintf("%s は破損しているため（%s）、復元しませんでした。koe check --db %s で詳細を確認し、別のバックアップを指定してください。", file, where, file)
		},
	}
}
