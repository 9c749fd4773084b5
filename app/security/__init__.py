"""Secrets and what guards them."""
