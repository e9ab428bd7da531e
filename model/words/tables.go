package words

import "koe/model"

// Of an issue.
var (
	Kinds = list(model.AllKinds(), map[model.Kind]Word{
		model.KindComplaint: {"1", "complaint", "苦情", []string{"クレーム"}},
		model.KindRequest:   {"2", "request", "要望", []string{"ご要望"}},
		model.KindInquiry:   {"3", "inquiry", "問い合わせ", []string{"お問い合わせ", "問合せ", "question"}},
		model.KindPraise:    {"4", "praise", "お褒め", []string{"お褒めの言葉", "お礼"}},
	})

	Wishes = list(model.AllWishes(), map[model.Wish]Word{
		model.WishRefund:       {"1", "refund", "返金", nil},
		model.WishReplacement:  {"2", "replacement", "交換", nil},
		model.WishRepair:       {"3", "repair", "修理", nil},
		model.WishCancellation: {"4", "cancellation", "解約", []string{"キャンセル", "cancel"}},
		model.WishExplanation:  {"5", "explanation", "説明", []string{"ご説明"}},
		model.WishApology:      {"6", "apology", "謝罪", []string{"お詫び"}},
		model.WishCallback:     {"7", "callback", "折り返し連絡", []string{"折り返し", "折返し", "折り返し電話"}},
		model.WishChange:       {"8", "change", "変更", []string{"改善"}},
		model.WishNothing:      {"9", "nothing", "特になし", []string{"希望なし"}},
	})

	// Severities are shown behind their code. Their keys are also what is written behind an
	// exclamation mark in the form, and their codes in a query.
	Severities = list(model.AllSeverities(), map[model.Severity]Word{
		model.S1: {"1", "safety, legal, data breach", "安全・法令・情報漏えい", []string{"最重大"}},
		model.S2: {"2", "money or service lost", "金銭・サービスの損失", nil},
		model.S3: {"3", "inconvenience", "ご不便", nil},
		model.S4: {"4", "suggestion", "ご提案", nil},
	})

	States = list(model.AllStates(), map[model.State]Word{
		model.New:       {"n", "new", "未対応", []string{"新規"}},
		model.Working:   {"w", "working", "対応中", nil},
		model.Pending:   {"p", "pending", "待ち", []string{"回答待ち"}},
		model.Resolved:  {"r", "resolved", "回答済み", []string{"回答済", "answered"}},
		model.Closed:    {"x", "closed", "完了", []string{"done"}},
		model.Withdrawn: {"d", "withdrawn", "取下げ", []string{"取り下げ", "取下"}},
	})

	// Waiting is on whom a pending issue waits. It is shown in the place of the state.
	Waiting = list(model.AllWaiting(), map[model.WaitingOn]Word{
		model.WaitingCustomer: {"c", "waiting for the customer", "お客様待ち", []string{"お客様", "顧客"}},
		model.WaitingInternal: {"i", "waiting for colleagues", "社内待ち", []string{"社内"}},
		model.WaitingThird:    {"t", "waiting for others", "他社待ち", []string{"他社", "third"}},
	})

	CloseReasons = list(model.AllCloseReasons(), map[model.CloseReason]Word{
		model.ReasonResolved:            {"r", "resolved", "解決", nil},
		model.ReasonExplained:           {"e", "explained", "説明により了承", []string{"説明", "説明済み"}},
		model.ReasonGoodwill:            {"g", "goodwill", "特別対応", []string{"好意的対応"}},
		model.ReasonRejected:            {"d", "rejected", "対応不可", []string{"お断り"}},
		model.ReasonWithdrawnByCustomer: {"w", "withdrawn by customer", "お客様による取下げ", []string{"お客様取下げ", "お客様都合"}},
		model.ReasonNoReply:             {"n", "no reply", "ご返信なし", []string{"返信なし", "連絡つかず"}},
	})

	Upheld = list(model.AllUpheldValues(), map[model.Upheld]Word{
		model.UpheldYes:    {"1", "upheld", "当社に非あり", []string{"妥当"}},
		model.UpheldPartly: {"2", "partly upheld", "一部当社に非あり", []string{"一部"}},
		model.UpheldNo:     {"3", "not upheld", "当社に非なし", []string{"非該当"}},
	})

	// Channels are those that every desk knows; a file may bring its own.
	Channels = list(model.KnownChannels(), map[model.Channel]Word{
		model.Phone:      {"1", "phone", "電話", []string{"tel"}},
		model.Email:      {"2", "email", "メール", []string{"mail", "e-mail"}},
		model.Web:        {"3", "web", "Webフォーム", []string{"ウェブ", "フォーム", "サイト"}},
		model.Chat:       {"4", "chat", "チャット", nil},
		model.App:        {"5", "app", "アプリ", nil},
		model.Letter:     {"6", "letter", "手紙", []string{"郵便", "書面"}},
		model.Fax:        {"7", "fax", "FAX", []string{"ファクス", "ファックス"}},
		model.Visit:      {"8", "visit", "来店", []string{"来社", "訪問", "窓口"}},
		model.Social:     {"9", "social media", "SNS", nil},
		model.Referral:   {"r", "referral", "他部署経由", []string{"他部署", "紹介"}},
		model.OtherRoute: {"o", "other", "その他", nil},
	})
)

