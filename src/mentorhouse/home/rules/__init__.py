"""Judgements of this room, pure: what comes next for a person (`pairs`), and the desk (`desk`)."""
