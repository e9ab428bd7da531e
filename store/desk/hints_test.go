package desk

import (
	"testing"

	"koe/model"
)

// The latest hint wins, and what was urgent in those before stays so until it is taken.
func TestAHintThatNobodyTookIsNotForgotten(t *testing.T) {
	d := &Desk{}
	hints, stop := d.Hints()
	defer stop()
	for _, h := range []model.Hint{{Event: 1}, {Event: 2, Urgent: true}, {Event: 3}} {
		d.hints.tell(h)
	}
	if h := <-hints; h != (model.Hint{Event: 3, Urgent: true}) {
		t.Errorf("%+v", h)
	}
	d.hints.tell(model.Hint{Event: 4})
	if h := <-hints; h != (model.Hint{Event: 4}) {
		t.Errorf("%+v", h)
	}
}

// An S1 that is logged, changed or taken away is urgent; others are not.
func TestWhichCommitsAreUrgent(t *testing.T) {
	s1, s3 := &model.Issue{Severity: model.S1}, &model.Issue{Severity: model.S3}
	for _, c := range []struct {
		e    model.Effect
		want bool
	}{
		{model.Effect{After: s1}, true}, {model.Effect{Before: s1, After: s3}, true}, {model.Effect{Before: s3, After: s1}, true},
		{model.Effect{After: s3}, false}, {model.Effect{After: &model.User{}}, false}, {model.Effect{Before: &model.Tag{}}, false},
	} {
		if got := model.UrgentEffect(c.e); got != c.want {
			t.Errorf("%+v: %v", c.e, got)
		}
	}
}
