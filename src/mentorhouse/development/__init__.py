"""Development: goals, plans, conversations, capabilities, learning and private notes."""
