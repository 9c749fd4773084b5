"""Which planted faults of the demo shop make a delivered spec fail."""
