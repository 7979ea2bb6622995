"""Matching: runs over everyone, drafts in the co-ordinator’s hand, publication."""
