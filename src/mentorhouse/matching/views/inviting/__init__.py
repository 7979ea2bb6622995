"""Pages of first talks: turning to a mentor, one talk, a mentor’s times, what is counted."""
