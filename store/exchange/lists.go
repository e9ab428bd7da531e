package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"koe/model"
	"koe/model/text"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
)

// listBatch is how many records of a list one command brings in.
const listBatch = 5_000

// A ListReport says what became of a list of customers, teams or daily counts.
type ListReport struct {
	Info     table.Info
	Rows     int
	Taken    int
	Rejected int
	Rejects  []Reject
}

// listOf is one sort of list: the words its columns go by, and what a row is.
type listOf[T any] struct {
	what    string
	columns map[string][]string // the first that is there
	needs   []string
	read    func(get func(string) string) (T, error)
	command func([]T) model.Command
}

// ImportCustomers brings in customers. Columns, by English or Japanese header:
// name, reading (フリガナ), phone, email, account, segment, since, value;
// others are kept by their names. A customer of the same account, or of the
// same name, is changed instead of added.
func ImportCustomers(ctx context.Context, src *table.Source, opt Options, run Run) (ListReport, error) {
	today := model.DayOf(opt.Now.In(opt.Zone))
	l := listOf[model.Customer]{
		what: "customers",
		columns: map[string][]string{
			"name":    {"name", "customer", "customer name", "company", "full name", "お客様名", "顧客名", "氏名", "お名前", "会社名", "取引先名"},
			"reading": {"reading", "kana", "furigana", "フリガナ", "ふりがな", "カナ", "お名前カナ", "氏名カナ", "会社名カナ"},
			"phone":   {"phone", "phones", "telephone", "tel", "mobile", "電話番号", "電話", "携帯電話", "tel番号"},
			"email":   {"email", "e-mail", "mail", "メールアドレス", "メール"},
			"account": {"account", "account number", "customer id", "customer number", "id", "会員番号", "顧客番号", "お客様番号", "契約番号", "顧客コード"},
			"segment": {"segment", "rank", "tier", "顧客区分", "会員区分", "ランク", "区分"},
			"since":   {"since", "customer since", "joined", "created", "取引開始日", "入会日", "登録日", "契約日"},
			"value":   {"value", "annual value", "revenue", "年間取引額", "取引額", "年間売上"},
		},
		needs:   []string{"name"},
		command: func(all []model.Customer) model.Command { return model.PutCustomers{Customers: all} },
	}
	return importList(ctx, src, opt, run, &l, func(order dates.Reading) {
		l.read = func(get func(string) string) (model.Customer, error) {
			return customerOf(get, order, opt.Zone, today)
		}
	}, "since")
}

func customerOf(get func(string) string, order dates.Reading, zone *time.Location, today model.Day) (model.Customer, error) {
	c := model.Customer{Reading: get("reading"), Account: get("account")}
	c.Name = strings.TrimSpace(strings.TrimSuffix(get("name"), "様"))
	if c.Name == "" {
		return c, errors.New("the name is missing")
	}
	for _, v := range []string{c.Name, c.Reading, c.Account} {
		if utf8.RuneCountInString(v) > model.MaxLine {
			return c, fmt.Errorf("%d characters, %d fit", utf8.RuneCountInString(v), model.MaxLine)
		}
	}
	c.Phones = several(get("phone"))
	c.Emails = several(get("email"))
	from := today
	if v := get("since"); v != "" {
		t, _, err := order.Time(v, zone)
		if err != nil {
			return c, err
		}
		c.Since = model.DayOf(t)
		from = c.Since
	}
	if v := get("segment"); v != "" {
		c.Segments = []model.Dated{{From: from, Value: v}}
	}
	if v := get("value"); v != "" {
		amount, err := money(v)
		if err != nil {
			return c, err
		}
		c.Values = []model.Valued{{From: today, Amount: amount}}
	}
	return c, nil
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
	l := listOf[model.Team]{
		what: "teams",
		columns: map[string][]string{
			"name": {"name", "team", "team name", "チーム", "チーム名", "部署", "課"},
			"lead": {"lead", "team lead", "leader", "sv", "リーダー", "責任者"},
		},
		needs: []string{"name"},
		read: func(get func(string) string) (model.Team, error) {
			t := model.Team{Name: get("name")}
			if t.Name == "" || utf8.RuneCountInString(t.Name) > model.MaxLine {
				return t, errors.New("the name is missing or too long")
			}
			var err error
			t.Lead, _, err = model.ParseUser(get("lead"))
			return t, err
		},
		command: func(all []model.Team) model.Command { return model.PutTeams{Teams: all} },
	}
	return importList(ctx, src, opt, run, &l, nil, "")
}

