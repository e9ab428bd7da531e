package exchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"koe/model"
	"koe/model/words"
	"koe/store/exchange/table"
)

// ImportCustomers brings in customers, by the English or Japanese headers of
// [customerColumns]; other columns are left out. A customer of the same account,
// or of the same name, is changed instead of added.
func ImportCustomers(ctx context.Context, src *table.Source, opt Options, run Run) (ListReport, error) {
	return importList(ctx, src, opt, run, &listOf[model.Customer]{
		what: "customers", columns: customerColumns(), needs: []string{"name"}, dated: "since",
		command: func(all []model.Customer) model.Command { return model.PutCustomers{Customers: all} },
	})
}

// customerColumns are what a list of customers may hold.
func customerColumns() []listColumn[model.Customer] {
	type into = *model.Customer
	return []listColumn[model.Customer]{
		{"name", []string{"name", "customer", "customer name", "company", "full name", "お客様名", "顧客名", "氏名", "お名前", "会社名", "取引先名"}, func(c into, cell string, _ listReading) error {
			name := strings.TrimSpace(strings.TrimSuffix(cell, "様"))
			if name == "" {
				return errors.New("the name is missing")
			}
			return fits(&c.Name, name)
		}},
		{"reading", []string{"reading", "kana", "furigana", "フリガナ", "ふりがな", "カナ", "お名前カナ", "氏名カナ", "会社名カナ"}, func(c into, cell string, _ listReading) error {
			return fits(&c.Reading, cell)
		}},
		{"account", []string{"account", "account number", "customer id", "customer number", "id", "会員番号", "顧客番号", "お客様番号", "契約番号", "顧客コード"}, func(c into, cell string, _ listReading) error {
			return fits(&c.Account, cell)
		}},
		{"phone", []string{"phone", "phones", "telephone", "tel", "mobile", "電話番号", "電話", "携帯電話", "tel番号"}, func(c into, cell string, _ listReading) error {
			c.Phones = several(cell)
			return nil
		}},
		{"email", []string{"email", "e-mail", "mail", "メールアドレス", "メール"}, func(c into, cell string, _ listReading) error {
			c.Emails = several(cell)
			return nil
		}},
		{"since", []string{"since", "customer since", "joined", "created", "取引開始日", "入会日", "登録日", "契約日"}, func(c into, cell string, as listReading) (err error) {
			if cell != "" {
				c.Since, err = as.day(cell)
			}
			return err
		}},
		{"segment", []string{"segment", "rank", "tier", "顧客区分", "会員区分", "ランク", "区分"}, func(c into, cell string, as listReading) error {
			if cell != "" {
				c.Segments = []model.Dated{{From: cmp.Or(c.Since, as.today), Value: cell}}
			}
			return nil
		}},
		{"value", []string{"value", "annual value", "revenue", "年間取引額", "取引額", "年間売上"}, func(c into, cell string, as listReading) error {
			if cell == "" {
				return nil
			}
			amount, err := money(cell)
			c.Values = []model.Valued{{From: as.today, Amount: amount}}
			return err
		}},
	}
}

// fits takes a line into a field, if it is not too long for one.
func fits(field *string, line string) error {
	if n := utf8.RuneCountInString(line); n > model.MaxLine {
		return fmt.Errorf("%d characters, %d fit", n, model.MaxLine)
	}
	*field = line
	return nil
}

// several cuts a cell of several numbers or addresses.
func several(s string) []string {
	var all []string
	for _, v := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;、；/|\n", r) }) {
		if v = strings.TrimSpace(v); v != "" {
			all = append(all, v)
		}
	}
	return all
}

// money reads 1,200,000, ¥1200000, 12.50 USD or $12.50. An amount that names no
// currency is in yen if it has no decimals, which the desk can correct later.
func money(s string) (model.Amount, error) {
	currency := "JPY"
	for _, sign := range [][2]string{{"¥", "JPY"}, {"￥", "JPY"}, {"円", "JPY"}, {"JPY", "JPY"}, {"$", "USD"}, {"USD", "USD"}, {"€", "EUR"}, {"EUR", "EUR"}, {"£", "GBP"}, {"GBP", "GBP"}} {
		if strings.Contains(s, sign[0]) {
			currency = sign[1]
			s = strings.ReplaceAll(s, sign[0], "")
		}
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(s), ",", ""), 64)
	if err != nil || v < -9e12 || v > 9e12 {
		return model.Amount{}, fmt.Errorf("%q is no amount of money", s)
	}
	if currency != "JPY" {
		v *= 100
	}
	return model.Amount{Minor: int64(v + 0.5), Currency: currency}, nil
}

