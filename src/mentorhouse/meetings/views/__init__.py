"""Pages of meetings: `arranging` before a meeting, `recording` after it."""
