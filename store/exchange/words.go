package exchange

import (
	"strings"

	"koe/model"
)

// The words of other programs, folded to lower case without spaces at the
// ends, and what they mean here.

var stateWords = map[string]model.State{
	"new": model.New, "open": model.New, "unassigned": model.New, "to do": model.New, "todo": model.New,
	"backlog": model.New, "registered": model.New, "started": model.New, "reopened": model.New, "unspecified": model.New,
	"未対応": model.New, "新規": model.New, "受付": model.New, "受付済み": model.New, "受付済": model.New, "未着手": model.New, "オープン": model.New,

	"working": model.Working, "in progress": model.Working, "active": model.Working, "assigned": model.Working,
	"in review": model.Working, "being processed": model.Working, "work in progress": model.Working, "escalated": model.Working,
	"対応中": model.Working, "処理中": model.Working, "進行中": model.Working, "調査中": model.Working, "着手": model.Working,

	"pending": model.Pending, "on hold": model.Pending, "hold": model.Pending, "waiting": model.Pending, "waiting on customer": model.Pending,
	"waiting for customer": model.Pending, "pending reminder": model.Pending, "pending close": model.Pending, "awaiting user info": model.Pending,
	"awaiting vendor": model.Pending, "awaiting problem": model.Pending, "awaiting evidence": model.Pending, "waiting on third party": model.Pending,
	"waiting for support": model.Working,
	"保留":                  model.Pending, "お客様待ち": model.Pending, "回答待ち": model.Pending, "社内待ち": model.Pending, "他社待ち": model.Pending,

	"resolved": model.Resolved, "solved": model.Resolved, "answered": model.Resolved,
	"回答済み": model.Resolved, "回答済": model.Resolved, "解決": model.Resolved, "解決済み": model.Resolved, "対応済み": model.Resolved, "対応済": model.Resolved,

	"closed": model.Closed, "done": model.Closed, "completed": model.Closed, "complete": model.Closed, "cancelled": model.Closed,
	"canceled": model.Closed, "referred out": model.Closed, "finished": model.Closed, "merged": model.Closed, "deleted": model.Closed,
	"完了": model.Closed, "クローズ": model.Closed, "終了": model.Closed, "済": model.Closed, "完結": model.Closed,

	"withdrawn": model.Withdrawn, "取下げ": model.Withdrawn, "取り下げ": model.Withdrawn,
}

var waitingWords = map[string]model.WaitingOn{
	"on hold": model.WaitingInternal, "hold": model.WaitingInternal, "awaiting problem": model.WaitingInternal, "社内待ち": model.WaitingInternal,
	"awaiting vendor": model.WaitingThird, "waiting on third party": model.WaitingThird, "他社待ち": model.WaitingThird,
}

// stateOf reads a state and, for a pending one, on whom it waits.
func stateOf(word string) (model.State, model.WaitingOn, bool) {
	w := key(word)
	s, ok := stateWords[w]
	if !ok {
		s, ok = stateLike(w)
	}
	if s != model.Pending {
		return s, 0, ok
	}
	if on := waitingWords[w]; on != 0 {
		return s, on, true
	}
	return s, model.WaitingCustomer, true
}

// stateLike reads the states that people lengthen: Closed - duplicate, Resolve
// ticket, Waiting for parts.
func stateLike(w string) (model.State, bool) {
	for _, like := range []struct {
		start string
		state model.State
	}{
		{"clos", model.Closed}, {"cancel", model.Closed}, {"resolv", model.Resolved}, {"solv", model.Resolved},
		{"wait", model.Pending}, {"await", model.Pending}, {"pending", model.Pending}, {"on hold", model.Pending},
	} {
		if strings.HasPrefix(w, like.start) {
			return like.state, true
		}
	}
	return 0, false
}

var severityWords = map[string]model.Severity{
	"s1": model.S1, "s2": model.S2, "s3": model.S3, "s4": model.S4,
	"p1": model.S1, "p2": model.S2, "p3": model.S3, "p4": model.S4, "p5": model.S4,
	"1": model.S1, "2": model.S2, "3": model.S3, "4": model.S4, "5": model.S4,
	"urgent": model.S1, "critical": model.S1, "highest": model.S1, "blocker": model.S1, "emergency": model.S1,
	"high": model.S2, "major": model.S2, "important": model.S2,
	"normal": model.S3, "medium": model.S3, "moderate": model.S3, "minor": model.S3,
	"low": model.S4, "lowest": model.S4, "trivial": model.S4, "planning": model.S4, "very low": model.S4,
	"緊急": model.S1, "重大": model.S1, "至急": model.S1, "高": model.S2, "重要": model.S2, "中": model.S3, "通常": model.S3, "普通": model.S3, "低": model.S4, "軽微": model.S4,
}