// ImportTeams brings in teams by the columns name (team, チーム) and lead.
func ImportTeams(ctx context.Context, src *table.Source, opt Options, run Run) (ListReport, error) {
	return importList(ctx, src, opt, run, &listOf[model.Team]{
		what: "teams", needs: []string{"name"},
		columns: []listColumn[model.Team]{
			{"name", []string{"name", "team", "team name", "チーム", "チーム名", "部署", "課"}, func(t *model.Team, cell string, _ listReading) error {
				if cell == "" || utf8.RuneCountInString(cell) > model.MaxLine {
					return errors.New("the name is missing or too long")
				}
				t.Name = cell
				return nil
			}},
			{"lead", []string{"lead", "team lead", "leader", "sv", "リーダー", "責任者"}, func(t *model.Team, cell string, _ listReading) (err error) {
				t.Lead, _, err = model.ParseUser(cell)
				return err
			}},
		},
		command: func(all []model.Team) model.Command { return model.PutTeams{Teams: all} },
	})
}

// ImportVolumes brings in how many contacts were handled on each day, by the
// columns date, count and, where there is one, channel.
func ImportVolumes(ctx context.Context, src *table.Source, opt Options, run Run) (ListReport, error) {
	return importList(ctx, src, opt, run, &listOf[model.Volume]{
		what: "daily counts", needs: []string{"date", "count"}, dated: "date",
		columns: []listColumn[model.Volume]{
			{"date", []string{"date", "day", "日付", "年月日", "日", "集計日"}, func(v *model.Volume, cell string, as listReading) (err error) {
				v.Day, err = as.day(cell)
				return err
			}},
			{"count", []string{"count", "contacts", "calls", "handled", "volume", "件数", "相談件数", "受付件数", "入電数", "応答数", "対応件数"}, func(v *model.Volume, cell string, _ listReading) error {
				n, err := strconv.ParseUint(strings.ReplaceAll(cell, ",", ""), 10, 32)
				if err != nil {
					return fmt.Errorf("%q is no count", cell)
				}
				v.Count = uint32(n)
				return nil
			}},
			{"channel", []string{"channel", "category", "via", "チャネル", "受付方法", "媒体", "経路"}, func(v *model.Volume, cell string, _ listReading) error {
				if cell == "" {
					return nil
				}
				if v.Channel = channelOf(cell); utf8.RuneCountInString(string(v.Channel)) > model.MaxLine {
					return errors.New("the channel is too long")
				}
				return nil
			}},
		},
		command: func(all []model.Volume) model.Command { return model.PutVolumes{Volumes: all} },
	})
}

// ImportUsers brings in people by the columns user, name, reading, role, team,
// language and key; one who is on the desk is changed instead of added.
func ImportUsers(ctx context.Context, src *table.Source, opt Options, run Run) (ListReport, error) {
	type into = *model.UserEntry
	return importList(ctx, src, opt, run, &listOf[model.UserEntry]{
		what: "users", needs: []string{"user"},
		columns: []listColumn[model.UserEntry]{
			{"user", []string{"user", "login", "user name", "username", "id", "ユーザー", "ユーザー名", "ログイン名", "ログインid"}, func(u into, cell string, _ listReading) error {
				id, _, err := model.ParseUser(cell)
				if err == nil && id == "" {
					return errors.New("the user is missing")
				}
				u.User = id
				return err
			}},
			{"name", []string{"name", "full name", "display name", "氏名", "名前", "お名前", "表示名"}, func(u into, cell string, _ listReading) error { return fits(&u.Name, cell) }},
			{"reading", []string{"reading", "kana", "furigana", "フリガナ", "ふりがな", "カナ", "氏名カナ"}, func(u into, cell string, _ listReading) error {
				return fits(&u.Reading, cell)
			}},
			{"role", []string{"role", "権限", "役割", "ロール"}, func(u into, cell string, _ listReading) error {
				if cell == "" {
					return nil
				}
				role, ok := words.Roles.Find(cell)
				if !ok {
					return fmt.Errorf("%q is no role; use %s", cell, strings.Join(words.Roles.Codes(), ", "))
				}
				u.Role = role
				return nil
			}},
			{"team", []string{"team", "チーム", "部署", "課"}, func(u into, cell string, _ listReading) error { return fits(&u.Team, cell) }},
			{"language", []string{"language", "lang", "言語", "表示言語"}, func(u into, cell string, _ listReading) (err error) {
				if cell != "" {
					u.Lang, err = opt.Speaks(cell)
				}
				return err
			}},
			{"key", []string{"key", "public key", "ssh key", "公開鍵"}, func(u into, cell string, _ listReading) error {
				for line := range strings.Lines(cell) {
					if line = strings.TrimSpace(line); line == "" {
						continue
					}
					if _, err := model.ParseKey(line); err != nil {
						return err
					}
					u.Keys = append(u.Keys, line)
				}
				return nil
			}},
		},
		command: func(all []model.UserEntry) model.Command { return model.PutUsers{Users: all} },
	})
}
