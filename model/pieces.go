package model

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"slices"
)

// Pieces divides a command on more issues than one batch should hold into
// commands on at most so many each, which together do the same; any other stands
// alone. What follows the making of a problem links to [TheProblemMade].
func Pieces(c Command, most int) []Command {
	numbers := issuesOf(c)
	if len(numbers) <= most {
		return []Command{c}
	}
	var pieces []Command
	for run := range slices.Chunk(numbers, most) {
		if made, makes := c.(NewProblem); makes && len(pieces) > 0 {
			pieces = append(pieces, Link{Issues: run, Problem: TheProblemMade, Anyway: made.Anyway})
			continue
		}
		piece := reflect.New(reflect.TypeOf(c)).Elem()
		piece.Set(reflect.ValueOf(c))
		piece.FieldByName("Issues").Set(reflect.ValueOf(run))
		pieces = append(pieces, piece.Interface().(Command))
	}
	return pieces
}

// TheProblemMade stands in a piece for the problem that the first one makes.
const TheProblemMade ProblemID = 1<<63 - 1

// issuesOf are the issues that a command names; nil where it is none of many.
func issuesOf(c Command) []Number {
	f := reflect.ValueOf(c).FieldByName("Issues")
	if !f.IsValid() {
		return nil
	}
	numbers, _ := f.Interface().([]Number)
	return numbers
}

// PieceID is the ID of a later piece of a request, so that a repeat of the
// request repeats each: its moment, and a hash of its ID and what tells the
// piece.
func PieceID(request ID, piece uint64) ID {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64(request[:], piece))
	id := request
	_ = id.SetEntropy(sum[:10]) // of the right length
	return id
}
