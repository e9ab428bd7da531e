package lang

import (
	"cmp"
	"fmt"
	"strings"
)

// Manage is what koe says to who keeps a desk: of people's keys and preferences, and of
// the settings that it shares.
type Manage struct {
	// What is said of people's keys.
	KeyAdded, KeyRemoved func(user, key string) string
	ManyKeys             func(typed string, n int) string
	LongFile             func(file string, most int) string // of keys or of settings

	// What is said of a file of settings.
	NoSetting  func(line int, setting string) string
	BadSetting func(line int, why string) string
	Settings   func(changed int, dry bool) string

	// Preferences is how somebody is shown things over SSH; "" is what nobody said.
	Preferences func(speaks, glyphs string, plain bool) string
}

func manageEn() Manage {
	return Manage{
		KeyAdded:   func(user, key string) string { return user + " is known by " + key + " now" },
		KeyRemoved: func(user, key string) string { return "nobody comes in by " + key + " any more; it was " + user + "'s" },
		ManyKeys: func(typed string, n int) string {
			return fmt.Sprintf("%d keys begin with %s; give more of the one that is meant", n, typed)
		},
		LongFile: func(file string, most int) string {
			return fmt.Sprintf("%s has more than %s bytes, which no such file has; nothing was changed, give the right one", file, number(most))
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

func manageJa() Manage {
	return Manage{
		KeyAdded: func(user, key string) string {
			return user + " の公開鍵 " + key + " を登録しました。"
		},
		KeyRemoved: func(user, key string) string {
			return user + " の公開鍵 " + key + " の登録を削除しました。"
		},
		ManyKeys: func(typed string, n int) string {
			return fmt.Sprintf("%s で始まる公開鍵は%s件あります。1つに決まるところまで指定してください。", typed, number(n))
		},
		LongFile: func(file string, most int) string {
			return fmt.Sprintf("%s は %s バイトを超えています。何も変更していません。正しいファイルを指定してください。", file, number(most))
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
