package model

// SystemUser signs what the desk does by itself: signals raised, problems that
// came back. Nobody can log in as it.
const SystemUser UserID = "koe"

// A right says who may give a command.
type right struct {
	least Role
	// own commands change, below a lead, only issues of one's own: those one is
	// the owner of, or logged where nobody is.
	own bool
}

// May says whether a role may give commands of a verb at all; nil is yes. It
// is the one policy for the desk, which refuses, and for the interface, which
// shows what is not allowed as unavailable, with the reason.
func May(role Role, verb Verb) error {
	need := Admin // a verb that this koe does not know
	if c := byVerb[verb]; c != nil {
		need = c.may().least
	}
	if role < need {
		return notAllowed(need, verb)
	}
	return nil
}

// MayTouch says whether a person may change this issue by a command of this
// verb; to is the state that [SetState] asks for.
func MayTouch(who *User, verb Verb, issue *Issue, to State) error {
	if who.Role >= Lead {
		return nil
	}
	if to == Withdrawn {
		return notAllowed(Lead, verb)
	}
	c := byVerb[verb]
	if c == nil || !c.may().own {
		return nil
	}
	if issue.Owner == who.ID || (issue.Owner == "" && issue.LoggedBy == who.ID) {
		return nil
	}
	return &Refusal{Code: NotYours, Ref: issue.Ref(), Need: Lead}
}

// mayTouchMany says whether a person may change several issues at once.
func mayTouchMany(who *User, verb Verb) error {
	if who.Role < Lead {
		return notAllowed(Lead, verb)
	}
	return nil
}

func notAllowed(need Role, verb Verb) error {
	return &Refusal{Code: NotAllowed, Need: need, Value: string(verb)}
}
