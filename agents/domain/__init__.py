"""Frozen models of the domain; imports nothing of ours."""
