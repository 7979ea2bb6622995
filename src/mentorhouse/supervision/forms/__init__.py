"""The shapes of what is typed about supervision and practice; forms never save."""
