// Package backtest runs the trend engine over a file of counts as if standing
// at each date in turn and knowing nothing later.
package backtest
