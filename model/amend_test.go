package model

import (
	"strings"
	"testing"
)

func TestAmend(t *testing.T) {
	for name, c := range map[string]struct {
		command Amend
		want    func(*Issue)
	}{
		"kind":         {Amend{Kind: ptr(KindInquiry)}, func(i *Issue) { i.Kind = KindInquiry }},
		"channel":      {Amend{Channel: ptr(Channel("Chat "))}, func(i *Issue) { i.Channel = Chat }},
		"no channel":   {Amend{Channel: ptr(Channel(""))}, func(i *Issue) { i.Channel = "" }},
		"wish":         {Amend{Wish: ptr(WishRepair)}, func(i *Issue) { i.Wish = WishRepair }},
		"customer":     {Amend{Customer: ptr("Suzuki様")}, func(i *Issue) { i.Customer = 2 }},
		"nobody":       {Amend{Customer: ptr("")}, func(i *Issue) { i.Customer = 0 }},
		"on behalf":    {Amend{OnBehalfOf: ptr(" her mother ")}, func(i *Issue) { i.OnBehalfOf = "her mother" }},
		"product":      {Amend{Product: ptr("Card")}, func(i *Issue) { i.Product = "Card" }},
		"no product":   {Amend{Product: ptr("")}, func(i *Issue) { i.Product = "" }},
		"occurred":     {Amend{OccurredOn: ptr(Day(7))}, func(i *Issue) { i.OccurredOn = 7 }},
		"amount":       {Amend{AtStake: &Amount{7, "JPY"}}, func(i *Issue) { i.AtStake = Amount{7, "JPY"} }},
		"redress":      {Amend{Redress: &Amount{8, "JPY"}}, func(i *Issue) { i.Redress = Amount{8, "JPY"} }},
		"upheld":       {Amend{Upheld: ptr(UpheldPartly)}, func(i *Issue) { i.Upheld = UpheldPartly }},
		"two of these": {Amend{Upheld: ptr(UpheldNo), Wish: ptr(WishNothing)}, func(i *Issue) { i.Upheld, i.Wish = UpheldNo, WishNothing }},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.customer("Tanaka")
			w.customer("Suzuki")
			n := w.issue(owned("ben"), func(i *Issue) {
				i.Channel, i.Wish, i.Customer, i.OnBehalfOf, i.Product, i.OccurredOn = Phone, WishRefund, 1, "a friend", "Loan", 3
				i.AtStake, i.Redress, i.Upheld = Amount{1, "JPY"}, Amount{2, "JPY"}, UpheldYes
			})
			c.command.Issue = n
			becomes(w, "aya", c.command, ref(IssueRecord, uint64(n)), c.want)
		})
	}
	w := newWorld(t)
	n := w.issue()
	w.refuses("aya", Amend{Issue: n}, Refusal{Code: NothingDone})
	w.refuses("aya", Amend{Issue: 9, Product: ptr("x")}, Refusal{Code: NotFound, Ref: ref(IssueRecord, 9)})
	long := strings.Repeat("x", 401)
	for field, cmd := range map[string]Amend{"product": {Product: &long}, "on_behalf_of": {OnBehalfOf: &long}, "customer": {Customer: &long}} {
		cmd.Issue = n
		w.refuses("aya", cmd, Refusal{Code: TooLong, Field: field, N: 401, Max: 400})
	}
	w.refuses("aya", Amend{Issue: n, Channel: ptr(Channel(strings.Repeat("x", 41)))}, Refusal{Code: TooLong, Field: "channel", N: 41, Max: 40})
	if made[*Customer](w, "aya", Amend{Issue: n, Customer: ptr(" 佐藤 様")}).Name != "佐藤" {
		t.Error("様 is no part of a name")
	}
}
