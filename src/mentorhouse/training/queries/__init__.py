"""Every read of the training room."""
