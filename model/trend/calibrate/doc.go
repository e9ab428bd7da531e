// Package calibrate measures what the trend engine promises: its false-alarm
// rate and its power, on the published scenarios of Noufaily et al. 2013, on
// desks like the ones it is made for, and on actions with a known effect. All
// randomness comes from a seed that is printed with the figures.
package calibrate
