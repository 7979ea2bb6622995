"""Pages of this room: read guides, keep the library, answer comments."""
