package model

import "testing"

func TestTagFolding(t *testing.T) {
	for _, c := range []struct{ typed, path, key string }{
		{"billing/Double-Charge", "billing/Double-Charge", "billing/double-charge"},
		{"#請求／二重", "請求/二重", "請求/二重"},
		{`a\/b`, `a\/b`, `a\/b`},
		{`#"late delivery/Osaka"`, "late delivery/Osaka", "late delivery/osaka"},
		{"ｻｰﾊﾞｰ", "サーバー", "さーば"},
	} {
		p, err := ParseTag(c.typed)
		if err != nil || string(p) != c.path || string(p.Key()) != c.key {
			t.Errorf("ParseTag(%q) = %q, key %q, %v; want %q, %q", c.typed, p, p.Key(), err, c.path, c.key)
		}
	}
	for _, bad := range []string{"", "/", "a/b/c", "a//b", " #", "# #", `#"#"`} {
		if p, err := ParseTag(bad); err == nil {
			t.Errorf("ParseTag(%q) = %q, want a refusal", bad, p)
		}
	}
}
