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
//     outbreaks are weighted down and the model is refitted. The latest four
//     weeks are left out.
//  3. What all series shared in a past week (a holiday that no calendar knows,
//     an outage) is taken out, so that it is no scatter of any of them.
//  4. A local level follows what the regression does not, by a robust filter
//     with a drift variance pooled over the desk, so that a lasting change
//     becomes the new normal within months.
//  5. Windows of 1, 7, 14 and 28 days are held against a negative-binomial
//     forecast that carries dispersion, the fit's uncertainty and drift.
//     (A rise between one and four weeks old is seen best in 14 days.)
//  6. The desk's common movement in each window is estimated robustly over
//     all series and said once; a series is judged by what goes beyond it. So
//     is a change of categories: many series born or ended on one day.
//  7. The windows' mid-p-values are combined (the Cauchy combination of Liu and Xie 2020) and
//     corrected for the number of series (Benjamini and Hochberg 1995): q < 0.10 is worth a look;
//     q < 0.01, with at least five issues and five too many, is worth an act.
//
// The week ahead is forecast from the same regression and from what came lately
// ([Row.Next]). Whether an action worked, and whether what was declared fixed is
// back, is told by package effect, from the same counts.
//
// What it promises is measured by package calibrate, against the yardstick of
// package farrington; package backtest runs it over a file of counts.
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
