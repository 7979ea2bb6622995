"""Every write of policies: keeping them, writing versions, accepting and reminding."""
