package page

import "context"

// PreparePast runs the step of Prepare for one day.
func (h *Pages) PreparePast(ctx context.Context, ago int) error { return h.preparePast(ctx, ago) }
