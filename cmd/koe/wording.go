package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/tui/lang"
)

// A wording is what help says of a command in one language.
type wording struct {
	short, long string
	flags       map[string]string
}

// inJapanese says of a command in Japanese what its own fields say in English;
// it stands behind its flags. Its examples are the same in both languages.
func (p *program) inJapanese(cmd *cobra.Command, w wording) {
	english := wording{cmd.Short, cmd.Long, map[string]string{}}
	for flag := range w.flags {
		english.flags[flag] = flagOf(cmd, flag).Usage
	}
	p.wordings[cmd] = map[lang.Lang]wording{lang.English: english, lang.Japanese: w}
}

// flagOf is a flag that a command defines itself.
func flagOf(cmd *cobra.Command, name string) *pflag.Flag {
	if f := cmd.Flags().Lookup(name); f != nil {
		return f
	}
	return cmd.PersistentFlags().Lookup(name)
}

// speak has the help of every command speak a language.
func (p *program) speak(l lang.Lang) {
	for cmd, in := range p.wordings {
		w, ok := in[l]
		if !ok {
			w = in[lang.English]
		}
		cmd.Short, cmd.Long = w.short, w.long
		for flag, usage := range w.flags {
			flagOf(cmd, flag).Usage = usage
		}
		cmd.InitDefaultHelpFlag()
		cmd.Flags().Lookup("help").Usage = lang.Say("help for "+cmd.Name(), "このヘルプを表示する").In(l)
		if f := cmd.Flags().Lookup("json"); f != nil {
			f.Usage = jsonUsage.In(l)
		}
	}
}

// A langFlag is --lang: what is read after it, and the help too, is in that
// language. One that is not known is told of by the command that is run.
type langFlag struct{ p *program }

func (f langFlag) String() string { return "" }

func (f langFlag) Type() string { return "string" }

func (f langFlag) Set(s string) error {
	f.p.lang = s
	if l, err := lang.Parse(s); err == nil {
		f.p.speak(l)
	}
	return nil
}
