package intake

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/stage"
	"koe/tui/theme"
	"koe/tui/widget"
)

// call types a complaint in the case's language.
func call(at *sitting, c stage.Case) {
	if c.Lang == lang.Japanese {
		at.Type("6月分の請求がまた二重になっている。土曜日に電話したが折り返しがない。二重分を返金してほしい #請求/二重請求 ！2 ＠田中商事 ")
		return
	}
	at.Type("Charged twice for June again, card ****4471. Called on Saturday and nobody rang back. Wants the second charge refunded\n#billing/double-charge  !2  @\"Tanaka Shoji\" #callbak ")
}

func TestScreens(t *testing.T) {
	scenes := map[string]func(at *sitting, c stage.Case){
		"empty":    func(*sitting, stage.Case) {},
		"call":     call,
		"tag":      func(at *sitting, c stage.Case) { call(at, c); at.Type("#") },
		"customer": func(at *sitting, c stage.Case) { call(at, c); at.Press("tab"); at.Type("ta") },
		"tags":     func(at *sitting, c stage.Case) { call(at, c); at.Press("tab", "tab"); at.Type("返金 re") },
		"wish":     func(at *sitting, c stage.Case) { call(at, c); at.Press("shift+tab", "3") },
		"saved":    func(at *sitting, c stage.Case) { call(at, c); at.Press("ctrl+l") },
		"parked": func(at *sitting, c stage.Case) {
			call(at, c)
			at.Press("ctrl+n")
			at.Type("二つ目")
			at.Press("ctrl+n")
			at.Type("x")
			at.Press("ctrl+o")
		},
		"left": func(at *sitting, c stage.Case) { call(at, c); at.Press("esc") },
	}
	for name, play := range scenes {
		for _, c := range stage.Cases() {
			t.Run(name+"/"+c.Name, func(t *testing.T) {
				at := sit(t, c, newDesk(), &memory{})
				play(at, c)
				at.Golden(c, name)
			})
		}
	}
}

// keys are what a person may press at the form.
var keys = []string{"tab", "shift+tab", "ctrl+s", "ctrl+l", "ctrl+n", "ctrl+o", "esc", "enter", "up", "down", "left", "right", "backspace", "ctrl+u", "home", "end", "1", "９", "ｊ", "ctrl+g"}

// words are what a person may type.
var words = []string{"Charged twice ", "二重請求です。", "#bil", "#請求/二重請求 ", "@たなか", "@\"a b\" ", "！2 ", "#a/b/c ", "\n", "ｶﾞ", "か\u3099", "　", strings.Repeat("長い", 300), "𠮷", "#", "!"}

func TestEveryLineFitsAtEverySize(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := stage.Cases()[rapid.IntRange(0, 3).Draw(rt, "case")]
		d := newDesk()
		at := sit(t, c, d, &memory{})
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			switch rapid.IntRange(0, 3).Draw(rt, "what") {
			case 0:
				at.Press(rapid.SampledFrom(keys).Draw(rt, "key"))
			case 1:
				at.Resize(widget.Size{Width: rapid.IntRange(60, 200).Draw(rt, "width"), Height: rapid.IntRange(20, 60).Draw(rt, "height")})
			case 2:
				d.fail = append(d.fail, rapid.SampledFrom([]error{nil, &model.Fault{Code: model.NotKnown}, &model.Refusal{Code: model.TooMany, Field: "tags"}}).Draw(rt, "fail"))
			default:
				at.Paste(rapid.SampledFrom(words).Draw(rt, "words"))
			}
			if at.Ended { // a program that has been left takes no more keys
				return
			}
			s := at.screen
			frame := s.View(s.size)
			if len(frame.Lines) > s.size.Height {
				rt.Fatalf("%d lines in %d rows", len(frame.Lines), s.size.Height)
			}
			for _, l := range frame.Lines {
				if widget.Width(l) > s.size.Width {
					rt.Fatalf("%d columns in %d: %q", widget.Width(l), s.size.Width, l)
				}
			}
			if p := frame.Cursor; (p == nil) == s.Typing() || p != nil && (p.X < 0 || p.X >= s.size.Width || p.Y < 0 || p.Y >= len(frame.Lines)) {
				rt.Fatalf("typing %v, cursor %v", s.Typing(), p)
			}
			if got, want := len(at.drafts.forms), len(s.all()); got != want {
				rt.Fatalf("%d forms kept of %d", got, want)
			}
		}
	})
}

func TestTheCursorStandsBehindWhatWasTyped(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		at := sit(t, stage.Case{Name: "wide", Lang: lang.Japanese, Size: widget.Size{Width: 200, Height: 40}, Theme: theme.Options{Glyphs: theme.Unicode()}}, newDesk(), &memory{})
		typed := rapid.StringOfN(rapid.SampledFrom([]rune("aか漢字ガーＡ、。1 −𠮷")), 0, 60, -1).Draw(rt, "typed")
		for y, f := range []field{inText, inCustomer, inTags} {
			at.screen.goTo(f)
			at.Type(typed)
			at.Press("esc")
			at.screen.goTo(f)
			p := at.screen.View(at.screen.size).Cursor
			want := labelWidth + 1 + widget.Width(typed)
			if f != inText {
				y += 2
			}
			if p == nil || p.X != want || p.Y != y {
				rt.Fatalf("in field %d after %q the cursor is at %v, want column %d, line %d", f, typed, p, want, y)
			}
		}
	})
}

func TestASmallWindowHasRoomForTheTextAndWhatIsKnown(t *testing.T) {
	c := english
	c.Size = widget.Size{Width: 60, Height: 20}
	at := sit(t, c, newDesk(), &memory{})
	call(at, c)
	at.Want("They said")
	at.Want("Channel")
	at.Want("P-12")
	stage.CheckWidths(t, at.Root.Draw().Lines, c.Size)
}
