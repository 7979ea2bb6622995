"""Every read of this room, viewer first."""
