package main

import (
	"strings"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
	"koe/model/words"
	"koe/store/exchange"
)

// remark puts a few words behind an offer.
func remark(offer, about string) string {
	if about = oneLine(about, 60); about == "" {
		return offer
	}
	return offer + "\t" + about
}

// startsWith says that a name begins with what is typed, however it is written.
func startsWith(name, typed string) bool {
	return strings.HasPrefix(text.Key(name), text.Key(typed))
}

// numberOffer offers issues by number, with their first words.
func numberOffer(o *offering, typed string) []string {
	if o.desk == nil {
		return nil
	}
	hash := ""
	if rest, ok := strings.CutPrefix(typed, "#"); ok {
		hash, typed = "#", rest
	}
	issues, err := o.desk.IssuesNumbered(o.ctx, typed, mostOffers)
	if err != nil {
		return nil
	}
	var out []string
	for _, i := range issues {
		out = append(out, remark(hash+strings.TrimPrefix(i.Number.String(), "#"), i.Text))
	}
	return out
}

func tagOffer(o *offering, typed string) []string {
	if o.desk == nil {
		return nil
	}
	tags, err := o.desk.Tags(o.ctx)
	if err != nil {
		return nil
	}
	var out []string
	for _, t := range tags {
		if !t.Retired && t.Into == "" && (startsWith(t.Path.Plain(), typed) || startsWith(string(t.Path), typed)) {
			out = append(out, remark(string(t.Path), strings.Join(t.Readings, " ")))
		}
	}
	return out
}

func personOffer(o *offering, typed string) []string {
	if o.desk == nil {
		return nil
	}
	users, err := o.desk.Users(o.ctx)
	if err != nil {
		return nil
	}
	var out []string
	for _, u := range users {
		if !u.Gone && startsWith(string(u.ID), typed) {
			if u.Name == string(u.ID) {
				u.Name = ""
			}
			out = append(out, remark(string(u.ID), u.Name))
		}
	}
	return out
}

// ownerOffer offers people, and nobody.
func ownerOffer(o *offering, typed string) []string {
	return append(personOffer(o, typed), beginning([]string{"none"}, typed)...)
}

func customerOffer(o *offering, typed string) []string {
	if o.desk == nil {
		return nil
	}
	found, err := o.desk.CustomersStarting(o.ctx, typed, mostOffers)
	if err != nil {
		return nil
	}
	var out []string
	for _, c := range found {
		if startsWith(c.Name, typed) {
			out = append(out, remark(c.Name, c.Account))
		} else {
			out = append(out, remark(c.Account, c.Name))
		}
	}
	return out
}

func problemOffer(o *offering, typed string) []string {
	if o.desk == nil {
		return nil
	}
	all, err := o.desk.ProblemRecords(o.ctx)
	if err != nil {
		return nil
	}
	var out []string
	for _, p := range all {
		if startsWith(p.ID.String(), typed) {
			out = append(out, remark(p.ID.String(), p.Title))
		}
	}
	return out
}

func mappingOffer(o *offering, typed string) []string {
	if o.desk == nil {
		return nil
	}
	kept, err := o.desk.Mappings(o.ctx)
	if err != nil {
		return nil
	}
	var out []string
	for _, m := range kept {
		if startsWith(m.Name, typed) {
			out = append(out, m.Name)
		}
	}
	return out
}

func teamOffer(o *offering, typed string) []string {
	if o.desk == nil {
		return nil
	}
	teams, err := o.desk.Teams(o.ctx)
	if err != nil {
		return nil
	}
	var out []string
	for _, t := range teams {
		if startsWith(t.Name, typed) {
			out = append(out, remark(t.Name, string(t.Lead)))
		}
	}
	return out
}

// reasonOffer offers what --reason takes with the state that was typed.
func reasonOffer(o *offering, typed string) []string {
	if len(o.args) == 0 {
		return nil
	}
	switch o.args[len(o.args)-1] {
	case model.Closed.String():
		return valueOffer(words.CloseReasons)(nil, typed)
	case model.Pending.String():
		return valueOffer(words.Waiting)(nil, typed)
	}
	return nil
}

func formatOffer(_ *offering, typed string) []string {
	var out []string
	for _, f := range append(exchange.Formats(), listFormats()...) {
		if strings.HasPrefix(f[0], typed) {
			out = append(out, remark(f[0], f[1]))
		}
	}
	return out
}

func fieldOffer(_ *offering, typed string) []string {
	var all []string
	for _, f := range exchange.Fields() {
		all = append(all, string(f)+"=")
	}
	return beginning(all, typed)
}

// queryOffer offers fields of a query, and the values of the one being typed.
func queryOffer(o *offering, typed string) []string {
	c := query.Complete(typed, len(typed))
	before, word := typed[:c.From], typed[c.From:c.To]
	var out []string
	for _, opt := range c.Options {
		about := opt.English
		if about == opt.Text {
			about = ""
		}
		out = append(out, remark(before+opt.Text, about))
	}
	names := map[query.Field]offer{query.Owner: personOffer, query.Tag: tagOffer, query.Customer: customerOffer, query.Problem: problemOffer}
	if of := names[c.Field]; of != nil {
		for _, n := range of(o, word) {
			name, about, _ := strings.Cut(n, "\t")
			if strings.ContainsAny(name, ` "`) {
				name = `"` + strings.ReplaceAll(name, `"`, "") + `"`
			}
			out = append(out, remark(before+name, about))
		}
	}
	return out
}
