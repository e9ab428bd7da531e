package intake

import (
	"strings"
	"testing"

	"koe/model"
	"koe/tui/screentest"
)

// Where nothing could be looked up the panel does not say that nothing is known,
// and says that saving works only where it does.
func TestWhatCouldNotBeLookedUp(t *testing.T) {
	for _, c := range []screentest.Case{screentest.English(), screentest.Japanese()} {
		session := c.Session(t)
		s := newScreen(session, screentest.Calling(), &memory{})
		s.known.take(nil, errDisk)
		for _, fault := range []error{nil, &model.Fault{Code: model.Damaged, Where: "x"}} {
			session.Fault = func() error { return fault }
			said := strings.Join(s.nothingKnown(76), "\n")
			say := session.Say.Intake
			if !strings.Contains(said, say.KnownFailed) || strings.Contains(said, say.NothingKnown) || strings.Contains(said, say.CanSave) != (fault == nil) {
				t.Errorf("with the fault %v it says %q", fault, said)
			}
		}
	}
}
