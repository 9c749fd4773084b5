"""Twins of bus and stores for runs in one process."""
