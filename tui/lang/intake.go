package lang

// Intake is what the Log screen says.
type Intake struct {
	Title string // in the header
}

func intakeEn() Intake {
	return Intake{
		Title: "Log",
	}
}

func intakeJa() Intake {
	return Intake{
		Title: "受付",
	}
}