// Of a call to a customer.
var Outcomes = list(model.AllOutcomes(), map[model.Outcome]Word{
	model.Reached:     {"r", "reached", "お話しできた", nil},
	model.NoAnswer:    {"n", "no answer", "ご不在", nil},
	model.LeftMessage: {"m", "left a message", "伝言を残した", nil},
	model.CallAgain:   {"a", "to call again", "再度ご連絡", nil},
	model.Refused:     {"x", "refused to talk", "お話しいただけず", nil},
})

// Of a problem.
var (
	Stages = list(model.AllStages(), map[model.Stage]Word{
		model.Suspected:   {"1", "suspected", "調査中", nil},
		model.Confirmed:   {"2", "confirmed", "確認済み", nil},
		model.Acting:      {"3", "acting", "対策中", nil},
		model.Verifying:   {"4", "verifying", "効果確認中", nil},
		model.Effective:   {"5", "effective", "効果あり", nil},
		model.Ineffective: {"6", "ineffective", "効果なし", nil},
		model.Declined:    {"7", "declined", "見送り", nil},
		model.Deferred:    {"8", "deferred", "時期見直し", nil},
	})

	ActionTypes = list(model.AllActionTypes(), map[model.ActionType]Word{
		model.ActionProduct:  {"1", "product", "商品", nil},
		model.ActionProcess:  {"2", "process", "業務手順", nil},
		model.ActionPolicy:   {"3", "policy", "規定", nil},
		model.ActionTraining: {"4", "training", "研修", nil},
	})

	// Audiences are told what was done about a problem.
	Audiences = list(model.AllAudiences(), map[model.Audience]Word{
		model.TellCustomers: {"1", "customers", "お客様", nil},
		model.TellAgents:    {"2", "the agents who logged it", "受け付けたオペレーター", nil},
		model.TellSuppliers: {"3", "suppliers", "取引先", nil},
	})
)

// Of the desk.
var (
	Roles = list(model.AllRoles(), map[model.Role]Word{
		model.ReadOnly: {"", "read-only", "閲覧のみ", nil},
		model.Agent:    {"", "agent", "オペレーター", nil},
		model.Lead:     {"", "lead", "SV", nil},
		model.Leader:   {"", "leader", "統括", nil},
		model.Admin:    {"", "admin", "管理者", nil},
	})

	// Orders are walked through with one key.
	Orders = list(model.AllOrders(), map[model.Order]Word{
		model.Newest:    {"", "newest first", "新しい順", nil},
		model.Oldest:    {"", "oldest first", "古い順", nil},
		model.ByUrgency: {"", "most urgent first", "緊急度順", nil},
	})
)
