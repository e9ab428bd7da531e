package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"koe/model"
	"koe/model/query"
)

// world is a desk in memory: its issues and who changed them when.
type world struct {
	mu      sync.Mutex
	desk    model.ID
	issues  map[model.Number]*model.Issue
	newest  model.Number
	changes []model.Number // by event, from 1
	snaps   int            // snapshots open
}

func newWorld() *world { return &world{desk: model.ID{1}, issues: map[model.Number]*model.Issue{}} }

// put logs or changes an issue under the next event.
func (w *world) put(i *model.Issue) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if i.Number == 0 {
		w.newest++
		i.Number = w.newest
	}
	w.issues[i.Number] = i
	w.changes = append(w.changes, i.Number)
}

func (w *world) drop(n model.Number) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.issues, n)
	w.changes = append(w.changes, n)
}

func (w *world) head() uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return uint64(len(w.changes))
}

// Snapshot copies the map: issues are never changed in place.
func (w *world) Snapshot(ctx context.Context) (Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return w.reader(), nil
}

func (w *world) reader() *worldReader {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.snaps++
	r := &worldReader{w: w, issues: make(map[model.Number]*model.Issue, len(w.issues)), newest: w.newest, changes: w.changes[:len(w.changes):len(w.changes)]}
	for n, i := range w.issues {
		r.issues[n] = i
	}
	return r
}

type worldReader struct {
	w       *world
	issues  map[model.Number]*model.Issue
	newest  model.Number
	changes []model.Number
	read    int // records read
}

func (r *worldReader) Close() error {
	r.w.mu.Lock()
	defer r.w.mu.Unlock()
	r.w.snaps--
	return nil
}

func (r *worldReader) Head() (uint64, model.Number, error) {
	return uint64(len(r.changes)), r.newest, nil
}

// Event has a hash that tells who changed what, as the chain does.
func (r *worldReader) Envelope(seq uint64) (*model.Event, error) {
	if seq == 0 || seq > uint64(len(r.changes)) {
		return nil, nil
	}
	e := &model.Event{Seq: seq}
	for i, n := range r.changes[:seq] {
		e.Hash[i%32] = e.Hash[i%32]*31 + byte(n)
	}
	e.Hash[31] = 1
	return e, nil
}

func (r *worldReader) Issue(n model.Number) (*model.Issue, error) {
	r.read++
	return r.issues[n], nil
}

