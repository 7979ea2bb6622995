"""Pages of this room: the budget for co-ordinators, totals for the steering group, own claims."""
