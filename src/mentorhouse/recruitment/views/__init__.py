"""Pages of imports: the list, the steps, and the problems of a file."""
