package lang

import (
	"fmt"
	"strings"
)

func trendsEn() Trends {
	return Trends{
		Title:           "Trends",
		Tags:            func(n int) string { return plural(n, "tag", "tags") },
		FalseFlags:      "about 1 false flag in 10 looks",
		FalseFlagsShort: "1 false flag in 10",
		SoFar:           "so far",
		ActOn:           "Act on these",
		DidItWork:       "Did it work?",
		Rest:            "Everything else",
		Unflagged:       func(n int) string { return plural(n, "tag", "tags") + " without a flag" },
		Above:           func(n int) string { return number(n) + " above" },
		Learning:        func(n int) string { return number(n) + " learning (under 21 days)" },
		Withdrawn:       func(n int) string { return number(n) + " withdrawn in 28 days, not counted" },
		Head: func(sign string, n int, share string) string {
			return sign + " " + plural(n, "tag makes ", "tags make ") + share + " of all"
		},
		Held: func(held, scored int) string {
			return fmt.Sprintf("next-week ranges held %s of %s times", number(held), number(scored))
		},
		TooYoung:    "Nothing can be flagged yet: every tag has under 21 days of history.",
		Quiet:       "Nothing stands out: no tag is flagged.",
		Empty:       "No complaints yet. They are counted here as soon as they are logged (1).",
		NoneMatch:   "No tag has these words. Esc shows all again.",
		Filtered:    func(words string) string { return "only " + words },
		Kinds:       func(kind string) string { return "counting: " + kind },
		Ordered:     func(order string) string { return "by " + order },
		ByNeed:      "need",
		ByRise:      "rise",
		ByName:      "name",
		Weeks13:     "13 weeks",
		Usual:       "usual",
		VsMonth:     "vs month",
		VsYear:      "vs year",
		NextWeek:    "next 7 d",
		PerThousand: "per 1,000",
		OwnerAction: "owner, action",
		Owner:       "owner",
		Days:        func(n int) string { return fmt.Sprintf("%d d", n) },
		NoOwner:     "NO OWNER",
		NoMonth:     "no month",
		NoYear:      "no year yet",
		FromNothing: "from 0",
		States:      []string{"steady", "learning", "new", "spiking", "rising", "chronic", "back again", "falling"},
		Reason:      reasonEn(),
		Changes:     changesEn(),
		Effect:      effectEn(),
		Detail:      detailEn(),
		Old: func(day string) string {
			return "The newest complaint here is of " + day + ". N looks from then."
		},
		LookThen:     func(day string) string { return "look from " + day },
		Computing:    func(day string) string { return "working out " + day },
		OnDay:        func(day string) string { return "as of " + day },
		TheirWords:   "their words",
		ShowLeaves:   "show leaves",
		HideLeaves:   "hide leaves",
		NoRow:        "Choose the row of a tag first.",
		NoProblemYet: "No problem is made of this yet: l makes one, a gives it an owner.",
		NotFuture:    "That day has not come yet.",
		NoLeaves:     "This tag has no leaves.",
		OnClipboard:  "Sent to your terminal's clipboard as Markdown; some terminals do not let programs copy.",
		FilterTitle:  "Tags with these words; kind:request and on:2026-07-13 also work",
		FilterBad:    func(word string) string { return word + " is not known here" },
		Wrote:        func(path string) string { return "Written to " + path },
		Problems:     problemsEn(),
		Calls:        callsEn(),
	}
}

func reasonEn() Reason {
	return Reason{
		Observed: func(n, days int, low, high string) string {
			if low == high {
				return fmt.Sprintf("%s in %s where %s is usual", number(n), plural(days, "day", "days"), low)
			}
			return fmt.Sprintf("%s in %s where %s–%s are usual", number(n), plural(days, "day", "days"), low, high)
		},
		Since:     func(day string) string { return "since " + day },
		TooMany:   func(n int) string { return "about " + number(n) + " too many" },
		Customers: func(n int) string { return plural(n, "customer", "customers") },
		AtLeast:   func(n int) string { return "at least " + plural(n, "customer", "customers") },
		Grave:     func(n int) string { return number(n) + " of S1" },
		Times:     func(ratio string) string { return ratio + " times as many" },
		Beyond:    func(factor string) string { return "beyond the desk's own " + factor + " times" },
		PerThousand: func(now, before string) string {
			return now + " per 1,000 contacts, " + before + " before"
		},
		Young:   "under 21 days of history: nothing can be said yet",
		Chronic: func(share string) string { return "steady, and still " + share + " of all complaints" },
		PutOff:  func(ratio string) string { return "put off until above " + ratio + " times" },
		Join:    "; ",
		Comma:   ", ",
		State:   func(state, rest string) string { return state + ": " + rest },
	}
}

