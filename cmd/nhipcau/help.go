package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (a *app) describeFlags(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) { f.Usage = a.words.of("flag_" + f.Name) })
}

// usage is the help of a command in the reader's language: cobra's own words are English.
func (a *app) usage(cmd *cobra.Command) error {
	var b bytes.Buffer
	_, args, _ := strings.Cut(cmd.Use, " ")
	line := []string{cmd.CommandPath()}
	if cmd.HasAvailableSubCommands() {
		line = append(line, "<"+a.words.of("command")+">")
	}
	if args != "" {
		line = append(line, args)
	}
	fmt.Fprintf(&b, "%s: %s [%s]\n", a.words.of("usage"), strings.Join(line, " "), a.words.of("options"))
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s:\n", a.words.of("commands"))
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-*s %s\n", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	a.flagsOf(&b, "flags", cmd.LocalFlags())
	a.flagsOf(&b, "flags_everywhere", cmd.InheritedFlags())
	_, err := cmd.OutOrStderr().Write(b.Bytes())
	return err
}

// flagsOf lists flags with what they are without being named.
func (a *app) flagsOf(out io.Writer, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	names, width := map[string]string{}, 0
	flags.VisitAll(func(f *pflag.Flag) {
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if f.Value.Type() != "bool" {
			name += " …"
		}
		names[f.Name], width = name, max(width, len([]rune(name)))
	})
	fmt.Fprintf(out, "\n%s:\n", a.words.of(title))
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		says := f.Usage
		if f.Name == "help" || f.Name == "version" { // cobra's own
			says = a.words.of("flag_" + f.Name)
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" {
			says += " (" + a.words.of("default", f.DefValue) + ")"
		}
		fmt.Fprintf(out, "  %-*s  %s\n", width, names[f.Name], says)
	})
}
