package demo

import (
	"fmt"

	"koe/model"
)

// english is the desk of an English company.
func english() *tongue {
	return &tongue{
		source: "demo", gap: " ", voices: englishVoices, added: englishAdded, ordered: englishOrdered, goods: englishGoods, asks: englishAsks,
		things: englishThings, slots: englishSlot, names: englishNames, staff: englishStaff, acts: englishActs,
	}
}

var englishThings = []thing{
	{"kettle", "kettle K2", true}, {"lamp", "lamp L10", true}, {"jacket", "jacket J3", false}, {"headset", "headset H7", true},
	{"suitcase", "suitcase S40", false}, {"rice cooker", "rice cooker R5", true}, {"desk chair", "desk chair C3", false},
	{"blender", "blender B6", true}, {"backpack", "backpack P2", false}, {"toaster", "toaster T1", true}, {"blanket", "blanket W4", false},
}

var englishNames = names{
	first: []string{
		"Anna", "Ben", "Clara", "David", "Emma", "Frank", "Grace", "Henry", "Isla", "Jack", "Kate", "Liam", "Mia", "Noah", "Olive", "Peter",
		"Rose", "Simon", "Tessa", "Victor", "Alice", "George", "Helen", "Martin", "Nora", "Oscar", "Paula", "Ruth", "Stella", "Walter",
	},
	last: []string{
		"Baker", "Carter", "Dixon", "Ellis", "Foster", "Grant", "Hughes", "Irving", "Jones", "King", "Lewis", "Mason", "Norton", "Owens", "Price",
		"Reed", "Sharp", "Turner", "Vaughan", "Watts", "Young", "Bennett", "Cooper", "Fletcher", "Harding", "Kemp", "Marsh", "Palmer", "Shaw", "Webb",
	},
	trades: []string{"Foods", "Logistics", "Printing", "Pharmacy", "Electric", "Bros", "Estates", "Catering"},
}

var englishStaff = staff{
	people: []model.PutUser{
		{User: "amy", Name: "Amy Walsh", Team: "Phones", Role: model.Agent},
		{User: "ken", Name: "Ken Doyle", Team: "Phones", Role: model.Agent},
		{User: "zoe", Name: "Zoe Hart", Team: "Mail and chat", Role: model.Agent},
		{User: "tom", Name: "Tom Reed", Team: "Mail and chat", Role: model.Agent},
		{User: "morgan", Name: "Julia Morgan", Team: "Phones", Role: model.Lead},
		{User: "stone", Name: "Daniel Stone", Team: "Quality", Role: model.Leader},
		{User: "abbott", Name: "Ruth Abbott", Team: "Quality", Role: model.Leader},
	},
	teams:  []model.Team{{Name: "Phones", Lead: "morgan"}, {Name: "Mail and chat", Lead: "morgan"}, {Name: "Quality", Lead: "stone"}},
	agents: []model.UserID{"amy", "ken", "zoe", "tom"},
	owners: []model.UserID{"morgan", "stone", "abbott", "tom"},
}

var englishAsks = map[model.Wish][]string{
	model.WishRefund:       {"I want my money back.", "Please refund it this week.", "Otherwise my bank will fetch it back."},
	model.WishReplacement:  {"Please send another one.", "I want a new one, and quickly.", "Can you replace it before the weekend?"},
	model.WishRepair:       {"I want it repaired at no cost.", "Please have it collected for repair."},
	model.WishExplanation:  {"Please tell me what happened.", "I would like to understand why.", "What am I to do now?"},
	model.WishApology:      {"An apology is the least I expect.", "A word of regret would be in order."},
	model.WishCallback:     {"Call me today, please.", "Please ring me, I am at home until six."},
	model.WishCancellation: {"Please stop it and confirm that in writing.", "I want it ended at once."},
	model.WishChange:       {"Please mend this.", "It cannot be that hard to put right."},
}

// englishSlot is what stands in a slot.
func englishSlot(s *speaker, name string) string {
	switch name {
	case "n":
		return fmt.Sprint(2 + s.IntN(8))
	case "nth":
		return []string{"second", "third", "fourth", "fifth", "sixth"}[s.IntN(5)]
	case "years":
		return fmt.Sprint(3 + s.IntN(15))
	case "age":
		return fmt.Sprint(74 + 2*s.IntN(9))
	case "sum":
		return fmt.Sprintf("%d.%02d", 5+s.IntN(190), s.IntN(100))
	case "min":
		return fmt.Sprint(5 * (2 + s.IntN(11)))
	case "no":
		return s.order
	case "day":
		return pick(s.Rand, []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"})
	case "thing":
		return s.thing.word
	case "device":
		return s.device.word
	case "month":
		return s.recent().Time(nil).Month().String()
	case "town":
		return pick(s.Rand, []string{"Leeds", "Bristol", "Norwich", "Exeter", "Durham", "Bath"})
	}
	return ""
}

// englishActs is what was done on the desk, the oldest first.
func englishActs(last model.Day) []act {
	say := func(s string) *string { return &s }
	on := func(d model.Day) *model.Day { return &d }
	return []act{
		{60, model.NewProblem{Title: "Hold music is too loud", Tag: "contact/hold-music", Rule: "tag:contact/hold-music", Owner: "abbott"}},
		{59, model.EditProblem{
			Problem: 1, Goal: say("Half as many complaints within a month."),
			Cause: say("The telephone exchange was replaced and its volume went back to the default."),
		}},
		{50, model.AddAction{Problem: 1, Type: model.ActionProcess, Text: "Quieter music, and the offer to call back", Owner: "abbott", Due: last - 41}},
		{41, model.EditAction{Problem: 1, N: 1, Effective: on(last - 41)}},
		{41, model.SetStage{Problem: 1, Stage: model.Verifying}},
		{9, model.NewProblem{Title: "Double charge when the card retries", Tag: "billing/double-charge", Rule: "tag:billing/double-charge", Owner: "stone"}},
		{9, model.EditProblem{
			Problem: 2, Workaround: say("Ask for the order number and refund the second charge by hand."),
			Tell: say("The cause is known: the second charge comes back within two working days."),
		}},
		{8, model.AddAction{Problem: 2, Type: model.ActionProduct, Text: "Charge only once when the page retries", Owner: "stone", Due: last + 3}},
		{5, model.Hear{Problem: 2, Text: "Callers say that it happens when the bank's page is slow."}},
	}
}
