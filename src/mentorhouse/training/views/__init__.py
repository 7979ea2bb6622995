"""Pages of the training room."""
