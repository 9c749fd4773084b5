"""The observation agent: what a user can see and do."""
