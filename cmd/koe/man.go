package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"

	"koe/cmd/koe/manual"
	"koe/tui/lang"
)

func (p *program) manCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "man [TOPIC]",
		Short: "Write the man pages",
		Long: "Write koe(1), the man page of all commands, or with a TOPIC that page of the manual, in your\n" +
			"language. With --output all of them go into a folder, as man looks for them there.",
		Example: "  koe man | man -l -\n  koe man queries | man -l -\n  koe man --output ~/.local/share/man",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("which page? koe man TOPIC, or koe man --output FOLDER for all")
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(manual.Topics(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			if output != "" {
				return writeManual(cmd.Root(), output)
			}
			return p.man(cmd, args)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "the folder to write all pages to")
	if err := cmd.MarkFlagDirname("output"); err != nil {
		panic(err)
	}
	p.inJapanese(cmd, wording{
		short: "マニュアルを man の形で出力する",
		long: "全コマンドの man ページ koe(1)、または TOPIC で指定したマニュアルのページを出力します。\n" +
			"--output を付けると、man が探す形ですべてのページをフォルダーに書き出します。",
		flags: map[string]string{"output": "すべてのページを書き出すフォルダー"},
	})
	return cmd
}

// man prints one man page.
func (p *program) man(cmd *cobra.Command, args []string) error {
	words, err := p.words()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return writeCommands(cmd.Root(), cmd.OutOrStdout())
	}
	topic, ok := manual.Find(args[0])
	if !ok {
		return usage("%s", words.Shell.NoTopic(args[0], manual.Nearest(args[0], manual.Topics())))
	}
	return writeTopic(topic, words.Lang, cmd.OutOrStdout())
}

// writeCommands writes koe(1).
func writeCommands(root *cobra.Command, w io.Writer) error {
	page, err := mango.NewManPage(1, root)
	if err != nil {
		return err
	}
	also := ""
	for i, topic := range manual.Topics() {
		if i > 0 {
			also += ", "
		}
		also += fmt.Sprintf("%s(%d)", manual.ManName(topic), manual.Section)
	}
	_, err = fmt.Fprint(w, page.WithSection("See also", also).Build(roff.NewDocument()))
	return err
}

func writeTopic(topic string, l lang.Lang, w io.Writer) error {
	page, err := manual.Read(topic, l)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(w, manual.Roff(page, l, version()))
	return err
}

// writeManual writes every page into a folder as man wants them: man1, man7, and ja/man7 for those
// in Japanese.
func writeManual(root *cobra.Command, folder string) error {
	err := writePage(filepath.Join(folder, "man1", "koe.1"), func(w io.Writer) error { return writeCommands(root, w) })
	for _, l := range lang.All() {
		for _, topic := range manual.Topics() {
			path := filepath.Join(folder, manFolder(l), fmt.Sprintf("man%d", manual.Section), fmt.Sprintf("%s.%d", manual.ManName(topic), manual.Section))
			err = errors.Join(err, writePage(path, func(w io.Writer) error { return writeTopic(topic, l, w) }))
		}
	}
	return err
}

// manFolder is where man looks for pages of a language, below the folder of all.
func manFolder(l lang.Lang) string {
	if l == lang.English {
		return ""
	}
	return l.String()
}

// writePage writes a page over the one of an older version.
func writePage(path string, fill func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("cannot write the man pages: %w", err)
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("cannot write the man pages: %w", err)
	}
	return errors.Join(fill(file), file.Close())
}
