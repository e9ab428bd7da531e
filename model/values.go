package model

// A Kind (種別) says whether a matter is a complaint, a request, an inquiry or
// praise. Trends look at complaints unless asked.
type Kind uint8

// The values of Kind, in their order.
const (
	KindComplaint Kind = iota + 1
	KindRequest
	KindInquiry
	KindPraise
)

var kindCodes = codes{
	KindComplaint: "complaint",
	KindRequest:   "request",
	KindInquiry:   "inquiry",
	KindPraise:    "praise",
}

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

var wishCodes = codes{
	WishRefund:       "refund",
	WishReplacement:  "replacement",
	WishRepair:       "repair",
	WishCancellation: "cancellation",
	WishExplanation:  "explanation",
	WishApology:      "apology",
	WishCallback:     "callback",
	WishChange:       "change",
	WishNothing:      "nothing",
}

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

// A WaitingOn is on whom a pending issue waits.
type WaitingOn uint8

// The values of WaitingOn, in their order.
const (
	WaitingCustomer WaitingOn = iota + 1
	WaitingInternal
	WaitingThird
)

var waitingOnCodes = codes{
	WaitingCustomer: "customer",
	WaitingInternal: "internal",
	WaitingThird:    "third-party",
}

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

var closeReasonCodes = codes{
	ReasonResolved:            "resolved",
	ReasonExplained:           "explained",
	ReasonGoodwill:            "goodwill",
	ReasonRejected:            "rejected",
	ReasonWithdrawnByCustomer: "withdrawn-by-customer",
	ReasonNoReply:             "no-reply",
}

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

var upheldCodes = codes{
	UpheldYes:    "yes",
	UpheldPartly: "partly",
	UpheldNo:     "no",
}

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

var outcomeCodes = codes{
	Reached:     "reached",
	NoAnswer:    "no-answer",
	LeftMessage: "left-message",
	CallAgain:   "call-again",
	Refused:     "refused",
}

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

// String is the code of the value.
func (c Channel) String() string { return string(c) }

// KnownChannels lists the channels of the form, the most used first.
func KnownChannels() []Channel {
	return []Channel{Phone, Email, Web, Chat, App, Letter, Fax, Visit, Social, Referral, OtherRoute}
}
