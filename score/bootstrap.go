package score

import (
	"math/rand/v2"
	"slices"
)

// Interval is a 95 % confidence interval of a figure.
type Interval struct{ Low, High float64 }

// Bootstrap estimates how much a figure depends on the choice of articles: it resamples the
// articles with replacement and returns the middle 95 % of the resulting figures. figure gets
// the indexes of a sample.
//
// The samples depend only on the seed. Fewer than two articles give no interval.
//
// Source: Efron 1979, percentile method; the unit is the article, since the statements of an
// article are not independent.
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
