package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/text"
)

func (p *program) tagsCommand() *cobra.Command {
	var unused bool
	cmd := &cobra.Command{
		Use:   "tags",
		Short: "The tags of the desk: use, doubles, names, readings",
		Long: "List the tags with how often each is used, the newest use, and those that look like doubles of\neach other. The commands below change them; koe undo takes any of it back.\n\n" +
			"Merging rewrites no issue: the old tag leads to the new one from then on, in every trend too.",
		Example: "  koe tags\n  koe tags rename 'biling' billing\n  koe tags merge billing/double billing/double-charge\n  koe tags reading 請求 せいきゅう seikyu",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.listTags(cmd, unused) },
	}
	cmd.Flags().BoolVar(&unused, "unused", false, "only tags that nothing is counted under")
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "タグの一覧：使用数、重複の疑い、名前、読み",
		long: "タグを、使用数、最後に使われた日、重複の疑いのあるタグとともに一覧表示します。\n" +
			"下のコマンドで変更でき、いずれも koe undo で元に戻せます。\n\n" +
			"統合してもお申し出は書き換えません。以後、傾向分析でも元のタグは統合先のタグとして扱われます。",
		flags: map[string]string{"unused": "使われていないタグだけを表示する"},
	})
	for _, c := range tagChanges() {
		cmd.AddCommand(p.tagChange(c))
	}
	return cmd
}

// A tagChange is a command that changes one tag.
type tagChange struct {
	use, short, ja, example string
	words                   int // how many it takes, or at least so many where it is negative
	offer                   offer
	make                    func(context.Context, *session, []string) (model.Command, error)
}

func tagChanges() []tagChange {
	return []tagChange{
		{"rename FROM TO", "Show a tag under another name", "タグの名前を変更する", "biling billing", 2, upTo(2, tagOffer), renameTag},
		{"merge FROM INTO", "Count a tag's issues under another tag", "タグを別のタグに統合する", "billing/double billing/double-charge", 2, upTo(2, tagOffer), renameTag},
		{"alias WORD TAG", "Make another word lead to a tag", "別の言葉でもタグを指せるようにする", "refund billing/refund-delay", 2, upTo(2, tagOffer), aliasTag},
		{"unalias TAG", "Let a merged tag stand for itself again", "統合したタグを独立したタグに戻す", "billing/double", 1, upTo(1, tagOffer), unaliasTag},
		{"retire TAG", "Take a tag out of use; its history stays", "タグの使用を終了する（履歴は残る）", "billing/paper-bill", 1, upTo(1, tagOffer), retire(true)},
		{"restore TAG", "Take a retired tag into use again", "使用を終了したタグを再び使えるようにする", "billing/paper-bill", 1, upTo(1, tagOffer), retire(false)},
		{"reading TAG READING...", "Set the readings by which a tag is found", "タグを検索するための読みを設定する", "請求 せいきゅう seikyu", -2, upTo(1, tagOffer), reading},
	}
}

func unaliasTag(_ context.Context, _ *session, args []string) (model.Command, error) {
	return model.UnaliasTag{Tag: model.TagPath(args[0])}, nil
}

func aliasTag(_ context.Context, _ *session, args []string) (model.Command, error) {
	return model.RenameTag{From: model.TagPath(args[0]), To: model.TagPath(args[1]), Alias: true}, nil
}

// renameTag makes one tag lead to another.
func renameTag(_ context.Context, _ *session, args []string) (model.Command, error) {
	return model.RenameTag{From: model.TagPath(args[0]), To: model.TagPath(args[1])}, nil
}

func retire(retired bool) func(context.Context, *session, []string) (model.Command, error) {
	return func(ctx context.Context, s *session, args []string) (model.Command, error) {
		t, err := tagOf(ctx, s, args[0])
		return model.PutTag{Path: t.Path, Readings: t.Readings, Retired: retired}, err
	}
}

func reading(ctx context.Context, s *session, args []string) (model.Command, error) {
	t, err := tagOf(ctx, s, args[0])
	return model.PutTag{Path: t.Path, Readings: args[1:], Retired: t.Retired}, err
}

