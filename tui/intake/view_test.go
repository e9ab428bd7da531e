package intake

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screentest"
	"koe/tui/widget"
)

// call puts a complaint down in the case's language.
func call(at *sitting, c screentest.Case) {
	if c.Lang == lang.Japanese {
		at.Paste("6月分の請求がまた二重になっている。土曜日に電話したが折り返しがない。二重分を返金してほしい #請求/二重請求 ！2 ＠田中商事 ")
		return
	}
	at.Paste("Charged twice for June again, card ****4471. Called on Saturday and nobody rang back. Wants the second charge refunded\n#billing/double-charge  !2  @\"Tanaka Shoji\" #callbak ")
}

// What stands on the screen while somebody calls, and before.
func TestScenes(t *testing.T) {
	scene := func(name string, play func(at *sitting, c screentest.Case), seen ...screentest.Case) screentest.Scene {
		return screentest.Scene{Name: name, Seen: seen, Open: func(t testing.TB, c screentest.Case) *screentest.Sitting {
			at := sit(t, c, screentest.Calling(), &memory{})
			play(at, c)
			return at.Sitting
		}}
	}
	after := func(keys ...string) func(at *sitting, c screentest.Case) {
		return func(at *sitting, c screentest.Case) { call(at, c); at.Press(keys...) }
	}
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t, nil,
		scene("empty", func(*sitting, screentest.Case) {}, en),
		scene("call", call, en, ja, en.Wide(), ja.ASCII()),
		scene("tag", after("#"), en),
		scene("customer", after("tab", "t", "a"), en),
		scene("tags", after("tab", "tab", "返", "金", "space", "r", "e"), ja),
		scene("wish", after("shift+tab", "3"), en),
		scene("saved", after("ctrl+l")),
		scene("parked", after("ctrl+n", "二", "つ", "目", "ctrl+n", "x", "ctrl+o"), ja),
		scene("left", after("esc")),
		screentest.Scene{Name: "nothing-logged", Seen: []screentest.Case{en, ja}, Open: func(t testing.TB, c screentest.Case) *screentest.Sitting {
			d := screentest.Calling()
			d.NumberFrom(1)
			return sit(t, c, d, &memory{}).Sitting
		}},
	)
}

// keys are what a person may press at the form.
var keys = []string{"tab", "shift+tab", "ctrl+s", "ctrl+l", "ctrl+n", "ctrl+o", "esc", "enter", "up", "down", "left", "right", "backspace", "ctrl+u", "home", "end", "1", "９", "ｊ", "ctrl+g"}

// texts are what a person may type.
var texts = []string{"Charged twice ", "二重請求です。", "#bil", "#請求/二重請求 ", "@たなか", "@\"a b\" ", "！2 ", "#a/b/c ", "\n", "ｶﾞ", "か\u3099", "　", strings.Repeat("長い", 300), "𠮷", "#", "!"}

func TestEveryLineFitsAtEverySize(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := rapid.SampledFrom(screentest.Cases()).Draw(rt, "case")
		d := screentest.Calling()
		at := sit(t, c, d, &memory{})
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			switch rapid.IntRange(0, 3).Draw(rt, "what") {
			case 0:
				at.Press(rapid.SampledFrom(keys).Draw(rt, "key"))
			case 1:
				at.Resize(widget.Size{Width: rapid.IntRange(60, 200).Draw(rt, "width"), Height: rapid.IntRange(20, 60).Draw(rt, "height")})
			case 2:
				d.Fail = append(d.Fail, rapid.SampledFrom([]error{nil, &model.Fault{Code: model.NotKnown}, &model.Refusal{Code: model.TooMany, Field: "tags"}}).Draw(rt, "fail"))
			default:
				at.Paste(rapid.SampledFrom(texts).Draw(rt, "words"))
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
		at := sit(t, screentest.In(lang.Japanese, 200, 40), screentest.Calling(), &memory{})
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
	c := screentest.English()
	c.Size = widget.Size{Width: 60, Height: 20}
	at := sit(t, c, screentest.Calling(), &memory{})
	call(at, c)
	at.Want("They said")
	at.Want("Channel")
	at.Want("P-12")
	screentest.CheckWidths(t, at.Root.Draw().Lines, c.Size)
}
