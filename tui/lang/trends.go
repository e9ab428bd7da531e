package lang

// Trends is what the Trends screen says.
type Trends struct {
	Title string // in the header
}

func trendsEn() Trends {
	return Trends{
		Title: "Trends",
	}
}

func trendsJa() Trends {
	return Trends{
		Title: "傾向",
	}
}
