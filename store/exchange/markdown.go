package exchange

import (
	"fmt"
	"strings"
	"time"
)

// appendMarkdown writes one issue for people: a heading, its facts in a line,
// the customer's words as a quotation, the answer and the notes.
func appendMarkdown(dst []byte, j *IssueJSON, zone *time.Location) ([]byte, error) {
	b := string(dst)
	var out strings.Builder
	out.WriteString(b)
	title := "without a tag"
	if len(j.Tags) > 0 {
		title = j.Tags[0]
	}
	fmt.Fprintf(&out, "## %s %s\n\n", j.Number, markdown(title))
	facts := []string{j.ReceivedAt.Time(zone).Format("2006-01-02 15:04"), j.Severity.String(), j.State.String()}
	for _, f := range [][2]string{
		{"owner ", string(j.Owner)}, {"customer ", j.Customer}, {"", string(j.Channel)}, {"wants ", j.Wish.String()},
		{"product ", j.Product}, {"problem ", strings.TrimSpace(j.Problem + " " + j.ProblemTitle)},
	} {
		if f[1] != "" && f[1] != "unknown-0" {
			facts = append(facts, f[0]+markdown(f[1]))
		}
	}
	if len(j.Tags) > 1 {
		facts = append(facts, "also "+markdown(strings.Join(j.Tags[1:], ", ")))
	}
	fmt.Fprintf(&out, "%s\n\n", strings.Join(facts, " · "))
	for _, line := range strings.Split(j.Text, "\n") {
		out.WriteString(strings.TrimRight("> "+markdown(line), " "))
		out.WriteByte('\n')
	}
	if j.Answer != "" {
		fmt.Fprintf(&out, "\nAnswer: %s\n", markdown(j.Answer))
	}
	if len(j.Notes) > 0 {
		out.WriteByte('\n')
	}
	for _, n := range j.Notes {
		fmt.Fprintf(&out, "- %s %s\n", n.At.Time(zone).Format("2006-01-02 15:04"), markdown(strings.ReplaceAll(n.Text, "\n", " ")))
	}
	out.WriteByte('\n')
	return []byte(out.String()), nil
}

// markdown escapes what Markdown would read as its own.
func markdown(s string) string {
	if !strings.ContainsAny(s, "\\`*_[]<>#|~&") && !startsList(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("\\`*_[]<>|~&", s[i]) >= 0 || s[i] == '#' && i == 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	if out := b.String(); startsList(out) {
		return "\\" + out
	} else {
		return out
	}
}

// startsList says that a line would become an item of a list or a rule.
func startsList(s string) bool {
	return strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "+ ") || strings.HasPrefix(s, "---") || strings.HasPrefix(s, "===")
}
