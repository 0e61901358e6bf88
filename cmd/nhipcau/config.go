package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/providers/posflag"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/pflag"
)

// config is every setting: a flag, then NHIPCAU_<NAME>, then nhipcau.yaml, then the default. Filled once here, handed down as
// values; nothing else reads the environment. The README lists them all (a test sees to it).
type config struct {
	Warehouse    string `koanf:"warehouse"`   // folder of the warehouse
	Addr         string `koanf:"addr"`        // where serve listens
	Lang         string `koanf:"lang"`        // vi | en; empty: from LANG, else vi
	Reference    string `koanf:"reference"`   // folder with newer reviewed data (reference/, published/); empty: what is built in
	MemoryMB     int    `koanf:"memory"`      // MiB the process that builds may hold (share)
	ReadMemoryMB int    `koanf:"read-memory"` // MiB the process that reads one received file may hold
	Threads      int    `koanf:"threads"`     // threads of the engine; 0: one a core
	AsOf         string `koanf:"as-of"`       // cut-off date YYYY-MM-DD; empty: today in Viet Nam
}

func settings(flags *pflag.FlagSet) {
	flags.String("warehouse", "warehouse", "")
	flags.String("addr", "127.0.0.1:8080", "")
	flags.String("lang", "", "")
	flags.String("reference", "", "")
	flags.Int("memory", 2048, "")
	flags.Int("read-memory", 2048, "")
	flags.Int("threads", 0, "")
	flags.String("as-of", "", "")
}

func loadConfig(flags *pflag.FlagSet) (config, error) {
	k := koanf.New(".")
	if err := k.Load(file.Provider("nhipcau.yaml"), yaml.Parser()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return config{}, usageError{fmt.Errorf("nhipcau.yaml: %w", err)}
	}
	variables := env.Provider(".", env.Opt{Prefix: "NHIPCAU_", TransformFunc: func(key, value string) (string, any) {
		return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(key, "NHIPCAU_")), "_", "-"), value
	}})
	if err := k.Load(variables, nil); err != nil {
		return config{}, err
	}
	if err := k.Load(posflag.Provider(flags, ".", k), nil); err != nil {
		return config{}, err
	}
	var c config
	if err := k.Unmarshal("", &c); err != nil {
		return c, usageError{err}
	}
	c.Lang = language(c.Lang)
	return c, nil
}

// language is English only when it is asked for: Vietnamese comes first.
func language(lang string) string {
	for _, l := range []string{lang, os.Getenv("LC_ALL"), os.Getenv("LANG")} {
		switch {
		case strings.HasPrefix(l, "vi"):
			return "vi"
		case strings.HasPrefix(l, "en"):
			return "en"
		}
	}
	return "vi"
}
