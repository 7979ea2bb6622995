"""Every read of supervision: who supervises whom, when it is due, and the sessions."""
