"""Reporting: everything that was found, as one report model and its renderings."""
