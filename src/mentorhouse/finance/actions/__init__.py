"""Every write of this room: sources, lines, entries, claims, points. The books forget nothing."""
