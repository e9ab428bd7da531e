package drive_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koe/cmd/internal/drive"
)

// start runs the tiny program and waits until it stands there.
func start(t *testing.T, program, keep string, o drive.Options) *drive.Term {
	t.Helper()
	d := drive.Start(t, o, program, keep)
	d.Until("koe  1 Log")
	d.Idle()
	return d
}

func TestDriver(t *testing.T) {
	program := drive.Build(t, "./testdata/tiny")
	file := func(t *testing.T) string { return filepath.Join(t.TempDir(), "kept") }
	kept := func(t *testing.T, path string) string {
		t.Helper()
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}

	t.Run("Japanese as an input method commits it, and the cursor behind it", func(t *testing.T) {
		d := start(t, program, file(t), drive.Options{})
		d.Type("返金されません。Charged twice")
		d.Want("  返金されません。Charged twice")
		d.CursorAfter("返金されません。Charged twice")
		d.Press("left", "left", "backspace")
		d.Want("Charged twce")
		d.CursorAfter("Charged tw")
	})

	t.Run("a paste comes in whole", func(t *testing.T) {
		d := start(t, program, file(t), drive.Options{})
		d.Paste("一行目\n二行目 ﾊﾟｯｸ")
		d.Want("  一行目", "  二行目 パック")
		d.CursorAfter("二行目 パック")
	})

	t.Run("any size, and back", func(t *testing.T) {
		d := start(t, program, file(t), drive.Options{})
		d.Type("ここに書く")
		for _, size := range [][2]int{{120, 34}, {60, 20}, {200, 60}} {
			d.Resize(size[0], size[1])
			d.Until("ここに書く")
			d.Idle()
			d.CursorAfter("ここに書く")
			if lines := d.Lines(); !strings.Contains(lines[len(lines)-1], "Ctrl+G") {
				t.Errorf("at %v the footer is not in the last line:\n%s", size, d.Screen())
			}
		}
		d.Resize(40, 10)
		d.Until("koe needs a window of at least 60x20")
		d.Resize(80, 24)
		d.Until("ここに書く")
	})

	t.Run("leaving keeps what was typed and gives the terminal back", func(t *testing.T) {
		path := file(t)
		d := start(t, program, path, drive.Options{})
		if !d.AltScreen() {
			t.Error("the program should have the whole window")
		}
		d.Type("下書き")
		d.Press("ctrl+c")
		d.Want("Press Ctrl+C again")
		d.Press("ctrl+c")
		if code := d.Wait(); code != 0 || kept(t, path) != "下書き" || d.AltScreen() {
			t.Errorf("exit %d, kept %q, alternate screen %v", code, kept(t, path), d.AltScreen())
		}
		start(t, program, path, drive.Options{}).Want("下書き")
	})

	t.Run("told to stop, it keeps what was typed", func(t *testing.T) {
		path := file(t)
		d := start(t, program, path, drive.Options{})
		d.Type("途中")
		d.Terminate()
		if code := d.Wait(); code != 0 || kept(t, path) != "途中" {
			t.Errorf("exit %d, kept %q", code, kept(t, path))
		}
	})

	t.Run("killed, it is gone at once", func(t *testing.T) {
		path := file(t)
		d := start(t, program, path, drive.Options{})
		d.Type("保存した")
		d.Press("ctrl+s")
		d.Until("4 kept")
		d.Type("していない")
		d.Kill()
		if got := kept(t, path); got != "保存した" {
			t.Errorf("kept %q", got)
		}
	})

	t.Run("a panic gives the terminal back", func(t *testing.T) {
		d := start(t, program, file(t), drive.Options{})
		d.Type("panic")
		d.Type("!")
		code := d.Wait()
		if _, _, visible := d.Cursor(); code != 1 || d.AltScreen() || !visible {
			t.Errorf("exit %d, alternate screen %v, cursor seen %v", code, d.AltScreen(), visible)
		}
	})

	t.Run("a terminal that draws ambiguous characters wide gets ASCII", func(t *testing.T) {
		d := start(t, program, file(t), drive.Options{Wide: true})
		d.Until("ascii")
		d.Type("①…")
		d.Until("1~")
		d.Unwanted("─", "…")
	})

	t.Run("in the other language", func(t *testing.T) {
		d := drive.Start(t, drive.Options{Env: []string{"LC_ALL=ja_JP.UTF-8"}, Light: true}, program, file(t))
		d.Until("koe  1 受付")
		d.Press("ctrl+g")
		d.Want("メニュー")
	})

	t.Run("at rest it writes nothing", func(t *testing.T) {
		d := start(t, program, file(t), drive.Options{})
		d.Type("静か")
		before := len(d.Output())
		for range 20 {
			d.Idle()
		}
		if after := len(d.Output()); after != before {
			t.Errorf("%d bytes were written at rest", after-before)
		}
	})
}
