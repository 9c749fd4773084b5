"""Runs delivered specs under Playwright Test and reports what happened."""
