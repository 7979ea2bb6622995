"""Reporting: what data of all rooms answers about a programme."""
