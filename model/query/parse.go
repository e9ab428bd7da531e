package query

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"koe/model/text"
)

// Bounds of a query that Parse reads.
const (
	MaxLength = 8192 // bytes
	MaxDepth  = 64   // parentheses within each other
)

// Parse reads a query. Blank text gives the zero Expr. A query that cannot be read gives an *Error
// that says where.
func Parse(src string) (Expr, error) { return parse(src, false) }

func parse(src string, rule bool) (Expr, error) {
	if len(src) > MaxLength {
		return Expr{}, &Error{Code: TooLong, Offset: MaxLength, Length: len(src) - MaxLength}
	}
	if _, err := text.CleanBlock(src); err != nil {
		e := &Error{Code: BadText}
		if bad := new(text.InvalidUTF8Error); errors.As(err, &bad) {
			e.Offset, e.Length = bad.Offset, 1
		}
		return Expr{}, e
	}
	p := parser{scanner: scanner{src: src}, rule: rule}
	p.skipBlanks()
	if p.at == len(src) {
		return Expr{}, nil
	}
	e, err := p.alternatives()
	if err != nil {
		return Expr{}, err
	}
	if p.at < len(src) {
		_, size := p.peek()
		return Expr{}, &Error{Code: StrayParen, Offset: p.at, Length: size, Found: src[p.at : p.at+size]}
	}
	return e, nil
}

type parser struct {
	scanner
	depth int
	rule  bool // nobody asks it
}

// alternatives reads terms joined by or.
func (p *parser) alternatives() (Expr, error) {
	e, err := p.conjunction()
	for err == nil && p.operator(Or) {
		var next Expr
		if next, err = p.conjunction(); err == nil {
			e = join(Or, e, next)
		}
	}
	return e, err
}

// conjunction reads terms side by side, or joined by and.
func (p *parser) conjunction() (Expr, error) {
	e, err := p.term()
	for err == nil {
		if !p.operator(And) && (p.ended() || p.peekOperator(Or) > 0) {
			break
		}
		var next Expr
		if next, err = p.term(); err == nil {
			e = both(e, next)
		}
	}
	return e, err
}

// ended reports whether the query or the parenthesis ends here.
func (p *parser) ended() bool {
	p.skipBlanks()
	r, _ := p.peek()
	return r == -1 || r == ')'
}

// operator takes and, or or not if it stands here.
func (p *parser) operator(op Op) bool {
	n := p.peekOperator(op)
	p.at += n
	return n > 0
}

func (p *parser) peekOperator(op Op) (size int) {
	p.skipBlanks()
	if r, size := p.peek(); op == Or && r == '|' || op == And && r == '&' {
		return size
	}
	look := p.scanner
	w := look.bare(":")
	if next, _ := look.peek(); next != ':' && operatorWord(w) == op {
		return len(w)
	}
	return 0
}

// operatorWord is the operator that a bare word is, All if it is none.
func operatorWord(w string) Op {
	if len(w) > len("または") {
		return All
	}
	switch text.Fold(w) {
	case "and", "かつ":
		return And
	case "or", "または":
		return Or
	case "not":
		return Not
	}
	return All
}

func isOperatorWord(w string) bool { return operatorWord(w) != All }

// term reads one word, phrase, test or parenthesis, perhaps denied.
func (p *parser) term() (Expr, error) {
	p.skipBlanks()
	if p.operator(Not) {
		return p.denied()
	}
	switch r, size := p.peek(); {
	case r == -1 || r == ')' || r == '|' || r == '&' || p.peekOperator(Or) > 0 || p.peekOperator(And) > 0:
		return Expr{}, p.missing()
	case isMinus(r):
		p.at += size
		if next, _ := p.peek(); next == -1 || isBlank(next) {
			return Expr{}, p.missing()
		}
		return p.denied()
	case r == '(':
		return p.group(size)
	case strings.ContainsRune(`"“「`, r):
		return p.phrase()
	case r == '」':
		p.at += size
		return p.term()
	}
	return p.word()
}

func (p *parser) missing() error { return &Error{Code: MissingTerm, Offset: p.at} }

func (p *parser) denied() (Expr, error) {
	if p.depth++; p.depth > MaxDepth {
		return Expr{}, &Error{Code: TooDeep, Offset: p.at, Length: 1}
	}
	defer func() { p.depth-- }()
	e, err := p.term()
	if err != nil {
		return Expr{}, err
	}
	return negate(e), nil
}

func (p *parser) group(size int) (Expr, error) {
	from := p.at
	if p.depth++; p.depth > MaxDepth {
		return Expr{}, &Error{Code: TooDeep, Offset: p.at, Length: size}
	}
	defer func() { p.depth-- }()
	p.at += size
	e, err := p.alternatives()
	if err != nil {
		return Expr{}, err
	}
	r, closing := p.peek()
	if r != ')' {
		return Expr{}, &Error{Code: OpenParen, Offset: from, Length: size}
	}
	p.at += closing
	return e, nil
}

// phrase reads quoted words.
func (p *parser) phrase() (Expr, error) {
	from := p.at
	value, _, closed := p.quoted()
	if !closed {
		return Expr{}, p.openQuote(from)
	}
	return p.wordExpr(from, value)
}

func (p *parser) openQuote(from int) error {
	_, size := utf8.DecodeRuneInString(p.src[from:])
	return &Error{Code: OpenQuote, Offset: from, Length: size}
}

