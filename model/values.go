package model

// A Kind says whether a matter is a complaint, a request, an inquiry or praise. Trends look at
// complaints unless asked.
type Kind uint8

// The values of Kind, in their order.
const (
	Complaint Kind = iota + 1
	RequestKind
	Inquiry
	Praise
)

var kindCodes = codes{"", "complaint", "request", "inquiry", "praise"}

// String is the code of the value.
func (v Kind) String() string { return kindCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v Kind) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *Kind) UnmarshalText(b []byte) error {
	n, err := kindCodes.parse("kind", string(b))
	*v = Kind(n)
	return err
}

// AllKinds lists every value in order.
func AllKinds() []Kind { return listOf[Kind](kindCodes) }

// A Wish is what the customer wants done. Codes are fixed; labels are the desk's.
type Wish uint8

// The values of Wish, in their order.
const (
	WishRefund Wish = iota + 1
	WishReplacement
	WishRepair
	WishCancellation
	WishExplanation
	WishApology
	WishCallback
	WishChange
	WishNothing
)

var wishCodes = codes{"", "refund", "replacement", "repair", "cancellation", "explanation", "apology", "callback", "change", "nothing"}

// String is the code of the value.
func (v Wish) String() string { return wishCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v Wish) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *Wish) UnmarshalText(b []byte) error {
	n, err := wishCodes.parse("wish", string(b))
	*v = Wish(n)
	return err
}

// AllWishes lists every value in order.
func AllWishes() []Wish { return listOf[Wish](wishCodes) }

// A State is where an issue stands. Open means new, working or pending.
type State uint8

// The values of State, in their order.
const (
	New State = iota + 1
	Working
	Pending
	Resolved
	Closed
	Withdrawn
)

var stateCodes = codes{"", "new", "working", "pending", "resolved", "closed", "withdrawn"}

// String is the code of the value.
func (v State) String() string { return stateCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v State) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *State) UnmarshalText(b []byte) error {
	n, err := stateCodes.parse("state", string(b))
	*v = State(n)
	return err
}

// AllStates lists every value in order.
func AllStates() []State { return listOf[State](stateCodes) }

// A WaitingOn is on whom a pending issue waits.
type WaitingOn uint8

// The values of WaitingOn, in their order.
const (
	WaitingCustomer WaitingOn = iota + 1
	WaitingInternal
	WaitingThird
)

var waitingOnCodes = codes{"", "customer", "internal", "third-party"}

// String is the code of the value.
func (v WaitingOn) String() string { return waitingOnCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v WaitingOn) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *WaitingOn) UnmarshalText(b []byte) error {
	n, err := waitingOnCodes.parse("waiting", string(b))
	*v = WaitingOn(n)
	return err
}

// AllWaiting lists every value in order.
func AllWaiting() []WaitingOn { return listOf[WaitingOn](waitingOnCodes) }

// A CloseReason says why an issue was closed.
type CloseReason uint8

// The values of CloseReason, in their order.
const (
	ReasonResolved CloseReason = iota + 1
	ReasonExplained
	ReasonGoodwill
	ReasonRejected
	ReasonWithdrawnByCustomer
	ReasonNoReply
)

var closeReasonCodes = codes{"", "resolved", "explained", "goodwill", "rejected", "withdrawn-by-customer", "no-reply"}

// String is the code of the value.
func (v CloseReason) String() string { return closeReasonCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v CloseReason) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *CloseReason) UnmarshalText(b []byte) error {
	n, err := closeReasonCodes.parse("close_reason", string(b))
	*v = CloseReason(n)
	return err
}

// AllCloseReasons lists every value in order.
func AllCloseReasons() []CloseReason { return listOf[CloseReason](closeReasonCodes) }

// An Upheld says whether the complaint was found to be right.
type Upheld uint8

// The values of Upheld, in their order.
const (
	UpheldYes Upheld = iota + 1
	UpheldPartly
	UpheldNo
)

var upheldCodes = codes{"", "yes", "partly", "no"}

// String is the code of the value.
func (v Upheld) String() string { return upheldCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v Upheld) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *Upheld) UnmarshalText(b []byte) error {
	n, err := upheldCodes.parse("upheld", string(b))
	*v = Upheld(n)
	return err
}

// AllUpheldValues lists every value in order.
func AllUpheldValues() []Upheld { return listOf[Upheld](upheldCodes) }

// A Stage is where the work on a recurring problem stands.
type Stage uint8

// The values of Stage, in their order.
const (
	Suspected Stage = iota + 1
	Confirmed
	Acting
	Verifying
	Effective
	Ineffective
	Declined
	Deferred
)

var stageCodes = codes{"", "suspected", "confirmed", "acting", "verifying", "effective", "ineffective", "declined", "deferred"}

