package model

// SystemUser signs what the desk does by itself: signals raised, problems that
// came back. Nobody can log in as it.
const SystemUser UserID = "koe"

// minimum is the policy table: the least role that may give each command. What
// an agent may do to their own issues only is said by [May].
var minimum = map[CommandKind]Role{
	KindLook: ReadOnly,

	KindLog: Agent, KindAmend: Agent, KindRetag: Agent, KindNote: Agent, KindPromise: Agent,
	KindKeepPromise: Agent, KindContact: Agent, KindState: Agent, KindSeverity: Agent, KindDue: Agent,
	KindSnooze: Agent, KindLink: Agent, KindUnlink: Agent, KindHear: Agent, KindCustomers: Agent,
	KindUndo: Agent, KindRedo: Agent, KindView: Agent,

	KindAssign: Lead, KindImport: Lead, KindTag: Lead, KindRenameTag: Lead, KindUnaliasTag: Lead,
	KindMergeCustomers: Lead, KindVolumes: Lead, KindTeams: Lead, KindMapping: Lead,

	KindNewProblem: Leader, KindEditProblem: Leader, KindOwnProblem: Leader, KindStage: Leader,
	KindAction: Leader, KindEditAction: Leader, KindTell: Leader, KindExport: Leader,

	KindUser: Admin, KindRetireUser: Admin, KindDesk: Admin,

	KindRaise: Admin, KindRecur: Admin,
}

// Minimum is the least role that may give a command of this kind.
func Minimum(kind CommandKind) Role {
	if r, ok := minimum[kind]; ok {
		return r
	}
	return Admin
}

// May says whether a role may give commands of a kind at all; nil is yes. It
// is the one policy for the desk, which refuses, and for the interface, which
// shows what is not allowed as unavailable, with the reason.
func May(role Role, kind CommandKind) error {
	if need := Minimum(kind); role < need {
		return &Refusal{Code: NotAllowed, Need: need, Value: string(kind)}
	}
	return nil
}

// MayTouch says whether a person may change this issue by a command of this
// kind: agents the state, severity and due time of their own issues only, and
// only a lead withdraws.
func MayTouch(who *User, kind CommandKind, issue *Issue, to State) error {
	if who.Role >= Lead {
		return nil
	}
	switch kind {
	case KindState:
		if to == Withdrawn {
			return &Refusal{Code: NotAllowed, Need: Lead, Value: string(kind)}
		}
	case KindSeverity, KindDue, KindSnooze:
	default:
		return nil
	}
	if issue.Owner == who.ID || (issue.Owner == "" && issue.LoggedBy == who.ID) {
		return nil
	}
	return &Refusal{Code: NotYours, Ref: issue.Ref(), Need: Lead}
}

// Undoable reports whether a command of this kind can be taken back.
func Undoable(kind CommandKind) bool {
	switch kind {
	case KindLook, KindRaise, KindExport, KindUndo, KindRedo, KindRecur, KindVolumes, KindDesk:
		return false
	}
	return true
}
