"""Every read of governance, one file a topic, viewer first."""
