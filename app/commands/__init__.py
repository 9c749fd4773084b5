"""The commands of `greenroom`, one module each."""
