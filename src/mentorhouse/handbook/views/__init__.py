"""Pages of the books: for co-ordinators, for those who take part, for everybody."""
