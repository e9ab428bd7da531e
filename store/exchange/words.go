package exchange

import (
	"cmp"
	"strings"

	"koe/model"
	"koe/model/text"
	"koe/model/words"
)

// The words of other programs, folded to lower case without spaces at the
// ends, and what they mean here. koe's own words stand in model/words and are
// read as well; none of them stands here.

var stateWords = map[string]model.State{
	"open": model.New, "unassigned": model.New, "to do": model.New, "todo": model.New,
	"backlog": model.New, "registered": model.New, "started": model.New, "reopened": model.New, "unspecified": model.New,
	"受付": model.New, "受付済み": model.New, "受付済": model.New, "未着手": model.New, "オープン": model.New,

	"in progress": model.Working, "active": model.Working, "assigned": model.Working,
	"in review": model.Working, "being processed": model.Working, "work in progress": model.Working, "escalated": model.Working,
	"処理中": model.Working, "進行中": model.Working, "調査中": model.Working, "着手": model.Working,

	"on hold": model.Pending, "hold": model.Pending, "waiting": model.Pending, "waiting on customer": model.Pending,
	"waiting for customer": model.Pending, "pending reminder": model.Pending, "pending close": model.Pending, "awaiting user info": model.Pending,
	"awaiting vendor": model.Pending, "awaiting problem": model.Pending, "awaiting evidence": model.Pending, "waiting on third party": model.Pending,
	"waiting for support": model.Working,
	"保留":                  model.Pending,

	"solved": model.Resolved,
	"解決":     model.Resolved, "解決済み": model.Resolved, "対応済み": model.Resolved, "対応済": model.Resolved,

	"completed": model.Closed, "complete": model.Closed, "cancelled": model.Closed,
	"canceled": model.Closed, "referred out": model.Closed, "finished": model.Closed, "merged": model.Closed, "deleted": model.Closed,
	"クローズ": model.Closed, "終了": model.Closed, "済": model.Closed, "完結": model.Closed,
}

var waitingWords = map[string]model.WaitingOn{
	"on hold": model.WaitingInternal, "hold": model.WaitingInternal, "awaiting problem": model.WaitingInternal,
	"awaiting vendor": model.WaitingThird, "waiting on third party": model.WaitingThird,
}

// stateOf reads a state and, for a pending one, on whom it waits.
func stateOf(word string) (model.State, model.WaitingOn, bool) {
	s, ok := oneOf(words.States, stateWords, word)
	if !ok {
		if on, ok := waitingCalled(word); ok {
			return model.Pending, on, true
		}
		s, ok = stateLike(key(word))
	}
	if s != model.Pending {
		return s, 0, ok
	}
	return s, cmp.Or(waitingWords[key(word)], model.WaitingCustomer), true
}

// oneOf reads a value by another program's word for it, or by one of koe's own.
func oneOf[T words.Value](l *words.List[T], theirs map[string]T, word string) (T, bool) {
	if v, ok := theirs[key(word)]; ok {
		return v, true
	}
	return l.Find(strings.ReplaceAll(word, "_", " "))
}

// waitingCalled reads on whom a pending issue waits where that stands for its
// state, as koe shows it. A code or a shorter word would be none of a state.
func waitingCalled(word string) (model.WaitingOn, bool) {
	on, ok := words.Waiting.Find(word)
	w, folded := words.Waiting.Of(on), text.Key(word)
	return on, ok && (folded == text.Key(w.English) || folded == text.Key(w.Japanese))
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
	"p1": model.S1, "p2": model.S2, "p3": model.S3, "p4": model.S4, "p5": model.S4,
	"5":      model.S4,
	"urgent": model.S1, "critical": model.S1, "highest": model.S1, "blocker": model.S1, "emergency": model.S1,
	"high": model.S2, "major": model.S2, "important": model.S2,
	"normal": model.S3, "medium": model.S3, "moderate": model.S3, "minor": model.S3,
	"low": model.S4, "lowest": model.S4, "trivial": model.S4, "planning": model.S4, "very low": model.S4,
	"緊急": model.S1, "重大": model.S1, "至急": model.S1, "高": model.S2, "重要": model.S2, "中": model.S3, "通常": model.S3, "普通": model.S3, "低": model.S4, "軽微": model.S4,
}

// severityOf reads a severity or a priority: High, P1, 3 - Moderate, 2 normal,
// S2 money or service lost.
func severityOf(word string) (model.Severity, bool) {
	if s, ok := oneOf(words.Severities, severityWords, word); ok {
		return s, true
	}
	code, name, named := strings.Cut(strings.ReplaceAll(key(word), "-", " "), " ")
	digit := strings.TrimPrefix(code, "s")
	if len(digit) != 1 || digit[0] < '1' || digit[0] > '5' {
		return 0, false
	}
	if s, ok := oneOf(words.Severities, severityWords, name); named && ok {
		return s, true
	}
	if s, ok := severityWords[digit]; ok {
		return s, true
	}
	var s model.Severity
	return s, s.UnmarshalText([]byte(digit)) == nil
}

var kindWords = map[string]model.Kind{
	"incident": model.KindComplaint, "problem": model.KindComplaint, "bug": model.KindComplaint,
	"不満": model.KindComplaint, "お申し出": model.KindComplaint,
	"feature request": model.KindRequest, "task": model.KindRequest, "service request": model.KindRequest,
	"suggestion": model.KindRequest, "依頼": model.KindRequest,
	"enquiry": model.KindInquiry,
	"質問":      model.KindInquiry, "相談": model.KindInquiry,
	"compliment": model.KindPraise, "thanks": model.KindPraise,
	"称賛": model.KindPraise, "感謝": model.KindPraise,
}

var channelWords = map[string]model.Channel{
	"telephone": model.Phone, "call": model.Phone, "voice": model.Phone, "phone call": model.Phone, "customer care call": model.Phone,
	"call center": model.Phone, "phone call inbound": model.Phone, "phone call (inbound)": model.Phone, "お電話": model.Phone,
	"eメール": model.Email, "電子メール": model.Email,
	"internet": model.Web, "web form": model.Web, "webform": model.Web, "portal": model.Web, "self service": model.Web, "online": model.Web,
	"feedback widget": model.Web, "web widget": model.Web, "self-service": model.Web, "website": model.Web, "hp": model.Web, "ホームページ": model.Web,
	"mobile": model.App, "mobile app": model.App, "mobile sdk": model.App,
	"live chat": model.Chat, "messaging": model.Chat, "whatsapp": model.Chat, "sms": model.Chat, "native messaging": model.Chat, "line": model.Chat,
	"post": model.Letter, "postal mail": model.Letter, "郵送": model.Letter, "はがき": model.Letter,
	"walk-in": model.Visit, "in person": model.Visit, "来訪": model.Visit, "店頭": model.Visit,
	"twitter": model.Social, "facebook": model.Social, "x": model.Social, "instagram": model.Social, "twitter status": model.Social, "facebook post": model.Social, "any channel": model.Social,
	"web referral": model.Referral,
	"unknown":      "",
}

// channelOf is the desk's name of a channel, or the source's own one.
func channelOf(word string) model.Channel {
	if c, ok := oneOf(words.Channels, channelWords, word); ok {
		return c
	}
	return model.Channel(key(word))
}

var wishWords = map[string]model.Wish{
	"取消": model.WishCancellation,
	"なし": model.WishNothing,
}

func wishOf(word string) (model.Wish, bool) { return oneOf(words.Wishes, wishWords, word) }

func kindOf(word string) (model.Kind, bool) { return oneOf(words.Kinds, kindWords, word) }

func key(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "_", " ")), " "))
}
