package lang

// Catalogue is everything koe says in one language, an area a field.
type Catalogue struct {
	Lang     Lang
	Forms    Forms
	Common   Common
	Names    Names
	Intake   Intake
	Triage   Triage
	Trends   Trends
	Shell    Shell
	Keeping  Keeping
	Repair   Repair
	Together Together
	Serve    Serve
	Manage   Manage
	Audit    Audit
	Mapping  Mapping
	When     When
}

// For is the catalogue of one language. It is a value to be made once a
// session and handed on; nothing in it may be changed.
func For(l Lang) *Catalogue {
	if made := table()[l].catalogue; made != nil {
		return made()
	}
	return english()
}

func english() *Catalogue {
	return &Catalogue{
		Lang:     English,
		Forms:    formsEn(),
		Common:   commonEn(),
		Names:    namesEn(),
		Intake:   intakeEn(),
		Triage:   triageEn(),
		Trends:   trendsEn(),
		Shell:    shellEn(),
		Keeping:  keepingEn(),
		Repair:   repairEn(),
		Together: togetherEn(),
		Serve:    serveEn(),
		Manage:   manageEn(),
		Audit:    auditEn(),
		Mapping:  mappingEn(),
		When:     whenEn(),
	}
}

func japanese() *Catalogue {
	return &Catalogue{
		Lang:     Japanese,
		Forms:    formsJa(),
		Common:   commonJa(),
		Names:    namesJa(),
		Intake:   intakeJa(),
		Triage:   triageJa(),
		Trends:   trendsJa(),
		Shell:    shellJa(),
		Keeping:  keepingJa(),
		Repair:   repairJa(),
		Together: togetherJa(),
		Serve:    serveJa(),
		Manage:   manageJa(),
		Audit:    auditJa(),
		Mapping:  mappingJa(),
		When:     whenJa(),
	}
}
