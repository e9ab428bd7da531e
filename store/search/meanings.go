package search

import (
	"strings"

	"koe/model/text"
)

// meanings are groups of words that callers use for one thing, in English and Japanese: what no
// count of letters can know. They are the everyday words of customer service, not of any one trade.
var meanings = [...]string{
	"charge charged bill billed debit debited deduct withdraw withdrawn collected took taken 請求 課金 引き落と 引落 引かれ 振替 徴収 決済",
	"invoice bill statement 請求書 明細 請求内容",
	"twice double duplicate duplicated repeated 二重 二回 二度 重複 二つ",
	"refund reimburse reimbursement repay money 返金 払い戻 払戻 返ってこ 戻ってこ 戻らな",
	"call phone telephone ring rang hotline 電話 コール かけ",
	"callback promised call return 折り返 折返 かけ直 コールバック 連絡",
	"agent employee staff colleague operator representative clerk 担当 オペレーター 係 応対 社員 スタッフ",
	"supervisor manager boss 上席 責任者 上司 店長",
	"wait waiting hold queue pick picks 待た 待ち 待って 保留 つながら 繋がら 話し中 混み合",
	"parcel package shipment order item goods article product 荷物 商品 品物 注文 小包 お届け",
	"courier carrier driver 配送業者 配達員 宅配 ドライバー",
	"deliver delivered delivery arrive arrived shipped 配達 配送 届 到着",
	"late overdue delay delayed postponed 遅 延期 過ぎ まだ いつ",
	"broken broke crack cracked shattered smashed damaged dented pieces 壊 割れ 破損 ひび 傷 へこ 粉々",
	"defective fault failed fails error broken 故障 不具合 エラー 異常 動かな 失敗",
	"wrong different instead other another 違 別 異な 間違",
	"password passcode パスワード 暗証",
	"login log sign account access user ログイン サインイン アカウント 入れな",
	"locked lock blocked disabled shut unlock ロック 制限 締め出 解除 使えな",
	"app application mobile アプリ スマホ 携帯",
	"crash crashes freeze freezes quits closes dies hangs 落ち 終了 固ま 閉じ クラッシュ 止ま",
	"internet wifi web broadband connection line ネット 回線 通信 接続",
	"drops disconnects cutting lose breaks down interrupted 切れ 途切れ 切断 つながらな",
	"evening evenings night nights 夜 毎晩 夕方 晩",
	"slow slower speed speeds bandwidth fast megabit mbit download 遅 速度 速さ メガ",
	"technician engineer fitter installer repairman 技術者 作業員 業者 工事 作業 修理の人",
	"appointment visit planned agreed 予約 訪問 約束 予定 来るはず",
	"cancel cancelled cancellation terminate terminated termination ended notice 解約 退会 やめ 終わらせ キャンセル 取り消",
	"fee penalty cost costs charge 手数料 違約金 解約金 費用 料金",
	"price tariff rate fee monthly 料金 月額 価格 値段 プラン",
	"increase increased raised rose higher more 値上 上が 高く 増え",
	"discount voucher coupon promo promotion promotional rebate code sale offer 割引 クーポン 値引 特典 キャンペーン コード",
	"explain understand confusing breakdown mean unclear 説明 わから 理解 内訳 意味 何の",
	"told informed notice announcement warned mentioned 知らせ 案内 予告 聞いて 説明",
	"address moved move house flat apartment 住所 引っ越 転居 引越",
	"reminder dunning overdue unpaid owe debt collector 督促 催促 滞納 未払 延滞 回収",
	"paid settled transfer transferred 払った 支払 振り込 振込 入金 済み 済んで",
	"rude rudely impolite unfriendly arrogant shouted insulted tone 態度 失礼 横柄 怒鳴 不愉快 口の利き方 感じが悪",
	"bot robot chatbot machine automatic virtual assistant ボット ロボット 自動 ai チャット",
	"human person live agent 人間 有人 人と話 人につな オペレーター",
	"contradictory opposite different information 食い違 変わる 逆 毎回違 言うことが違",
	"warranty guarantee covered free 保証 無償 無料",
	"refuse refused reject rejected denied declined accepted refuses 断 拒 却下 弾かれ 受け付け 承認",
	"repair repaired fix fixed service serviced workshop 修理 直し 直っ 預け",
	"again recurred back same 再び 再発 また 同じ 再度",
	"battery power charge recharge バッテリー 電池 充電",
	"drain drains empty lasts dies 減り なくなる もたない 消耗 空",
	"hot heat heats overheats burned burning burnt smoke fire 熱 発熱 やけど 煙 焦げ 火事",
	"charger adapter plug socket 充電器 アダプター コンセント",
	"data personal private details information privacy 個人情報 情報 名前 口座 履歴",
	"stranger somebody someone else another 他人 別の人 知らない人 ほかの客 他のお客",
	"advertising ads marketing promotional newsletter spam 広告 宣伝 勧誘 メルマガ メールマガジン セールス 案内メール",
	"unsubscribe unsubscribed opted objected stop 配信停止 登録解除 止めて 断った いらない",
	"stock available sold shelf store 在庫 売り切れ 品切れ 欠品 即納",
	"checkout payment pay purchase buy 支払い 決済 購入 会計 注文",
	"early sooner ahead before 早 前に 期日前 前より",
	"overdraft overdrawn red 残高不足 マイナス 残高",
	"points bonus loyalty miles reward rewards ポイント マイル 特典",
	"gift present voucher certificate ギフト 商品券 プレゼント",
	"booking booked reservation reserved room table hotel 予約 部屋 席 宿泊 チェックイン",
	"dirty filthy clean cleaned rubbish garbage hygiene disgusting 汚 掃除 清掃 不潔 衛生 ごみ",
	"toilet toilets restroom bathroom トイレ お手洗い 洗面所",
	"wheelchair disabled walking ramp stairs 車椅子 障害者 足の悪 段差 スロープ 歩行器",
	"lift elevator エレベーター 昇降機",
	"identity identification verify verification id 本人確認 身分証 身元 認証",
	"passport document documents licence photo パスポート 旅券 免許証 写真 画像",
	"mail email inbox message メール 受信",
	"lost missing vanished disappeared gone 消え なくなっ 失効 紛失",
}

// A thesaurus leads from words to the groups they belong to.
type thesaurus struct {
	stems   map[string][]byte // of letters
	phrases []meaning         // of dense script, wherever they stand
}

type meaning struct {
	phrase string
	group  byte
}

func newThesaurus() *thesaurus {
	t := &thesaurus{stems: map[string][]byte{}}
	for g, words := range meanings {
		for _, w := range strings.Fields(words) {
			w = text.Fold(w)
			if r := nextRun(w, 0); r.script == dense {
				t.phrases = append(t.phrases, meaning{w, byte(g)})
			} else {
				s := stem(w)
				if !strings.Contains(string(t.stems[s]), string([]byte{byte(g)})) {
					t.stems[s] = append(t.stems[s], byte(g))
				}
			}
		}
	}
	return t
}

// each gives the groups that a folded text speaks of, some more than once.
func (t *thesaurus) each(folded string, fn func(feature string)) {
	for i := 0; i < len(folded); {
		r := nextRun(folded, i)
		if r.script == letters {
			for _, g := range t.stems[stem(folded[r.start:r.end])] {
				fn(string([]byte{'s', g}))
			}
		}
		i = r.end
	}
	for _, p := range t.phrases {
		if strings.Contains(folded, p.phrase) {
			fn(string([]byte{'s', p.group}))
		}
	}
}
