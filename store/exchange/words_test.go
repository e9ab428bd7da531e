package exchange

import (
	"testing"

	"koe/model"
	"koe/model/words"
)

func TestStates(t *testing.T) {
	for word, want := range map[string]model.State{
		"Open": model.New, "In Progress": model.Working, "WAITING ON CUSTOMER": model.Pending, "On Hold": model.Pending, "Solved": model.Resolved, "Closed": model.Closed,
		"Closed - duplicate": model.Closed, "Waiting for parts": model.Pending, "Awaiting User Info": model.Pending, "対応中": model.Working, "完了": model.Closed, "回答済み": model.Resolved,
		"pending_close": model.Pending, "shipped": 0,
	} {
		if got, on, ok := stateOf(word); got != want || ok != (want != 0) || (got == model.Pending) != (on != 0) {
			t.Errorf("%s: %s %s %v, want %s", word, got, on, ok, want)
		}
	}
}

func TestSeverities(t *testing.T) {
	for word, want := range map[string]model.Severity{
		"S1": model.S1, "p2": model.S2, "3 - Moderate": model.S3, "2 normal": model.S3, "1 low": model.S4, "Highest": model.S1, "高": model.S2, "4": model.S4, "Value 1": 0, "": 0,
	} {
		if got, ok := severityOf(word); got != want || ok != (want != 0) {
			t.Errorf("%s: %s %v, want %s", word, got, ok, want)
		}
	}
}

func TestChannels(t *testing.T) {
	for word, want := range map[string]model.Channel{
		"Web": "web", "Web Referral": "referral", "Customer Care Call": "phone", "電話": "phone", "Mobile App": "app", "伝書鳩": "伝書鳩", "UNKNOWN": "",
	} {
		if got := channelOf(word); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

// A word of koe's own is read wherever it is shown, also on whom an issue waits in
// the place of its state; words that stand for something else beside it are not.
func TestOwnWords(t *testing.T) {
	for word, want := range map[string]model.WaitingOn{
		"社内待ち": model.WaitingInternal, "ﾀｼｬ待ち": 0, "Waiting for others": model.WaitingThird, "お客様待ち": model.WaitingCustomer, "internal": 0, "社内": 0,
	} {
		if s, on, ok := stateOf(word); on != want || ok != (want != 0) || (s == model.Pending) != (want != 0) {
			t.Errorf("%s: %s %s %v, want %s", word, s, on, ok, want)
		}
	}
	for word, want := range map[string]model.Severity{"S2 Money or service lost": model.S2, "s3": model.S3, "S1 安全・法令・情報漏えい": model.S1, "ご提案": model.S4, "s9": 0, "slow": 0, "sp1": 0, "1x": 0} {
		if got, ok := severityOf(word); got != want || ok != (want != 0) {
			t.Errorf("%s: %s %v, want %s", word, got, ok, want)
		}
	}
}

// What koe calls its values stands in one place: none of other programs' words is
// one of koe's own.
func TestOtherProgramsWordsAreNotOurs(t *testing.T) {
	foreign(t, words.States, stateWords)
	foreign(t, words.Severities, severityWords)
	foreign(t, words.Kinds, kindWords)
	foreign(t, words.Channels, channelWords)
	foreign(t, words.Wishes, wishWords)
}

func foreign[T words.Value](t *testing.T, l *words.List[T], theirs map[string]T) {
	t.Helper()
	for word := range theirs {
		if v, ours := l.Find(word); ours {
			t.Errorf("%q is koe's own word for %s; it is read without standing here", word, v)
		}
	}
}

func TestPlainHTML(t *testing.T) {
	for in, want := range map[string]string{
		"no tags at all":                           "no tags at all",
		"<p>one</p><p>two<br>three &lt;3</p>":      "one\n\ntwo\nthree <3",
		"1 < 2 and 3 > 2":                          "1 < 2 and 3 > 2",
		"<style>p{}</style>a<script>x<y</script>b": "ab",
		"<div>日本&nbsp;語<!-- note --></div>":        "日本 語",
		"<script>never closed":                     "",
		"<b":                                       "<b",
		"İ<SCRIPT>İİİ</SCRIPT>x":                   "İx",
	} {
		if got := plainHTML(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}
