"""Reads over many rooms: one person's partnerships and programmes, and the desk's figures."""
