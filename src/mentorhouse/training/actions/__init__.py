"""Every write of the training room, one function a deed."""
