"""Languages: which there are, and saying a text in the one that is in force."""
