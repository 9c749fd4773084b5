"""Judges the specs that a run delivered: the TypeScript compiler and the Playwright rules of ESLint."""
