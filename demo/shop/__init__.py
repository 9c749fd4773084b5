"""A small general store, true to life, with bugs that can be planted by name."""
