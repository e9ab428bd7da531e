package text

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "ab", 2}, {"owner", "owner", 0}, {"ownr", "owner", 1}, {"onwer", "owner", 2},
		{"kitten", "sitting", 3}, {"担当", "担当者", 1}, {"重大度", "重要度", 1},
	} {
		if got := Distance(c.a, c.b); got != c.want {
			t.Errorf("from %q to %q it counts %d slips, should be %d", c.a, c.b, got, c.want)
		}
		if got := Distance(c.b, c.a); got != c.want {
			t.Errorf("from %q to %q it counts %d slips, should be %d", c.b, c.a, got, c.want)
		}
	}
}
