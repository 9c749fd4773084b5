"""Orchestration: the order of the stages, their deadlines, and what happens when one fails. Uses no model."""
