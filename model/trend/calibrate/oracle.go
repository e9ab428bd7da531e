package calibrate

import (
	"koe/model/trend"
	"koe/model/trend/farrington"
)

// oracle is the p-value of one who knows a tag's true rate, rhythm, season and
// dispersion, by the same windows as the engine: what no method that must
// learn them can pass by much.
func (d *desk) oracle(s *trend.Series, i int, on trend.Day) float64 {
	t := &d.tags[i]
	windows := [...]int{1, 7, 14, 28}
	weights := [...]float64{1.0 / 3, 1, 1, 1}
	var ps [len(windows)]float64
	y, mean, next := 0, 0.0, 0
	for back := 0; next < len(windows); back++ {
		day := on - trend.Day(back)
		if day >= 0 {
			y += int(s.Counts[day])
			mean += d.mean(t, day)
		}
		if back+1 == windows[next] {
			above := farrington.Upper(mean, t.phi, y+1)
			ps[next] = above + 0.5*(farrington.Upper(mean, t.phi, y)-above)
			next++
		}
	}
	return trend.Cauchy(ps[:], weights[:])
}
