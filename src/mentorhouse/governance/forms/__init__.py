"""The shape of what people send, one file a topic. Nothing here saves."""
