package text

// respell gives the plain spelling of a character that decomposition leaves alone, "" if it has
// none.
func respell(r rune) string {
	switch r {
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ø', 'Ø':
		return "o"
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'ł', 'Ł':
		return "l"
	case 'ħ', 'Ħ':
		return "h"
	case 'ŧ', 'Ŧ':
		return "t"
	case 'þ', 'Þ':
		return "th"
	case 'ß', 'ẞ':
		return "ss"
	case 'ı', 'İ':
		return "i"
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\u2500', '\u2043':
		return "-"
	case '\u301c', '\u223c', '\u3030':
		return "~"
	case '\u2018', '\u2019', '\u201a', '\u201b', '\u02bc', '\u2032', '\u00b4':
		return "'"
	case '\u201c', '\u201d', '\u201e', '\u201f', '\u2033', '\u301d', '\u301e', '\u301f':
		return `"`
	case '\u2044', '\u2215':
		return "/"
	}
	return ""
}

// isLatinMark reports whether a combining mark is one that Latin, Greek and Cyrillic letters lose
// in folding.
func isLatinMark(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r <= 0x36f, r >= 0x1ab0 && r <= 0x1aff, r >= 0x1dc0 && r <= 0x1dff, r >= 0x20d0 && r <= 0x20ff, r >= 0xfe20 && r <= 0xfe2f:
		return true
	}
	return false
}

// newForm gives the everyday form of an ideograph that differs from it in shape alone, as names are
// written both ways.
func newForm(r rune) rune {
	switch r {
	case '髙':
		return '高'
	case '﨑', '嵜', '碕':
		return '崎'
	case '𠮷':
		return '吉'
	case '濵', '濱':
		return '浜'
	case '邉', '邊':
		return '辺'
	case '齋', '齊', '斉':
		return '斎'
	case '澤':
		return '沢'
	case '德':
		return '徳'
	case '廣':
		return '広'
	case '國':
		return '国'
	case '嶌', '嶋':
		return '島'
	case '櫻':
		return '桜'
	case '龍':
		return '竜'
	case '瀨':
		return '瀬'
	case '惠':
		return '恵'
	case '圓':
		return '円'
	case '實':
		return '実'
	case '眞':
		return '真'
	case '淵', '渊':
		return '渕'
	case '冨':
		return '富'
	case '槇':
		return '槙'
	case '藏':
		return '蔵'
	case '條':
		return '条'
	case '榮':
		return '栄'
	case '學':
		return '学'
	case '會':
		return '会'
	case '縣':
		return '県'
	case '鐵':
		return '鉄'
	case '壽':
		return '寿'
	case '曾':
		return '曽'
	case '彌':
		return '弥'
	}
	return r
}
