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

// What a person prefers is theirs to say, and what they leave out stays.
func TestPrefer(t *testing.T) {
	w := newWorld(t)
	w.do("guest", Prefer{Lang: ptr("ja"), Glyphs: ptr("ascii")})
	w.do("guest", Prefer{Plain: ptr(true)})
	if u := w.userAt("guest"); u.Lang != "ja" || u.Glyphs != "ascii" || !u.Plain || u.Role != ReadOnly || u.Name != "guest" {
		t.Errorf("%+v", u)
	}
	w.do("guest", Prefer{Glyphs: ptr("auto"), Plain: ptr(false)})
	if u := w.userAt("guest"); u.Lang != "ja" || u.Glyphs != "" || u.Plain {
		t.Errorf("%+v", u)
	}
	w.refuses("guest", Prefer{Glyphs: ptr("emoji")}, Refusal{Code: BadValue, Field: "glyphs", Value: "emoji", Accepted: GlyphCodes()})
	w.refuses("guest", Prefer{}, Refusal{Code: NothingDone})
	w.refuses(SystemUser, Prefer{Plain: ptr(true)}, Refusal{Code: NotFound, Ref: Ref{UserRecord, string(SystemUser)}})
}

// A list of people is one act: two rows of one person are one, a key that is somebody
// else's refuses all of it.
func TestPutUsers(t *testing.T) {
	w := newWorld(t)
	w.do("root", PutUsers{Users: []UserEntry{
		{PutUser: PutUser{User: "dan", Name: "Dan", Role: Lead}, Keys: []string{benKey, benKey}},
		{PutUser: PutUser{User: "dan", Team: "Osaka"}, Keys: []string{rsaKey}},
		{PutUser: PutUser{User: "ben", Reading: "ベン"}},
	}})
	if u := w.userAt("dan"); u.Name != "Dan" || u.Role != Lead || u.Team != "Osaka" {
		t.Errorf("%+v", u)
	}
	if u := w.userAt("ben"); u.Reading != "ベン" || u.Role != Agent {
		t.Errorf("%+v", u)
	}
	keys := 0
	for _, r := range w.records {
		if k, ok := r.(*Key); ok && k.User == "dan" {
			keys++
		}
	}
	if keys != 2 {
		t.Errorf("dan has %d keys", keys)
	}
	id := KeyID("SHA256:S8C1NwNmfX6+VWCEPe92IXsUOQaRP2U5Qqc6uS1JJT8")
	w.refuses("root", PutUsers{Users: []UserEntry{{PutUser: PutUser{User: "eve"}}, {PutUser: PutUser{User: "ben"}, Keys: []string{benKey}}}},
		Refusal{Code: KeyTaken, Ref: Ref{KeyRecord, string(id)}, By: "dan"})
	if w.records[Ref{UserRecord, "eve"}] != nil {
		t.Error("half of a refused list was taken")
	}
	w.refuses("mori", PutUsers{Users: []UserEntry{{PutUser: PutUser{User: "eve"}}}}, Refusal{Code: NotAllowed, Need: Admin, Value: "users"})
}
