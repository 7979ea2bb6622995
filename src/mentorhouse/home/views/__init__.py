"""Pages made of many rooms: the start page, a pair's page, the co-ordinator's desk."""
