package main

import (
	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/words"
	"koe/tui/lang"
)

func (p *program) userCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "user", Short: "The people of the desk", Example: "  koe user list\n  koe user add mori --role lead", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	p.inJapanese(cmd, wording{short: "窓口のユーザーを管理する"})
	cmd.AddCommand(p.userAdd(), p.userList(), p.userEdit(), p.userRole(), p.userDisable(), p.userKey(), p.userTeams())
	return cmd
}

// userFlags are what is said of a person.
type userFlags struct{ name, role, reading, team, speaks, key string }

// add gives a command the flags, with what help says of the role.
func (f *userFlags) add(p *program, cmd *cobra.Command, short string, role lang.Both) {
	flags := cmd.Flags()
	flags.StringVar(&f.name, "name", "", "the name that is shown")
	flags.StringVar(&f.reading, "reading", "", "フリガナ, by which the name is found")
	flags.StringVar(&f.team, "team", "", "the team they are in")
	flags.StringVar(&f.role, "role", "", role.In(lang.English))
	flags.StringVar(&f.speaks, "speaks", "", "the language they are shown over SSH: "+either(lang.Codes()).In(lang.English))
	flags.StringVar(&f.key, "key", "", "the file of a public key by which they come in over SSH, or - for standard input")
	takesFile(cmd, "key")
	p.jsonFlag(cmd)
	p.offerAt(cmd, flagOffers{"name": nil, "reading": nil, "team": teamOffer, "role": valueOffer(words.Roles), "speaks": fixed(lang.Codes()...)})
	p.inJapanese(cmd, wording{short: short, flags: map[string]string{
		"name": "表示名", "reading": "氏名の検索に使うフリガナ", "team": "所属チーム", "role": role.In(lang.Japanese),
		"speaks": "接続したときの表示言語: " + either(lang.Codes()).In(lang.Japanese), "key": "接続に使う公開鍵のファイル。「-」は標準入力",
	}})
}

// entry is what the flags say of a person; usual is the role where none is said.
func (f *userFlags) entry(p *program, user string, usual model.Role) (e model.UserEntry, err error) {
	e.PutUser = model.PutUser{User: model.UserID(user), Name: f.name, Reading: f.reading, Team: f.team, Role: usual}
	if e.Lang, err = langCode(f.speaks); err != nil {
		return e, err
	}
	if f.role != "" {
		if err := e.Role.UnmarshalText([]byte(f.role)); err != nil {
			return e, err
		}
	}
	if f.key != "" {
		keys, err := p.readKeys(f.key)
		if err != nil {
			return e, err
		}
		for _, k := range keys {
			e.Keys = append(e.Keys, k.Pub())
		}
	}
	return e, nil
}

func (p *program) userAdd() *cobra.Command {
	var f userFlags
	cmd := &cobra.Command{
		Use:     "add USER",
		Short:   "Add a person to the desk",
		Example: "  koe user add mori --name '森 由美' --reading モリ --role lead",
		Args:    exactly(1, "whom? koe user add USER"),

		ValidArgsFunction: p.offers(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := f.entry(p, args[0], model.Agent)
			if err != nil {
				return err
			}
			return p.putUser(cmd, e, true)
		},
	}
	roles := named(words.Roles)
	f.add(p, cmd, "窓口にユーザーを登録する", lang.Say(roles.In(lang.English)+" (agent if not said)", "権限: "+roles.In(lang.Japanese)+"（省略時は agent）"))
	return cmd
}

