package lang

// Triage is what the Triage screen says.
type Triage struct {
	Title string // in the header
}

func triageEn() Triage {
	return Triage{
		Title: "Triage",
	}
}

func triageJa() Triage {
	return Triage{
		Title: "振り分け",
	}
}
