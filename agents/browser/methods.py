"""HTTP methods by what they do."""

SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
"""They only read (RFC 9110, 9.2.1; TRACE, which no page can send, left out)."""
