"""Organisations and regions: who takes part, and the wall between them."""
