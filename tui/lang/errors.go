package lang

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"koe/model"
	"koe/model/text"
	"koe/model/when"
)

// Error is what went wrong as a plain sentence with the next step. Of a
// question that was given up because a newer one took its place there is
// nothing to say: "".
func (c *Catalogue) Error(err error) string {
	var (
		half    *model.HalfDoneError
		refusal *model.Refusal
		fault   *model.Fault
		moment  *when.Error
		utf8Err *text.InvalidUTF8Error
		long    *text.TooLongError
	)
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return ""
	case errors.As(err, &half):
		return c.Common.HalfDone(half.Done, half.Of, c.Error(half.Err))
	case errors.As(err, &refusal):
		return c.Refusal(refusal)
	case errors.As(err, &fault):
		return c.Fault(fault)
	case errors.As(err, &moment):
		return c.Forms.Sentence(c.NotWhen(c.Forms.Quoted(moment.Typed), moment))
	case errors.As(err, &long):
		return c.Refusal(&model.Refusal{Code: model.TooLong, Field: "text", N: long.Length, Max: long.Limit})
	case errors.As(err, &utf8Err):
		return c.Common.BadUTF8(utf8Err.Line, utf8Err.Column)
	case errors.Is(err, context.DeadlineExceeded):
		return c.Common.TookTooLong
	}
	return c.Common.WentWrong(err.Error())
}

// Refusal is why something was refused, with the next step.
func (c *Catalogue) Refusal(r *model.Refusal) string { return c.Forms.Refusal(c, r) }

// sentence gives an error's words their capital and full stop.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "?") {
		s += "."
	}
	return s
}

func (c *Catalogue) refusalJa(r *model.Refusal) string {
	field, accepted := fieldJa(r.Field), acceptedJa(r)
	record := strings.TrimSpace(c.Record(r.Ref.Type) + " " + numbered(r.Ref))
	switch r.Code {
	case model.BadValue:
		return fmt.Sprintf("「%s」は%sとして使えません。%sを指定してください。", r.Value, field, accepted)
	case model.Missing:
		return fmt.Sprintf("%sが入力されていません。入力してください。", field)
	case model.TooLong:
		return fmt.Sprintf("%sが長すぎます（上限 %[3]s に対して %[2]s）。短くするか、分けて入力してください。", field, number(r.N), number(r.Max))
	case model.TooMany:
		return fmt.Sprintf("%sが多すぎます（上限 %[3]s に対して %[2]s）。減らしてください。", field, number(r.N), number(r.Max))
	case model.NotFound:
		return record + " の登録がありません。番号や名前を確認してください。"
	case model.NotAllowed:
		return fmt.Sprintf("この操作には%s以上の権限が必要です。%sに依頼してください。", c.Role(r.Need), c.Role(r.Need))
	case model.NotYours:
		return fmt.Sprintf("#%s の担当者は別の方です。担当者か SV に依頼してください。", r.Ref.Key)
	case model.BadTransition:
		return fmt.Sprintf("%sから%sへ直接は変更できません。先に対応中へ戻してください。", "「"+c.State(r.From)+"」", "「"+c.State(r.To)+"」")
	case model.NeedsReason:
		if accepted != "" {
			return fmt.Sprintf("%sにするには%sが必要です。%sを指定してください。", c.stateCode(r.Value), field, accepted)
		}
		return fmt.Sprintf("%sにするには%sが必要です。一行で入力してください。", c.stateCode(r.Value), field)
	case model.Immutable:
		return field + "は変更できません。メモを追加してください。"
	case model.NothingToUndo:
		return "元に戻せるご自分の操作はもうありません。"
	case model.ChangedSince:
		return fmt.Sprintf("%s はその後 %s が変更したため、元に戻しませんでした。必要な場合は個別に変更してください。", record, cmp.Or(string(r.By), "ほかの人"))
	case model.CannotUndo:
		return "この操作は元に戻せません。必要な場合は個別に変更してください。"
	case model.Exists:
		return record + " はすでにあります。別の名前を指定してください。"
	case model.Retired:
		return record + " は使用を終了しています。別のものを選んでください。"
	case model.YourOwn:
		return "ご自分を停止することはできません。ほかの管理者に依頼してください。"
	case model.Loop:
		return record + " が自分自身を指すことになります。別のものを選んでください。"
	case model.NewerSchema:
		return "このデータベースは新しい版の koe で作られています。koe を更新してください。"
	case model.NothingDone:
		return "変更はありませんでした。"
	case model.NotText:
		return fmt.Sprintf("%sの%d行目%d文字目が UTF-8 ではないため、保存しませんでした。UTF-8 で入力してください。", field, r.N, r.Max)
	case model.PrivateKey:
		return "これは秘密鍵です。秘密鍵はご本人だけのものです。何も保存していません。.pub で終わる公開鍵のファイルを指定してください。"
	case model.WeakKey:
		return fmt.Sprintf("この RSA 鍵は %d ビット未満です。ssh-keygen -t ed25519 で新しい鍵を作成してください。", r.Max)
	case model.NotYourName:
		return fmt.Sprintf("ここでは、%s としては操作できません。ご自分としてのみ操作できます。", r.By)
	case model.KeyTaken:
		return fmt.Sprintf("公開鍵 %s は %s のものとして登録されています。ひとつの鍵を使えるのは一人だけです。", r.Ref.Key, r.By)
	case model.MeasuredWorse:
		return record + " の対策は「悪化」と判定されています。それでも効果ありとする" + field + "を入力してください。"
	case model.LinkedElsewhere:
		if r.N > 1 {
			return fmt.Sprintf("#%s は %s に、ほかにも別の課題に紐づいているものがあります。移す場合は --move を指定してください。", r.Ref.Key, r.Value)
		}
		return fmt.Sprintf("#%s は %s に紐づいています。移す場合は --move を指定してください。", r.Ref.Key, r.Value)
	case model.IntoDeclined:
		return record + " は見送りになっています。それでも紐づける場合は --move を指定してください。"
	case model.StaleRevision:
		return record + " はほかの人が先に変更しました。内容を確認し、もう一度操作してください。"
	}
	return string(r.Code)
}

