"""Every write of meetings: `arranging` is before a meeting, `recording` is after it."""
