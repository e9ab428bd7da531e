package action

import (
	"strings"

	"koe/tui/lang"
)

// Written is a key as people read it: "ctrl+s" is Ctrl+S, "up" is ↑ or, for
// terminals that draw arrows too wide, Up.
func Written(key string, ascii bool) string {
	arrows := map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→"}
	names := map[string]string{
		"up": "Up", "down": "Down", "left": "Left", "right": "Right", "enter": "Enter", "esc": "Esc", "tab": "Tab",
		"space": "Space", "pgup": "PgUp", "pgdown": "PgDn", "home": "Home", "end": "End", "ctrl": "Ctrl", "shift": "Shift", "f2": "F2",
	}
	if len(key) == 1 {
		return key
	}
	parts := strings.Split(key, "+")
	for i, p := range parts {
		switch {
		case !ascii && arrows[p] != "":
			parts[i] = arrows[p]
		case names[p] != "":
			parts[i] = names[p]
		case len(p) == 1 && len(parts) > 1:
			parts[i] = strings.ToUpper(p)
		}
	}
	return strings.Join(parts, "+")
}

// Key is the action's first key as the footer shows it.
func (d Def) Key(ascii bool) string { return Written(d.Keys[0], ascii) }

// KeyOf is the first key of an action of the table, for a sentence that names it.
func KeyOf(id ID, ascii bool) string {
	for _, d := range Table() {
		if d.ID == id {
			return d.Key(ascii)
		}
	}
	return ""
}

// AllKeys is every key of the action, with a space between.
func (d Def) AllKeys(ascii bool) string {
	written := make([]string, len(d.Keys))
	for i, k := range d.Keys {
		written[i] = Written(k, ascii)
	}
	return strings.Join(written, " ")
}

// KeyTable writes the keys of the given actions as Markdown, a table a scope,
// for the manual.
func KeyTable(defs []Def, c *lang.Catalogue) string {
	var b strings.Builder
	for _, scope := range []Scope{Form, Lists, Everywhere} {
		rows := 0
		for _, d := range defs {
			if d.Scope != scope {
				continue
			}
			if rows == 0 {
				b.WriteString("### " + ScopeName(scope, c) + "\n\n| " + c.Common.Keys + " | " + c.Common.WhatItDoes + " |\n| --- | --- |\n")
			}
			rows++
			b.WriteString("| " + codes(d.Keys) + " | " + d.Long.In(c.Lang) + " |\n")
		}
		if rows > 0 {
			b.WriteString("\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// ScopeName is the heading under which a scope's actions stand.
func ScopeName(s Scope, c *lang.Catalogue) string {
	switch s {
	case Lists:
		return c.Common.OnLists
	case Form:
		return c.Common.InTheForm
	}
	return c.Common.Everywhere
}

func codes(keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = "`" + Written(k, false) + "`"
	}
	return strings.Join(out, " ")
}
