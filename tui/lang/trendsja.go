package lang

import (
	"fmt"
	"strings"
)

// trendStatesJa are the names of a signal's states, by their value.
var trendStatesJa = []string{"平常", "データ蓄積中", "新規", "急増", "増加", "高止まり", "再発", "減少"}

func trendsJa() Trends {
	return Trends{
		Title:           "傾向",
		Tags:            func(n int) string { return number(n) + "タグ" },
		FalseFlags:      "閲覧10回につき誤検知1回程度",
		FalseFlagsShort: "閲覧10回に誤検知1回",
		SoFar:           "現時点",
		ActOn:           "要対応",
		DidItWork:       "対策の効果",
		Rest:            "その他",
		Unflagged:       func(n int) string { return "印のないタグ" + number(n) },
		Above:           func(n int) string { return "上に" + number(n) + "つ" },
		Learning:        func(n int) string { return number(n) + "タグはデータ蓄積中（21日未満）" },
		Withdrawn:       func(n int) string { return "取下げ" + number(n) + "件は集計外（28日間）" },
		Head: func(sign string, n int, share string) string {
			return sign + " 上位" + number(n) + "タグで全体の" + share
		},
		Held: func(held, scored int) string {
			return fmt.Sprintf("これまでの翌週予測は%s回中%s回が範囲内", number(scored), number(held))
		},
		TooYoung:    "どのタグも記録が21日未満のため、まだ判定できません。",
		Quiet:       "目立った動きはありません。印の付いたタグはありません。",
		Empty:       "苦情はまだありません。受付画面（1）で記録すると、ここに集計されます。",
		NoneMatch:   "該当するタグはありません。Esc で元に戻ります。",
		Filtered:    func(words string) string { return "絞り込み：" + words },
		Kinds:       func(kind string) string { return "集計対象：" + kind },
		Ordered:     func(order string) string { return order + "順" },
		ByNeed:      "優先",
		ByRise:      "増加率",
		ByName:      "名前",
		Weeks13:     "13週",
		Usual:       "通常",
		VsMonth:     "前月比",
		VsYear:      "前年比",
		NextWeek:    "今後7日",
		PerThousand: "千件当たり",
		OwnerAction: "担当者・対策",
		Owner:       "担当者",
		Days:        func(n int) string { return fmt.Sprintf("%d日", n) },
		NoOwner:     "担当未定",
		NoMonth:     "前月なし",
		NoYear:      "前年なし",
		FromNothing: "0件から",
		States:      trendStatesJa,
		Reason:      reasonJa(),
		Changes:     changesJa(),
		Effect:      effectJa(),
		Detail:      detailJa(),
		Old: func(day string) string {
			return "最新の苦情は " + day + " のものです。N でその日を基準に表示します。"
		},
		LookThen:     func(day string) string { return day + "時点を表示" },
		Computing:    func(day string) string { return day + "を集計中" },
		OnDay:        func(day string) string { return day + "時点" },
		TheirWords:   "お客様のお言葉",
		ShowLeaves:   "下位タグを表示",
		HideLeaves:   "下位タグを隠す",
		NoRow:        "タグの行を選択してください。",
		NoProblemYet: "まだ課題になっていません。l で課題を作成、a で担当者を決められます。",
		NotFuture:    "まだ来ていない日です。",
		NoLeaves:     "このタグに下位タグはありません。",
		OnClipboard:  "Markdown として端末のクリップボードに送りました（端末の設定によってはコピーされません）。",
		FilterTitle:  "タグの語句で絞り込み（種別:要望 や 日:2026-07-13 も使えます）",
		FilterBad:    func(word string) string { return "「" + word + "」は使えません" },
		Wrote:        func(path string) string { return path + " に書き出しました" },
		Problems:     problemsJa(),
		Calls:        callsJa(),
	}
}

