"""The Requirements agent: page map in, Given/When/Then scenarios out."""