func changesEn() Changes {
	return Changes{
		Since:     func(day string) string { return "Since " + day },
		Now:       func(day string) string { return day },
		Nothing:   func(since string) string { return since + " nothing has changed." },
		Spiking:   func(tag string) string { return tag + " jumped" },
		Rising:    func(tag string) string { return tag + " is rising" },
		New:       func(tag string) string { return tag + " is new" },
		Back:      func(tag string) string { return tag + " is back" },
		Calmer:    func(tag string) string { return tag + " is back in its usual range" },
		Unflagged: func(tag string) string { return tag + " is no longer flagged, though not in its usual range" },
		Falling:   func(tag string) string { return tag + " is falling" },
		Again: func(id, title, until string) string {
			return id + " " + title + " was deferred until " + until + ": look again"
		},
		Still:    func(tags string) string { return "Still high: " + tags + "." },
		More:     func(n int) string { return number(n) + " more" },
		Join:     "; ",
		List:     ", ",
		Begin:    func(since, what string) string { return since + ": " + what + "." },
		Sentence: func(what string) string { return what + "." },
		Together: func(sentences []string) string { return strings.Join(sentences, " ") },
		Common: func(days int, factor, low, high string) string {
			return fmt.Sprintf("The whole desk: %s times as many as usual in %s (%s–%s), nearly every tag alike. Flags are for what goes beyond.", factor, plural(days, "day", "days"), low, high)
		},
		Categories: func(day string, born, died int) string {
			return fmt.Sprintf("Categories changed on %s: %s began and %s ended together. They are not listed one by one.", day, plural(born, "tag", "tags"), number(died))
		},
		Quote:     func(words string) string { return "“" + words + "”" },
		QuoteFrom: func(customer, day string) string { return customer + ", " + day },
		Heard: func(problem, who, words string) string {
			return "On your " + problem + " " + who + " hears: " + words
		},
	}
}

func detailEn() Detail {
	return Detail{
		Daily:  "days",
		Weekly: "weeks",
		Legend: func(signal, action, band string) string {
			return signal + " signal   " + action + " action in force   " + band + " usual range"
		},
		Breakdown:    "Breakdown",
		ByChannel:    "channel",
		BySegment:    "segment",
		ByProduct:    "product",
		ByHour:       "hour of the day",
		TopCustomers: "Customers with most",
		NoCustomers:  "No customer is known.",
		NotSaid:      "not said",
		NoWords:      "Nobody's words are kept here.",
		Days28:       "28 days",
		Before:       "before",
		OfNewest:     func(n int) string { return "of the newest " + number(n) + " only" },
		Words:        "In their own words, newest first",
		MoreWords:    "More of their words",
		Decisions:    "What was decided",
		NoDecisions:  "Nothing has been decided yet.",
		Month:        "vs 28 days before",
		Year:         "vs a year before",
		MonthToDate:  "month to date",
		FiscalYear:   "business year",
		NextWeek:     "next 7 days",
		NextRange:    func(low, high string) string { return low + "–" + high + " likely" },
		Compared: func(change string, now, before int, perOpenDay bool) string {
			words := change + " (" + number(now) + " against " + number(before)
			if perOpenDay {
				words += ", per open day"
			}
			return words + ")"
		},
		Raised: func(state string, n, days int, low, high string) string {
			return fmt.Sprintf("%s: %s in %s, usually %s–%s", state, number(n), plural(days, "day", "days"), low, high)
		},
		InTriage: "these issues",
	}
}
