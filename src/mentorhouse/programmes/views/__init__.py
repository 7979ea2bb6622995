"""Pages of this room: the set-up for co-ordinators, people, and taking part."""
