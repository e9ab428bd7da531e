package lang

import "koe/model"

// Names are the words for the values of the model, in the field's own terms.
// Each list is indexed by the value; its first entry is for "not set".
type Names struct {
	Kinds        []string
	Wishes       []string
	States       []string
	Waiting      []string
	CloseReasons []string
	Upheld       []string
	Stages       []string
	ActionTypes  []string
	Outcomes     []string
	Roles        []string
	Severities   []string // in words, without S1 to S4
	Channels     map[model.Channel]string
	Records      []string
	NoOwner      string
	NoTag        string
	NoCustomer   string
}

func namesEn() Names {
	return Names{
		Kinds:        []string{"not set", "complaint", "request", "inquiry", "praise"},
		Wishes:       []string{"not said", "refund", "replacement", "repair", "cancellation", "explanation", "apology", "callback", "change", "nothing"},
		States:       []string{"not set", "new", "working", "pending", "resolved", "closed", "withdrawn"},
		Waiting:      []string{"not set", "waiting for the customer", "waiting for colleagues", "waiting for others"},
		CloseReasons: []string{"not set", "resolved", "explained", "goodwill", "rejected", "withdrawn by customer", "no reply"},
		Upheld:       []string{"not judged", "upheld", "partly upheld", "not upheld"},
		Stages:       []string{"not set", "suspected", "confirmed", "acting", "verifying", "effective", "ineffective", "declined", "deferred"},
		ActionTypes:  []string{"not set", "product", "process", "policy", "training"},
		Outcomes:     []string{"not set", "reached", "no answer", "left a message", "to call again", "refused to talk"},
		Roles:        []string{"none", "read-only", "agent", "lead", "leader", "admin"},
		Severities:   []string{"not set", "safety, legal, data breach", "money or service lost", "inconvenience", "suggestion"},
		Channels: map[model.Channel]string{
			"": "not said", model.Phone: "phone", model.Email: "email", model.Web: "web", model.Chat: "chat", model.App: "app",
			model.Letter: "letter", model.Fax: "fax", model.Visit: "visit", model.Social: "social media", model.Referral: "referral", model.OtherRoute: "other",
		},
		Records:    []string{"record", "issue", "customer", "problem", "contact", "person", "team", "tag", "view", "volume", "desk", "mapping", "forecast", "signal", "review", "metric"},
		NoOwner:    "no owner",
		NoTag:      "no tag",
		NoCustomer: "customer not known",
	}
}

func namesJa() Names {
	return Names{
		Kinds:        []string{"未設定", "苦情", "要望", "問い合わせ", "お褒め"},
		Wishes:       []string{"未確認", "返金", "交換", "修理", "解約", "説明", "謝罪", "折り返し連絡", "変更", "特になし"},
		States:       []string{"未設定", "未対応", "対応中", "待ち", "回答済み", "完了", "取下げ"},
		Waiting:      []string{"未設定", "お客様待ち", "社内待ち", "他社待ち"},
		CloseReasons: []string{"未設定", "解決", "説明により了承", "特別対応", "対応不可", "お客様による取下げ", "ご返信なし"},
		Upheld:       []string{"未判定", "当社に非あり", "一部当社に非あり", "当社に非なし"},
		Stages:       []string{"未設定", "調査中", "確認済み", "対策中", "効果確認中", "効果あり", "効果なし", "見送り", "時期見直し"},
		ActionTypes:  []string{"未設定", "商品", "業務手順", "規定", "研修"},
		Outcomes:     []string{"未設定", "お話しできた", "ご不在", "伝言を残した", "再度ご連絡", "お話しいただけず"},
		Roles:        []string{"なし", "閲覧のみ", "オペレーター", "SV", "統括", "管理者"},
		Severities:   []string{"未設定", "安全・法令・情報漏えい", "金銭・サービスの損失", "ご不便", "ご提案"},
		Channels: map[model.Channel]string{
			"": "未確認", model.Phone: "電話", model.Email: "メール", model.Web: "Webフォーム", model.Chat: "チャット", model.App: "アプリ",
			model.Letter: "手紙", model.Fax: "FAX", model.Visit: "来店", model.Social: "SNS", model.Referral: "他部署経由", model.OtherRoute: "その他",
		},
		Records:    []string{"記録", "お申し出", "お客様", "課題", "ご連絡記録", "ユーザー", "チーム", "タグ", "ビュー", "受付件数", "デスク", "取込設定", "予測", "兆候", "振り返り", "指標"},
		NoOwner:    "担当者未定",
		NoTag:      "タグなし",
		NoCustomer: "お客様未確認",
	}
}

// Kind is a kind's name.
func (c *Catalogue) Kind(v model.Kind) string { return nameOf(c.Names.Kinds, v) }

// Wish is a wish's name.
func (c *Catalogue) Wish(v model.Wish) string { return nameOf(c.Names.Wishes, v) }

// State is a state's name. That of a pending issue says on whom it waits:
// see [Catalogue.StateOf].
func (c *Catalogue) State(v model.State) string { return nameOf(c.Names.States, v) }

// StateOf is the name of an issue's state; a pending one is named after whom
// it waits for.
func (c *Catalogue) StateOf(state model.State, on model.WaitingOn) string {
	if state == model.Pending && on != 0 {
		return nameOf(c.Names.Waiting, on)
	}
	return c.State(state)
}

// WaitingOn is the name of on whom an issue waits.
func (c *Catalogue) WaitingOn(v model.WaitingOn) string { return nameOf(c.Names.Waiting, v) }

// CloseReason is a close reason's name.
func (c *Catalogue) CloseReason(v model.CloseReason) string {
	return nameOf(c.Names.CloseReasons, v)
}

// Upheld is the name of whether a complaint was right.
func (c *Catalogue) Upheld(v model.Upheld) string { return nameOf(c.Names.Upheld, v) }

// Stage is the name of a problem's stage.
func (c *Catalogue) Stage(v model.Stage) string { return nameOf(c.Names.Stages, v) }

// ActionType is the name of a kind of action against a problem.
func (c *Catalogue) ActionType(v model.ActionType) string { return nameOf(c.Names.ActionTypes, v) }

// Outcome is the name of how an attempt to reach a customer ended.
func (c *Catalogue) Outcome(v model.Outcome) string { return nameOf(c.Names.Outcomes, v) }

// Role is a role's name.
func (c *Catalogue) Role(v model.Role) string { return nameOf(c.Names.Roles, v) }

// Severity is a severity with its meaning: "S2 money or service lost".
func (c *Catalogue) Severity(v model.Severity) string {
	if v == 0 {
		return nameOf(c.Names.Severities, v)
	}
	return v.String() + " " + nameOf(c.Names.Severities, v)
}

// Channel is a channel's name; one of an import keeps its own.
func (c *Catalogue) Channel(v model.Channel) string {
	if name, ok := c.Names.Channels[v]; ok {
		return name
	}
	return string(v)
}

// Record is the name of a sort of record.
func (c *Catalogue) Record(v model.RecordType) string { return nameOf(c.Names.Records, v) }

// nameOf finds the value's name; a value newer than the list shows its code.
func nameOf[T interface {
	~uint8
	String() string
}](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return v.String()
}
