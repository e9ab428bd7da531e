package model

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

var roleCodes = codes{
	ReadOnly: "read-only",
	Agent:    "agent",
	Lead:     "lead",
	Leader:   "leader",
	Admin:    "admin",
}

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
