package action

import (
	"errors"
	"fmt"
	"slices"
)

// Registry is a set of actions in which no key means two things.
type Registry struct {
	defs []Def
	byID map[ID]int
	keys [3]map[string]int // by scope
}

// NewRegistry checks the actions and makes the registry: every action has an
// id, a key and words in every language; no key stands twice where both would
// hold; no letter stands twice in the menu. The error names every fault.
func NewRegistry(defs []Def) (*Registry, error) {
	r := &Registry{defs: defs, byID: make(map[ID]int, len(defs))}
	for i := range r.keys {
		r.keys[i] = make(map[string]int)
	}
	letters := make(map[string]ID)
	var faults []error
	for i, d := range defs {
		if _, twice := r.byID[d.ID]; twice || d.ID == "" {
			faults = append(faults, fmt.Errorf("action %q is there twice or has no id", d.ID))
		}
		r.byID[d.ID] = i
		if slices.Contains(append(d.Short.All(), d.Long.All()...), "") {
			faults = append(faults, fmt.Errorf("action %q lacks words in a language", d.ID))
		}
		if len(d.Keys) == 0 {
			faults = append(faults, fmt.Errorf("action %q has no key", d.ID))
		}
		if d.Menu != "" {
			if other, twice := letters[d.Menu]; twice {
				faults = append(faults, fmt.Errorf("menu letter %q is both %q and %q", d.Menu, other, d.ID))
			}
			letters[d.Menu] = d.ID
		}
		for _, k := range d.Keys {
			if other, twice := r.taken(k); twice {
				faults = append(faults, fmt.Errorf("key %q is both %q and %q", k, other, d.ID))
			}
			r.keys[d.Scope][k] = i
		}
	}
	return r, errors.Join(faults...)
}

// taken reports who else holds a key where scope's keys hold. The form's keys
// work beside those of lists when no text field has the focus, so every scope
// meets every other.
func (r *Registry) taken(key string) (ID, bool) {
	for s := range r.keys {
		if i, ok := r.keys[s][key]; ok {
			return r.defs[i].ID, true
		}
	}
	return "", false
}

// Defs lists the actions in their order. The slice is not to be changed.
func (r *Registry) Defs() []Def { return r.defs }

// Def is the action of that name.
func (r *Registry) Def(id ID) (Def, bool) {
	i, ok := r.byID[id]
	if !ok {
		return Def{}, false
	}
	return r.defs[i], true
}

// Find is the action of a key, in Bubble Tea's name for it. While typing, the
// keys of lists are text and find nothing. Elsewhere the key should have been
// folded with [Fold].
func (r *Registry) Find(key string, typing bool) (Def, bool) {
	scopes := []Scope{Everywhere, Form, Lists}
	if typing {
		scopes = scopes[:2]
	}
	for _, s := range scopes {
		if i, ok := r.keys[s][key]; ok {
			return r.defs[i], true
		}
	}
	return Def{}, false
}
