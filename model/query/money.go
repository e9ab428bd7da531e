package query

import (
	"math"
	"strconv"
	"strings"

	"koe/model"
	"koe/model/text"
)

// canonicalMoney reads 10000, 10,000円, ¥10,000, 1.5万円, $12.50, 12.50 USD and writes 10000JPY,
// 12.5USD; without a currency the number alone, which is compared with amounts of any.
func canonicalMoney(typed string) (string, bool) {
	s := strings.ToLower(strings.NewReplacer(",", "", " ", "").Replace(text.Fold(typed)))
	currency := ""
	take := func(sign, code string, cut func(string, string) (string, bool)) {
		if rest, ok := cut(s, sign); ok && currency == "" {
			s, currency = rest, code
		}
	}
	take("円", "JPY", strings.CutSuffix)
	take("¥", "JPY", strings.CutPrefix)
	take("$", "USD", strings.CutPrefix)
	take("€", "EUR", strings.CutPrefix)
	take("£", "GBP", strings.CutPrefix)
	if n := len(s); n > 3 && isLetters(s[n-3:]) && currency == "" {
		s, currency = s[:n-3], strings.ToUpper(s[n-3:])
	}
	times := 1.0
	if rest, ok := strings.CutSuffix(s, "万"); ok {
		s, times = rest, 1e4
	}
	if s == "" || strings.Trim(s, "0123456789.") != "" {
		return "", false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f*times >= 1e12 {
		return "", false
	}
	return strconv.FormatFloat(math.Round(f*times*1e4)/1e4, 'f', -1, 64) + currency, true
}

func isLetters(s string) bool { return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" }

// money is a canonical amount in whole units, its currency empty where any will do.
type money struct {
	units    float64
	currency string
}

func parseMoney(s string) money {
	n := len(s)
	for n > 0 && s[n-1] >= 'A' && s[n-1] <= 'Z' {
		n--
	}
	units, _ := strconv.ParseFloat(s[:n], 64)
	return money{units, s[n:]}
}

// compare says how an amount stands to the asked one, -1, 0 or 1; ok is false where there is none
// or it is another currency.
func (m money) compare(a model.Amount) (c int, ok bool) {
	if a == (model.Amount{}) || m.currency != "" && m.currency != a.Currency {
		return 0, false
	}
	asked := int64(math.Round(m.units * math.Pow10(minorDigits(a.Currency))))
	switch {
	case a.Minor < asked:
		return -1, true
	case a.Minor > asked:
		return 1, true
	}
	return 0, true
}

// minorDigits is the number of decimals of a currency's smallest unit (ISO 4217).
func minorDigits(currency string) int {
	switch currency {
	case "JPY", "KRW", "VND", "CLP", "ISK", "UGX", "PYG", "XAF", "XOF", "XPF":
		return 0
	case "KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD":
		return 3
	}
	return 2
}
