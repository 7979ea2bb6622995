"""Reporting: what data answers about a programme: health check, risks, the steering group’s figures."""
