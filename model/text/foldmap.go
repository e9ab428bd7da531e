package text

// Folded is a folded text that remembers where each of its bytes came from, so that what was found
// in it can be shown in the original.
type Folded struct {
	Text string
	from []int // by byte of Text: the offset of its character in the original; one more for the end
}

// FoldMap folds s as Fold does and keeps the way back.
func FoldMap(s string) Folded {
	f := folder{dst: make([]byte, 0, len(s)+8)}
	from := make([]int, 0, len(s)+8)
	for i := 0; i < len(s); {
		n := f.next(s[i:])
		for len(from) < len(f.dst) {
			from = append(from, i)
		}
		i += n
	}
	return Folded{Text: string(f.dst), from: append(from[:len(f.dst)], len(s))}
}

// Original returns the byte range of the original that the range start to end of Text came from, in
// whole characters. Marks and invisible characters that belong to the last of them are within it.
func (f Folded) Original(start, end int) (from, to int) {
	from = f.from[start]
	if end <= start {
		return from, from
	}
	for end < len(f.Text) && f.from[end] == f.from[end-1] {
		end++
	}
	return from, f.from[end]
}