// ImportVolumes brings in how many contacts were handled on each day, by the
// columns date, count and, where there is one, channel.
func ImportVolumes(ctx context.Context, src *table.Source, opt Options, run Run) (ListReport, error) {
	l := listOf[model.Volume]{
		what: "daily counts",
		columns: map[string][]string{
			"date":    {"date", "day", "日付", "年月日", "日", "集計日"},
			"count":   {"count", "contacts", "calls", "handled", "volume", "件数", "相談件数", "受付件数", "入電数", "応答数", "対応件数"},
			"channel": {"channel", "category", "via", "チャネル", "受付方法", "媒体", "経路"},
		},
		needs:   []string{"date", "count"},
		command: func(all []model.Volume) model.Command { return model.PutVolumes{Volumes: all} },
	}
	return importList(ctx, src, opt, run, &l, func(order dates.Reading) {
		l.read = func(get func(string) string) (model.Volume, error) {
			var v model.Volume
			t, _, err := order.Time(get("date"), opt.Zone)
			if err != nil {
				return v, err
			}
			n, err := strconv.ParseUint(strings.ReplaceAll(get("count"), ",", ""), 10, 32)
			if err != nil {
				return v, fmt.Errorf("%q is no count", get("count"))
			}
			v = model.Volume{Day: model.DayOf(t), Count: uint32(n)}
			if c := get("channel"); c != "" {
				if v.Channel = channelOf(c); utf8.RuneCountInString(string(v.Channel)) > model.MaxLine {
					return v, errors.New("the channel is too long")
				}
			}
			return v, nil
		}
	}, "date")
}

// importList reads a list twice: for the order of its dates, where it has any,
// and for its rows.
func importList[T any](ctx context.Context, src *table.Source, opt Options, run Run, l *listOf[T], dated func(dates.Reading), dateColumn string) (ListReport, error) {
	info, err := table.Inspect(src, opt.Encoding)
	if err != nil {
		return ListReport{}, err
	}
	cols, order, err := l.inspect(ctx, src, info, opt, dateColumn)
	if err != nil {
		return ListReport{Info: info}, err
	}
	if dated != nil {
		dated(order)
	}
	r, err := table.Open(ctx, src, info)
	if err != nil {
		return ListReport{Info: info}, err
	}
	defer r.Close()
	im := listImport[T]{list: l, run: run, out: rejects{w: run.Rejects, plan: &Plan{Info: r.Info, Columns: r.Header}}}
	im.report.Info = info
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return im.report, im.flush(ctx)
		}
		if err == nil {
			rec.Err = rec.Fit(len(r.Header), func(int) bool { return true })
			err = im.add(ctx, &rec, cols)
		}
		if err != nil {
			return im.report, err
		}
	}
}

// listImport is a list on its way to the desk.
type listImport[T any] struct {
	list   *listOf[T]
	run    Run
	out    rejects
	batch  []T
	report ListReport
}

// add takes or rejects one row.
func (im *listImport[T]) add(ctx context.Context, rec *table.Record, cols map[string]table.Column) error {
	im.report.Rows++
	err := rec.Err
	if err == nil {
		var item T
		if item, err = im.list.read(reader(rec, cols)); err == nil {
			im.batch = append(im.batch, item)
			im.report.Taken++
		}
	}
	if err != nil {
		im.report.Rejected++
		if len(im.report.Rejects) < firstRejects {
			im.report.Rejects = append(im.report.Rejects, Reject{Line: rec.Line, Reason: err.Error()})
		}
		return im.out.add(Row{Records: []table.Record{*rec}, Err: err})
	}
	if len(im.batch) == listBatch {
		return im.flush(ctx)
	}
	return nil
}

// flush sends what was taken. A desk that knows it all already says that
// nothing was done, which is no failure of an import.
func (im *listImport[T]) flush(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	batch := im.batch
	im.batch = nil
	if len(batch) == 0 || im.run.Desk == nil {
		return nil
	}
	req := model.Request{ID: im.run.Desk.NewID(), Actor: im.run.Actor, Command: im.list.command(batch)}
	_, err := im.run.Desk.Do(context.WithoutCancel(ctx), req)
	if errors.Is(err, &model.Refusal{Code: model.NothingDone}) {
		return nil
	}
	return err
}

// reader gets a record's values by the list's own names, cleaned.
func reader(rec *table.Record, cols map[string]table.Column) func(string) string {
	return func(name string) string {
		c, ok := cols[name]
		if !ok {
			return ""
		}
		clean, err := text.CleanLine(rec.First(c))
		if err != nil {
			return ""
		}
		return strings.TrimSpace(clean)
	}
}

// inspect finds the list's columns and tells how its dates are written.
func (l *listOf[T]) inspect(ctx context.Context, src *table.Source, info table.Info, opt Options, dateColumn string) (map[string]table.Column, dates.Reading, error) {
	r, err := table.Open(ctx, src, info)
	if err != nil {
		return nil, dates.Reading{}, err
	}
	defer r.Close()
	cols := map[string]table.Column{}
	for name, words := range l.columns {
		if given := opt.Map[Field(name)]; given != "" {
			words = []string{given}
		}
		for _, w := range words {
			if c := r.Header.Find(w); c.Ok() {
				cols[name] = c
				break
			}
		}
	}
	for _, name := range l.needs {
		if _, ok := cols[name]; !ok {
			return nil, dates.Reading{}, fmt.Errorf("%s holds no %s: there is no column %q; its columns are %s", src.Name, l.what, name, list(r.Header))
		}
	}
	c, ok := cols[dateColumn]
	if !ok {
		return cols, dates.Reading{}, nil
	}
	d := dates.NewColumn(c.Name, opt.Now)
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, dates.Reading{}, err
		}
		d.Add(rec.First(c))
	}
	order, err := d.Reading(opt.Dates)
	if errors.Is(err, dates.ErrNone) {
		return cols, dates.NewReading(opt.Dates, opt.Now), nil
	}
	return cols, order, err
}
