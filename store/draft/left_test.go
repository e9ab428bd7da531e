package draft

import (
	"slices"
	"testing"

	"koe/model"
)

// session opens a person's drafts as one window does, and gives the texts that it
// finds.
func session(t *testing.T, dir string, user model.UserID) (*Drafts, []string) {
	t.Helper()
	d := New(dir, user)
	t.Cleanup(func() { d.Close() })
	return d, texts(t, d)
}

func texts(t *testing.T, d *Drafts) []string {
	t.Helper()
	forms, err := d.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range forms {
		out = append(out, f.Text)
	}
	return out
}

func typed(t *testing.T, d *Drafts, texts ...string) {
	t.Helper()
	var forms []model.Form
	for i, s := range texts {
		forms = append(forms, model.Form{ID: model.ID{byte(i + 1)}, Text: s})
	}
	if err := d.Save(t.Context(), forms); err != nil {
		t.Fatal(err)
	}
}

func TestTwoWindowsNeverOverwriteEachOther(t *testing.T) {
	dir := t.TempDir()
	first, _ := session(t, dir, "aya")
	typed(t, first, "the first call")
	second, found := session(t, dir, "aya")
	if found != nil {
		t.Errorf("the second window begins with %q, which the first one is typing", found)
	}
	typed(t, second, "the second call")
	typed(t, first, "the first call, and more")
	for _, d := range []*Drafts{first, second} {
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, found = session(t, dir, "aya")
	if want := []string{"the first call, and more", "the second call"}; !slices.Equal(found, want) {
		t.Errorf("the next one finds %q, want %q", found, want)
	}
}

// What windows left that ended is offered once, parked, to the next of that person
// and to nobody else.
func TestWhatASessionLeftIsTakenOver(t *testing.T) {
	dir := t.TempDir()
	var open []*Drafts
	for _, words := range []string{"one", "two", "three"} {
		d, _ := session(t, dir, "aya")
		typed(t, d, words)
		open = append(open, d)
	}
	if _, found := session(t, dir, "mori"); found != nil {
		t.Errorf("mori finds %q", found)
	}
	for _, d := range open[1:] { // the first goes on
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	next, found := session(t, dir, "aya")
	if want := []string{"two", "three"}; !slices.Equal(found, want) {
		t.Fatalf("the next one finds %q, want %q", found, want)
	}
	forms, err := next.Load(t.Context())
	if err != nil || len(forms) != 2 || forms[0].Parked != 0 || forms[1].Parked == 0 {
		t.Errorf("taken over: %+v, %v", forms, err)
	}
	if _, found := session(t, dir, "aya"); found != nil {
		t.Errorf("one more window finds %q again", found)
	}
	if got := texts(t, open[0]); !slices.Equal(got, []string{"one"}) {
		t.Errorf("the first has %q", got)
	}
}

// Where there is no room the forms stay where they are.
func TestWhatHasNoRoomStays(t *testing.T) {
	dir := t.TempDir()
	first, _ := session(t, dir, "aya")
	second, _ := session(t, dir, "aya")
	typed(t, first, slices.Repeat([]string{"a"}, model.MaxForms)...)
	typed(t, second, "b")
	first.Close()
	second.Close()
	next, found := session(t, dir, "aya")
	if len(found) != model.MaxForms || slices.Contains(found, "b") {
		t.Fatalf("finds %q", found)
	}
	typed(t, next)
	next.Close()
	if _, found := session(t, dir, "aya"); !slices.Equal(found, []string{"b"}) {
		t.Errorf("when there is room: %q", found)
	}
}
