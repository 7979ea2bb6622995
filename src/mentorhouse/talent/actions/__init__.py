"""Every write of this room: nominators, nominations, activities, opportunities, placements."""
