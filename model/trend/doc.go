// Package trend tells a real rise from chance in daily counts of complaints,
// and keeps a stated rate of false alarms.
//
// It is pure: counts and civil days go in ([Desk]), signals come out
// ([Report]). It has no clock, no randomness, no I/O, no words for people; a
// reason is a struct of numbers and the interface makes the sentence.
//
// The road of one evaluation ([Engine.Evaluate]):
//
//  1. Days become weekly blocks with an exposure each: the weekday profile
//     of the series (shrunk towards the desk's), closed days, and the share
//     of the running day that has usually come by now.
//  2. Each series has a ridge quasi-Poisson regression on its blocks (level,
//     a small trend, an annual season from 40 weeks on) with a gamma prior of
//     the desk's levels (Farrington et al. 1996; Noufaily et al. 2013). Past
//     outbreaks are weighted down by their Anscombe residual and the model is
//     refitted.
//  3. A local level follows what the regression does not (a filter with a
//     drift variance pooled over the desk), so that a lasting change becomes
//     the new normal within months.
//  4. Windows of 1, 7 and 28 days are held against a negative-binomial
//     forecast that carries dispersion, the fit's uncertainty and drift.
//  5. The desk's common movement in each window is estimated robustly over
//     all series and said once; a series is judged by what goes beyond it.
//  6. The windows' mid-p-values are combined (Cauchy combination, Liu and Xie
//  2020. and corrected for the number of series (Benjamini and Hochberg
//     1995): q < 0.10 is worth a look, q < 0.01 worth an act.
//
// Sources:
//
//   - Farrington, Andrews, Beale, Catchpole (1996), J. R. Stat. Soc. A 159:547.
//   - Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett (2013), Stat.
//     Med. 32:1206.
//   - Salmon, Schumacher, Höhle (2016), J. Stat. Softw. 70(10).
//   - Liu, Xie (2020), J. Am. Stat. Assoc. 115:393.
//   - Benjamini, Hochberg (1995), J. R. Stat. Soc. B 57:289.
package trend
