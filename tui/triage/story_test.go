package triage

import (
	"context"
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screentest"
)

// told is one command and how the story tells it.
type told struct {
	who    model.UserID
	does   model.Command
	en, ja string
}

const n = model.Number(1)

var onIt = []model.Number{n}

// Every kind of command that touches an issue, in an order in which each may
// be given.
var everyKind = []told{
	{"aya", model.Log{Draft: model.Draft{Text: "It broke.", Channel: model.Phone, Customer: "Ito"}}, "aya logged it by phone", "aya が電話で受付"},
	{"mori", model.Assign{Issues: onIt, Owner: "sato"}, "mori gave it to sato", "mori が担当者を決定：sato"},
	{"mori", model.Assign{Issues: onIt, Owner: "mori"}, "mori took it", "mori が担当を開始"},
	{"abe", model.Assign{Issues: onIt, Owner: "sato"}, "abe gave it from mori to sato", "abe が担当者を変更：mori → sato"},
	{"abe", model.Assign{Issues: onIt}, "abe took it off sato's hands", "abe が担当者（sato）を解除"},
	{"sato", model.SetSeverity{Issues: onIt, Severity: model.S2}, "sato: S3 → S2", "sato が重大度を変更：S3 → S2"},
	{"sato", model.Retag{Issues: onIt, Add: []model.TagPath{"billing", "late"}}, "sato: tags +billing, +late", "sato がタグを変更：+billing、+late"},
	{"sato", model.Retag{Issues: onIt, Primary: "late", Remove: []model.TagPath{"billing"}}, "sato: tags -billing, primary late", "sato がタグを変更：-billing、主タグ late"},
	{"sato", model.SetState{Issues: onIt, State: model.Working}, "sato took it", "sato が担当を開始"},
	{"sato", model.SetState{Issues: onIt, State: model.Pending, Waiting: model.Waiting{On: model.WaitingThird, Until: moment(15, 9)}}, "sato: waiting for others until Wed 15 Jul 09:00", "sato が状態を変更：他社待ち（7/15(水) 09:00 まで）"},
	{"sato", model.SetState{Issues: onIt, State: model.Pending, Waiting: model.Waiting{On: model.WaitingCustomer}}, "sato: waiting for the customer", "sato が状態を変更：お客様待ち"},
	{"sato", model.SetState{Issues: onIt, State: model.Working}, "sato: pending → working", "sato が状態を変更：待ち → 対応中"},
	{"sato", model.SetState{Issues: onIt, State: model.Resolved, Answer: "New one sent."}, `sato answered: "New one sent."`, "sato が回答：「New one sent.」"},
	{"sato", model.SetState{Issues: onIt, State: model.Closed, CloseReason: model.ReasonGoodwill}, "sato closed it: goodwill", "sato が完了：特別対応"},
	{"sato", model.SetState{Issues: onIt, State: model.Working}, "sato reopened it: closed → working", "sato が再開：完了 → 対応中"},
	{"abe", model.SetState{Issues: onIt, State: model.Withdrawn, Reason: "saved twice"}, "abe withdrew it: saved twice", "abe が取下げ：saved twice"},
	{"abe", model.Undo{}, "abe undid: abe withdrew it: saved twice", "abe が元に戻した操作：abe が取下げ：saved twice"},
	{"abe", model.Redo{}, "abe did again: abe withdrew it: saved twice", "abe がやり直した操作：abe が取下げ：saved twice"},
	{"abe", model.SetState{Issues: onIt, State: model.Working}, "abe reopened it: withdrawn → working", "abe が再開：取下げ → 対応中"},
	{"sato", model.SetDue{Issues: onIt, Due: moment(14, 17)}, "sato set it due Tue 14 Jul 17:00", "sato が期限を設定：7/14(火) 17:00"},
	{"sato", model.SetDue{Issues: onIt}, "sato took the due time away", "sato が期限を解除"},
	{"sato", model.SnoozeIssues{Issues: onIt, Until: moment(20, 9)}, "sato put it off until Mon 20 Jul 09:00", "sato が後日対応に変更：7/20(月) 09:00 まで"},
	{"sato", model.SnoozeIssues{Issues: onIt}, "sato brought it back", "sato が後日対応を解除"},
	{"mori", model.AddNote{Issue: n, Text: "Asked the\nwarehouse."}, `mori noted: "Asked the warehouse."`, "mori のメモ：「Asked the warehouse.」"},
	{"mori", model.AddNote{Issue: n, Text: "It was July.", Correction: true}, `mori corrected: "It was July."`, "mori の訂正：「It was July.」"},
	{"mori", model.MakePromise{Issue: n, Text: "ring back", By: moment(14, 12)}, "mori promised: ring back, by Tue 14 Jul 12:00", "mori のお約束：ring back（7/14(火) 12:00 まで）"},
	{"mori", model.KeepPromise{Issue: n, By: moment(14, 12)}, "mori kept the promise: ring back", "mori がお約束を履行：ring back"},
	{"abe", model.AddContact{About: (&model.Issue{Number: n}).Ref(), Channel: model.Phone, Outcome: model.Reached, Words: "Fine now."}, `abe contacted them by phone: reached "Fine now."`, "abe が電話でご連絡：お話しできた「Fine now.」"},
	{"abe", model.Undo{}, `abe undid: abe contacted them by phone: reached`, "abe が元に戻した操作：abe が電話でご連絡：お話しできた"},
	{"abe", model.NewProblem{Title: "Breaks", Issues: onIt}, "abe made the problem P-1 Breaks of it", "abe が課題 P-1 Breaks を作成して紐づけ"},
	{"abe", model.Unlink{Issues: onIt}, "abe unlinked it from P-1", "abe が課題 P-1 との紐づけを解除"},
	{"abe", model.Link{Issues: onIt, Problem: 1}, "abe linked it to P-1 Breaks", "abe が課題 P-1 Breaks に紐づけ"},
	{"mori", model.Amend{Issue: n, Kind: pointer(model.KindRequest), Wish: pointer(model.WishRepair), Product: pointer("kettle")}, "mori: kind complaint → request, wish none → repair, product none → kettle", "mori が変更：種別 苦情 → 要望、ご希望 なし → 修理、商品 なし → kettle"},
	{"mori", model.Amend{Issue: n, Customer: pointer("Kato"), AtStake: &model.Amount{Minor: 1250, Currency: "USD"}}, "mori: customer C-1 → Kato, at stake none → 12.50 USD", "mori が変更：お客様 C-1 → Kato様、対象金額 なし → 12.50 USD"},
}

