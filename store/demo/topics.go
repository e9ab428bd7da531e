package demo

import (
	"time"

	"koe/model"
)

// topics are the tags of the made-up desk. Three of them move: double charges
// surge in the last two weeks, refund delays rise slowly, and hold music has
// been fixed by an action.
var topics = []topic{
	{tag: "billing/double-charge", rate: 1.6, surge: surge{from: 13, grow: 2, until: 0, times: 3.6}, severity: model.S2, wish: model.WishRefund, said: []string{
		"Charged twice for {month}, {eur} each time.",
		"My card shows two payments of {eur} for one order, {no}.",
		"You took the money for {no} twice on {day}.",
		"Two identical debits this {month} and nobody can tell me why.",
		"{月}分が二重に請求されている。",
		"カードの明細に{yen}円の請求が2件載っている。",
		"注文{no}の代金が2回引き落とされた。",
		"{曜日}に同じ金額が二度引き落とされていた。",
	}},
	{tag: "billing/refund-delay", rate: 1.5, surge: surge{from: 38, grow: 30, until: 0, times: 2.3}, severity: model.S2, wish: model.WishRefund, said: []string{
		"I sent the {thing} back {n} weeks ago and still have no refund.",
		"The refund for {no} was promised for {day} and has not come.",
		"Where is my money? You confirmed the refund in {month}.",
		"返品してから{n}週間たつが返金されない。",
		"{曜日}までに返金すると言われたが入金がない。",
		"{月}に返金の連絡があったきり、まだ振り込まれていない。",
	}},
	{tag: "billing/wrong-amount", rate: 1.1, season: 0.1, peak: time.January, severity: model.S3, wish: model.WishExplanation, said: []string{
		"The bill says {eur} but the shop page said something else.",
		"My discount is missing from the invoice for {no}.",
		"請求額{yen}円が注文時の金額と違う。",
		"割引が請求書に反映されていない。",
	}},
	{tag: "billing/invoice-missing", rate: 0.8, season: 0.2, peak: time.March, severity: model.S3, wish: model.WishExplanation, said: []string{
		"I never received an invoice for {no} and need it for my taxes.",
		"Please send the {month} invoice, I have asked {n} times.",
		"{月}分の請求書が届いていない。",
		"領収書の送付を{n}回お願いしているのに届かない。",
	}},
	{tag: "billing/payment-method", rate: 0.6, severity: model.S3, wish: model.WishExplanation, said: []string{
		"The site refuses my card although it works elsewhere.",
		"I cannot change the card on my account.",
		"登録しているカードを変更できない。",
		"決済が何度もエラーになり、購入できない。",
	}},
	{tag: "delivery/late", rate: 3.2, season: 0.35, peak: time.December, severity: model.S3, wish: model.WishExplanation, said: []string{
		"The {thing} was due on {day} and is still not here.",
		"Delivery is {n} days late and the tracking has not moved.",
		"I stayed at home all {day} and nobody came.",
		"{曜日}着の予定だった{品}がまだ届かない。",
		"配送が{n}日遅れているのに連絡もない。",
		"追跡番号の表示が{n}日前から変わらない。",
		"指定した時間に家で待っていたが届かなかった。",
	}},
	{tag: "delivery/damaged-box", rate: 1.4, season: 0.1, peak: time.July, severity: model.S3, wish: model.WishReplacement, said: []string{
		"The box arrived crushed and the {thing} is damaged.",
		"The parcel was wet and open on one side.",
		"箱がつぶれた状態で届き、中の{品}も傷んでいた。",
		"荷物が濡れていて、中まで水が染みていた。",
	}},
	{tag: "delivery/wrong-address", rate: 0.7, severity: model.S2, wish: model.WishReplacement, said: []string{
		"My order went to my old address in {town}.",
		"The courier left it with a neighbour I do not know.",
		"以前の住所（{地名}）に配達された。",
		"知らない家に置き配されていた。",
	}},
	{tag: "delivery/missing-item", rate: 1.2, season: 0.1, peak: time.December, severity: model.S2, wish: model.WishReplacement, said: []string{
		"{n} items ordered, one was missing from the parcel.",
		"The {thing} is on the slip but not in the box.",
		"{n}点注文したのに1点足りない。",
		"納品書には{品}とあるが、箱に入っていなかった。",
	}},
	{tag: "delivery/courier-manners", rate: 0.5, severity: model.S3, wish: model.WishApology, said: []string{
		"The courier threw the parcel over the gate.",
		"The driver was rude when I asked for help.",
		"配達員の対応が乱暴で不快だった。",
		"荷物を玄関先に放り投げて帰っていった。",
	}},
	{tag: "delivery/tracking", rate: 0.8, season: 0.2, peak: time.December, severity: model.S4, wish: model.WishExplanation, said: []string{
		"The tracking number does not work at all.",
		"Tracking says delivered, but there is nothing here.",
		"追跡番号がエラーになる。",
		"配達完了となっているが、受け取っていない。",
	}},
	{tag: "product/broken-on-arrival", rate: 1.8, severity: model.S3, wish: model.WishReplacement, said: []string{
		"The {device} does not switch on.",
		"The new {thing} is broken, right out of the box.",
		"届いた{家電}の電源が入らない。",
		"開封したら{品}が壊れていた。",
	}},
	{tag: "product/stopped-working", rate: 1.6, severity: model.S3, wish: model.WishRepair, said: []string{
		"The {device} stopped working after {n} weeks.",
		"It worked for {n} days and then died.",
		"{家電}が{n}週間で動かなくなった。",
		"購入から{n}か月で故障した。",
	}},
	{tag: "product/battery", rate: 0.9, season: 0.15, peak: time.August, severity: model.S3, wish: model.WishReplacement, said: []string{
		"The battery of the headset lasts {min} minutes at most.",
		"The battery gets hot when charging.",
		"イヤホンのバッテリーが{min}分しかもたない。",
		"充電すると本体が熱くなる。",
	}},
	{tag: "product/size", rate: 1.3, season: 0.2, peak: time.October, severity: model.S4, wish: model.WishReplacement, said: []string{
		"The jacket is far smaller than the size chart says.",
		"I ordered a large and got something for a child.",
		"サイズ表より小さく、着られない。",
		"Lサイズを頼んだのにきつくて入らない。",
	}},
	{tag: "product/not-as-described", rate: 1.5, severity: model.S3, wish: model.WishRefund, said: []string{
		"The colour is nothing like the picture.",
		"The page promised steel, this {device} is plastic.",
		"写真と色がまったく違う。",
		"説明と素材が違う{品}が届いた。",
	}},
	{tag: "product/smell", rate: 0.4, season: 0.3, peak: time.July, severity: model.S4, wish: model.WishRefund, said: []string{
		"The suitcase smells of chemicals even after {n} days.",
		"There is a burnt smell from the rice cooker.",
		"スーツケースの薬品のようなにおいが{n}日たっても消えない。",
		"炊飯器から焦げたようなにおいがする。",
	}},
	{tag: "product/manual", rate: 0.5, severity: model.S4, wish: model.WishExplanation, said: []string{
		"The manual is only in a language I cannot read.",
		"Step {n} of the manual does not match the {thing}.",
		"説明書が分かりにくく、組み立てられない。",
		"説明書の{n}番の図が実物と違う。",
	}},
	{tag: "product/safety", rate: 0.06, severity: model.S1, wish: model.WishReplacement, said: []string{
		"Sparks came out of the {device} and my hand was burnt.",
		"The charger melted overnight, we could have had a fire.",
		"充電器から煙が出て、机が焦げた。",
		"{家電}から火花が出て、やけどをした。",
	}},
	{tag: "returns/no-label", rate: 0.9, season: 0.1, peak: time.January, severity: model.S3, wish: model.WishExplanation, said: []string{
		"There was no return label in the parcel.",
		"The return label cannot be printed.",
		"返品用の伝票が入っていなかった。",
		"返品ラベルを印刷できない。",
	}},
	{tag: "returns/refused", rate: 0.7, severity: model.S2, wish: model.WishRefund, said: []string{
		"You refuse my return although I am within {n} days.",
		"The return came back to me without a word.",
		"期限内なのに返品を断られた。",
		"返品した商品が理由もなく送り返されてきた。",
	}},
	{tag: "returns/pickup", rate: 0.8, severity: model.S3, wish: model.WishCallback, said: []string{
		"Nobody came to pick up the {thing} on {day}.",
		"The pickup was moved {n} times.",
		"{曜日}の集荷に誰も来なかった。",
		"集荷の日程を{n}回も変更された。",
	}},
	{tag: "contact/wait-time", rate: 3.0, season: 0.15, peak: time.December, severity: model.S3, wish: model.WishApology, said: []string{
		"I waited {min} minutes on the telephone.",
		"{min} minutes in the queue and then the line dropped.",
		"I have tried to reach you {n} times today.",
		"電話がつながるまで{min}分も待たされた。",
		"{min}分待ったあげく、電話が切れた。",
		"今日だけで{n}回かけたがつながらない。",
	}},
	{tag: "contact/hold-music", rate: 1.7, surge: surge{from: 41, grow: 3, until: 0, times: 0.3}, severity: model.S4, wish: model.WishNothing, said: []string{
		"The hold music is so loud that I had to hang up.",
		"The same thirty seconds of music for {min} minutes, please stop it.",
		"保留音が大きすぎて耳が痛い。",
		"同じ保留音を{min}分も聞かされた。",
	}},
	{tag: "contact/no-callback", rate: 1.6, severity: model.S2, wish: model.WishCallback, said: []string{
		"You promised to ring back on {day} and nobody did.",
		"I was told someone would call within {n} hours.",
		"{曜日}に折り返すと言われたが、電話がない。",
		"{n}時間以内に連絡すると聞いたのに、まだ来ない。",
	}},
	{tag: "contact/passed-around", rate: 1.1, severity: model.S3, wish: model.WishApology, said: []string{
		"I was passed on {n} times and told my story each time.",
		"Every department sends me to another one.",
		"{n}回もたらい回しにされ、その都度最初から説明させられた。",
		"どの窓口に聞いても、担当が違うと言われる。",
	}},
	{tag: "contact/agent-manners", rate: 0.6, severity: model.S3, wish: model.WishApology, said: []string{
		"The agent laughed when I explained the problem.",
		"I was interrupted all the time.",
		"オペレーターの言葉づかいが失礼だった。",
		"話を最後まで聞いてもらえなかった。",
	}},
	{tag: "contact/email-unanswered", rate: 1.0, severity: model.S3, wish: model.WishExplanation, said: []string{
		"No answer to my mail of {day}.",
		"I wrote {n} times and only got automatic answers.",
		"{曜日}に送ったメールに返信がない。",
		"{n}回問い合わせたが、自動返信しか来ない。",
	}},
	{tag: "account/login", rate: 1.5, season: 0.1, peak: time.January, surge: surge{from: 210, grow: 0, until: 200, times: 5}, severity: model.S3, wish: model.WishExplanation, said: []string{
		"I cannot log in since {day}.",
		"The password reset mail never arrives.",
		"The site says that my account does not exist.",
		"{曜日}からログインできない。",
		"パスワード再設定のメールが届かない。",
		"登録したはずのアカウントが見つからないと表示される。",
	}},
	{tag: "account/locked", rate: 0.6, severity: model.S3, wish: model.WishExplanation, said: []string{
		"My account was locked without a reason.",
		"Locked out after one wrong password.",
		"理由もなくアカウントが停止された。",
		"一度間違えただけでロックされた。",
	}},
	{tag: "account/personal-data", rate: 0.12, severity: model.S1, wish: model.WishExplanation, said: []string{
		"I can see the orders of another person in my account.",
		"You sent my address to a stranger.",
		"別の人の注文履歴が表示された。",
		"自分の住所が他人に送られていた。",
	}},
	{tag: "account/newsletter", rate: 0.7, season: 0.2, peak: time.November, severity: model.S4, wish: model.WishCancellation, said: []string{
		"I unsubscribed {n} times and still get your mails.",
		"Stop the newsletter, please.",
		"配信停止の手続きを{n}回したのに、まだ届く。",
		"メールマガジンを止めてほしい。",
	}},
	{tag: "account/points", rate: 0.8, season: 0.2, peak: time.December, severity: model.S3, wish: model.WishExplanation, said: []string{
		"My {n}00 points are gone.",
		"The points for {no} were never added.",
		"{n}00ポイントが消えている。",
		"注文{no}のポイントが付与されていない。",
	}},
	{tag: "app/crash", rate: 1.1, severity: model.S3, wish: model.WishExplanation, said: []string{
		"The app closes when I open the basket.",
		"Since the update the app crashes {n} times a day.",
		"カートを開くとアプリが落ちる。",
		"更新してからアプリが1日に{n}回落ちる。",
	}},
	{tag: "app/slow", rate: 0.7, severity: model.S4, wish: model.WishExplanation, said: []string{
		"The app takes {n}0 seconds to open.",
		"Search in the app is so slow that I gave up.",
		"アプリの起動に{n}0秒かかる。",
		"検索が遅くて使う気になれない。",
	}},
	{tag: "app/search", rate: 0.4, severity: model.S4, wish: model.WishChange, said: []string{
		"The search finds everything but the {thing}.",
		"Filters in the shop do not work.",
		"検索しても{品}が出てこない。",
		"絞り込みが機能していない。",
	}},
	{tag: "contract/cancellation", rate: 1.2, season: 0.15, peak: time.March, severity: model.S2, wish: model.WishCancellation, said: []string{
		"I cancelled in {month} and you still charge me.",
		"It is impossible to cancel on the site.",
		"{月}に解約したのに請求が続いている。",
		"解約の手続きがサイトのどこを探しても見つからない。",
	}},
	{tag: "contract/subscription-unclear", rate: 0.8, severity: model.S2, wish: model.WishCancellation, said: []string{
		"I did not know that this was a subscription.",
		"A trial for {n} days turned into a year.",
		"定期購入だとは知らずに申し込んでしまった。",
		"{n}日のお試しのはずが、定期契約になっていた。",
	}},
	{tag: "shop/price-changed", rate: 0.6, season: 0.2, peak: time.November, severity: model.S3, wish: model.WishRefund, said: []string{
		"The price went up between basket and checkout.",
		"A day later the {thing} is {eur} cheaper.",
		"カートに入れた後に値段が上がった。",
		"買った翌日に{品}が{yen}円も値下げされた。",
	}},
	{tag: "shop/out-of-stock", rate: 0.9, season: 0.3, peak: time.December, severity: model.S4, wish: model.WishExplanation, said: []string{
		"You sold me a {thing} that is out of stock.",
		"The order was cancelled after {n} days because nothing was left.",
		"在庫ありと表示されていたのに、欠品と連絡が来た。",
		"{n}日後に在庫切れで注文を取り消された。",
	}},
}
