package lang

import (
	"fmt"

	"koe/model"
)

// Problems is what the problem list and a problem's own view say, and what the
// acts on problems ask.
type Problems struct {
	Title, None, One string

	// The list.
	OpenOf     func(open, linked int) string
	Issues     string
	MoreIssues func(n int) string

	// A problem's view.
	Trend, LastStep                                                            string // columns of the list
	Stage, Owner, Cause, Goal, Tell, Workaround, Rule, Tag, Result, AsCustomer string
	Name, Reference, Recurred, Because                                         string
	Actions, NoActions, Decisions, Told, NoTold, Heard, NoHeard, History       string
	NotSaid, NoOwner, StillToTell, Late, IsBack, LookAgain                     string
	Due, InForce, Overdue, Cancelled                                           func(day string) string
	ToldBy                                                                     func(day, who string) string
	Spoken                                                                     func(n, mine int) string
	Until                                                                      func(day string) string
	Count                                                                      func(n int) string // of people

	// The way a problem goes: listen, understand, predict, act, learn.
	Rounds [5]string

	Ask  AskProblem
	Said SaidProblem

	// Why something cannot be done.
	Finished string

	// The history, by the sort of command.
	Story      map[model.Verb]string
	MovedStage func(from, to string) string
	GaveTo     func(who string) string

	// Keys here.
	ToldKey, HearKey, StageKey, CloseKey, EditKey string
	OpenKey                                       func(id string) string

	Rules Rules
}

// Waits says what a problem waits for where somebody is late with it, else "".
func (t *Problems) Waits(n model.Need) string {
	switch n {
	case model.NeedDecision:
		return t.IsBack
	case model.NeedLook:
		return t.LookAgain
	case model.NeedDeed:
		return t.Late
	}
	return ""
}

// AskProblem is what the acts on problems ask.
type AskProblem struct {
	Which, Make, Name, Owner, Stage, Close, ActionType, Action, Due, InForce string
	Result, Note, Whom, Why, Until, Hear, Decision, Edit                     string
	Reference, WhoTold, What                                                 string
	MakeNamed                                                                func(title string) string
	Accept, Yes, No, InWords                                                 string // would you accept this as the customer?
	YesWith, NoWith                                                          func(words string) string
	ProposedNote                                                             func(tag, action, result string) string
	NoDay, DayHint, In2Weeks, InAMonth, NextMonday, Today, Yesterday         string
	Nobody                                                                   string // heads the empty words of customers
	Expected, BadDrop, JudgeOn, AsSoonAsTold, Cancel, CancelWhy, Onset       string
	WeeksAfter                                                               func(n int) string // it is in force
	WhyEffective                                                             string             // against a verdict of worse
}

// SaidProblem is what was done, in words.
type SaidProblem struct {
	Made      func(id, name string) string
	Owner     func(id, who string) string
	Stage     func(id, stage string) string
	Action    func(id, words string) string
	Changed   func(id, what string) string
	Cancelled func(id, words string) string // an action
	Told      func(id, who string) string
	Heard     func(id string) string
	Decided   func(id string) string
	PutOff    func(ratio string) string
	PutOffBut func(id, other string) string // another problem of the tag is not
	Woke      func(id string) string
	Linked    func(id string, n int) string
	Contacted func(about, outcome string) string
}