// severityOf reads a severity or a priority: High, P1, 3 - Moderate, 2 normal.
func severityOf(word string) (model.Severity, bool) {
	w := key(word)
	if s, ok := severityWords[w]; ok {
		return s, true
	}
	if len(w) > 1 && w[0] >= '1' && w[0] <= '5' && (w[1] == ' ' || w[1] == '-') {
		name := strings.TrimLeft(w[1:], " -")
		if s, ok := severityWords[name]; ok {
			return s, true
		}
		return severityWords[w[:1]], true
	}
	return 0, false
}

var kindWords = map[string]model.Kind{
	"complaint": model.KindComplaint, "incident": model.KindComplaint, "problem": model.KindComplaint, "bug": model.KindComplaint,
	"苦情": model.KindComplaint, "クレーム": model.KindComplaint, "不満": model.KindComplaint, "お申し出": model.KindComplaint,
	"request": model.KindRequest, "feature request": model.KindRequest, "task": model.KindRequest, "service request": model.KindRequest,
	"suggestion": model.KindRequest, "要望": model.KindRequest, "ご要望": model.KindRequest, "依頼": model.KindRequest,
	"inquiry": model.KindInquiry, "enquiry": model.KindInquiry, "question": model.KindInquiry,
	"問い合わせ": model.KindInquiry, "問合せ": model.KindInquiry, "お問い合わせ": model.KindInquiry, "質問": model.KindInquiry, "相談": model.KindInquiry,
	"praise": model.KindPraise, "compliment": model.KindPraise, "thanks": model.KindPraise,
	"お褒め": model.KindPraise, "お礼": model.KindPraise, "称賛": model.KindPraise, "感謝": model.KindPraise,
}

var channelWords = map[string]model.Channel{
	"telephone": model.Phone, "call": model.Phone, "voice": model.Phone, "phone call": model.Phone, "customer care call": model.Phone,
	"call center": model.Phone, "phone call inbound": model.Phone, "phone call (inbound)": model.Phone, "電話": model.Phone, "お電話": model.Phone, "tel": model.Phone,
	"e-mail": model.Email, "mail": model.Email, "メール": model.Email, "eメール": model.Email, "電子メール": model.Email,
	"internet": model.Web, "web form": model.Web, "webform": model.Web, "portal": model.Web, "self service": model.Web, "online": model.Web,
	"feedback widget": model.Web, "web widget": model.Web, "self-service": model.Web, "website": model.Web, "ウェブ": model.Web, "フォーム": model.Web, "webフォーム": model.Web, "hp": model.Web, "ホームページ": model.Web,
	"mobile": model.App, "mobile app": model.App, "mobile sdk": model.App, "アプリ": model.App,
	"live chat": model.Chat, "messaging": model.Chat, "whatsapp": model.Chat, "sms": model.Chat, "native messaging": model.Chat, "チャット": model.Chat, "line": model.Chat,
	"post": model.Letter, "postal mail": model.Letter, "手紙": model.Letter, "郵送": model.Letter, "書面": model.Letter, "はがき": model.Letter,
	"ファックス": model.Fax, "ファクス": model.Fax,
	"walk-in": model.Visit, "in person": model.Visit, "窓口": model.Visit, "来店": model.Visit, "来訪": model.Visit, "店頭": model.Visit, "訪問": model.Visit,
	"twitter": model.Social, "facebook": model.Social, "x": model.Social, "instagram": model.Social, "twitter status": model.Social, "facebook post": model.Social, "any channel": model.Social, "sns": model.Social,
	"web referral": model.Referral, "紹介": model.Referral,
	"その他": model.OtherRoute, "unknown": "",
}

// channelOf is the desk's name of a channel, or the source's own one.
func channelOf(word string) model.Channel {
	w := key(word)
	if c, ok := channelWords[w]; ok {
		return c
	}
	return model.Channel(w)
}

var wishWords = map[string]model.Wish{
	"返金": model.WishRefund, "交換": model.WishReplacement, "修理": model.WishRepair, "解約": model.WishCancellation, "取消": model.WishCancellation,
	"説明": model.WishExplanation, "謝罪": model.WishApology, "折返し": model.WishCallback, "折り返し": model.WishCallback, "変更": model.WishChange, "なし": model.WishNothing, "特になし": model.WishNothing,
}

func wishOf(word string) (model.Wish, bool) {
	w := key(word)
	if v, ok := wishWords[w]; ok {
		return v, true
	}
	var v model.Wish
	return v, v.UnmarshalText([]byte(w)) == nil
}

func kindOf(word string) (model.Kind, bool) {
	w := key(word)
	if v, ok := kindWords[w]; ok {
		return v, true
	}
	var v model.Kind
	return v, v.UnmarshalText([]byte(w)) == nil && v != 0
}

func key(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "_", " ")), " "))
}
