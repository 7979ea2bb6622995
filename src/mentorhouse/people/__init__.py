"""People: one profile each, reused in every programme; identity data only by consent."""
