package text

import (
	"strings"
	"testing"
)

const (
	benchJapanese = "６月分のカード利用代金が二重に請求されている。土曜日に電話したがｵﾍﾟﾚｰﾀｰから折り返しの連絡がなかった。２回目の請求分を返金してほしいとのこと。"
	benchLatin    = "Charged twice for June again, card ending 4471. Called on Saturday and nobody rang back. Wants the second charge refunded."
)

func benchmark(b *testing.B, fn func(s string)) {
	for _, c := range []struct{ name, text string }{{"japanese", benchJapanese}, {"latin", benchLatin}, {"latin-folded", strings.ToLower(benchLatin)}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				fn(c.text)
			}
		})
	}
}

func BenchmarkFold(b *testing.B) {
	var buf []byte
	benchmark(b, func(s string) { buf = AppendFold(buf[:0], s) })
}

func BenchmarkGrams(b *testing.B) {
	var buf []Gram
	benchmark(b, func(s string) { buf = AppendGrams(buf[:0], s) })
}

func BenchmarkClean(b *testing.B) {
	benchmark(b, func(s string) { _, _ = CleanBlock(s) })
}

func BenchmarkMask(b *testing.B) {
	benchmark(b, func(s string) { _, _ = Mask(s) })
}
