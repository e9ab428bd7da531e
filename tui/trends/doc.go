// Package trends is the screen on which a leader sees what keeps coming back,
// and acts on it: what changed since they last looked, one customer's own
// words, which tags to act on and why in numbers, whether the actions in force
// worked, and everything else. Behind each tag stand its days, how its
// complaints divide, and the customers' words. The problems (koe/tui/problems)
// and the calls to make (koe/tui/calls) lie on this screen as its pages.
//
// The screen asks a [Desk] and sends it commands; it changes nothing itself and
// computes no statistics: the engine's numbers come with the desk's answer. The
// desk takes its time and the screen does not wait for it: the answer before
// stays in view until the next one is there.
//
// screen.go takes messages. The overview asks in overview.go, does its keys in
// keys.go, says in sections.go which row stands where and in changes.go what is
// new, and is drawn in table.go and the files of its parts; detail.go, with
// chart.go and shares.go, is what stands behind a row.
package trends
