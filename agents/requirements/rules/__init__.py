"""Requirements by rules: one module a pattern, each from facts of the page map to scenarios."""

from agents.requirements.rules.compose import derive

__all__ = ["derive"]