// acceptedJa says what would have been taken: one of some codes, or something
// of a shape.
func acceptedJa(r *model.Refusal) string {
	if len(r.Accepted) > 0 {
		return strings.Join(r.Accepted, "、") + " のいずれか"
	}
	return shapesJa[r.Shape]
}

// shapesJa says what the values of a field look like.
var shapesJa = map[model.Shape]string{
	model.NumberShape: "#12345 のような番号", model.ProblemShape: "P-12 のような番号", model.TagShape: "「請求」や「請求/二重請求」のような名前",
	model.UserShape: "aya のような短い名前", model.ZoneShape: "Asia/Tokyo のような名前", model.MonthShape: "1〜12 の月", model.DayShape: "2026-07-13 のような日付",
	model.TimeShape: "2026-07-13T09:00:00+09:00 のような日時", model.PastShape: "現在までの日時", model.ActionShape: "この課題にある対策の番号", model.DropShape: "1〜99%の減少率", model.LaterShape: "対策の実施日より後の日付",
	model.KeyShape: "ssh-ed25519 などで始まる、.pub ファイルの一行",
}

// numbered is a record's key as people write it: #12345, P-12, C-12.
func numbered(ref model.Ref) string {
	if ref.Key == "" {
		return ""
	}
	switch ref.Type {
	case model.IssueRecord, model.ProblemRecord, model.CustomerRecord:
		return ref.Said()
	}
	return ref.Key
}

// stateCode names a state or a stage by its code, and anything else as it is.
func (c *Catalogue) stateCode(code string) string {
	for _, s := range model.AllStates() {
		if s.String() == code {
			return "「" + c.State(s) + "」"
		}
	}
	for _, s := range model.AllStages() {
		if s.String() == code {
			return "「" + c.Stage(s) + "」"
		}
	}
	return "「" + code + "」"
}

// fieldJa names a field of the model by its code.
func fieldJa(code string) string {
	if name, ok := fieldsJa[code]; ok {
		return name
	}
	return code
}

var fieldsJa = map[string]string{
	"text": "お申し出内容", "tag": "タグ", "tags": "タグ", "tag_levels": "タグの階層", "severity": "重大度", "state": "状態",
	"owner": "担当者", "customer": "お客様", "on_behalf_of": "ご本人", "channel": "チャネル", "wish": "ご希望の対応", "kind": "種別", "reason": "理由",
	"close_reason": "完了理由", "answer": "回答内容", "upheld": "妥当性", "due": "期限", "note": "メモ", "contact": "ご連絡記録", "problem": "課題", "name": "名前", "title": "件名",
	"role": "権限", "product": "商品", "promise": "お約束", "number": "受付番号", "received_at": "受付日時", "waiting": "待ち先", "day": "日付", "at": "日時",
	"query": "検索条件", "view": "ビュー", "user": "ユーザー", "lang": "言語", "stage": "段階", "action": "対策", "action_kind": "対策の種類", "id": "識別子", "source": "取込元",
	"external_id": "外部番号", "external": "外部番号", "until": "いつまで", "workaround": "暫定対応", "phone": "電話番号", "reading": "フリガナ",
	"segment": "顧客区分", "outcome": "ご連絡の結果", "audience": "お知らせする方", "zone": "タイムゾーン", "fiscal_start": "年度の開始月",
	"extra": "追加項目", "forms": "フォーム", "drafts": "下書き", "command": "操作", "record": "記録", "cause": "原因", "goal": "目標", "result": "結果",
	"tell": "ご案内文", "decision": "決定の記録", "hear": "現場の声", "reference": "外部番号", "email": "メールアドレス", "account": "お客様番号",
	"expected": "見込む減少率", "judge_on": "判定日", "as_customer": "お客様の立場での回答", "words": "内容", "rule": "条件", "team": "チーム", "group": "一連の操作", "key": "公開鍵", "glyphs": "表示に使う文字", "colour": "画面の色", "comment": "コメント",
}
