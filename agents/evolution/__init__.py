"""Evolution: scenarios are performed, and what was seen becomes tests."""