// putUser adds a person, or changes one who is on the desk: a slip in the name
// neither makes somebody nor takes anything from somebody.
func (p *program) putUser(cmd *cobra.Command, e model.UserEntry, add bool) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	id, _, err := model.ParseUser(string(e.User))
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		known, err := s.Self(cmd.Context(), id)
		if err != nil {
			return err
		}
		here := known != nil && !known.Gone
		switch ref := (model.Ref{Type: model.UserRecord, Key: string(id)}); {
		case add && here:
			return &model.Refusal{Code: model.Exists, Ref: ref}
		case !add && !here:
			return &model.Refusal{Code: model.NotFound, Ref: ref}
		}
		var c model.Command = e.PutUser
		if len(e.Keys) > 0 {
			c = model.PutUsers{Users: []model.UserEntry{e}} // the person and their keys, or neither
		}
		if _, err = s.Do(cmd.Context(), s.request(c)); err != nil && !alreadySo(err) {
			return err
		}
		u, err := s.Self(cmd.Context(), id)
		if err != nil {
			return err
		}
		if p.json {
			return printJSON(cmd.OutOrStdout(), u)
		}
		out.line("%s", out.words.Shell.NewUser(string(u.ID), out.words.Role(u.Role)))
		return out.err
	})
}

func (p *program) userList() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list", Short: "List the people of the desk", Example: "  koe user list", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			out, err := p.printer(cmd)
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(s *session) error {
				users, err := s.Users(cmd.Context())
				if err != nil {
					return err
				}
				for _, u := range users {
					if p.json {
						if err := printJSON(cmd.OutOrStdout(), u); err != nil {
							return err
						}
						continue
					}
					if !u.Gone {
						out.line("%s %s %s %s", pad(string(u.ID), 16), pad(out.words.Role(u.Role), 12), pad(u.Name, 20), u.Team)
					}
				}
				return out.err
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "ユーザーを一覧表示する"})
	return cmd
}

func (p *program) userEdit() *cobra.Command {
	var f userFlags
	cmd := &cobra.Command{
		Use:     "edit USER",
		Short:   "Change what the desk knows of a person",
		Example: "  koe user edit mori --name '森 由美' --team 電話窓口 --speaks ja",
		Args:    exactly(1, "whom? koe user edit USER"),

		ValidArgsFunction: p.offers(upTo(1, personOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := f.entry(p, args[0], 0)
			if err != nil {
				return err
			}
			return p.putUser(cmd, e, false)
		},
	}
	roles := named(words.Roles)
	f.add(p, cmd, "ユーザーの登録内容を変更する", lang.Say(roles.In(lang.English), "権限: "+roles.In(lang.Japanese)))
	return cmd
}

// langCode is the code of a language that somebody typed; "" where nobody did.
func langCode(typed string) (string, error) {
	if typed == "" {
		return "", nil
	}
	l, err := lang.Parse(typed)
	if err != nil {
		return "", &usageError{err}
	}
	return l.String(), nil
}

func (p *program) userRole() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "role USER ROLE",
		Short:   "Change what a person may do",
		Example: "  koe user role mori leader",
		Args:    exactly(2, "whose, and which? koe user role USER ROLE"),

		ValidArgsFunction: p.offers(inOrder(personOffer, valueOffer(words.Roles))),
		RunE: func(cmd *cobra.Command, args []string) error {
			c := model.UserEntry{PutUser: model.PutUser{User: model.UserID(args[0])}}
			if err := c.Role.UnmarshalText([]byte(args[1])); err != nil {
				return err
			}
			return p.putUser(cmd, c, false)
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "ユーザーの権限を変更する"})
	return cmd
}

func (p *program) userTeams() *cobra.Command {
	cmd := &cobra.Command{
		Use: "teams", Short: "List the teams of the desk with their leads", Example: "  koe user teams\n  koe import teams.csv --as teams",
		Long: "List the teams of the desk with their leads; koe import --as teams brings them in from a file.", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			out, err := p.printer(cmd)
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(s *session) error {
				teams, err := s.Teams(cmd.Context())
				if err != nil {
					return err
				}
				for _, t := range teams {
					if p.json {
						if err := printJSON(cmd.OutOrStdout(), t); err != nil {
							return err
						}
						continue
					}
					out.line("%s %s", pad(t.Name, 24), t.Lead)
				}
				return out.err
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "チームと責任者を一覧表示する", long: "チームとその責任者を一覧表示します。koe import --as teams でファイルから取り込めます。",
	})
	return cmd
}
