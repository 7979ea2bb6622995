"""Pages of matching: drafts, single pairs, publishing, and a person's own match."""
