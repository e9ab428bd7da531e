package model

import (
	"reflect"
	"strings"
	"testing"
)

func TestPutUser(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		command PutUser
		want    User
	}{
		{PutUser{User: "@Dan Ito"}, User{ID: "dan-ito", Name: "Dan Ito", Role: Agent, Since: testNow}},
		{PutUser{User: "eri", Name: " 佐藤 絵里 ", Role: Leader, Team: " Osaka", Reading: "サトウ", Lang: "ja"},
			User{ID: "eri", Name: "佐藤 絵里", Role: Leader, Team: "Osaka", Reading: "サトウ", Lang: "ja", Since: testNow}},
	} {
		if got := made[*User](w, "root", c.command); !reflect.DeepEqual(*got, c.want) {
			t.Errorf("%+v makes %+v", c.command, got)
		}
	}
	eri := Ref{UserRecord, "eri"}
	becomes(w, "root", PutUser{User: "Eri", Role: Admin}, eri, func(u *User) { u.Role = Admin })
	becomes(w, "root", PutUser{User: "eri", Name: "Eri"}, eri, func(u *User) { u.Name = "Eri" })
	becomes(w, "root", PutUser{User: "eri", Team: "Kobe"}, eri, func(u *User) { u.Team = "Kobe" })
	becomes(w, "root", PutUser{User: "eri", Reading: "えり"}, eri, func(u *User) { u.Reading = "えり" })
	becomes(w, "root", PutUser{User: "eri", Lang: "en"}, eri, func(u *User) { u.Lang = "en" })
	w.refuses("root", PutUser{User: "eri", Lang: "en"}, Refusal{Code: NothingDone})
	// Whoever left comes back under the old name.
	becomes(w, "root", PutUser{User: "left"}, Ref{UserRecord, "left"}, func(u *User) { u.Gone = false })
}

func TestPutUserRefuses(t *testing.T) {
	w := newWorld(t)
	long := strings.Repeat("x", 401)
	w.refuses("root", PutUser{User: "@"}, Refusal{Code: BadValue, Field: "user", Value: "@", Shape: UserShape})
	w.refuses("root", PutUser{User: "Koe"}, Refusal{Code: BadValue, Field: "user", Value: "Koe", Shape: UserShape})
	w.refuses("root", PutUser{User: UserID(long)}, Refusal{Code: TooLong, Field: "user", N: 401, Max: 400})
	for field, c := range map[string]PutUser{"name": {Name: long}, "team": {Team: long}, "reading": {Reading: long}, "lang": {Lang: long}} {
		c.User = "dan"
		w.refuses("root", c, Refusal{Code: TooLong, Field: field, N: 401, Max: 400})
	}
}

func TestRetireUser(t *testing.T) {
	w := newWorld(t)
	becomes(w, "root", RetireUser{User: "ben"}, Ref{UserRecord, "ben"}, func(u *User) { u.Gone = true })
	w.refuses("root", RetireUser{User: "ben"}, Refusal{Code: NothingDone})
	w.refuses("root", RetireUser{User: "root"}, Refusal{Code: YourOwn})
	w.refuses("root", RetireUser{User: "aya", HandsOver: true, To: "aya"}, Refusal{Code: Retired, Ref: Ref{UserRecord, "aya"}})
	w.refuses("root", RetireUser{User: "aya", HandsOver: true, To: "left"}, Refusal{Code: Retired, Ref: Ref{UserRecord, "left"}})
	w.refuses("root", RetireUser{User: "nobody"}, Refusal{Code: NotFound, Ref: Ref{UserRecord, "nobody"}})
}
