package trend

// Family splits a desk into the series that are counted on their own and the
// parents made of them, in the order in which parents are first named.
func Family(d *Desk) (leaves, parents []Series) {
	index := map[string]int{}
	for i := range d.Series {
		p := d.Series[i].Parent
		if p == "" || p == d.Series[i].Key {
			continue
		}
		if _, ok := index[p]; !ok {
			index[p] = len(parents)
			parents = append(parents, Series{Key: p})
		}
	}
	leaves = make([]Series, 0, len(d.Series))
	members := make([][]*Series, len(parents))
	for i := range d.Series {
		s := &d.Series[i]
		if p, ok := index[s.Key]; ok {
			members[p] = append(members[p], s)
			parents[p].FixedOn, parents[p].Back = s.FixedOn, s.Back
			continue
		}
		if p, ok := index[s.Parent]; ok {
			members[p] = append(members[p], s)
		}
		leaves = append(leaves, *s)
	}
	for p := range parents {
		parents[p].add(members[p], d.On)
	}
	return leaves, parents
}

// add makes s the sum of the members up to a day.
func (s *Series) add(members []*Series, on Day) {
	first := on + 1
	for _, m := range members {
		if len(m.Counts) > 0 {
			first = min(first, m.Start)
		}
	}
	s.Start, s.Counts = first, make([]int32, on-first+1)
	for _, m := range members {
		s.S1 += m.S1
		n := min(len(m.Counts), int(on-m.Start)+1)
		if n <= 0 {
			continue
		}
		to := s.Counts[m.Start-first:]
		for j, c := range m.Counts[:n] {
			to[j] += c
		}
	}
}

// Find is the series with a key in the first of the lists that has one; nil
// where none has.
func Find(key string, lists ...[]Series) *Series {
	for _, list := range lists {
		for i := range list {
			if list[i].Key == key {
				return &list[i]
			}
		}
	}
	return nil
}
