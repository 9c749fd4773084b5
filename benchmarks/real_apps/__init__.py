"""Greenroom against real web applications that its authors did not write, on loopback."""
