"""One run in one process: for the command line and the Action."""
