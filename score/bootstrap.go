package score

import (
	"math/rand/v2"
	"slices"
)

// Interval is a 95 % confidence interval of a figure.
type Interval struct{ Low, High float64 }

// Bootstrap says how far a figure might be off because the articles are these and
// not others: it draws as many articles again, with repetition, and takes the middle
// 95 % of what the figure then is. figure is given the indices drawn.
//
// The draws depend on the seed alone. Fewer than two articles give no interval.
// Source: Efron 1979, percentile method; article as the unit, since statements of
// one article stand or fall together.
func Bootstrap(articles int, seed uint64, figure func(drawn []int) float64) Interval {
	const resamples = 1000
	if articles < 2 {
		return Interval{}
	}
	random := rand.New(rand.NewPCG(seed, uint64(articles)))
	drawn, values := make([]int, articles), make([]float64, resamples)
	for i := range values {
		for j := range drawn {
			drawn[j] = random.IntN(articles)
		}
		values[i] = figure(drawn)
	}
	slices.Sort(values)
	return Interval{Low: values[resamples*25/1000], High: values[resamples*975/1000-1]}
}
