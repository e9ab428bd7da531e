package manual

import (
	"strings"
	"testing"

	"koe/tui/lang"
)

const sample = `# Words

The first line, which
goes on.

お申し出の
一覧です。

<!-- a remark -->
- one ` + "`koe list`" + `
- two, which is **long** and goes on beyond the width

| Key | What it does |
| --- | --- |
| ` + "`a`" + ` | [owner](triage.md), or a \| b |

` + "```" + `
.a code  line
` + "```" + `
`

func TestRender(t *testing.T) {
	want := `Words

  The first line, which goes
  on.

  お申し出の一覧です。

  - one ` + "`koe list`" + `
  - two, which is long and
    goes on beyond the width

  Key  What it does
  --------------------
  ` + "`a`" + `  owner, or a | b

    .a code  line`
	if got := strings.Join(Render(Parse(sample), 29, false), "\n"); got != want {
		t.Errorf("it reads\n%s\nshould be\n%s", got, want)
	}
}

// Bold takes no column, and what is bold at the end of a line is bold on the next.
func TestRenderInBold(t *testing.T) {
	got := Render([]Block{{Kind: Paragraph, Text: "press **the first key** or `a` now"}}, 17, true)
	want := []string{"  press \x1b[1mthe first\x1b[m", "  \x1b[1mkey\x1b[m or \x1b[1ma\x1b[m now"}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%q, should be %q", got, want)
	}
}

func TestRoff(t *testing.T) {
	p := Page{Topic: "words", Title: "Words", About: "The first line, which goes on.", Blocks: Parse(sample)}
	got := Roff(p, lang.English, "1.0")
	for _, want := range []string{
		".TH KOE\\-WORDS 7 \"\" \"koe 1.0\" \"koe\"\n.SH NAME\nkoe\\-words \\- The first line, which goes on.\n.SH Words\n.PP\nお申し出の一覧です。\n",
		".IP \"\\-\" 4\none \\fBkoe list\\fR\n", "\\fBa\\fR    owner, or a | b\n", ".nf\n  .a code  line\n.fi\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"search", "start", "shell", "log"}
	for typed, want := range map[string]string{"serach": "search", "sta": "start", "SHELL": "shell", "lgo": "", "logs": "log", "xyz": "", "": ""} {
		if got := Nearest(typed, words); got != want {
			t.Errorf("%q is near %q, should be %q", typed, got, want)
		}
	}
}
