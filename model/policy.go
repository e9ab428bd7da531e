package model

// SystemUser signs what the desk does by itself: signals raised, problems that
// came back. Nobody can log in as it.
const SystemUser UserID = "koe"

// minimum is the policy table: the least role that may give each command. What
// an agent may do to their own issues only is said by [May].
var minimum = map[Verb]Role{
	VerbSeeTrends: ReadOnly,

	VerbLog: Agent, VerbAmend: Agent, VerbRetag: Agent, VerbNote: Agent, VerbPromise: Agent,
	VerbKeepPromise: Agent, VerbContact: Agent, VerbState: Agent, VerbSeverity: Agent, VerbDue: Agent,
	VerbSnooze: Agent, VerbLink: Agent, VerbUnlink: Agent, VerbHear: Agent, VerbCustomers: Agent,
	VerbUndo: Agent, VerbRedo: Agent, VerbView: Agent,

	VerbAssign: Lead, VerbImport: Lead, VerbTag: Lead, VerbRenameTag: Lead, VerbUnaliasTag: Lead,
	VerbMergeCustomers: Lead, VerbVolumes: Lead, VerbTeams: Lead, VerbMapping: Lead,

	VerbNewProblem: Leader, VerbEditProblem: Leader, VerbOwnProblem: Leader, VerbStage: Leader,
	VerbAction: Leader, VerbEditAction: Leader, VerbTell: Leader, VerbExport: Leader,

	VerbUser: Admin, VerbRetireUser: Admin, VerbDesk: Admin,

	VerbRaise: Admin, VerbRecur: Admin,
}

// Minimum is the least role that may give a command of this verb.
func Minimum(verb Verb) Role {
	if r, ok := minimum[verb]; ok {
		return r
	}
	return Admin
}

// May says whether a role may give commands of a verb at all; nil is yes. It
// is the one policy for the desk, which refuses, and for the interface, which
// shows what is not allowed as unavailable, with the reason.
func May(role Role, verb Verb) error {
	if need := Minimum(verb); role < need {
		return &Refusal{Code: NotAllowed, Need: need, Value: string(verb)}
	}
	return nil
}

// MayTouch says whether a person may change this issue by a command of this
// verb: agents the state, severity and due time of their own issues only, and
// only a lead withdraws.
func MayTouch(who *User, verb Verb, issue *Issue, to State) error {
	if who.Role >= Lead {
		return nil
	}
	switch verb {
	case VerbState:
		if to == Withdrawn {
			return &Refusal{Code: NotAllowed, Need: Lead, Value: string(verb)}
		}
	case VerbSeverity, VerbDue, VerbSnooze:
	default:
		return nil
	}
	if issue.Owner == who.ID || (issue.Owner == "" && issue.LoggedBy == who.ID) {
		return nil
	}
	return &Refusal{Code: NotYours, Ref: issue.Ref(), Need: Lead}
}

// Undoable reports whether a command of this verb can be taken back.
func Undoable(verb Verb) bool {
	switch verb {
	case VerbSeeTrends, VerbRaise, VerbExport, VerbUndo, VerbRedo, VerbRecur, VerbVolumes, VerbDesk:
		return false
	}
	return true
}
