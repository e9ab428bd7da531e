// Package query is the filter language of lists, views, problem rules and the shell:
//
//	owner:none tag:billing/* sev<=2 state:open since:7d 返金 -解約 (a or b)
//	担当:なし　タグ：請求　重大度＜＝2
//
// Parse makes an Expr of a text, a plain value that can be kept and sent; its String is the
// canonical text, which parses to the same Expr. A rule is kept as text and resolved anew each
// time: Compile gives it the day, the person who asks and the desk's names, and the Matcher says of
// an issue whether it belongs (Match) and tells an index where to look (Facets).
//
// # The language
//
// Terms side by side must all hold; `or` (または, |) joins alternatives and binds less; `and`
// (かつ, &) may be written; `-` or `not` before a term or a parenthesis denies it. A word or a
// "quoted phrase" is looked for in what the customer said, in the answer and in the notes, folded
// as text.Fold says. Signs may be full-width, keys English or Japanese; both stand in Fields.
// `#12345` is a number, `#billing` a tag, `@tanaka` a customer and `!2` a severity, as in the form.
//
//   - none (なし) and any (あり) ask whether there is one; me (自分) is who asks. Quoted, they are
//     names.
//   - tag:billing is the tag and what is under it, tag:billing/* only what is under it.
//   - state:open is new, working or pending.
//   - Dates are what model/when understands, in either language: 2026-03-01, 7/13, fri, 金曜, 月末,
//     a month 2026-03 or 7月, a year 2026, today, last-week, 先月, "3 days ago"; weeks begin on
//     Monday. What leaves out its year or week is past, or to come for due, promise and snooze.
//     since: and until: include their day.
//   - 7d, 2w, 3m and 1y are the days up to today, today included: since:7d is the last seven days,
//     until:7d all before them. For due, promise and snooze they are the days from today on.
//   - due looks at the next deadline of an open issue, promise at the next promise not yet kept.
package query
