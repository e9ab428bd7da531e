// Package effect tells whether an action worked: how a series of complaints
// stands now beside how it would stand had nothing been done.
//
// What would be without the action is not what was before it. The whole desk
// moves, the year has its seasons, and what was picked for being high comes
// down by itself. So ([Measure]):
//
//  1. The baseline, two years at most, ends before the rise that led to the
//     action; where that is not known, four weeks before the action and before
//     any rise that shows itself (regression to the mean).
//  2. The other series of the desk are the control: not its relatives, not
//     what was acted on as well, not what began or ended on the way. Contacts
//     handled, where known, are one control more. A common factor a week is
//     fitted to them all, each with its own level, trend and season beside it,
//     whose sizes are pooled over the desk (quasi-Poisson with a ridge by
//     empirical Bayes; Laird and Ware 1982).
//  3. The series has the same regression over its baseline and is forecast on,
//     with the common factor, through the time since the action: an
//     interrupted time series with control series.
//  4. Each control is forecast in the same way, as if it had been acted on.
//     Nothing was done to them, so what they differ by beyond their counting
//     noise is how far series of this desk drift apart in such a time. That
//     variance (Paule and Mandel 1982, with bounded scores) goes into the
//     interval, as does that of the fit and of the common factor. It is what
//     holds the false verdicts down when a part of the desk moves, when tags
//     have seasons of their own and no year to show them.
//  5. The interval inverts a negative-binomial forecast, at Student's quantile
//     with Satterthwaite's degrees of freedom.
//
// Where the control is unsound (half of the desk was acted on, or went another
// way than the rest; names were changed; too few counts) no verdict is given, and
// why is said.
//
// Sources:
//
//   - Bernal, Cummins, Gasparrini (2017), Int. J. Epidemiol. 46:348; and the
//     same with controls (2018), Int. J. Epidemiol. 47:2082.
//   - McCullagh, Nelder (1989), Generalized Linear Models, chapter 9.
//   - Conley, Taber (2011), Rev. Econ. Stat. 93:113: few treated, many
//     controls, whose own changes give the distribution of no effect. Ferman,
//     Pinto (2019), Rev. Econ. Stat. 101:452: the same with unequal sizes.
//   - Abadie, Diamond, Hainmueller (2010), J. Am. Stat. Assoc. 105:493, for the
//     placebos; their weights are not used: with counts of some a week they
//     follow noise.
//   - Paule, Mandel (1982), J. Res. Natl. Bur. Stand. 87:377.
//   - Laird, Ware (1982), Biometrics 38:963.
package effect
