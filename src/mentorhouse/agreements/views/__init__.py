"""Pages of the agreement, and of the line manager's part at a three-way start."""
