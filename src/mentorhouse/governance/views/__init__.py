"""Pages of governance, one file a topic: HTTP, one query or one action each."""
