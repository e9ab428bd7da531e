package demo

import (
	"context"
	"reflect"
	"regexp"
	"testing"
	"time"

	"koe/model"
)

// A keptDesk takes every command and keeps it.
type keptDesk struct{ commands []model.Command }

func (d *keptDesk) NewID() model.ID { return model.ID{} }

func (d *keptDesk) Do(_ context.Context, req model.Request) (model.Receipt, error) {
	d.commands = append(d.commands, req.Command)
	return model.Receipt{Problem: 1}, nil
}

func (d *keptDesk) Set(time.Time) {}

// words calls fn with each text in a value that a person reads. Logins are the
// same letters everywhere, and channels are codes.
func words(v reflect.Value, fn func(string)) {
	switch v.Interface().(type) {
	case model.UserID, model.Channel:
		return
	}
	switch v.Kind() {
	case reflect.String:
		fn(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			words(v.Elem(), fn)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				words(v.Field(i), fn)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			words(v.Index(i), fn)
		}
	}
}

// Nobody on a desk says, is called or writes anything in the other language: no
// tag, product, problem, team or note either. An order's number and a size are
// the same in both.
func TestADeskSpeaksOneLanguageAlone(t *testing.T) {
	foreign := map[Language]*regexp.Regexp{
		English:  regexp.MustCompile(`[^\x00-\x7f]`),
		Japanese: regexp.MustCompile(`[A-Za-z]{2}`),
	}
	for name, language := range languages {
		t.Run(name, func(t *testing.T) {
			var desk keptDesk
			if err := Fill(context.Background(), &desk, &desk, "you", Options{Seed: 1, Last: last(), Language: language}); err != nil {
				t.Fatal(err)
			}
			read := 0
			for _, c := range desk.commands {
				words(reflect.ValueOf(c), func(s string) {
					if read++; foreign[language].MatchString(s) {
						t.Fatalf("%s: %q", c.Verb(), s)
					}
				})
			}
			if read < 50_000 {
				t.Errorf("only %d texts were read", read)
			}
		})
	}
}

// The languages have the same complaints on the same days, so that what the
// trends say of one desk they say of the other.
func TestTheLanguagesHaveTheSameCounts(t *testing.T) {
	counts := map[Language]map[int]int{}
	for _, language := range languages {
		topicOf := map[model.TagPath]int{}
		for i := range topics {
			topicOf[language.tongue().voice(&topics[i]).tag] = i
		}
		counts[language] = map[int]int{}
		for d := range Rows(Options{Seed: 1, Last: last(), Language: language}) {
			counts[language][int(d.ReceivedAt.Day(nil))*len(topics)+topicOf[d.Tags[0]]]++
		}
	}
	if !reflect.DeepEqual(counts[English], counts[Japanese]) {
		t.Error("the desks of the two languages differ in their counts")
	}
}

// Every topic has its voice, no sentence stands twice, and few complaints of a
// desk are put in the very same words.
func TestComplaintsAreVaried(t *testing.T) {
	for name, language := range languages {
		t.Run(name, func(t *testing.T) {
			g := language.tongue()
			if len(g.voices) != len(topics) {
				t.Errorf("%d voices of %d topics", len(g.voices), len(topics))
			}
			seen := map[string]bool{}
			for i := range topics {
				said := g.voice(&topics[i]).said
				if len(said) < 4 {
					t.Errorf("%s is put in %d ways", topics[i].about, len(said))
				}
				for _, s := range said {
					if seen[s] {
						t.Errorf("%q stands twice", s)
					}
					seen[s] = true
				}
			}
			texts, rows := map[string]bool{}, 0
			for d := range Rows(Options{Seed: 1, Last: last(), Days: 365, Language: language}) {
				rows++
				texts[d.Text] = true
			}
			if len(texts) < rows*2/3 {
				t.Errorf("%d rows are put in %d ways", rows, len(texts))
			}
			t.Logf("%d rows, %d ways", rows, len(texts))
		})
	}
}
