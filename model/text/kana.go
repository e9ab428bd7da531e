package text

const (
	halfKanaFirst  = '\uff61' // ｡
	halfKanaLast   = '\uff9d' // ﾝ
	halfVoiced     = '\uff9e' // ﾞ
	halfSemiVoiced = '\uff9f' // ﾟ

	combiningVoiced     = '\u3099'
	combiningSemiVoiced = '\u309a'
	spacingVoiced       = '\u309b' // ゛
	spacingSemiVoiced   = '\u309c' // ゜

	longVowel  = 'ー'
	iterate    = 'ゝ'
	iterateDak = 'ゞ'
)

// halfKana gives the full-width form of the half-width punctuation and katakana from halfKanaFirst
// on.
var halfKana = [...]rune{
	'。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー',
	'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ',
	'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ',
	'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン',
}

// fullMark gives a half-width voicing mark its full-width form: the combining one after a kana that
// takes it, so that the two compose, the spacing one elsewhere.
func fullMark(mark, base rune) rune {
	if mark == halfVoiced {
		if voiced(hiragana(base)) != 0 || isWaRow(base) {
			return combiningVoiced
		}
		return spacingVoiced
	}
	if semiVoiced(hiragana(base)) != 0 {
		return combiningSemiVoiced
	}
	return spacingSemiVoiced
}

// isWaRow reports whether a katakana takes a voicing mark though its hiragana does not.
func isWaRow(r rune) bool { return r == 'ワ' || r == 'ヰ' || r == 'ヱ' || r == 'ヲ' }

// hiragana turns one katakana into its hiragana, and leaves others.
func hiragana(r rune) rune {
	if r >= 'ァ' && r <= 'ヶ' || r == 'ヽ' || r == 'ヾ' {
		return r - 'ァ' + 'ぁ'
	}
	return r
}

// voiced returns the hiragana r with a dakuten, 0 if it takes none.
func voiced(r rune) rune {
	switch {
	case r >= 'か' && r <= 'ぢ' && (r-'か')%2 == 0, r == 'つ', r == 'て', r == 'と', r == iterate:
		return r + 1
	case r >= 'は' && r <= 'ほ' && (r-'は')%3 == 0:
		return r + 1
	case r == 'う':
		return 'ゔ'
	}
	return 0
}

// semiVoiced returns the hiragana r with a handakuten, 0 if it takes none.
func semiVoiced(r rune) rune {
	if r >= 'は' && r <= 'ほ' && (r-'は')%3 == 0 {
		return r + 2
	}
	return 0
}

// unvoiced takes the dakuten or handakuten off a hiragana.
func unvoiced(r rune) rune {
	switch {
	case r >= 'が' && r <= 'ぢ' && (r-'か')%2 == 1, r == 'づ', r == 'で', r == 'ど', r == iterateDak:
		return r - 1
	case r >= 'は' && r <= 'ぽ':
		return r - (r-'は')%3
	case r == 'ゔ':
		return 'う'
	}
	return r
}

// isHiragana reports whether a character is a hiragana syllable or the long vowel mark, which is
// what folded kana consist of.
func isHiragana(r rune) bool { return r >= 'ぁ' && r <= 'ゖ' || r == longVowel }
