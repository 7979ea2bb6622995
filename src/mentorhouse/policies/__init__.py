"""Policies: slots, documents, versions, and who has accepted which."""