func reasonJa() Reason {
	return Reason{
		Observed: func(n, days int, low, high string) string {
			if low == high {
				return fmt.Sprintf("%d日間で%s件（通常%s件）", days, number(n), low)
			}
			return fmt.Sprintf("%d日間で%s件（通常%s〜%s件）", days, number(n), low, high)
		},
		Since:     func(day string) string { return day + "から" },
		TooMany:   func(n int) string { return "約" + number(n) + "件多い" },
		Customers: func(n int) string { return "お客様" + number(n) + "名" },
		AtLeast:   func(n int) string { return "お客様" + number(n) + "名以上" },
		Grave:     func(n int) string { return "重大度S1が" + number(n) + "件" },
		Times:     func(ratio string) string { return "通常の" + ratio + "倍" },
		Beyond:    func(factor string) string { return "全体（" + factor + "倍）を上回る" },
		PerThousand: func(now, before string) string {
			return "応対千件当たり" + now + "件（以前" + before + "件）"
		},
		Young:   "記録が21日未満のため、まだ判断できません",
		Chronic: func(share string) string { return "横ばいですが、苦情全体の" + share + "を占めます" },
		PutOff:  func(ratio string) string { return "通常の" + ratio + "倍を超えるまで後日対応" },
		Join:    "、",
		Comma:   "、",
		State:   func(state, rest string) string { return state + "：" + rest },
	}
}

func changesJa() Changes {
	return Changes{
		Since:     func(day string) string { return day + "以降" },
		Now:       func(day string) string { return day + "現在" },
		Nothing:   func(since string) string { return since + "、変化はありません。" },
		Spiking:   func(tag string) string { return apart(tag) + "が急増" },
		Rising:    func(tag string) string { return apart(tag) + "が増加" },
		New:       func(tag string) string { return apart(tag) + "が新たに発生" },
		Back:      func(tag string) string { return apart(tag) + "が再発" },
		Unflagged: func(tag string) string { return apart(tag) + "は印が外れたが通常の範囲外" },
		Calmer:    func(tag string) string { return apart(tag) + "は通常の範囲に戻る" },
		Falling:   func(tag string) string { return apart(tag) + "は減少" },
		Again: func(id, title, until string) string {
			return id + "「" + title + "」は見直す日（" + until + "）"
		},
		Still:    func(tags string) string { return "引き続き多いもの：" + tags + "。" },
		More:     func(n int) string { return "ほか" + number(n) + "件" },
		Join:     "、",
		List:     "、",
		Begin:    func(since, what string) string { return since + "：" + what + "。" },
		Sentence: func(what string) string { return what + "。" },
		Together: func(sentences []string) string { return strings.Join(sentences, "") },
		Common: func(days int, factor, low, high string) string {
			return fmt.Sprintf("全体の動き：%d日間で通常の%s倍（%s〜%s倍）。ほぼすべてのタグが同じ動きのため、それを上回るものだけを示します。", days, factor, low, high)
		},
		Categories: func(day string, born, died int) string {
			return fmt.Sprintf("%sに分類が変わりました（新設%sタグ、終了%sタグ）。個別には表示しません。", day, number(born), number(died))
		},
		Quote:     func(words string) string { return "「" + words + "」" },
		QuoteFrom: func(customer, day string) string { return customer + "　" + day },
		Heard: func(problem, who, words string) string {
			return "担当課題" + problem + "に" + who + "さんから：" + words
		},
	}
}

func detailJa() Detail {
	return Detail{
		Daily:  "日別",
		Weekly: "週別",
		Legend: func(signal, action, band string) string {
			return signal + " 兆候   " + action + " 対策実施   " + band + " 通常の範囲"
		},
		Breakdown:    "内訳",
		ByChannel:    "チャネル",
		BySegment:    "顧客区分",
		ByProduct:    "商品",
		ByHour:       "時間帯",
		TopCustomers: "件数の多いお客様",
		NoCustomers:  "お客様の記録がありません。",
		NotSaid:      "未確認",
		NoWords:      "お客様のお言葉は記録されていません。",
		Days28:       "28日間",
		Before:       "その前",
		OfNewest:     func(n int) string { return "最新の" + number(n) + "件のみ" },
		Words:        "お客様のお言葉（新しい順）",
		MoreWords:    "お客様のお言葉（続き）",
		Decisions:    "決定の記録",
		NoDecisions:  "まだ何も決まっていません。",
		Month:        "前28日間比",
		Year:         "前年同期比",
		MonthToDate:  "当月累計",
		FiscalYear:   "年度累計",
		NextWeek:     "今後7日間",
		NextRange:    func(low, high string) string { return low + "〜" + high + "件の見込み" },
		Compared: func(change string, now, before int, perOpenDay bool) string {
			words := change + "（" + number(before) + "件から" + number(now) + "件"
			if perOpenDay {
				words += "、営業日あたりで比較"
			}
			return words + "）"
		},
		Raised: func(state string, n, days int, low, high string) string {
			return fmt.Sprintf("%s：%d日間で%s件（通常%s〜%s件）", state, days, number(n), low, high)
		},
		InTriage: "該当のお申し出",
	}
}
