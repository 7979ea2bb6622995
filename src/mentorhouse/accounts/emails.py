"""Letters about signing in."""
