"""The machine that does what is due: queue, clock and outbox, in any number of processes."""