func problemsEn() Problems {
	return Problems{
		Title:      "Problems",
		None:       "No problem yet. l on a trend makes one of it; l here makes one of words.",
		One:        "Problem",
		OpenOf:     func(open, linked int) string { return fmt.Sprintf("%s open of %s", number(open), number(linked)) },
		Issues:     "Issues",
		MoreIssues: func(n int) string { return number(n) + " more: Enter shows all" },
		Trend:      "Trend", LastStep: "Last step",
		Stage: "Stage", Owner: "Owner", Cause: "Cause", Goal: "Goal", Tell: "Tell callers", Workaround: "Workaround", Rule: "Rule", Tag: "Tag",
		Result: "Result", AsCustomer: "As the customer", Name: "Name", Reference: "Reference", Recurred: "Came back", Because: "Because",
		Actions: "Actions", NoActions: "No action yet: f adds one.", Decisions: "Decisions", Told: "Who is to be told", NoTold: "Nobody is to be told yet; closing it proposes who.",
		Heard: "What I hear", NoHeard: "Nothing heard yet: n adds a line.", History: "History",
		NotSaid: "not said yet", NoOwner: "NO OWNER", StillToTell: "still to be told",
		Due:     func(day string) string { return "due " + day },
		InForce: func(day string) string { return "in force since " + day },
		IsBack:  "BACK", LookAgain: "look again", Late: "overdue",
		Overdue:   func(day string) string { return "overdue since " + day },
		Cancelled: func(why string) string { return "cancelled: " + why },
		ToldBy:    func(day, who string) string { return "told " + day + " by " + who },
		Spoken: func(n, mine int) string {
			return fmt.Sprintf("leaders spoke to %s, you to %d", plural(n, "customer", "customers"), mine)
		},
		Until:    func(day string) string { return "until " + day },
		Count:    func(n int) string { return plural(n, "person", "people") },
		Rounds:   [5]string{"listen", "understand", "predict", "act", "learn"},
		Ask:      askProblemEn(),
		Said:     saidProblemEn(),
		Rules:    rulesEn(),
		Finished: "This problem is closed; S moves it on again.",
		Story: map[model.Verb]string{
			model.VerbNewProblem: "made it", model.VerbEditProblem: "changed what it says", model.VerbOwnProblem: "changed the owner", model.VerbHandOver: "handed it over",
			model.VerbStage: "moved it", model.VerbAction: "added an action", model.VerbEditAction: "changed an action", model.VerbCancelAction: "cancelled an action", model.VerbTell: "told them",
			model.VerbHear: "added what they hear", model.VerbRaise: "judged it", model.VerbRecur: "it came back", model.VerbLink: "linked issues", model.VerbUnlink: "took issues out",
			model.VerbUndo: "took the last act back", model.VerbRedo: "did it again",
		},
		MovedStage: func(from, to string) string { return from + " to " + to },
		GaveTo:     func(who string) string { return "to " + who },
		OpenKey:    func(id string) string { return "open " + id },
		ToldKey:    "told", HearKey: "what I hear", StageKey: "stage", CloseKey: "close", EditKey: "edit",
	}
}

func askProblemEn() AskProblem {
	return AskProblem{
		Which: "Which problem is it?", Make: "Make a problem of it", Name: "Name of the problem", Owner: "Owner of the problem", Stage: "Stage", Close: "How does it end?",
		ActionType: "What does the action change?", Action: "What will be done", Due: "Due", InForce: "In force since",
		Result: "What came of it, in words", Note: "You said, we did: what those who are told will read", Whom: "Who is to be told?",
		Why: "Why not act on it now", Until: "Look at it again", Hear: "What I hear, in one line", Decision: "What was decided, and why", Edit: "Change",
		Reference: "Reference outside", WhoTold: "Who was told?", What: "What would you like to note?",
		MakeNamed: func(title string) string { return "Make the problem “" + title + "”" },
		Accept:    "Would you accept this as the customer?", Yes: "yes, I would", No: "no, I would not", InWords: "Why, speaking as the customer",
		YesWith: func(words string) string { return "Yes: " + words },
		NoWith:  func(words string) string { return "No: " + words },
		ProposedNote: func(tag, action, result string) string {
			return fmt.Sprintf("You told us about %s. We did this: %s. %s", tag, action, result)
		},
		NoDay: "no date", DayHint: "7/15, Fri, +3d, +2w", In2Weeks: "in two weeks", InAMonth: "in a month", NextMonday: "next Monday", Today: "today", Yesterday: "yesterday",
		Nobody:   "Nobody's own words are kept for this one.",
		Expected: "Expected drop, in per cent", BadDrop: "a drop of 1 to 99 per cent, or nothing", JudgeOn: "Judged on", AsSoonAsTold: "as soon as it can be told",
		Cancel: "Cancel it", CancelWhy: "Why is it cancelled?", Onset: "Rising since",
		WeeksAfter:   func(n int) string { return plural(n, "week", "weeks") + " in force" },
		WhyEffective: "Its action was measured as worse: why is it effective all the same?",
	}
}

func saidProblemEn() SaidProblem {
	return SaidProblem{
		Made:      func(id, name string) string { return id + " made: " + name },
		Owner:     func(id, who string) string { return id + ": owner " + who },
		Stage:     func(id, stage string) string { return id + " is " + stage },
		Action:    func(id, words string) string { return id + ": action “" + words + "” added" },
		Changed:   func(id, what string) string { return id + ": " + what + " changed" },
		Cancelled: func(id, words string) string { return id + ": action “" + words + "” cancelled" },
		Told:      func(id, who string) string { return id + ": " + who + " told" },
		Heard:     func(id string) string { return id + ": your line is added" },
		Decided:   func(id string) string { return id + ": the decision is kept" },
		PutOff: func(ratio string) string {
			return "Put off: it comes back above " + ratio + " times the usual"
		},
		PutOffBut: func(id, other string) string { return id + " is put off; its tag stays, as " + other + " is not" },
		Woke:      func(id string) string { return id + " is no longer put off" },
		Linked:    func(id string, n int) string { return plural(n, "issue", "issues") + " linked to " + id },
		Contacted: func(about, outcome string) string { return about + ": " + outcome },
	}
}
