"""Pages of this room: nominations, one nominee, opportunities, placements, the board's figures."""
