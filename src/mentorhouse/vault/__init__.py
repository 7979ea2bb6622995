"""What people write in trust: sealed in the database, opened only with a reason.

Import from `vault.fields`, `vault.keys`, `vault.sealing` and `vault.actions`; this module stays
empty, so that models may use the vault while Django is still loading.
"""
