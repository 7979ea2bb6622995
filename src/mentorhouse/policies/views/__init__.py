"""Pages of policies: for co-ordinators who keep them, and for people who read and accept them."""
