package exchange

import (
	"context"
	"errors"
	"testing"

	"koe/store/exchange/table"
)

// Where no header names the words, they are what reads like somebody's words:
// long, each row's own, and no place or code.
func TestProposedWords(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"Japanese is short":     {"day,shop,voice\n2026-05-01,梅田店,荷物が届かない。連絡もない\n2026-05-02,難波店,返金してほしいと言われた\n", "voice"},
		"one name in each row":  {"day,bureau\n2026-05-01,Department of Health and Hygiene\n2026-05-02,Department of Health and Hygiene\n", ""},
		"a place on the map":    {"day,place\n2026-05-01,POINT (-118.294017712 34.0676390557)\n2026-05-02,POINT (-118.294017799 34.0676399999)\n", ""},
		"a code without spaces": {"day,key\n2026-05-01,abcdefghijklmnopqrstuvwxyz-one\n2026-05-02,abcdefghijklmnopqrstuvwxyz-two\n", ""},
		"the longest of two":    {"day,short,long\n2026-05-01,Nobody rang me back again,Nobody rang me back again although they promised it\n2026-05-02,Charged for June twice,Charged for June twice and nobody could say why it was\n", "long"},
	} {
		_, err := Inspect(context.Background(), table.Bytes("x.csv", []byte(c.file)), Options{Zone: tokyo, Now: today})
		var need *NeedMap
		if !errors.As(err, &need) || need.Proposed[Text] != c.want || need.Proposed[Received] != "day" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