func (p *parser) wordExpr(from int, value string) (Expr, error) {
	value = tidy(value)
	if text.Compile(value).IsEmpty() {
		return Expr{}, &Error{Code: MissingTerm, Offset: from, Length: p.at - from}
	}
	return Expr{Op: Word, Value: value}, nil
}

// tidy cleans a value; Parse has seen that it is UTF-8.
func tidy(s string) string {
	s, _ = text.CleanLine(s)
	return strings.TrimSpace(s)
}

// word reads a test or a bare word.
func (p *parser) word() (Expr, error) {
	from := p.at
	if e, ok, err := p.mark(); ok || err != nil {
		return e, err
	}
	key := p.bare(":=<>≦≤≧≥≠!")
	keyEnd := p.at
	info, known := Describe(key)
	if known {
		p.skipBlanks()
		if cmp, not, typed := p.comparison(); cmp != "" {
			return p.test(info, cmp, not, typed)
		}
		p.at = keyEnd
	} else if r, size := p.peek(); r == ':' && isKeyLike(key) && !strings.HasPrefix(p.src[p.at+size:], "//") {
		return Expr{}, &Error{Code: UnknownField, Offset: from, Length: len(key), Found: key, Accepted: similar(key)}
	}
	p.bare("")
	return p.wordExpr(from, p.src[from:p.at])
}

// isKeyLike reports whether a word can only have been meant as a field: 15:00 and ratios are words.
func isKeyLike(key string) bool {
	for _, r := range key {
		if !unicode.In(r, unicode.L, unicode.M) && r != '_' && r != '-' {
			return false
		}
	}
	return key != ""
}

// mark reads #12345, #tag, @customer and !2, as they are typed in the form.
func (p *parser) mark() (e Expr, ok bool, err error) {
	from := p.at
	r, size := p.peek()
	var field Field
	switch r {
	case '#':
		field = Tag
	case '@':
		field = Customer
	case '!':
		field = Sev
	default:
		return Expr{}, false, nil
	}
	p.at += size
	next, _ := p.peek()
	if next == -1 || isBlank(next) || strings.ContainsRune(`()|&`, next) {
		p.at = from
		return Expr{}, false, nil
	}
	value, quoted, err := p.value()
	if err != nil {
		return Expr{}, false, err
	}
	if field == Tag && !quoted && isDigits(value) {
		field = Number
	}
	info, _ := Describe(string(field))
	value, literal, valid := canonical(info, value, quoted || field == Tag || field == Customer)
	if !valid {
		if field == Sev {
			p.at = from
			return Expr{}, false, nil
		}
		return Expr{}, false, &Error{Code: BadValue, Offset: from, Length: p.at - from, Found: p.src[from:p.at], Field: field, Accepted: info.Values}
	}
	return Expr{Op: Test, Field: field, Cmp: Eq, Value: value, Literal: literal}, true, nil
}

func isDigits(s string) bool { return s != "" && strings.Trim(text.Fold(s), "0123456789") == "" }

// test reads the value after a field and its comparison.
func (p *parser) test(info Info, cmp Cmp, not bool, typed string) (Expr, error) {
	if cmp != Eq && !info.Ordered {
		return Expr{}, &Error{Code: BadComparison, Offset: p.at - len(typed), Length: len(typed), Found: typed, Field: info.Field}
	}
	end := p.at
	p.skipBlanks()
	from := p.at
	value, quoted, err := p.value()
	if err != nil {
		return Expr{}, err
	}
	if value == "" {
		return Expr{}, &Error{Code: MissingValue, Offset: end, Field: info.Field, Accepted: info.Values}
	}
	as, literal, ok := canonical(info, value, quoted)
	if !ok || cmp != Eq && isWordOnly(info, as, literal) {
		return Expr{}, &Error{Code: BadValue, Offset: from, Length: p.at - from, Found: p.src[from:p.at], Field: info.Field, Accepted: info.Values, Day: whyNoDay(info, value)}
	}
	if p.rule && info.sort == userSort && as == me && !literal {
		return Expr{}, &Error{Code: NobodyAsks, Offset: from, Length: p.at - from, Found: p.src[from:p.at], Field: info.Field}
	}
	e := Expr{Op: Test, Field: info.Field, Cmp: cmp, Value: as, Literal: literal}
	if not {
		return negate(e), nil
	}
	return e, nil
}

// value reads a quoted or bare value, "" if none stands here. A # before a tag is not part of it.
func (p *parser) value() (value string, quoted bool, err error) {
	if r, size := p.peek(); r == '#' {
		p.at += size
	}
	from := p.at
	value, quoted, closed := p.quoted()
	if !closed {
		return "", true, p.openQuote(from)
	}
	if !quoted {
		value = p.bareValue()
	}
	return tidy(value), quoted, nil
}

// isWordOnly reports whether a value has no order, as none, any and overdue have none.
func isWordOnly(info Info, value string, literal bool) bool {
	return !literal && info.Ordered && (value == none || value == anyone || value == overdue)
}

// similar lists the fields whose keys begin alike or differ in a letter or two.
func similar(key string) []string {
	folded := text.Key(key)
	var out []string
	for _, f := range fields {
		for _, name := range append([]string{string(f.Field), f.Japanese}, f.Aliases...) {
			if near(folded, text.Key(name)) && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out[:min(len(out), 4)]
}

// near reports whether one key begins with the other, or the two are at most two slips apart, and
// not more than half of either.
func near(a, b string) bool {
	if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		return true
	}
	return text.Distance(a, b) <= min(2, utf8.RuneCountInString(a)/2, utf8.RuneCountInString(b)/2)
}
