package model

import (
	"reflect"
	"testing"
)

func TestCleanRow(t *testing.T) {
	const evil = "a\x1b[31mb\u009b0mc"
	row := Draft{
		Source: evil, ExternalID: evil, LoggedBy: evil, SeverityBy: evil, Extra: []Extra{{evil, evil + "\nd"}},
		Promises: []Promise{{Text: evil, MadeBy: evil}}, Notes: []Note{{Text: evil, By: evil}}, Contacts: []Contact{{Words: evil, By: evil, Channel: evil}},
	}
	got, err := cleanRow(row)
	want := Draft{
		Source: "abc", ExternalID: "abc", LoggedBy: "abc", SeverityBy: "abc", Extra: []Extra{{"abc", "abc\nd"}},
		Promises: []Promise{{Text: "abc", MadeBy: "abc"}}, Notes: []Note{{Text: "abc", By: "abc"}}, Contacts: []Contact{{Words: "abc", By: "abc", Channel: "abc"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if row.Extra[0].Name != evil || row.Contacts[0].Words != evil {
		t.Error("the command's own row was changed")
	}
	row.Notes[0].Text = "bad \xff"
	if _, err := cleanRow(row); err == nil {
		t.Error("text that is not UTF-8 came in")
	}
}
