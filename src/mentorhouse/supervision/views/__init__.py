"""Pages of supervision: for co-ordinators, for supervisors, for mentors."""
