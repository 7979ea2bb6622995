"""The mentors of a programme: standing, admission, renewal, own development, search."""
