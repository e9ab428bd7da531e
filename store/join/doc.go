// Package join is the same desk for everybody on one machine. Whoever opens the
// database first holds it (store/hold) and lets the others in through a unix
// socket; they ask the same questions and send the same commands, and do not know
// where their desk is.
//
// A [Seat] is one program's place at the desk. Its methods are those of the desk;
// each goes to the desk of this program, or over the socket to that of the holder.
// When the holder ends, a seat takes the file over itself or joins whoever was
// faster, and asks again: a command is known by its ID and never acts twice.
//
// What goes over the socket is one table of questions (questions.go): HTTP, since
// it has contexts, streams and limits, and CBOR. A seat of a build whose table or
// values differ is told so before it asks anything.
package join
