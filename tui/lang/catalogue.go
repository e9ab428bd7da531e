package lang

// Catalogue is everything koe says in one language, an area a field.
type Catalogue struct {
	Lang    Lang
	Common  Common
	Names   Names
	Intake  Intake
	Triage  Triage
	Trends  Trends
	Shell   Shell
	Mapping Mapping
	When    When
}

// For is the catalogue of one language. It is a value to be made once a
// session and handed on; nothing in it may be changed.
func For(l Lang) *Catalogue {
	if l == Japanese {
		return &Catalogue{
			Lang:    Japanese,
			Common:  commonJa(),
			Names:   namesJa(),
			Intake:  intakeJa(),
			Triage:  triageJa(),
			Trends:  trendsJa(),
			Shell:   shellJa(),
			Mapping: mappingJa(),
			When:    whenJa(),
		}
	}
	return &Catalogue{
		Lang:    English,
		Common:  commonEn(),
		Names:   namesEn(),
		Intake:  intakeEn(),
		Triage:  triageEn(),
		Trends:  trendsEn(),
		Shell:   shellEn(),
		Mapping: mappingEn(),
		When:    whenEn(),
	}
}
