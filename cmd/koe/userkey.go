package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/tui/lang"
)

// mostKeyFile is how large the file of a public key may be.
const mostKeyFile = 64 << 10

func (p *program) userKey() *cobra.Command {
	cmd := &cobra.Command{
		Use: "key", Short: "The public keys by which people come in over SSH", Example: "  koe user key add mori mori.pub\n  koe user key list", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	p.inJapanese(cmd, wording{short: "公開鍵を管理する"})
	cmd.AddCommand(p.userKeyAdd(), p.userKeyList(), p.userKeyRemove())
	return cmd
}

func (p *program) userKeyAdd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add USER FILE|-",
		Short: "Let a person in by a public key",
		Long: "Let a person of the desk in by a public key: FILE is what ssh-keygen made with .pub at its end, - is\n" +
			"standard input. A person may have any number of keys, a key is one person's.",
		Example: "  koe user key add mori mori.pub\n  ssh-keygen -t ed25519        # makes a key, on the person's own machine",
		Args:    exactly(2, "whose, and which? koe user key add USER FILE.pub"),
		RunE: func(cmd *cobra.Command, args []string) error {
			out, err := p.printer(cmd)
			if err != nil {
				return err
			}
			keys, err := p.readKeys(args[1])
			if err != nil {
				return err
			}
			id, _, err := model.ParseUser(args[0])
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(s *session) error { return p.addKeys(cmd.Context(), s, out, id, keys) })
		},
	}
	p.thenFiles(cmd, personOffer)
	p.inJapanese(cmd, wording{
		short: "公開鍵を登録する",
		long: "ユーザーの公開鍵を登録します。FILE は ssh-keygen が作成した .pub ファイル、「-」は標準入力です。\n" +
			"一人でいくつでも登録できます。ひとつの鍵を使えるのは一人だけです。",
	})
	return cmd
}

// readKeys reads the keys of a .pub file, or of standard input; one that is none
// refuses all of them.
func (p *program) readKeys(file string) ([]model.Key, error) {
	b, err := p.read(file, mostKeyFile)
	if err != nil {
		return nil, err
	}
	if strings.Contains(string(b), "PRIVATE KEY") {
		return nil, &model.Refusal{Code: model.PrivateKey}
	}
	var keys []model.Key
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		k, err := model.ParseKey(line)
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	if len(keys) == 0 {
		return nil, &model.Refusal{Code: model.Missing, Field: "key"}
	}
	return keys, nil
}

// addKeys lets a person in by some keys.
func (p *program) addKeys(ctx context.Context, s *session, out *printer, user model.UserID, keys []model.Key) error {
	for _, k := range keys {
		_, err := s.Do(ctx, s.request(model.AddKey{User: user, Line: k.Pub()}))
		if err != nil && !alreadySo(err) {
			return err
		}
		out.line("%s", out.words.Manage.KeyAdded(string(user), string(k.ID)))
	}
	return out.err
}

// withKeys runs a command at the desk with all keys that are known there.
func (p *program) withKeys(cmd *cobra.Command, fn func(*session, *printer, []model.Key) error) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		all, err := s.Keys(cmd.Context())
		if err != nil {
			return err
		}
		return fn(s, out, all)
	})
}

func (p *program) userKeyList() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list [USER]", Short: "List the public keys with whose they are", Example: "  koe user key list\n  koe user key list mori", Args: cobra.MaximumNArgs(1),

		ValidArgsFunction: p.offers(upTo(1, personOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withKeys(cmd, func(s *session, out *printer, all []model.Key) error {
				for _, k := range all {
					switch {
					case len(args) == 1 && string(k.User) != args[0]:
					case p.json:
						if err := printJSON(cmd.OutOrStdout(), k); err != nil {
							return err
						}
					default:
						out.line("%s %s %s %s %s", pad(string(k.User), 16), k.ID, pad(k.Type(), 20), k.At.Time(s.zone).Format("2006-01-02"), oneLine(k.Comment, 40))
					}
				}
				return out.err
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: "公開鍵を、使う人とともに一覧表示する"})
	return cmd
}

func (p *program) userKeyRemove() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "remove FINGERPRINT",
		Short:   "Let nobody in by a key any more",
		Long:    "Let nobody in by a key any more; the sessions that came with it end at once. The fingerprint is as\nkoe user key list shows it, or as much of its beginning as one key has.",
		Example: "  koe user key remove SHA256:S8C1NwNm",
		Args:    exactly(1, "which? koe user key remove FINGERPRINT"),

		ValidArgsFunction: p.offers(upTo(1, keyOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withKeys(cmd, func(s *session, out *printer, all []model.Key) error {
				k, err := keyBeginning(all, args[0])
				if err != nil {
					return err
				}
				if _, err := s.Do(cmd.Context(), s.request(model.RemoveKey{Key: k.ID})); err != nil {
					return err
				}
				out.line("%s", out.words.Manage.KeyRemoved(string(k.User), string(k.ID)))
				return out.err
			})
		},
	}
	p.inJapanese(cmd, wording{
		short: "公開鍵の登録を削除する",
		long: "公開鍵の登録を削除します。その鍵での接続は、すぐに終了します。フィンガープリントは koe user key list の\n" +
			"表示のとおりに、または1つに決まるところまで指定してください。",
	})
	return cmd
}

// keyBeginning is the one key whose fingerprint begins with what was typed.
func keyBeginning(all []model.Key, typed string) (model.Key, error) {
	typed = strings.TrimPrefix(typed, "SHA256:")
	var found []model.Key
	for _, k := range all {
		if typed != "" && strings.HasPrefix(strings.TrimPrefix(string(k.ID), "SHA256:"), typed) {
			found = append(found, k)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) == 0 {
		return model.Key{}, &model.Refusal{Code: model.NotFound, Ref: model.Ref{Type: model.KeyRecord, Key: typed}}
	}
	return model.Key{}, &manyKeysError{typed, len(found)}
}

// A manyKeysError is a fingerprint whose beginning several keys have.
type manyKeysError struct {
	typed string
	n     int
}

func (e *manyKeysError) Error() string { return e.in(lang.English) }

// in is what a person can do about it, in their language.
func (e *manyKeysError) in(l lang.Lang) string { return lang.For(l).Manage.ManyKeys(e.typed, e.n) }

func keyOffer(o *offering, typed string) []string {
	if o.desk == nil {
		return nil
	}
	all, err := o.desk.Keys(o.ctx)
	if err != nil {
		return nil
	}
	var out []string
	for _, k := range all {
		if strings.HasPrefix(string(k.ID), typed) {
			out = append(out, remark(string(k.ID), string(k.User)+" "+k.Comment))
		}
	}
	return out
}
