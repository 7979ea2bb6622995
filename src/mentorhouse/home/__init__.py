"""Start pages: each person’s “what next”, and the co-ordinator’s desk."""
