"""From a report to its effects: files on disk, and later commits, checks and comments."""
