// Package farrington is the Farrington Flexible algorithm (Noufaily et al.
// 2013, Stat. Med. 32:1206; Farrington et al. 1996, J. R. Stat. Soc. A
// 159:547) as the R package surveillance computes it (Salmon et al. 2016,
// J. Stat. Softw. 70(10)). It is the yardstick that the engine is measured
// against in calibration and tests; nothing else uses it.
package farrington
