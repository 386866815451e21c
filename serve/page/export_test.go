package page

import "context"

// WarmPast runs the step of Warm that prepares a past day.
func (h *Pages) WarmPast(ctx context.Context, ago int) error { return h.warmPast(ctx, ago) }
