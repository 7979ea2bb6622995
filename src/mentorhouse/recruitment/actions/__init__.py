"""Every write of this room: start a step, carry it out, and put an end to an import."""
