package exchange

// serviceNow is ServiceNow's incidents, one row for each incident or, as its
// audit log is exported, one for each change of an incident.
func serviceNow() *format {
	return &format{
		name: "servicenow", about: "ServiceNow incidents, one row each or one for each change",
		has: []string{"number", "opened_at"},
		one: [][]string{{"incident_state", "state"}, {"sys_updated_at", "sys_updated_on"}},
		fields: map[Field][]string{
			Received: {"opened_at"}, EventAt: {"sys_updated_at", "sys_updated_on"}, ID: {"number"}, Subject: {"short_description"},
			Text: {"description"}, Tag: {"category"}, Subtag: {"subcategory"}, Channel: {"contact_type"}, Severity: {"priority"},
			State: {"incident_state", "state"}, StateAt: {"closed_at", "resolved_at"}, Owner: {"assigned_to"}, Customer: {"caller_id"},
			Product: {"cmdb_ci"}, Problem: {"problem_id"}, Answer: {"close_notes"},
		},
		null:   "?",
		events: true,
	}
}

// eventLog is a process log: a case, an activity, who did it, and when, in the
// columns that logs of cases usually have.
func eventLog() *format {
	return &format{
		name: "events", about: "a log of events with a case ID, an activity and a time",
		one: [][]string{
			{"Case ID", "case:concept:name", "case_id", "CaseID"},
			{"Activity", "concept:name"},
			{"Complete Timestamp", "Timestamp", "time:timestamp", "Start Timestamp"},
		},
		fields: map[Field][]string{
			EventAt: {"Complete Timestamp", "Timestamp", "time:timestamp", "Start Timestamp"},
			ID:      {"Case ID", "case:concept:name", "case_id", "CaseID"}, State: {"Activity", "concept:name"},
			Owner: {"Resource", "org:resource"}, Tag: {"product", "category", "service_type"}, Subtag: {"service_type"},
			Severity: {"seriousness", "severity", "priority"}, Customer: {"customer"},
		},
		events: true,
	}
}
