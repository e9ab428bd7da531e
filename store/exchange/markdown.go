package exchange

import (
	"fmt"
	"strings"
	"time"
)

// appendMarkdown writes one issue for people: a heading, its facts in a line,
// the customer's words as a quotation, the answer and the notes.
func appendMarkdown(dst []byte, j *IssueJSON, zone *time.Location) ([]byte, error) {
	title := "without a tag"
	if len(j.Tags) > 0 {
		title = j.Tags[0]
	}
	dst = fmt.Appendf(dst, "## %s %s\n\n", j.Number, markdown(title))
	facts := []string{j.ReceivedAt.Time(zone).Format("2006-01-02 15:04"), j.Severity.String(), j.State.String()}
	for _, f := range [][2]string{
		{"owner ", string(j.Owner)}, {"customer ", j.Customer}, {"", string(j.Channel)}, {"wants ", j.Wish.String()},
		{"product ", j.Product}, {"problem ", strings.TrimSpace(j.Problem + " " + j.ProblemTitle)},
	} {
		if f[1] != "" {
			facts = append(facts, f[0]+markdown(f[1]))
		}
	}
	if len(j.Tags) > 1 {
		facts = append(facts, "also "+markdown(strings.Join(j.Tags[1:], ", ")))
	}
	dst = fmt.Appendf(dst, "%s\n\n", strings.Join(facts, " · "))
	for _, line := range strings.Split(j.Text, "\n") {
		dst = append(dst, strings.TrimRight("> "+markdown(line), " ")+"\n"...)
	}
	if j.Answer != "" {
		dst = fmt.Appendf(dst, "\nAnswer: %s\n", markdown(j.Answer))
	}
	if len(j.Notes) > 0 {
		dst = append(dst, '\n')
	}
	for _, n := range j.Notes {
		dst = fmt.Appendf(dst, "- %s %s\n", n.At.Time(zone).Format("2006-01-02 15:04"), markdown(strings.ReplaceAll(n.Text, "\n", " ")))
	}
	return append(dst, '\n'), nil
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
	if startsList(s) {
		return "\\" + b.String()
	}
	return b.String()
}

// startsList says that a line would become an item of a list or a rule.
func startsList(s string) bool {
	return strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "+ ") || strings.HasPrefix(s, "---") || strings.HasPrefix(s, "===")
}
