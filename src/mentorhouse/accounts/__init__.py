"""Accounts: who may sign in, and how. It knows an e-mail address and nothing else of a person."""
