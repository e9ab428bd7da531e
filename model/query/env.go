package query

import (
	"slices"
	"strings"
	"time"

	"koe/model"
	"koe/model/text"
)

// Env is what a query's meaning depends on beside the issue: handed in, so that a rule kept for
// years means today's.
type Env struct {
	Now   model.Instant
	Zone  *time.Location // the desk's; UTC where nil
	Me    model.UserID   // who asks; empty where nobody does
	Names Names          // nil knows no names: people go by their id, customers by C-12, tags by themselves
}

// Names finds the desk's records by what people call them. It is asked once for each name in a
// query, never for an issue.
type Names interface {
	// Tag follows the aliases of a tag to the one that is counted, as model.TagBook.Resolve does.
	Tag(model.TagKey) model.TagKey
	// Users returns everyone for whom UserIs holds.
	Users(name string) []model.UserID
	// Customers returns everyone for whom CustomerIs holds, and whoever was merged into or with
	// them.
	Customers(name string) []model.CustomerID
}

// UserIs reports whether a name in a query means the user: their id, their name or its reading, or
// the beginning of one, as a family name is; folded.
func UserIs(u *model.User, name string) bool {
	key := text.Key(name)
	if key == "" {
		return false
	}
	if text.Key(string(u.ID)) == key {
		return true
	}
	for _, s := range []string{u.Name, u.Reading} {
		if whole := text.Key(s); whole == key || startsName(whole, key) {
			return true
		}
	}
	return false
}

// startsName reports whether a full name begins with the part: up to a space, or a family name of
// two characters or more in front of a given name written without one.
func startsName(whole, part string) bool {
	rest, ok := strings.CutPrefix(whole, part)
	if !ok {
		return false
	}
	ascii := strings.IndexFunc(part, func(r rune) bool { return r >= 0x80 }) < 0
	return strings.HasPrefix(rest, " ") || !ascii && len(part) >= len("田中")
}

// CustomerIs reports whether a name in a query means the customer: part of their name or its
// reading, their account or a phone number without regard to its signs, an e-mail address, or C-12.
func CustomerIs(c *model.Customer, name string) bool {
	key := text.Key(name)
	if key == "" {
		return false
	}
	p := text.Compile(name)
	if p.Match(text.Fold(c.Name)) || p.Match(text.Fold(c.Reading)) || text.Key(c.Account) == key || text.Key(c.ID.String()) == key {
		return true
	}
	if slices.ContainsFunc(c.Emails, func(s string) bool { return text.Key(s) == key }) {
		return true
	}
	digits := digitsOf(key)
	return len(digits) >= 4 && slices.ContainsFunc(c.Phones, func(s string) bool { return digitsOf(text.Fold(s)) == digits })
}

// digitsOf keeps the digits of a number written with signs; "" where there is more to it than that.
func digitsOf(folded string) string {
	if strings.Trim(folded, "0123456789-()+. ") != "" {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, folded)
}

// users returns the ids a name means.
func (env Env) users(name string, literal bool) []model.UserID {
	if name == me && !literal {
		if env.Me == "" {
			return nil
		}
		return []model.UserID{env.Me}
	}
	if env.Names != nil {
		return env.Names.Users(name)
	}
	return []model.UserID{model.UserID(text.Key(name))}
}

// customers returns the ids a name means.
func (env Env) customers(name string) []model.CustomerID {
	if env.Names != nil {
		return env.Names.Customers(name)
	}
	digits, ok := strings.CutPrefix(text.Key(name), "c-")
	if n, err := model.ParseNumber(digits); ok && err == nil {
		return []model.CustomerID{model.CustomerID(n)}
	}
	return nil
}

// tag resolves a tag's aliases.
func (env Env) tag(key model.TagKey) model.TagKey {
	if env.Names != nil {
		return env.Names.Tag(key)
	}
	return key
}
