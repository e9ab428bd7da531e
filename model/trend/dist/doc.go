// Package dist holds the distributions that counts are held against, of which
// no library at hand has the tails as koe needs them: exact, fast for the few
// and for the many, and with mid-p-values.
package dist
