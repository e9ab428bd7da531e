package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"koe/cmd/koe/manual"
	"koe/tui/lang"
)

func (p *program) helpCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "help [TOPIC|COMMAND]",
		Short: "The manual: a page, or the list of them",
		Long: "Show a page of the manual in your language, or the list of its pages. Of a command that has no\n" +
			"page of its own it shows what COMMAND --help shows.",
		Example: "  koe help\n  koe help start\n  koe help queries --lang ja",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return p.topicOffers(cmd, typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		},
		RunE: p.help,
	}
	p.inJapanese(cmd, wording{
		short: "マニュアル：ページの一覧、または 1 ページを表示する",
		long: "マニュアルのページ、またはその一覧を表示します。ページのないコマンドについては、\n" +
			"COMMAND --help と同じ内容を表示します。",
	})
	return cmd
}

// help shows what a person asked for: the list of pages, a page, or a command's own help.
func (p *program) help(cmd *cobra.Command, args []string) error {
	words, err := p.words()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return p.page(cmd.OutOrStdout(), words.Lang, manual.Index)
	}
	if topic, ok := manual.Find(strings.Join(args, " ")); ok {
		err := p.page(cmd.OutOrStdout(), words.Lang, topic)
		if err == nil && slices.Contains(commandNames(cmd.Root()), topic) {
			_, err = fmt.Fprintln(cmd.OutOrStdout(), "\n"+words.Shell.FlagsOf(topic))
		}
		return err
	}
	if found, rest, err := cmd.Root().Find(args); err == nil && found != cmd.Root() && len(rest) == 0 {
		found.InitDefaultHelpFlag()
		return found.Help()
	}
	return usage("%s", words.Shell.NoTopic(args[0], manual.Nearest(args[0], append(manual.Topics(), commandNames(cmd.Root())...))))
}

// page prints a page as wide as it reads well and the terminal allows.
func (p *program) page(w io.Writer, l lang.Lang, topic string) error {
	page, err := manual.Read(topic, l)
	if err != nil {
		return err
	}
	width := manual.Width
	if file, ok := w.(*os.File); ok && isTerminal(file) {
		if columns, _, err := term.GetSize(file.Fd()); err == nil && columns > 0 {
			width = min(width, columns)
		}
	}
	bold := colorprofile.Detect(w, os.Environ()) > colorprofile.NoTTY
	_, err = fmt.Fprintln(w, "\n"+strings.Join(manual.Render(page.Blocks, width, bold), "\n"))
	return err
}

// commandNames are the commands that a person sees.
func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// topicOffers are the topics, each with a line about it, and the commands.
func (p *program) topicOffers(cmd *cobra.Command, typed string) []string {
	words, err := p.words()
	if err != nil {
		return nil
	}
	var all []string
	for _, topic := range manual.Topics() {
		if page, err := manual.Read(topic, words.Lang); err == nil {
			all = append(all, topic+"\t"+page.About)
		}
	}
	for _, c := range cmd.Root().Commands() {
		if _, isTopic := manual.Find(c.Name()); c.IsAvailableCommand() && !isTopic {
			all = append(all, c.Name()+"\t"+c.Short)
		}
	}
	return beginning(all, typed)
}
