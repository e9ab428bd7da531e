package main

import (
	"os"
	"strings"
	"time"

	"koe/model"
	"koe/model/text"
)

// A koe that meets damage writes nothing more, and neither does the next one: the
// place that was found hurt stands in a file beside the database until a check
// finds nothing, or another file is put in its place.
func hurtFile(path string) string { return path + ".hurt" }

// knownHurt is the damage that an earlier run found; nil is none.
func knownHurt(path string) *model.Fault {
	where, err := os.ReadFile(hurtFile(path))
	if err != nil {
		return nil
	}
	return &model.Fault{Code: model.Damaged, Where: text.DrawableLine(strings.TrimSpace(string(where)))}
}

// noteHurt keeps where a database is hurt. Where it cannot be kept the next run
// finds it again, or does not ask for it.
func noteHurt(path, where string) {
	_ = os.WriteFile(hurtFile(path), []byte(where+"\n"), 0o600)
}

// forgetHurt takes the note away of a database that is sound.
func forgetHurt(path string) { _ = os.Remove(hurtFile(path)) }

// forgetChecks takes away what is known of a database in whose place another stands.
func forgetChecks(path string) {
	forgetHurt(path)
	_ = os.Remove(checkedFile(path))
}

// A check that found nothing leaves the time in a file beside the database.
func checkedFile(path string) string { return path + ".checked" }

// noteChecked keeps when a database was found sound. Where that cannot be kept, nobody
// is told of it later.
func noteChecked(path string, at time.Time) {
	_ = os.WriteFile(checkedFile(path), []byte(at.UTC().Format(time.RFC3339)+"\n"), 0o600)
}

// checkedAt is when a check last found nothing, zero where that is not known.
func checkedAt(path string) time.Time {
	b, err := os.ReadFile(checkedFile(path))
	if err != nil {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(b)))
	if err != nil {
		return time.Time{}
	}
	return at
}