func moment(day, hour int) model.Instant {
	return model.At(time.Date(2026, time.July, day, hour, 0, 0, 0, screentest.Zone()))
}

// storyDesk is a desk with the people of these tests.
func storyDesk(t *testing.T) *screentest.Desk {
	d := screentest.NewDesk()
	for _, id := range []model.UserID{"aya", "mori", "sato", "abe"} {
		d.Keep(&model.User{ID: id, Role: model.Leader})
	}
	return d
}

// Every command on an issue is told as a sentence in both languages, as the
// newest of its story.
func TestStoryOfEveryCommand(t *testing.T) {
	d := storyDesk(t)
	for i, c := range everyKind {
		d.Must(t, screentest.Now().Add(time.Duration(i)*time.Minute), c.who, c.does)
		for _, l := range lang.All() {
			want := lang.Say(c.en, c.ja).In(l)
			story := tell(t, d, l)
			if got := story[len(story)-1].Text; got != want {
				t.Errorf("%s in %s: %q, want %q", c.does.Verb(), l, got, want)
			}
			if len(story) != i+1 {
				t.Errorf("%s in %s: %d lines after %d commands", c.does.Verb(), l, len(story), i+1)
			}
		}
	}
}

func tell(t *testing.T, d *screentest.Desk, l lang.Lang) []Line {
	t.Helper()
	v, err := d.Issue(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	return Teller{Say: lang.For(l), Zone: screentest.Zone(), Now: screentest.Now()}.Story(&v)
}

// An import has one event for all its rows; the notes it brought have none and
// are told by themselves, in their place.
func TestStoryOfImport(t *testing.T) {
	d := storyDesk(t)
	d.Must(t, screentest.Now(), "aya", model.Import{Source: "cfpb", Rows: []model.Draft{{
		Text: "old", ExternalID: "1", ReceivedAt: moment(10, 9),
		Notes: []model.Note{{At: moment(11, 9), By: "sato", Text: "looked into"}},
	}}})
	for l, want := range map[lang.Lang][]string{
		lang.English:  {`sato noted: "looked into"`, "aya imported it from cfpb"},
		lang.Japanese: {"sato のメモ：「looked into」", "aya が cfpb から取込"},
	} {
		var got []string
		for _, line := range tell(t, d, l) {
			got = append(got, line.Text)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("in %s: %q, want %q", l, got, want)
		}
	}
}

// A forgotten event says that something happened, not what; a note taken back
// keeps its line and loses its words.
func TestStoryWithoutWords(t *testing.T) {
	d := storyDesk(t)
	d.Must(t, screentest.Now(), "aya", model.Log{Draft: model.Draft{Text: "x"}})
	d.Must(t, screentest.Now(), "mori", model.AddNote{Issue: n, Text: "wrong"})
	d.Must(t, screentest.Now(), "mori", model.Undo{})
	if story := tell(t, d, lang.English); story[1].Text != "mori noted" || story[2].Text != "mori undid: mori noted" {
		t.Errorf("after undo: %v", story)
	}
	v, _ := d.Issue(context.Background(), n)
	for n := range v.Events[0].Parts {
		v.Events[0].Parts[n] = v.Events[0].Parts[n].Forget()
	}
	for l, want := range map[lang.Lang]string{lang.English: "aya changed something; what is forgotten", lang.Japanese: "aya が変更（内容は削除済み）"} {
		story := Teller{Say: lang.For(l), Zone: screentest.Zone(), Now: screentest.Now()}.Story(&v)
		if story[0].Text != want {
			t.Errorf("forgotten in %s: %q, want %q", l, story[0].Text, want)
		}
	}
}

// Names of people and tags, and the desk itself as an author.
func TestStoryNames(t *testing.T) {
	d := storyDesk(t)
	d.Must(t, screentest.Now(), "aya", model.Log{Draft: model.Draft{Text: "x"}})
	d.Must(t, screentest.Now(), model.SystemUser, model.Retag{Issues: onIt, Add: []model.TagPath{"請求"}})
	v, _ := d.Issue(context.Background(), n)
	story := Teller{
		Say: lang.For(lang.Japanese), Zone: screentest.Zone(), Now: screentest.Now(),
		Person: func(id model.UserID) string { return "担当 " + string(id) },
		Tag:    func(k model.TagKey) string { return "［" + string(k) + "］" },
	}.Story(&v)
	if story[0].Text != "担当 aya が受付" || story[1].Text != "koe がタグを変更：+［請求］" {
		t.Errorf("got %v", story)
	}
}
