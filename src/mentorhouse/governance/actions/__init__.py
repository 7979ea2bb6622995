"""Every write of governance, one file a topic, one function a deed."""
