"""Everything that touches a real browser."""
