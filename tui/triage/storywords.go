package triage

import (
	"encoding/json"
	"strconv"
	"strings"

	"koe/model"
	"koe/tui/kit"
)

// words writes a field's value of an event as a person reads it.
func (s *story) words(field string, raw json.RawMessage) string {
	say := s.Say
	if len(raw) == 0 || string(raw) == "null" {
		if field == "owner" {
			return say.Triage.Story.Nobody
		}
		return say.Triage.Story.Nothing
	}
	switch field {
	case "severity":
		return value[model.Severity](raw).String()
	case "state":
		return say.State(value[model.State](raw))
	case "kind":
		return say.Kind(value[model.Kind](raw))
	case "wish":
		return say.Wish(value[model.Wish](raw))
	case "channel":
		return say.Channel(value[model.Channel](raw))
	case "upheld":
		return say.Upheld(value[model.Upheld](raw))
	case "close_reason":
		return say.CloseReason(value[model.CloseReason](raw))
	case "owner":
		return s.person(value[model.UserID](raw))
	case "problem":
		return s.problem(value[model.ProblemID](raw))
	case "customer":
		return s.customer(value[model.CustomerID](raw))
	case "joined_to":
		return value[model.Number](raw).String()
	case "due", "ack_due", "next_due", "snooze":
		return s.moment(value[model.Instant](raw))
	case "occurred_on":
		return say.Day(value[model.Day](raw).Time(s.Zone))
	case "at_stake", "redress":
		return amount(value[model.Amount](raw))
	case "waiting":
		return say.WaitingOn(value[model.Waiting](raw).On)
	case "tags":
		return s.tags(value[[]model.TagKey](raw))
	case "promises":
		return strconv.Itoa(len(value[[]model.Promise](raw)))
	case "notes":
		return strconv.Itoa(len(value[[]model.Note](raw)))
	}
	return kit.OneLine(value[string](raw))
}

func (t Teller) person(id model.UserID) string {
	if id == model.SystemUser {
		return t.Say.Triage.Story.SystemAuthor
	}
	if t.Person == nil || id == "" {
		return string(id)
	}
	return t.Person(id)
}

func (t Teller) tag(k model.TagKey) string {
	if t.Tag == nil {
		return string(k)
	}
	return t.Tag(k)
}

func (t Teller) tags(keys []model.TagKey) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = t.tag(k)
	}
	return strings.Join(names, " ")
}

func (t Teller) moment(at model.Instant) string {
	if at == 0 {
		return ""
	}
	return t.Say.Moment(at.Time(t.Zone), t.Now)
}

// problem is a problem's number, with its title where the view has it.
func (s *story) problem(id model.ProblemID) string {
	if p := s.view.Problem; p != nil && p.ID == id {
		return id.String() + " " + p.Title
	}
	return id.String()
}

func (s *story) customer(id model.CustomerID) string {
	if id == s.view.Issue.Customer && s.view.Customer != "" {
		return s.Say.Customer(s.view.Customer)
	}
	return id.String()
}

func (s *story) channel(c model.Change) string {
	f, ok := c.Field("channel")
	if !ok {
		return ""
	}
	return s.Say.Channel(value[model.Channel](f.To))
}

// noted tells a note by its words, which only the record has.
func (s *story) noted(who string, c model.Change) string {
	say := s.Say.Triage.Story
	f, _ := c.Field("notes")
	type line struct {
		At         model.Instant `json:"at"`
		By         model.UserID  `json:"by"`
		Correction bool          `json:"correction"`
	}
	had := make(map[line]bool)
	for _, l := range value[[]line](f.From) {
		had[l] = true
	}
	for _, l := range value[[]line](f.To) {
		if had[l] {
			continue
		}
		words := ""
		for _, n := range s.view.Issue.Notes {
			if n.At == l.At && n.By == l.By && !n.Retracted {
				words = say.Quote(kit.OneLine(n.Text))
			}
		}
		s.told[noteKey(l.At, l.By)] = true
		if l.Correction {
			return say.Corrected(who, words)
		}
		return say.Noted(who, words)
	}
	return ""
}

func noteKey(at model.Instant, by model.UserID) string {
	return "note " + strconv.FormatInt(int64(at), 10) + " " + string(by)
}

// contacted tells a contact by its outcome and, from the record, their words.
func (s *story) contacted(who string, body model.EventBody) string {
	for _, c := range body.Changes {
		if c.Ref.Type != model.ContactRecord {
			continue
		}
		s.told["contact "+c.Ref.Key] = true
		for i := range s.view.Contacts {
			if contact := &s.view.Contacts[i]; contact.Ref() == c.Ref {
				return s.contact(who, contact)
			}
		}
		outcome, _ := c.Field("outcome")
		return s.Say.Triage.Story.Contacted(who, s.channel(c), s.Say.Outcome(value[model.Outcome](outcome.To)), "")
	}
	return ""
}

func (s *story) contact(who string, c *model.Contact) string {
	say := s.Say.Triage.Story
	channel, words := "", ""
	if c.Channel != "" {
		channel = s.Say.Channel(c.Channel)
	}
	if c.Words != "" && !c.Retracted {
		words = say.Quote(kit.OneLine(c.Words))
	}
	return say.Contacted(who, channel, s.Say.Outcome(c.Outcome), words)
}

// untold are the notes and contacts that came without an event of their own,
// as those of an import do.
func (s *story) untold() []Line {
	say := s.Say.Triage.Story
	var lines []Line
	for _, n := range s.view.Issue.Notes {
		if n.Retracted || s.told[noteKey(n.At, n.By)] {
			continue
		}
		tell := say.Noted
		if n.Correction {
			tell = say.Corrected
		}
		lines = append(lines, Line{n.At, tell(s.person(n.By), say.Quote(kit.OneLine(n.Text)))})
	}
	for i := range s.view.Contacts {
		c := &s.view.Contacts[i]
		if !c.Retracted && !s.told["contact "+c.Ref().Key] {
			lines = append(lines, Line{c.At, s.contact(s.person(c.By), c)})
		}
	}
	return lines
}

// amount writes money with the decimals its currency has.
func amount(a model.Amount) string {
	decimals := 2
	switch a.Currency {
	case "JPY", "KRW", "VND":
		decimals = 0
	}
	digits, sign := strconv.FormatInt(a.Minor, 10), ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	for len(digits) <= decimals {
		digits = "0" + digits
	}
	if decimals > 0 {
		digits = digits[:len(digits)-decimals] + "." + digits[len(digits)-decimals:]
	}
	return sign + digits + " " + a.Currency
}
