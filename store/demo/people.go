package demo

import "math/rand/v2"

// A person is one made-up customer.
type person struct{ name, segment string }

// most is how many customers a desk has.
const most = 600

// customers makes people and, one in five, companies; the first come most
// often.
func customers(r *rand.Rand, n names) []person {
	seen := map[string]bool{}
	var all []person
	for len(all) < most {
		name := n.person(pick(r, n.first), pick(r, n.last))
		if r.IntN(5) == 0 && len(seen) < most/3 {
			name = n.company(pick(r, n.last), pick(r, n.trades))
		}
		if !seen[name] {
			seen[name] = true
			all = append(all, person{name, pick(r, []string{"A", "B", "B", "C", "C", "C"})})
		}
	}
	return all
}

func (n names) person(first, last string) string {
	if n.japanese {
		return last + " " + first
	}
	return first + " " + last
}

func (n names) company(last, trade string) string {
	if n.japanese {
		return last + trade
	}
	return last + " " + trade
}
