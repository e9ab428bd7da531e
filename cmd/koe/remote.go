package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/tui/lang"
	"koe/tui/serve"
)

// overSSH are the commands that whoever comes over SSH may run, as far as their role
// goes. The others work on files of the server's machine, or keep it busy with what
// any machine can do.
var overSSH = []string{
	"log", "list", "show", "assign", "tag", "state", "link", "unlink", "undo", "problem", "trends", "tags", "customers", "import", "mappings",
	"export", "user", "me", "desk", "settings", "status", "events", "backup", "help", "version",
}

// mostLine is how long the line of a command may be, in bytes.
const mostLine = 128 << 10

// A visitor is somebody who came over SSH, with the desk that they sit at.
type visitor struct {
	house *house
	guest serve.Guest
}

// sit takes the visitor's own seat.
func (v *visitor) sit(ctx context.Context, doing string) (*session, error) {
	s := &session{Seat: v.house.desk.As(v.guest.User, doing, v.guest.From), path: v.house.desk.path}
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	if err := s.enter(ctx, v.guest.User); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// A notOverSSHError is something that is not done for who comes over SSH: of a
// command, a flag, or a file.
type notOverSSHError struct{ command, flag, file string }

func (e *notOverSSHError) Error() string { return e.in(lang.English) }

// in is what a person can do about it, in their language.
func (e *notOverSSHError) in(l lang.Lang) string {
	say := lang.For(l).Serve
	switch {
	case e.file != "":
		return say.NoFile(e.file)
	case e.flag != "":
		return say.NoFlag(e.flag)
	}
	return say.NoCommand(e.command)
}

// remote is a program of one line of a visitor's: none of the environment, none of
// the streams and none of the files are the server's.
func (v *visitor) remote(in io.Reader, out, errs io.Writer) *program {
	p := newProgram()
	p.in, p.out, p.err = in, out, errs
	p.clock, p.getenv = v.house.clock, func(string) string { return "" }
	p.lang, p.visitor = v.guest.Lang.String(), v
	return p
}

// run runs a line and returns its exit code.
func (p *program) run(ctx context.Context, line string) int {
	root, args, err := p.remoteRoot(line)
	if err == nil {
		root.SetArgs(args)
		err = root.ExecuteContext(ctx)
	}
	if err == nil {
		return 0
	}
	p.tell(p.err, noStyles, err)
	return exitCode(err)
}

// remoteRoot is the command line that a visitor has, and the words of a line.
func (p *program) remoteRoot(line string) (*cobra.Command, []string, error) {
	if len(line) > mostLine {
		return nil, nil, &usageError{errors.New(lang.For(p.visitor.guest.Lang).Serve.LongLine(mostLine))}
	}
	root := p.rootCommand()
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	all := p.commands()
	root.AddCommand(slices.DeleteFunc(slices.Clone(all), func(c *cobra.Command) bool { return !slices.Contains(overSSH, c.Name()) })...)
	root.SetHelpCommand(p.helpCommand())
	p.speak(p.visitor.guest.Lang)
	p.offerNoFiles(root)
	before := root.PersistentPreRun
	root.PersistentPreRun = nil
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		before(cmd, args)
		return noPaths(cmd, args)
	}
	root.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() } // its flags alone

	words := &sshLine{line}
	name := words.command()
	switch {
	case name == "":
		return root, []string{"--help"}, nil
	case name == "log":
		log, _, err := root.Find([]string{name})
		if err != nil {
			return nil, nil, err
		}
		return root, append([]string{name}, words.said(log.Flags())...), nil
	case strings.HasPrefix(name, "__"), slices.ContainsFunc(all, func(c *cobra.Command) bool { return c.Name() == name && !slices.Contains(overSSH, name) }):
		return nil, nil, &usageError{&notOverSSHError{command: name}}
	}
	return root, append([]string{name}, words.words()...), nil
}

// noPaths refuses whatever would name a file of the server's, or somebody else to
// act as: files are streams here, and the key says who acts.
func noPaths(cmd *cobra.Command, args []string) error {
	var err error
	own := cmd.Root().PersistentFlags()
	cmd.Flags().Visit(func(f *pflag.Flag) {
		mine := own.Lookup(f.Name) == f && f.Name != "lang"
		stream := f.Value.String() == "-" && f.Name == "key"
		if mine || offersFiles(f) && !stream {
			err = &usageError{&notOverSSHError{flag: f.Name}}
		}
	})
	if err != nil {
		return err
	}
	if from := filesFrom(cmd); from >= 0 {
		for _, a := range args[min(from, len(args)):] {
			if a != "-" {
				return &usageError{&notOverSSHError{file: a}}
			}
		}
	}
	return nil
}

// does is what a line does, for the server's log: a command's name and nothing of
// what stands behind it.
func does(line string) string {
	name := (&sshLine{line}).command()
	if slices.Contains(overSSH, name) {
		return "koe " + name
	}
	return "something else"
}
