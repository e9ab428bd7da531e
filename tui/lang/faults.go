package lang

import (
	"errors"

	"koe/model"
)

// Fault is what is wrong with the database, with the next step.
func (c *Catalogue) Fault(f *model.Fault) string { return c.Forms.Fault(f) }

// BackedUp says what a backup holds that was made while a fault stood: where the
// newest state cannot be read, not that one.
func (c *Catalogue) BackedUp(fault error, path string) string {
	if errors.Is(fault, &model.Fault{Code: model.OlderState}) {
		return c.Shell.BackedUpOlder(path)
	}
	return c.Shell.BackedUp(path)
}

func faultJa(f *model.Fault) string {
	switch f.Code {
	case model.StillSaving:
		return "保存を続けています。しばらくお待ちください。"
	case model.NotKnown:
		return "ディスクの異常により、保存できたか確認できません。koe を終了して koe check を実行し、登録されているか確認してください。"
	case model.NotSaved:
		return "保存できませんでした。もう一度お試しください。"
	case model.DiskFull:
		return "ディスクの空き容量がなく、保存できませんでした。空き容量を増やしてもう一度お試しください。"
	case model.Damaged:
		return "データベースが破損しています（" + f.Where + "）。修復するまで書き込みません。koe check を実行し、バックアップを復元するか、koe repair で修復してください。"
	case model.ReadOnlyFile:
		return "異常が見つかったため、データベースへの変更を止めています。koe check を実行してください。"
	case model.InUse:
		return "このデータベースは別の koe が使用中です。そちらを終了するか、--db で別のファイルを指定してください。"
	case model.Moved:
		return "実行中にデータベースのファイルが移動または置き換えられました。koe を終了し、正しいファイルを開いてください。"
	case model.NewerFile:
		return "新しい版の koe で作られたデータベースです。koe を更新してください。"
	case model.NotOurs:
		return f.Where + " は koe のデータベースではありません。--db で別のファイルを指定してください。"
	case model.Closing:
		return "koe は終了処理中です。もう一度起動してください。"
	case model.LookOnly:
		return "このデータベースは読み取り専用です。閲覧はできますが、変更はできません。変更するには、ファイルとフォルダーへの書き込みを許可してください。"
	case model.OlderState:
		return "データベースの最新の状態を読み取れません（" + f.Where + "）。表示しているのはその1つ前の状態で、最後の変更が失われている可能性があります。書き込みは行いません。koe check を実行し、バックアップを復元するか、koe backup で現在の内容を取り出してください。"
	case model.OlderDraft:
		return "最後の保存を読み取れず、下書きの末尾が欠けている可能性があります。"
	case model.Away:
		return "データベースを開いている koe から応答がなく、引き継ぐこともできませんでした。しばらく待ってもう一度お試しください。"
	case model.Stopped:
		return "データベースを開いていた koe serve は停止しています。入力中の内容は残り、再開すると保存できるようになります。サーバーなしで使うには、koe を終了して起動し直してください。"
	case model.Served:
		return "別の koe serve がこのデータベースを開いています。先にそちらを停止してください。"
	case model.OtherBuild:
		return "別のバージョンの koe（" + f.Where + "）がこのデータベースを開いています。そちらを終了するか、同じバージョンを使ってください。"
	case model.OlderForm:
		return "このデータベースは以前の版の形式のままです。閲覧はできますが、この版の形式への移行が済むまで変更はできません。開き直すと、もう一度移行します。"
	case model.NotWritable:
		return f.Where + " に書き込めません。アクセス権を確認するか、--db で別のファイルを指定してください。"
	}
	return string(f.Code)
}
