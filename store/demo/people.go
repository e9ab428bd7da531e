package demo

import (
	"fmt"
	"math/rand/v2"
)

// A person is one made-up customer.
type person struct{ name, segment string }

var (
	families = []string{"田中", "鈴木", "佐藤", "高橋", "渡辺", "伊藤", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本", "井上", "木村", "林", "清水", "斎藤"}
	given    = []string{"一郎", "花子", "健太", "美咲", "翔", "陽子", "大輔", "由美", "誠", "恵子", "亮", "直美"}
	trades   = []string{"商事", "工業", "食品", "運輸", "電機", "印刷", "薬局", "不動産"}
	firsts   = []string{"Anna", "Ben", "Clara", "David", "Emma", "Frank", "Grace", "Henry", "Isla", "Jack", "Kate", "Liam", "Mia", "Noah", "Olive", "Peter"}
	lasts    = []string{"Baker", "Carter", "Dixon", "Ellis", "Foster", "Grant", "Hughes", "Irving", "Jones", "King", "Lewis", "Mason", "Norton", "Owens", "Price", "Reed"}
	products = []string{"kettle K2", "lamp L10", "headset H7", "suitcase S40", "rice cooker R5", "chair C3"}
)

// customers makes some hundreds of people and companies; the first come most
// often. In Japanese alone nobody has an English name.
func customers(r *rand.Rand, japanese bool) []person {
	seen, most := map[string]bool{}, 600
	if japanese {
		most = 360 // of 400 names
	}
	var all []person
	for len(all) < most {
		var name string
		sorts := 5
		if japanese {
			sorts = 3
		}
		switch r.IntN(sorts) {
		case 0:
			name = pick(r, families) + pick(r, trades)
		case 1, 2:
			name = pick(r, families) + " " + pick(r, given)
		default:
			name = fmt.Sprintf("%s %s", pick(r, firsts), pick(r, lasts))
		}
		if !seen[name] {
			seen[name] = true
			all = append(all, person{name, pick(r, []string{"A", "B", "B", "C", "C", "C"})})
		}
	}
	return all
}
