"""Pages of a partnership: its phases, its reviews, its end, and what a co-ordinator decides."""