// tagOf is the tag of that name, or the one to which a name leads that was
// merged or given up.
func tagOf(ctx context.Context, s *session, typed string) (model.Tag, error) {
	path, err := model.ParseTag(typed)
	if err != nil {
		return model.Tag{}, err
	}
	all, err := s.Tags(ctx)
	if err != nil {
		return model.Tag{}, err
	}
	book := model.TagBook{}
	for i := range all {
		book[all[i].Key] = &all[i]
	}
	key := book.Resolve(path.Key())
	if book[key] == nil { // under a renamed parent it has no record of its own
		key = path.Key()
	}
	return s.Tag(ctx, key)
}

func (p *program) tagChange(c tagChange) *cobra.Command {
	name, _, _ := strings.Cut(c.use, " ")
	cmd := &cobra.Command{
		Use: c.use, Short: c.short, Example: "  koe tags " + name + " " + c.example,
		Args: func(_ *cobra.Command, args []string) error {
			if c.words >= 0 && len(args) != c.words || c.words < 0 && len(args) < -c.words {
				return usage("koe tags %s", c.use)
			}
			return nil
		},
		ValidArgsFunction: p.offers(c.offer),
		RunE: func(cmd *cobra.Command, args []string) error {
			command := func(s *session) (model.Command, error) { return c.make(cmd.Context(), s, args) }
			return p.send(cmd, command, func(out *printer, _ *session, receipt model.Receipt) error {
				if p.json {
					return printJSON(cmd.OutOrStdout(), receipt)
				}
				out.line("%s", out.words.Shell.TagChanged)
				return out.err
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{short: c.ja})
	return cmd
}

// A tagLine is a tag as JSON.
type tagLine struct {
	model.Tag
	Count  int      `json:"count"`
	Last   string   `json:"last,omitempty"`
	Double []string `json:"looks_like,omitempty"`
}

func (p *program) listTags(cmd *cobra.Command, unused bool) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(s *session) error {
		uses, err := s.TagUses(cmd.Context())
		if err != nil {
			return err
		}
		near := doubles(uses)
		slices.SortStableFunc(uses, func(a, b model.TagUse) int { return cmp.Compare(b.Count, a.Count) })
		for _, u := range uses {
			if unused && u.Count > 0 {
				continue
			}
			line := tagLine{Tag: u.Tag, Count: u.Count, Last: u.Last.String(), Double: near[u.Tag.Key]}
			if p.json {
				if err := printJSON(cmd.OutOrStdout(), line); err != nil {
					return err
				}
				continue
			}
			out.tag(line)
		}
		return out.err
	})
}

func (o *printer) tag(t tagLine) {
	var about []string
	w := o.words.Shell
	if t.Into != "" {
		about = append(about, w.LeadsTo(string(t.Into)))
	}
	if t.Retired {
		about = append(about, w.OutOfUse)
	}
	if len(t.Readings) > 0 {
		about = append(about, strings.Join(t.Readings, " "))
	}
	if len(t.Double) > 0 {
		about = append(about, w.LooksLike(strings.Join(t.Double, ", ")))
	}
	o.line("%8s  %s %s %s", o.words.Number(t.Count), pad(t.Path.Plain(), 40), pad(t.Last, 10), strings.Join(about, "; "))
}

// doubles finds tags whose names nearly are one: the same but for spaces and
// signs, or one slip of the finger apart.
func doubles(uses []model.TagUse) map[model.TagKey][]string {
	near := map[model.TagKey][]string{}
	bare := make([]string, len(uses))
	for i, u := range uses {
		bare[i] = strings.Map(func(r rune) rune {
			if strings.ContainsRune(" -_/・.,", r) {
				return -1
			}
			return r
		}, text.Key(u.Tag.Path.Plain()))
	}
	for i := range uses {
		for j := range uses {
			if i == j || uses[i].Tag.Into != "" || uses[j].Tag.Into != "" {
				continue
			}
			if bare[i] == bare[j] || oneSlip(bare[i], bare[j]) {
				near[uses[i].Tag.Key] = append(near[uses[i].Tag.Key], uses[j].Tag.Path.Plain())
			}
		}
	}
	return near
}

// oneSlip reports that two words of five letters or more differ by one letter
// put in, left out, changed, or swapped with its neighbour.
func oneSlip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 5 || len(y)-len(x) > 1 {
		return false
	}
	at := 0
	for at < len(x) && x[at] == y[at] {
		at++
	}
	end := 0
	for end < len(x)-at && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	left, right := len(x)-at-end, len(y)-at-end
	if left <= 1 && right <= 1 {
		return true
	}
	return left == 2 && right == 2 && x[at] == y[at+1] && x[at+1] == y[at]
}
