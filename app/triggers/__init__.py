"""From an event or a file to what shall be done. Pure."""