// String is the code of the value.
func (v Stage) String() string { return stageCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v Stage) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *Stage) UnmarshalText(b []byte) error {
	n, err := stageCodes.parse("stage", string(b))
	*v = Stage(n)
	return err
}

// AllStages lists every value in order.
func AllStages() []Stage { return listOf[Stage](stageCodes) }

// An ActionKind says what an action changes.
type ActionKind uint8

// The values of ActionKind, in their order.
const (
	ActionProduct ActionKind = iota + 1
	ActionProcess
	ActionPolicy
	ActionTraining
)

var actionKindCodes = codes{"", "product", "process", "policy", "training"}

// String is the code of the value.
func (v ActionKind) String() string { return actionKindCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v ActionKind) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *ActionKind) UnmarshalText(b []byte) error {
	n, err := actionKindCodes.parse("action_kind", string(b))
	*v = ActionKind(n)
	return err
}

// AllActionKinds lists every value in order.
func AllActionKinds() []ActionKind { return listOf[ActionKind](actionKindCodes) }

// An Outcome is how an attempt to reach a customer ended.
type Outcome uint8

// The values of Outcome, in their order.
const (
	Reached Outcome = iota + 1
	NoAnswer
	LeftMessage
	CallAgain
	Refused
)

var outcomeCodes = codes{"", "reached", "no-answer", "left-message", "call-again", "refused"}

// String is the code of the value.
func (v Outcome) String() string { return outcomeCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v Outcome) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *Outcome) UnmarshalText(b []byte) error {
	n, err := outcomeCodes.parse("outcome", string(b))
	*v = Outcome(n)
	return err
}

// AllOutcomes lists every value in order.
func AllOutcomes() []Outcome { return listOf[Outcome](outcomeCodes) }

// A Role says what a person may do on the desk; each role may do all that the one before it may.
type Role uint8

// The values of Role, in their order.
const (
	ReadOnly Role = iota + 1
	Agent
	Lead
	Leader
	Admin
)

var roleCodes = codes{"", "read-only", "agent", "lead", "leader", "admin"}

// String is the code of the value.
func (v Role) String() string { return roleCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v Role) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *Role) UnmarshalText(b []byte) error {
	n, err := roleCodes.parse("role", string(b))
	*v = Role(n)
	return err
}

// AllRoles lists every value in order.
func AllRoles() []Role { return listOf[Role](roleCodes) }

func listOf[T ~uint8](c codes) []T {
	out := make([]T, 0, len(c)-1)
	for _, v := range c.all() {
		out = append(out, T(v))
	}
	return out
}

// Open reports whether the state is new, working or pending.
func (v State) Open() bool { return v == New || v == Working || v == Pending }

// Final reports whether a stage ends the work on a problem.
func (v Stage) Final() bool {
	return v == Effective || v == Ineffective || v == Declined || v == Deferred
}

// A Severity says how bad the matter is, S1 the worst.
type Severity uint8

// S1 is safety, legal, data breach or a vulnerable customer; S2 money or
// service lost; S3 inconvenience; S4 a suggestion.
const (
	S1 Severity = iota + 1
	S2
	S3
	S4
)

// String writes S1 to S4, and nothing where none is set.
func (s Severity) String() string {
	if s == 0 {
		return ""
	}
	return "S" + string(rune('0'+s))
}

// MarshalText writes S1 to S4.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads S1 to S4, s1 to s4 or 1 to 4.
func (s *Severity) UnmarshalText(b []byte) error {
	v := string(b)
	if len(v) == 2 && (v[0] == 'S' || v[0] == 's') {
		v = v[1:]
	}
	switch {
	case v == "":
		*s = 0
	case len(v) == 1 && v[0] >= '1' && v[0] <= '4':
		*s = Severity(v[0] - '0')
	default:
		return &Refusal{Code: BadValue, Field: "severity", Value: string(b), Accepted: "S1, S2, S3, S4"}
	}
	return nil
}

// A Channel is the way by which the customer came. Any short code is taken
// (imports bring their own); the ones below have names in every language.
type Channel string

// The channels that every desk knows.
const (
	Phone      Channel = "phone"
	Email      Channel = "email"
	Web        Channel = "web"
	Chat       Channel = "chat"
	App        Channel = "app"
	Letter     Channel = "letter"
	Fax        Channel = "fax"
	Visit      Channel = "visit"
	Social     Channel = "social"
	Referral   Channel = "referral"
	OtherRoute Channel = "other"
)

// KnownChannels lists the channels of the form, the most used first.
func KnownChannels() []Channel {
	return []Channel{Phone, Email, Web, Chat, App, Letter, Fax, Visit, Social, Referral, OtherRoute}
}
