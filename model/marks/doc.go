// Package marks reads the marks within a complaint as it is typed:
//
//	#billing/double-charge   a tag
//	@tanaka                  the customer
//	!2                       the severity
//
// A mark stands at a line's start or after a space and ends at the next space;
// full-width signs (＃ ＠ ！) mean the same. A name with spaces is quoted:
// #"late delivery". A # before digits alone is an issue's number and no mark;
// a tag of digits is quoted. Marks are no part of the customer's words.
package marks
