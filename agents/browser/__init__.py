"""Everything that touches a browser; playwright is imported here and in execution only."""
