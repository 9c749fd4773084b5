"""The short form of all that needs nothing from outside: what `make bench` runs."""
