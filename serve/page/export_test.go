package page

import "context"

// PreparePast runs the step of Prepare for one day.
func (h *Pages) PreparePast(ctx context.Context, ago int) error { return h.preparePast(ctx, ago) }

// AwaitQuiet is awaitQuiet.
func (h *Pages) AwaitQuiet(ctx context.Context) { h.awaitQuiet(ctx) }

// QuietFor is quietFor.
const QuietFor = quietFor