func (r *worldReader) Scan(from, to model.Number, fn func(*model.Issue) error) error {
	for n := from; n <= min(to, r.newest); n++ {
		if i := r.issues[n]; i != nil {
			if err := fn(i); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *worldReader) Changed(after uint64, limit int) ([]model.Number, uint64, error) {
	upto := min(after+uint64(limit), uint64(len(r.changes)))
	return slices.Clone(r.changes[after:upto]), upto, nil
}

// oracle reads every record: what the index must agree with. Ascending.
func (r *worldReader) oracle(m *query.Matcher) []model.Number {
	var out []model.Number
	for n, i := range r.issues {
		if m.Match(i) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

var (
	testPhrases = []string{
		"Charged twice for June", "the second charge", "refund not received", "Refunded only half", "nobody rang back", "e-mail bounced",
		"返金されない", "返金が遅い", "二重請求されました", "サーバー障害", "サーバが落ちる", "電話がつながらない", "ヘンキン希望", "ﾍﾝｷﾝ", "担当者の態度", "請求書の金額が違う",
		"iPhone13の修理", "A/B test", "ok", "at 5", "解約したい", "解約金", "～以内", "〜以内", "コールセンター", "ｺｰﾙｾﾝﾀｰ", "naïve café", "Straße", "№5", "x",
	}
	testWords = []string{
		"charge", "char", "cha", "refund", "fund", "re", "o", "返金", "返", "返金されない", "請求", "二重請求", "サーバ", "サーバー", "サーバー障害", "つながらない", "ヘンキン",
		"-解約", "解約", "\"second charge\"", "\"rang back\"", "\"e-mail\"", "iphone", "13", "iphone13の", "cafe", "strasse", "コールセンター", "センタ", "以内", "5", "-refund", "x", "\"a/b\"",
	}
	testTests = []string{
		"state:open", "state:new", "-state:closed", "sev<=2", "sev:3", "owner:none", "owner:sato", "owner:any", "by:aya", "tag:billing", "tag:billing/*", "tag:none", "primary:delivery",
		"channel:phone", "channel:none", "kind:complaint", "wish:refund", "wish:none", "customer:C-3", "customer:none", "customer:any", "problem:P-2", "problem:none", "problem:any",
		"since:7d", "until:30d", "received:2026-05", "logged:2026-06-01", "occurred:none", "due:overdue", "due:none", "due:3d", "promise:overdue", "promise:any", "snooze:none", "snooze:any",
		"amount>100", "amount:none", "redress:any", "segment:A", "product:card", "source:cfpb", "external:A-7", "number<40", "number:17", "waiting:customer", "reason:explained", "upheld:yes",
	}
)

var testNow = model.At(time.Date(2026, 7, 13, 9, 0, 0, 0, time.UTC))

var tokyo = time.FixedZone("JST", 9*3600)

// someIssue makes up an issue.
func someIssue(rnd *rand.Rand) *model.Issue {
	pick := func(from []string) string { return from[rnd.IntN(len(from))] }
	chance := func(n int) bool { return rnd.IntN(n) == 0 }
	at := testNow.Add(-time.Duration(rnd.IntN(90*24)) * time.Hour)
	i := &model.Issue{
		ReceivedAt: at, LoggedAt: at.Add(time.Duration(rnd.IntN(300)) * time.Minute), Day: at.Day(tokyo), Kind: model.Kind(1 + rnd.IntN(4)),
		Severity: model.Severity(1 + rnd.IntN(4)), State: model.State(1 + rnd.IntN(6)), LoggedBy: "aya", Text: pick(testPhrases),
	}
	i.ID[0], i.ID[15] = byte(rnd.IntN(256)), byte(rnd.IntN(256))
	for range rnd.IntN(3) {
		i.Text += pick([]string{" ", "。", ", ", "", "\n"}) + pick(testPhrases)
	}
	for range rnd.IntN(3) {
		i.Tags = append(i.Tags, model.TagKey(pick([]string{"billing", "billing/double-charge", "delivery", "delivery/late", "返金"})))
	}
	i.Owner = model.UserID(pick([]string{"", "sato", "mori"}))
	i.Channel = model.Channel(pick([]string{"", "phone", "email", "Phone"}))
	i.Segment = pick([]string{"", "A", "B"})
	i.Customer = model.CustomerID(rnd.IntN(6))
	i.Problem = model.ProblemID(rnd.IntN(4))
	i.Wish = model.Wish(rnd.IntN(10))
	i.Product = pick([]string{"", "Credit card", "カード", "router"})
	i.Source = pick([]string{"", "cfpb", "Zendesk"})
	i.Upheld = model.Upheld(rnd.IntN(4))
	i.CloseReason = model.CloseReason(rnd.IntN(7))
	if i.Source != "" {
		i.ExternalID = fmt.Sprintf("A-%d", rnd.IntN(20))
	}
	if chance(2) {
		i.AtStake = model.Amount{Minor: int64(rnd.IntN(300)), Currency: pick([]string{"JPY", "USD"})}
	}
	if chance(3) {
		i.Redress = model.Amount{Minor: int64(rnd.IntN(300)), Currency: "JPY"}
	}
	if chance(2) {
		i.Due = testNow.Add(time.Duration(rnd.IntN(200)-100) * time.Hour)
	}
	if chance(4) {
		i.Snooze = testNow.Add(time.Duration(rnd.IntN(200)-100) * time.Hour)
	}
	if chance(3) {
		i.Promises = []model.Promise{{By: testNow.Add(time.Duration(rnd.IntN(200)-100) * time.Hour), Made: at}}
	}
	if chance(3) {
		i.Answer = pick(testPhrases)
	}
	if chance(3) {
		i.Notes = []model.Note{{Text: pick(testPhrases), Retracted: chance(2)}}
	}
	if chance(3) {
		i.OccurredOn = i.Day - 1
	}
	if i.State == model.Pending {
		i.Waiting.On = model.WaitingOn(1 + rnd.IntN(3))
	}
	return i
}

// someQuery makes up a query of up to three terms, perhaps joined by or.
func someQuery(rnd *rand.Rand) string {
	q := ""
	for n := 1 + rnd.IntN(3); n > 0; n-- {
		from := testWords
		if rnd.IntN(2) == 0 {
			from = testTests
		}
		if q != "" {
			q += []string{" ", " ", " or "}[rnd.IntN(3)]
		}
		if t := from[rnd.IntN(len(from))]; rnd.IntN(6) == 0 && t[0] != '-' {
			q += "-" + t
		} else {
			q += t
		}
	}
	return q
}

func mustQuery(src string) *query.Matcher {
	e, err := query.Parse(src)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", src, err))
	}
	return query.Compile(e, query.Env{Now: testNow, Zone: tokyo, Me: "sato"})
}
